/** What the gazettes do not answer, and what was judged useless, counted for somebody to work through. @module */
import type { FeedbackReason, Gap, StoreCalls } from '../store/store.ts';
import { clusterKey, gapKey } from './gap-key.ts';

/** As many gaps are compared with a new question; the most asked ones, which are the ones that are asked again. */
const comparedGaps = 500;

/** Counts a question that the gazettes do not answer. @param question Masked. */
export function countNoSource(calls: StoreCalls, question: string, at: string): Promise<Gap | null> {
  return count(calls, 'no_source', question, null, at);
}

/** Counts a verdict. The reasons are apart: an outdated answer is mended by another hand than an unclear one. */
export function countFeedback(
  calls: StoreCalls,
  question: string,
  reason: FeedbackReason,
  at: string,
): Promise<Gap | null> {
  return count(calls, 'feedback', question, reason, at);
}

/** @returns null for a message without a word to find it again by. */
async function count(
  calls: StoreCalls,
  kind: Gap['kind'],
  question: string,
  reason: FeedbackReason | null,
  at: string,
): Promise<Gap | null> {
  const own = gapKey(question);
  if (own === '') return null;
  const listed = await calls.gaps.list(['open', 'in_work', 'closed'], comparedGaps);
  const known = listed.filter((gap) => gap.kind === kind && gap.reason === reason);
  const key = clusterKey(
    own,
    known.map((gap) => gap.key),
  );
  return calls.gaps.count({ kind, key, question, reason }, at);
}
