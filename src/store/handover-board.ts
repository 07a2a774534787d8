import { handoverOf } from './handover-rows.ts';
import type { HandoverOnBoard } from './store.ts';
import type { Database } from './tables.ts';

/** What the desk lists, with the last that was said. */
export async function boardOf(db: Database, endedSince: string, count: number): Promise<HandoverOnBoard[]> {
  const rows = await db
    .selectFrom('handovers')
    .leftJoin('handover_messages as said', (join) =>
      join.onRef('said.handover', '=', 'handovers.number').on('said.number', '=', (select) =>
        select
          .selectFrom('handover_messages as of_either')
          .select(({ fn }) => fn.max('of_either.number').as('last'))
          .whereRef('of_either.handover', '=', 'handovers.number')
          .where('of_either.sender', 'in', ['resident', 'operator']),
      ),
    )
    .selectAll('handovers')
    .select(['said.number as said_number', 'said.sender as said_by', 'said.sent_at as said_at'])
    .where((either) =>
      either.or([either('state', 'in', ['waiting', 'taken']), either('closed_at', '>=', endedSince)]),
    )
    .orderBy(({ eb }) => eb.case().when('closed_at', 'is', null).then(0).else(1).end())
    .orderBy('closed_at', 'desc')
    .orderBy('opened_at')
    .orderBy('handovers.number')
    .limit(count)
    .execute();
  return rows.map((row) => ({
    handover: handoverOf(row),
    lastMessage: row.messages,
    unanswered:
      row.said_by === 'resident' && row.said_number !== null && row.said_at !== null
        ? { number: row.said_number, sentAt: row.said_at }
        : null,
    isAnswered: row.said_by === 'operator',
  }));
}
