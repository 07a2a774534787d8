import { sql } from 'kysely';
import { channelOf } from './conversation-calls.ts';
import type { OutgoingMessage, OutgoingState, StoreCalls } from './store.ts';
import type { Database, Row } from './tables.ts';

/** In these words the index on them is defined, so that it is used. */
const isUnsent = sql<boolean>`state in ('pending', 'sending')`;
const states: readonly OutgoingState[] = ['pending', 'sending', 'sent', 'failed'];

export function outboxCalls(db: Database): StoreCalls['outbox'] {
  return {
    async add({ channel, chatKey, conversationId, payload, createdAt }) {
      const row = await db
        .insertInto('outgoing_messages')
        .values({
          channel,
          chat_key: chatKey,
          conversation_id: conversationId,
          payload,
          state: 'pending',
          attempts: 0,
          due_at: createdAt,
          message_ref: null,
          created_at: createdAt,
          sent_at: null,
          failed_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return outgoingOf(row);
    },

    async dueChats(channel, at, count) {
      const rows = await db
        .selectFrom('outgoing_messages')
        .select('chat_key')
        .where((query) =>
          query(
            'id',
            'in',
            query
              .selectFrom('outgoing_messages')
              .select(({ fn }) => fn.min('id').as('first'))
              .where('channel', '=', channel)
              .where(isUnsent)
              .groupBy('chat_key'),
          ),
        )
        .where('due_at', '<=', at)
        .orderBy('due_at')
        .orderBy('id')
        .limit(count)
        .execute();
      return rows.map(({ chat_key }) => chat_key);
    },

    async first(channel, chatKey) {
      const row = await db
        .selectFrom('outgoing_messages')
        .selectAll()
        .where('channel', '=', channel)
        .where('chat_key', '=', chatKey)
        .where(isUnsent)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row ? outgoingOf(row) : null;
    },

    async markSending(id) {
      await db
        .updateTable('outgoing_messages')
        .set({ state: 'sending' })
        .where('id', '=', id)
        .where(isUnsent)
        .execute();
    },

    async markSent(id, messageRef, at) {
      await db
        .updateTable('outgoing_messages')
        // The words stand in the conversation; here they are not needed any more.
        .set({ state: 'sent', message_ref: messageRef, sent_at: at, payload: '' })
        .where('id', '=', id)
        .where(isUnsent)
        .execute();
    },

    async postpone(id, dueAt) {
      await db
        .updateTable('outgoing_messages')
        .set(({ eb }) => ({ state: 'pending', due_at: dueAt, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .where(isUnsent)
        .execute();
    },

    async markFailed(id, at) {
      await db
        .updateTable('outgoing_messages')
        .set({ state: 'failed', failed_at: at, payload: '' })
        .where('id', '=', id)
        .where(isUnsent)
        .execute();
    },

    async failAll(channel, chatKey, at) {
      const { numUpdatedRows } = await db
        .updateTable('outgoing_messages')
        .set({ state: 'failed', failed_at: at, payload: '' })
        .where('channel', '=', channel)
        .where('chat_key', '=', chatKey)
        .where(isUnsent)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    async countWaiting(channel) {
      const { count } = await db
        .selectFrom('outgoing_messages')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('channel', '=', channel)
        .where(isUnsent)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

function outgoingOf(row: Row<'outgoing_messages'>): OutgoingMessage {
  const state = states.find((candidate) => candidate === row.state);
  if (!state) throw new Error(`unknown state of an outgoing message: ${row.state}`);
  return {
    id: row.id,
    channel: channelOf(row.channel),
    chatKey: row.chat_key,
    conversationId: row.conversation_id,
    payload: row.payload,
    state,
    attempts: row.attempts,
    dueAt: row.due_at,
    messageRef: row.message_ref,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}
