import { sql } from 'kysely';
import type { SignInFailureCalls } from './staff-records.ts';
import type { Database } from './tables.ts';

/** Longer than any failure counts. */
const failureDays = 1;

export function signInFailureCalls(db: Database): SignInFailureCalls {
  return {
    async of(keys) {
      if (keys.length === 0) return new Map();
      const rows = await db
        .selectFrom('sign_in_failures')
        .select(['key', 'count', 'last_at'])
        .where('key', 'in', keys)
        .execute();
      return new Map(rows.map(({ key, count, last_at: lastAt }) => [key, { count, lastAt }]));
    },

    async count(key, at, since) {
      await db
        .insertInto('sign_in_failures')
        .values({ key, count: 1, last_at: at })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            count: sql<number>`case when sign_in_failures.last_at < ${since} then 1 else sign_in_failures.count + 1 end`,
            last_at: at,
          }),
        )
        .execute();
    },

    async takeBack(key) {
      await db
        .updateTable('sign_in_failures')
        .set({ count: sql<number>`count - 1` })
        .where('key', '=', key)
        .where('count', '>', 0)
        .execute();
    },

    async clear(keys) {
      if (keys.length === 0) return;
      await db.deleteFrom('sign_in_failures').where('key', 'in', keys).execute();
    },
  };
}

/** Sessions that have ended by their time, and failures that do not count any more. */
export async function removeOldSignIns(db: Database, now: string): Promise<void> {
  const yesterday = new Date(Date.parse(now) - failureDays * 86_400_000).toISOString();
  await db
    .deleteFrom('staff_sessions')
    .where((query) => query.or([query('expires_at', '<', now), query('last_used_at', '<', yesterday)]))
    .execute();
  await db.deleteFrom('sign_in_failures').where('last_at', '<', yesterday).execute();
}
