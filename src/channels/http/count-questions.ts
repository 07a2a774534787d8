import type { Answer } from '../../answering/answer.ts';
import { faultOf, type Logger } from '../../logger.ts';
import { questionOfAnswer } from '../../store/counted-question.ts';
import type { CountedChannel } from '../../store/overview-records.ts';
import type { ConversationsOptions } from './chat-memory.ts';

/** Counts a question of another system with its answer; nothing else of it is kept. */
export type Counting = (channel: CountedChannel, answer: () => Promise<Answer>) => Promise<Answer>;

/** @param conversations With the store; undefined: nothing is counted. */
export function createCounting(
  conversations: Pick<ConversationsOptions, 'store' | 'now'> | undefined,
  logger: Pick<Logger, 'error'>,
): Counting {
  if (conversations === undefined) return (_channel, answer) => answer();
  const { store, now } = conversations;
  return async (channel, answer) => {
    const began = performance.now();
    const given = await answer();
    const question = questionOfAnswer(given, channel, now().toISOString(), performance.now() - began);
    // Nobody waits for it, and an answer is one without it too.
    store.questions.add(question).catch((error: unknown) => {
      logger.error(faultOf(error), 'a question could not be counted');
    });
    return given;
  };
}
