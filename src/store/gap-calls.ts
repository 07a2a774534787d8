import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { reasonOf } from './feedback-calls.ts';
import { laterTime } from './later-time.ts';
import { refusePrivateNumber } from './refuse-private-number.ts';
import { gapStates } from './store.ts';
import type { Gap, StoreCalls } from './store.ts';
import type { Database, Row } from './tables.ts';

export function gapCalls(db: Database): StoreCalls['gaps'] {
  return {
    async count({ kind, key, question, reason }, at) {
      refusePrivateNumber('知识缺口的问题', question);
      refusePrivateNumber('知识缺口的归并问题', key);
      const row = await db
        .insertInto('gaps')
        .values({
          kind,
          key_digest: createHash('sha256').update(key).digest('hex'),
          key,
          question,
          reason: reason ?? '',
          count: 1,
          state: 'open',
          owner: null,
          note: null,
          first_at: at,
          last_at: at,
          changed_at: null,
        })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'key_digest', 'reason']).doUpdateSet(({ eb }) => ({
            count: eb('gaps.count', '+', 1),
            last_at: laterTime('gaps.last_at', at),
            state: sql<string>`case when gaps.state = 'closed' then 'open' else gaps.state end`,
          })),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return gapOf(row);
    },

    async byId(id) {
      const row = await db.selectFrom('gaps').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? gapOf(row) : null;
    },

    async list(states, count) {
      if (states.length === 0) return [];
      const rows = await db
        .selectFrom('gaps')
        .selectAll()
        .where('state', 'in', states)
        .orderBy('count', 'desc')
        .orderBy('last_at', 'desc')
        .orderBy('id')
        .limit(count)
        .execute();
      return rows.map(gapOf);
    },

    async change(id, { state, owner, note }, at) {
      refusePrivateNumber('知识缺口的备注', note);
      const row = await db
        .updateTable('gaps')
        .set({ state, owner, note, changed_at: at })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? gapOf(row) : null;
    },
  };
}

function gapOf(row: Row<'gaps'>): Gap {
  const state = gapStates.find((candidate) => candidate === row.state);
  if (!state) throw new Error(`unknown state of a gap: ${row.state}`);
  return {
    id: row.id,
    kind: row.kind === 'feedback' ? 'feedback' : 'no_source',
    key: row.key,
    question: row.question,
    reason: reasonOf(row.reason),
    count: row.count,
    state,
    owner: row.owner,
    note: row.note,
    firstAt: row.first_at,
    lastAt: row.last_at,
  };
}
