/** Which earlier turns a message is read with. @module */
import type { Conversation, StoreCalls } from '../store/store.ts';

/**
 * Hours of silence after which a message is no follow-up any more: longer than a lunch break or an afternoon at the
 * office, shorter than a night. Who writes again the next morning has another matter.
 */
export const idleHours = 6;
const contextTurns = 10;

export function isIdle(lastAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(lastAt) >= idleHours * 3_600_000;
}

/** The words of the resident since the topic began, oldest first; what was said to a person is not the bot's. */
export async function contextOf(
  { turns }: Pick<StoreCalls, 'turns'>,
  conversation: Conversation,
  now: Date,
): Promise<string[]> {
  const last = await turns.last(conversation.id, contextTurns, conversation.topicFrom);
  const newest = last.at(-1);
  if (newest === undefined || isIdle(newest.turn.askedAt, now)) return [];
  return last
    .filter(({ answer }) => answer !== null && countsAsContext(answer.answer.status))
    .map(({ turn }) => turn.text);
}

/** What could not be read, or was no question, would only be misread again. */
function countsAsContext(status: string): boolean {
  return !['error_input', 'error_internal', 'handed_over', 'refused_injection'].includes(status);
}
