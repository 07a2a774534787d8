import type { StoreCalls, StoredAnswer } from '../store/store.ts';
import type { Conversing } from './conversing.ts';
import { countFeedback } from './counting-gaps.ts';

/** Most verdicts are on one of the last answers; far back the gap is not worth the search. */
const searchedTurns = [5, 100];

/** Only who was given the answer can judge it: in a group everybody sees the buttons. */
export const giveFeedback: Conversing['giveFeedback'] = async (calls, verdict, at) => {
  const { answerId, userKey, useful, reason } = verdict;
  const answer = await calls.answers.byId(answerId);
  const conversation = answer === null ? null : await calls.conversations.byId(answer.conversationId);
  if (answer === null || conversation === null) return 'answer_gone';
  if (conversation.userKey !== userKey) return 'not_yours';
  const before = await calls.feedback.of(answerId, userKey);
  const given = { answerId, userKey, useful, reason: useful ? null : reason, givenAt: at };
  await calls.feedback.give(given);
  // A second tap on the same button is not a second person.
  const isNews = before === null || before.useful || before.reason !== given.reason;
  if (given.reason !== null && isNews) {
    const question = await questionOf(calls, answer);
    if (question !== null) await countFeedback(calls, question, given.reason, at);
  }
  return 'recorded';
};

async function questionOf(calls: StoreCalls, answer: StoredAnswer): Promise<string | null> {
  for (const count of searchedTurns) {
    const turns = await calls.turns.last(answer.conversationId, count);
    const found = turns.find(({ turn }) => turn.id === answer.turnId);
    if (found !== undefined) return found.turn.text;
  }
  return null;
}
