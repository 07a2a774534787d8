import { sql } from 'kysely';
import type { StoreCalls } from './store.ts';
import type { Database } from './tables.ts';

export function modelUsageCalls(db: Database): StoreCalls['modelUsage'] {
  return {
    async add({ day, userKey, input, output }) {
      await db
        .insertInto('model_usage')
        .values({ day, user_key: userKey, input, output })
        .onConflict((conflict) =>
          conflict.columns(['day', 'user_key']).doUpdateSet((query) => ({
            input: query('model_usage.input', '+', input),
            output: query('model_usage.output', '+', output),
          })),
        )
        .execute();
    },

    async spent(day, userKey) {
      const row = await db
        .selectFrom('model_usage')
        .select([
          sql<number | string | null>`sum(input + output)`.as('everybody'),
          sql<number | string | null>`sum(case when user_key = ${userKey} then input + output else 0 end)`.as(
            'person',
          ),
        ])
        .where('day', '=', day)
        .executeTakeFirst();
      // PostgreSQL gives sums as text.
      return { all: Number(row?.everybody ?? 0), user: Number(row?.person ?? 0) };
    },

    async list(count) {
      const rows = await db
        .selectFrom('model_usage')
        .select(({ fn }) => [
          'day',
          fn.sum<number | string>('input').as('input'),
          fn.sum<number | string>('output').as('output'),
        ])
        .groupBy('day')
        .orderBy('day', 'desc')
        .limit(count)
        .execute();
      return rows.map(({ day, input, output }) => ({ day, input: Number(input), output: Number(output) }));
    },
  };
}
