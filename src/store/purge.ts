import { removeUnusedPassages } from './answer-passages.ts';
import { chinaDay } from './china-day.ts';
import { removeOldSignIns } from './sign-in-failure-calls.ts';
import type { PurgeReport, Retention } from './store.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

/**
 * Updates are kept to know them again, longer than a channel delivers them again; messages to see that they went out. What
 * still waits after a week is for a channel that is not served any more.
 */
const channelDays = 7;
/**
 * Rows that go in one transaction: others get their turn in between. With a conversation go hundreds of rows that hang
 * on it.
 */
const portion = 200;
const portionOfConversations = 10;

/** Removes what is older than its time, by portions. */
export async function purge(db: Database, now: string, retention: Retention): Promise<PurgeReport> {
  const lastWeek = daysBefore(now, channelDays);
  const lastUse = daysBefore(now, retention.conversationDays);
  const auditTime = daysBefore(now, retention.auditDays);
  const outgoing = await byPortions(() =>
    db
      .deleteFrom('outgoing_messages')
      .where('id', 'in', (query) =>
        query.selectFrom('outgoing_messages').select('id').where('created_at', '<', lastWeek).limit(portion),
      )
      .executeTakeFirst(),
  );
  const conversations = await byPortions(
    () =>
      db
        .deleteFrom('conversations')
        // Said again, since one of the portion may come into use at this moment.
        .where('last_at', '<', lastUse)
        .where('id', 'in', (query) =>
          query
            .selectFrom('conversations')
            .select('id')
            .where('last_at', '<', lastUse)
            .limit(portionOfConversations),
        )
        .executeTakeFirst(),
    portionOfConversations,
  );
  const updates = await byPortions(() =>
    db
      .deleteFrom('received_updates')
      .where((query) =>
        query(
          query.refTuple('channel', 'update_id'),
          'in',
          query
            .selectFrom('received_updates')
            .select(['channel', 'update_id'])
            .where('received_at', '<', lastWeek)
            .limit(portion)
            .$asTuple('channel', 'update_id'),
        ),
      )
      .executeTakeFirst(),
  );
  const audit = await byPortions(() =>
    db
      .deleteFrom('audit')
      .where('id', 'in', (query) =>
        query.selectFrom('audit').select('id').where('at', '<', auditTime).limit(portion),
      )
      .executeTakeFirst(),
  );
  // As many rows a day as people: few enough for one statement.
  const usage = await db
    .deleteFrom('model_usage')
    .where('day', '<', auditTime.slice(0, 10))
    .executeTakeFirst();
  for (const table of ['counted_questions', 'counted_citations'] as const) {
    await byPortions(() =>
      db
        .deleteFrom(table)
        .where('id', 'in', (query) =>
          query.selectFrom(table).select('id').where('day', '<', chinaDay(auditTime)).limit(portion),
        )
        .executeTakeFirst(),
    );
  }
  // Repeated where an answer that is being recorded stands in the way.
  await inTransaction(db, removeUnusedPassages);
  await removeOldSignIns(db, now);
  await db.deleteFrom('leases').where('until_at', '<', now).execute();
  return { conversations, updates, outgoing, audit, modelUsage: Number(usage.numDeletedRows) };
}

async function byPortions(
  remove: () => Promise<{ readonly numDeletedRows: bigint }>,
  most = portion,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = Number((await remove()).numDeletedRows);
    removed += count;
    if (count < most) return removed;
  }
}

function daysBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString();
}
