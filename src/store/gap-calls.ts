import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { reasonOf } from './feedback-calls.ts';
import { laterTime } from './later-time.ts';
import { refusePrivateNumber } from './refuse-private-number.ts';
import { gapClosings, gapStates } from './store.ts';
import type { Gap, GapSearch, StoreCalls } from './store.ts';
import type { Database, Row } from './tables.ts';

export function gapCalls(db: Database): StoreCalls['gaps'] {
  function narrowed({ states, kind, owner, words }: GapSearch) {
    let query = db.selectFrom('gaps').where('state', 'in', states);
    if (kind !== null) query = query.where('kind', '=', kind);
    if (owner !== null) query = query.where('owner', '=', owner);
    if (words !== null)
      query = query.where(sql<boolean>`question like ${`%${escapeLike(words)}%`} escape '!'`);
    return query;
  }

  /** Which ones is found in the index alone; then their rows are read. */
  async function search(wanted: GapSearch, skipped: number, count: number): Promise<Gap[]> {
    if (wanted.states.length === 0) return [];
    const rows = await db
      .selectFrom('gaps')
      .selectAll()
      .where(
        'id',
        'in',
        narrowed(wanted)
          .select('id')
          .orderBy('count', 'desc')
          .orderBy('last_at', 'desc')
          .orderBy('id')
          .limit(count)
          .offset(skipped),
      )
      .orderBy('count', 'desc')
      .orderBy('last_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(gapOf);
  }

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
          closed_as: null,
        })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'key_digest', 'reason']).doUpdateSet(({ eb }) => ({
            count: eb('gaps.count', '+', 1),
            last_at: laterTime('gaps.last_at', at),
            state: sql<string>`case when gaps.state = 'closed' then 'open' else gaps.state end`,
            closed_as: sql<string | null>`case when gaps.state = 'closed' then null else gaps.closed_as end`,
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

    list: (states, count) => search({ states, kind: null, owner: null, words: null }, 0, count),
    search,

    async countFound(wanted) {
      if (wanted.states.length === 0) return 0;
      const { found } = await narrowed(wanted)
        .select(({ fn }) => fn.countAll<number | string>().as('found'))
        .executeTakeFirstOrThrow();
      return Number(found);
    },

    async owners() {
      const rows = await db
        .selectFrom('gaps')
        .select('owner')
        .distinct()
        .where('owner', 'is not', null)
        .orderBy('owner')
        .execute();
      return rows.flatMap(({ owner }) => (owner === null ? [] : [owner]));
    },

    async change(id, { state, owner, note, closedAs }, at, expected) {
      refusePrivateNumber('知识缺口的备注', note);
      let update = db
        .updateTable('gaps')
        .set({ state, owner, note, closed_as: closedAs, changed_at: at })
        .where('id', '=', id);
      if (expected !== undefined) {
        const { owner: former } = expected;
        update = update
          .where('state', '=', expected.state)
          .where(({ eb }) => (former === null ? eb('owner', 'is', null) : eb('owner', '=', former)));
      }
      const row = await update.returningAll().executeTakeFirst();
      return row ? gapOf(row) : null;
    },
  };
}

const escapeLike = (words: string): string => words.replaceAll(/[!%_]/g, '!$&');

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
    closedAs: gapClosings.find((closing) => closing === row.closed_as) ?? null,
  };
}
