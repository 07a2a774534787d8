import { feedbackReasons } from './store.ts';
import type { Feedback, FeedbackReason, StoreCalls } from './store.ts';
import type { Database, Row } from './tables.ts';

export function feedbackCalls(db: Database): StoreCalls['feedback'] {
  return {
    async give({ answerId, userKey, useful, reason, givenAt }) {
      const verdict = { useful: Number(useful), reason, given_at: givenAt };
      await db
        .insertInto('feedback')
        .values({ answer_id: answerId, user_key: userKey, ...verdict })
        .onConflict((conflict) => conflict.columns(['answer_id', 'user_key']).doUpdateSet(verdict))
        .execute();
    },

    async of(answerId, userKey) {
      const row = await db
        .selectFrom('feedback')
        .selectAll()
        .where('answer_id', '=', answerId)
        .where('user_key', '=', userKey)
        .executeTakeFirst();
      return row ? feedbackOf(row) : null;
    },
  };
}

export function feedbackOf(row: Row<'feedback'>): Feedback {
  return {
    answerId: row.answer_id,
    userKey: row.user_key,
    useful: row.useful === 1,
    reason: reasonOf(row.reason),
    givenAt: row.given_at,
  };
}

export function reasonOf(text: string | null): FeedbackReason | null {
  return feedbackReasons.find((reason) => reason === text) ?? null;
}
