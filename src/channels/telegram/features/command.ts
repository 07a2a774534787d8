/** Commands, as in the menu. @module */
import { type Bot, type Reaction, saying, silence, type Visit } from '../bot.ts';
import { texts } from '../message-texts.ts';
import { own } from '../render/rich-text.ts';
import { say } from '../render/saying.ts';
import type { TelegramUpdate } from '../telegram-update.ts';
import { calculateNamed, listCalculators } from './calculation.ts';
import { findDocument, listSources } from './documents.ts';
import { inviteToCalculators } from './group.ts';
import { askForPerson } from './handover.ts';
import { askLanguage, askToForget, beginTopic } from './settings.ts';
import { help, start } from './start.ts';

type Message = Extract<TelegramUpdate, { kind: 'message' }>;

export async function handleCommand(
  bot: Bot,
  visit: Visit,
  update: Message,
  command: string,
): Promise<Reaction> {
  // What a command did cannot be done once more by mending its words.
  if (update.edited) return silence;
  const react = await reactTo(bot, visit, update, command);
  if (!update.masked) return react;
  return async (calls, at) => {
    const outcome = await react(calls, at);
    const note = say([own(texts.masked)]);
    return outcome === null ? null : { ...outcome, sayings: [...outcome.sayings, note] };
  };
}

async function reactTo(bot: Bot, visit: Visit, update: Message, command: string): Promise<Reaction> {
  switch (command) {
    case 'start':
      return start(bot, visit, update.text);
    case 'calc':
      return (
        (await calculateNamed(bot, visit, update.text)) ??
        (update.isGroup ? inviteToCalculators(bot) : listCalculators(bot))
      );
    case 'sources':
      return listSources(bot);
    case 'doc':
      return findDocument(bot, visit, update.text, String(update.messageId));
    case 'human':
      return askForPerson(bot, visit);
    case 'new':
      return beginTopic(bot, visit);
    case 'lang':
      return askLanguage;
    case 'forget':
      return askToForget(bot, visit);
    case 'help':
      return help(bot, visit);
    default:
      return saying(say([own(texts.unknownCommand(command))]));
  }
}
