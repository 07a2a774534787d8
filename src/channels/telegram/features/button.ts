/** A button that was pressed. @module */
import { type Bot, type Reaction, saying, type Visit } from '../bot.ts';
import { type ButtonAction, readCallbackData } from '../callback-data.ts';
import { texts } from '../message-texts.ts';
import { own } from '../render/rich-text.ts';
import { say } from '../render/saying.ts';
import type { TelegramUpdate } from '../telegram-update.ts';
import { openCitation, tellNextSteps, tellNotices, tellWorkings } from './answer-details.ts';
import { beginCalculation, calculateFromAnswer, listCalculators, replyToDialogue } from './calculation.ts';
import { askSample, chooseMatter, chooseReply } from './choice.ts';
import { listSources, openDocument, readPage, turnOutline, turnPage, turnSources } from './documents.ts';
import { complain, giveReason, praise } from './feedback.ts';
import { inviteToCalculators } from './group.ts';
import { askForPerson, leavePerson } from './handover.ts';
import { notYours, withOwnAnswer } from './own-answer.ts';
import { forget, setLanguage } from './settings.ts';

type Press = Extract<TelegramUpdate, { kind: 'button' }>;

export const badButton: Reaction = saying(say([own(texts.badButton)]));

export async function handleButton(bot: Bot, visit: Visit, press: Press): Promise<Reaction> {
  const action = readCallbackData(press.data);
  if (action === null) return badButton;
  return publicReaction(bot, press, action) ?? personalReaction(bot, visit, action);
}

/** What everybody may press, also who has never spoken to the bot; null: the action is a person's own. */
export function publicReaction(bot: Bot, press: Press, action: ButtonAction): Reaction | null {
  switch (action.kind) {
    case 'calculators':
      return press.isGroup ? inviteToCalculators(bot) : listCalculators(bot);
    case 'sources':
      return listSources(bot);
    case 'sourcesPage':
      return turnSources(bot, press.messageId, action.page);
    case 'document':
      return openDocument(bot, action.document);
    case 'read':
      return readPage(bot, action.document, action.page);
    case 'outline':
      return turnOutline(bot, action.document, press.messageId, action.page);
    case 'page':
      return turnPage(bot, action.document, press.messageId, action.page);
    default:
      return null;
  }
}

async function personalReaction(bot: Bot, visit: Visit, action: ButtonAction): Promise<Reaction> {
  switch (action.kind) {
    case 'citation':
      return withOwnAnswer(bot, visit, action.answer, (stored) => openCitation(bot, stored, action.number));
    case 'notices':
      return withOwnAnswer(bot, visit, action.answer, tellNotices);
    case 'nextSteps':
      return withOwnAnswer(bot, visit, action.answer, tellNextSteps);
    case 'workings':
      return withOwnAnswer(bot, visit, action.answer, tellWorkings);
    case 'matter':
      return withOwnAnswer(bot, visit, action.answer, (stored) =>
        chooseMatter(bot, visit, stored, action.number),
      );
    case 'reply':
      return withOwnAnswer(bot, visit, action.answer, (stored) =>
        chooseReply(bot, visit, stored, action.number),
      );
    case 'useful':
      return praise(bot, visit, action.answer);
    case 'useless':
      return complain(bot, visit, action.answer);
    case 'reason':
      return giveReason(bot, visit, action.answer, action.reason);
    case 'calculate':
      return beginCalculation(bot, visit, action.scheme, null);
    case 'calculateFrom':
      return calculateFromAnswer(bot, visit, action.scheme, action.answer);
    case 'dialogue':
      return visit.update.isGroup
        ? notYours
        : replyToDialogue(bot, visit, { kind: 'button', code: action.code }, null);
    case 'sample':
      return askSample(bot, visit, action.sample);
    case 'human':
      return askForPerson(bot, visit);
    case 'leave':
      return leavePerson(bot, visit);
    case 'forget':
      return forget(bot, visit, action.confirmed === 'yes');
    case 'language':
      return setLanguage(visit, action.script);
    default:
      return badButton;
  }
}
