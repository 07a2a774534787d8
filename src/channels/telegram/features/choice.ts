/** Buttons that say something for the person: a matter of a clarification, a reply that a calculation asks for, a sample question. @module */
import type { StoredAnswer } from '../../../store/store.ts';
import { type Bot, type Reaction, saying, type Visit } from '../bot.ts';
import { sampleQuestions } from '../../http/sample-questions.ts';
import { shortKey } from '../callback-data.ts';
import { labels, texts } from '../message-texts.ts';
import { answerButtons, mattersOf, repliesOf } from '../render/answer-buttons.ts';
import { renderAnswer } from '../render/render-answer.ts';
import { own, paragraphs } from '../render/rich-text.ts';
import { press, type Saying, say, sayInPlace } from '../render/saying.ts';
import { answerInPlace } from './message.ts';
import { questionOf } from './question.ts';
import { answerGone } from './own-answer.ts';

export async function chooseMatter(
  bot: Bot,
  visit: Visit,
  stored: StoredAnswer,
  number: number,
): Promise<Reaction> {
  const matter = mattersOf(stored.answer).find((each) => each.number === number);
  if (matter === undefined) return answerGone;
  const label = `${matter.number}. ${matter.name}`;
  if (await isLast(bot, stored)) return goOn(bot, visit, stored, label, `第${number}个`);
  // Other things were talked about meanwhile: the question is put anew with what was left open.
  const question = await questionOf(bot.store, stored.conversationId, stored.turnId);
  return question === null
    ? saying(say([own(texts.matterPassed)]))
    : goOn(bot, visit, stored, label, `${matter.name}：${question}`);
}

export async function chooseReply(
  bot: Bot,
  visit: Visit,
  stored: StoredAnswer,
  number: number,
): Promise<Reaction> {
  const reply = repliesOf(stored.answer)[number];
  const scheme = stored.answer.calculation?.calculator;
  if (reply === undefined || scheme === undefined) return answerGone;
  if (await isLast(bot, stored)) return goOn(bot, visit, stored, reply, reply);
  return saying(
    say(
      [own(texts.replyPassed)],
      [[press(labels.goOnCalculating, { kind: 'calculateFrom', scheme, answer: stored.id })]],
    ),
  );
}

export async function askSample(bot: Bot, visit: Visit, key: string): Promise<Reaction> {
  const question = sampleQuestions(bot.corpus).find((each) => shortKey(each) === key);
  if (question === undefined) return saying(say([own(texts.sampleGone)]));
  return answerInPlace(bot, visit, { text: question, messageRef: null, masked: false, heading: question });
}

/** Nothing was said since: what is chosen now is read together with the question. */
async function isLast(bot: Bot, { id, conversationId }: StoredAnswer): Promise<boolean> {
  const [last] = await bot.store.turns.last(conversationId, 1);
  return last?.answer?.id === id;
}

const withoutChoices = (rows: Saying['buttons']): Saying['buttons'] =>
  rows.filter((row) =>
    row.every((button) => !('action' in button && ['matter', 'reply'].includes(button.action.kind))),
  );

/** The message keeps its words and tells what was chosen; there is nothing to choose any more. */
async function goOn(
  bot: Bot,
  visit: Visit,
  stored: StoredAnswer,
  label: string,
  text: string,
): Promise<Reaction> {
  const { update } = visit;
  const messageId = update.kind === 'button' ? update.messageId : null;
  const chosen: Saying =
    messageId === null
      ? say([own(texts.chosen(label))])
      : sayInPlace(
          messageId,
          say(
            paragraphs(renderAnswer(stored.answer, false), [own(texts.chosen(label))]),
            withoutChoices(answerButtons(stored, { ...bot, isGroup: update.isGroup })),
          ),
        );
  const react = await answerInPlace(bot, visit, { text, messageRef: null, masked: false });
  return async (calls, at) => {
    const outcome = await react(calls, at);
    return outcome === null ? null : { ...outcome, sayings: [chosen, ...outcome.sayings] };
  };
}
