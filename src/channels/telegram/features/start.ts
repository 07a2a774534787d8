/** /start: who answers here; or what a link from a group asked for. @module */
import { type Bot, type Reaction, saying, type Visit } from '../bot.ts';
import { readDeepLink } from '../deep-link.ts';
import { labels, texts } from '../message-texts.ts';
import { renderIntroduction } from '../render/render-introduction.ts';
import { lines, own, paragraphs, type RichText, strong } from '../render/rich-text.ts';
import { press, say } from '../render/saying.ts';
import { beginCalculation } from './calculation.ts';
import { groupHelp } from './group.ts';
import { askForPerson } from './handover.ts';
import { answerQuestion } from './question.ts';
import { askToForget } from './settings.ts';

/** How far back a question that was asked in a group is looked for. */
const searchedTurns = 50;

export async function start(bot: Bot, visit: Visit, parameter: string): Promise<Reaction> {
  if (visit.update.isGroup) return groupHelp(bot, visit.update);
  const wanted = readDeepLink(parameter);
  switch (wanted?.kind) {
    case 'calc':
      return beginCalculation(bot, visit, wanted.scheme, null);
    case 'ask':
      return answerWaiting(bot, visit, wanted.turn);
    case 'human':
      return askForPerson(bot, visit);
    case 'forget':
      return askToForget(bot, visit);
    default:
      return introduce(bot, visit);
  }
}

function introduce(bot: Bot, { isNew, conversation }: Visit): Reaction {
  const isTraditional = isNew && conversation.script === 'traditional';
  return saying(
    renderIntroduction({ ...bot, today: bot.today() }, isTraditional ? texts.traditionalHint : null),
  );
}

/** The question that waits in this person's own conversation; somebody else's link opens nothing. */
async function answerWaiting(bot: Bot, visit: Visit, turnId: string): Promise<Reaction> {
  const turns = await bot.store.turns.last(visit.conversation.id, searchedTurns);
  const waiting = turns.find(({ turn, answer }) => turn.id === turnId && answer === null);
  if (waiting === undefined) return saying(say([own(texts.askGone)]));
  const { text } = waiting.turn;
  return answerQuestion(bot, visit, { text, messageRef: null, masked: false, heading: text });
}

export function help(bot: Bot, visit: Visit): Reaction {
  if (visit.update.isGroup) return groupHelp(bot, visit.update);
  return saying(
    say(
      paragraphs(
        [strong(texts.help)],
        lines(...texts.helpLines.map((line): RichText => [own(line)])),
        [own(texts.officeHours(bot.officeHours))],
        bot.sendsToModel ? [own(texts.model)] : null,
      ),
      [[press(labels.calculators, { kind: 'calculators' })], [press(labels.sources, { kind: 'sources' })]],
    ),
  );
}
