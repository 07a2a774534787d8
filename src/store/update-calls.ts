import { sql } from 'kysely';
import { channelOf } from './conversation-calls.ts';
import type { StoreCalls } from './store.ts';
import type { Database } from './tables.ts';

/** In these words the index on them is defined, so that it is used. */
const isWaiting = sql<boolean>`finished_at is null`;

export function updateCalls(db: Database): StoreCalls['updates'] {
  return {
    async receive({ channel, updateId, chatKey, userKey, payload, receivedAt }) {
      const received = await db
        .insertInto('received_updates')
        .values({
          channel,
          update_id: updateId,
          position: positionOf(updateId),
          chat_key: chatKey,
          user_key: userKey,
          payload,
          received_at: receivedAt,
          finished_at: null,
        })
        .onConflict((conflict) => conflict.columns(['channel', 'update_id']).doNothing())
        .returning('update_id')
        .executeTakeFirst();
      return received !== undefined;
    },

    async waitingChats(channel, count) {
      const rows = await db
        .selectFrom('received_updates')
        .select('chat_key')
        .where('channel', '=', channel)
        .where(isWaiting)
        .groupBy('chat_key')
        .orderBy(({ fn }) => fn.min('received_at'))
        .orderBy(({ fn }) => fn.min('position'))
        .limit(count)
        .execute();
      return rows.map(({ chat_key }) => chat_key);
    },

    async waiting(channel, chatKey, count) {
      const rows = await db
        .selectFrom('received_updates')
        .selectAll()
        .where('channel', '=', channel)
        .where('chat_key', '=', chatKey)
        .where(isWaiting)
        .orderBy('position')
        .limit(count)
        .execute();
      return rows.map((row) => ({
        channel: channelOf(row.channel),
        updateId: row.update_id,
        chatKey: row.chat_key,
        userKey: row.user_key,
        payload: row.payload,
        receivedAt: row.received_at,
      }));
    },

    async replacePayload(channel, updateId, before, after) {
      const { numUpdatedRows } = await db
        .updateTable('received_updates')
        .set({ payload: after })
        .where('channel', '=', channel)
        .where('update_id', '=', updateId)
        .where('payload', '=', before)
        .where(isWaiting)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async finish(channel, updateId, at) {
      const { numUpdatedRows } = await db
        .updateTable('received_updates')
        // Only the id is needed from now on, to know the update when it is delivered again: not who said it, nor where.
        .set({ finished_at: at, payload: '', user_key: null, chat_key: '' })
        .where('channel', '=', channel)
        .where('update_id', '=', updateId)
        .where(isWaiting)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async countWaiting(channel) {
      const { count } = await db
        .selectFrom('received_updates')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('channel', '=', channel)
        .where(isWaiting)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

/** 9 comes before 10; an id that is no number comes after all numbers. */
function positionOf(updateId: string): string {
  return /^\d+$/.test(updateId) ? updateId.replace(/^0+(?=\d)/, '').padStart(40, '0') : `~${updateId}`;
}
