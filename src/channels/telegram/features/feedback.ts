/** 有用, 没用 and why. A reason opens a gap that somebody works through, so it is worth one tap more. @module */
import type { FeedbackReason } from '../../../store/store.ts';
import { feedbackReasons } from '../../../store/store.ts';
import type { Bot, Reaction, Visit } from '../bot.ts';
import { reasonLabels, texts } from '../message-texts.ts';
import { humanButton } from '../render/answer-buttons.ts';
import { own } from '../render/rich-text.ts';
import { inRows, press, type Saying, say, sayInPlace } from '../render/saying.ts';
import { answerGone, notYours } from './own-answer.ts';

export const praise = (bot: Bot, visit: Visit, answerId: string): Reaction =>
  judge(bot, visit, answerId, { useful: true, reason: null }, () => say([own(texts.thanks)]));

/** Counted at once, since not everybody says why. */
export const complain = (bot: Bot, visit: Visit, answerId: string): Reaction =>
  judge(bot, visit, answerId, { useful: false, reason: null }, (isCalculated) =>
    say(
      [own(texts.askReason)],
      inRows(
        feedbackReasons
          .filter((reason) => reason !== 'miscalculated' || isCalculated)
          .map((reason) => press(reasonLabels[reason], { kind: 'reason', answer: answerId, reason })),
        2,
      ),
    ),
  );

export const giveReason = (bot: Bot, visit: Visit, answerId: string, reason: FeedbackReason): Reaction =>
  judge(bot, visit, answerId, { useful: false, reason }, () =>
    sayInPlace(
      visit.update.kind === 'button' ? visit.update.messageId : null,
      say(
        [own(texts.reasonTaken(reasonLabels[reason]))],
        [[humanButton({ isGroup: visit.update.isGroup, botName: bot.botName })]],
      ),
    ),
  );

const judge =
  (
    bot: Bot,
    visit: Visit,
    answerId: string,
    verdict: { readonly useful: boolean; readonly reason: FeedbackReason | null },
    reply: (isCalculated: boolean) => Saying,
  ): Reaction =>
  async (calls, at) => {
    const { userKey } = visit.conversation;
    const done = await bot.conversing.giveFeedback(calls, { answerId, userKey, ...verdict }, at);
    if (done === 'answer_gone') return answerGone(calls, at);
    if (done === 'not_yours') return notYours(calls, at);
    const stored = await calls.answers.byId(answerId);
    return { sayings: [reply((stored?.answer.calculation ?? null) !== null)] };
  };
