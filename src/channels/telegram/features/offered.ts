/** What is typed right after a list, in words of the list. @module */
import { isIdle } from '../../../conversations/topic-context.ts';
import type { Bot, Reaction, Visit } from '../bot.ts';
import { chooseFromList } from '../choose-from-list.ts';
import type { TelegramUpdate } from '../telegram-update.ts';
import { beginCalculation, schemeMeant } from './calculation.ts';
import { openDocument } from './documents.ts';

type Message = Extract<TelegramUpdate, { kind: 'message' }>;

/** null: the words name nothing of the list that was shown last, and are a message like any other. */
export async function chooseOffered(bot: Bot, visit: Visit, update: Message): Promise<Reaction | null> {
  const { offered, conversation } = visit;
  if (offered === null || update.edited || update.masked) return null;
  // Who comes back after hours has another matter.
  if (isIdle(conversation.lastAt, new Date(bot.now()))) return null;
  // What is typed while a person has the conversation is for them.
  if ((await bot.store.handovers.openOf(conversation.id)) !== null) return null;
  if (offered === 'calculators') {
    const scheme = schemeMeant(bot, update.text);
    return scheme === null ? null : beginCalculation(bot, visit, scheme, null);
  }
  const { sorted } = bot.shelf;
  const place = chooseFromList(
    update.text,
    sorted.map(({ number, title }) => (number === null ? [title] : [number.canonical, title])),
  );
  const document = place === null ? undefined : sorted[place];
  return document === undefined ? null : openDocument(bot, bot.shelf.keyOf(document));
}
