import { sql } from 'kysely';
import type { SelectQueryBuilder } from 'kysely';
import { WenzhengError } from '../errors.ts';
import { channelOf } from './conversation-calls.ts';
import { boardOf } from './handover-board.ts';
import { handoverOf, messageOf } from './handover-rows.ts';
import { laterTime } from './later-time.ts';
import { refusePrivateNumber } from './refuse-private-number.ts';
import type { Handover, StoreCalls } from './store.ts';
import type { Database, Row, Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** In these words the index on them is defined, so that it is used. */
const isOpen = sql<boolean>`state in ('waiting', 'taken')`;

export function handoverCalls(db: Database): StoreCalls['handovers'] {
  /** Changes a handover in a state, as one with its conversation: who answers there must take notice. */
  const changeWhen = (
    number: number,
    at: string,
    change: (handovers: Database) => Promise<Row<'handovers'> | undefined>,
  ): Promise<Handover | null> =>
    inTransaction(db, async (transaction) => {
      await touchConversation(transaction, number, at);
      const row = await change(transaction);
      return row ? handoverOf(row) : null;
    });

  return {
    async open({ conversationId, summary, question, openedAt }) {
      refusePrivateNumber('转人工的摘要', summary);
      refusePrivateNumber('转人工的问题', question);
      return inTransaction(db, async (transaction) => {
        const conversation = await transaction
          .updateTable('conversations')
          .set({ last_at: laterTime('last_at', openedAt) })
          .where('id', '=', conversationId)
          .returning('channel')
          .executeTakeFirst();
        if (!conversation) throw new WenzhengError('not_found', '这个对话已经删除，请重新开始。');
        const open = await openHandover(transaction, conversationId);
        if (open) return handoverOf(open);
        const row = {
          number: await nextCaseNumber(transaction),
          conversation_id: conversationId,
          channel: channelOf(conversation.channel),
          state: 'waiting',
          summary,
          question,
          opened_at: openedAt,
          taken_at: null,
          taken_by: null,
          closed_at: null,
          close_reason: null,
          messages: 0,
        };
        await transaction.insertInto('handovers').values(row).execute();
        return handoverOf(row);
      });
    },

    async byNumber(number) {
      const row = await db
        .selectFrom('handovers')
        .selectAll()
        .where('number', '=', number)
        .executeTakeFirst();
      return row ? handoverOf(row) : null;
    },

    async openOf(conversationId) {
      const row = await openHandover(db, conversationId);
      return row ? handoverOf(row) : null;
    },

    async ofConversation(conversationId) {
      const rows = await db
        .selectFrom('handovers')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('number')
        .execute();
      return rows.map(handoverOf);
    },

    async newest(conversationIds) {
      if (conversationIds.length === 0) return [];
      const rows = await db
        .selectFrom('handovers')
        .selectAll()
        .where((query) =>
          query(
            'number',
            'in',
            query
              .selectFrom('handovers')
              .select(({ fn }) => fn.max('number').as('newest'))
              .where('conversation_id', 'in', conversationIds)
              .groupBy('conversation_id'),
          ),
        )
        .orderBy('number')
        .execute();
      return rows.map((row) => ({ handover: handoverOf(row), lastMessage: row.messages }));
    },

    board: (endedSince, count) => boardOf(db, endedSince, count),

    async list(states, count) {
      if (states.length === 0) return [];
      const rows = await db
        .selectFrom('handovers')
        .selectAll()
        .where('state', 'in', states)
        .orderBy('opened_at')
        .orderBy('number')
        .limit(count)
        .execute();
      return rows.map(handoverOf);
    },

    take: (number, by, at) =>
      changeWhen(number, at, (handovers) =>
        handovers
          .updateTable('handovers')
          .set({ state: 'taken', taken_by: by, taken_at: at })
          .where('number', '=', number)
          .where('state', '=', 'waiting')
          .returningAll()
          .executeTakeFirst(),
      ),

    async transfer(number, from, to) {
      const row = await db
        .updateTable('handovers')
        .set({ taken_by: to })
        .where('number', '=', number)
        .where('state', '=', 'taken')
        .where('taken_by', '=', from)
        .returningAll()
        .executeTakeFirst();
      return row ? handoverOf(row) : null;
    },

    async end(number, state, reason, at) {
      refusePrivateNumber('结束的原因', reason);
      return changeWhen(number, at, (handovers) =>
        handovers
          .updateTable('handovers')
          .set({ state, close_reason: reason, closed_at: at })
          .where('number', '=', number)
          .where(isOpen)
          .returningAll()
          .executeTakeFirst(),
      );
    },

    async say({ handover, sender, by, text, sentAt }, key) {
      refusePrivateNumber('转人工的留言', text);
      return inTransaction(db, async (transaction) => {
        await touchConversation(transaction, handover, sentAt);
        const said = await transaction
          .updateTable('handovers')
          .set(({ eb }) => ({ messages: eb('messages', '+', 1) }))
          .where('number', '=', handover)
          .returning(['messages', 'conversation_id'])
          .executeTakeFirst();
        if (!said) throw new WenzhengError('not_found', `没有 ${handover} 号转人工记录，请核对编号。`);
        const row = {
          handover,
          number: said.messages,
          sender,
          said_by: by,
          text,
          sent_at: sentAt,
          delivered_at: null,
          message_key: key ?? null,
        };
        await transaction.insertInto('handover_messages').values(row).execute();
        return messageOf({ ...row, conversation_id: said.conversation_id });
      });
    },

    async messageByKey(number, key) {
      const row = await messagesWithConversation(db)
        .where('handover', '=', number)
        .where('message_key', '=', key)
        .executeTakeFirst();
      return row ? messageOf(row) : null;
    },

    async messages(number, after = 0) {
      const rows = await messagesWithConversation(db)
        .where('handover', '=', number)
        .where('handover_messages.number', '>', after)
        .orderBy('handover_messages.number')
        .execute();
      return rows.map(messageOf);
    },

    async undelivered(channel, count) {
      const rows = await messagesWithConversation(db)
        .where(sql<boolean>`delivered_at is null and sender in ('operator', 'system')`)
        .where('handovers.channel', '=', channel)
        .orderBy('sent_at')
        .orderBy('handover')
        .orderBy('handover_messages.number')
        .limit(count)
        .execute();
      return rows.map(messageOf);
    },

    async markDelivered(number, message, at) {
      const { numUpdatedRows } = await db
        .updateTable('handover_messages')
        .set({ delivered_at: at })
        .where('handover', '=', number)
        .where('number', '=', message)
        .where('delivered_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

function openHandover(db: Database, conversationId: string): Promise<Row<'handovers'> | undefined> {
  return db
    .selectFrom('handovers')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where(isOpen)
    .executeTakeFirst();
}

type MessageRow = Row<'handover_messages'> & { readonly conversation_id: string };

function messagesWithConversation(
  db: Database,
): SelectQueryBuilder<Tables, 'handover_messages' | 'handovers', MessageRow> {
  return db
    .selectFrom('handover_messages')
    .innerJoin('handovers', 'handovers.number', 'handover_messages.handover')
    .selectAll('handover_messages')
    .select('handovers.conversation_id');
}

/** First the conversation, then the handover: whoever locks rows in one order never waits for each other in a ring. */
async function touchConversation(db: Database, handover: number, at: string): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ last_at: laterTime('last_at', at) })
    .where('id', '=', (query) =>
      query.selectFrom('handovers').select('conversation_id').where('number', '=', handover),
    )
    .execute();
}

/** The counter outlives the handovers, so a number is not given again when its handover was removed. */
async function nextCaseNumber(db: Database): Promise<number> {
  const { value } = await db
    .insertInto('counters')
    .values({ name: 'handover', value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(({ eb }) => ({ value: eb('counters.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
