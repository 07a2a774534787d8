import { sql } from 'kysely';
import type { Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

/** Conversations with turns, answers, feedback and handovers; gaps; audit. */
export function conversations({ text, numberedKey }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('conversations')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('channel', text, (column) => column.notNull())
        .addColumn('user_key', text, (column) => column.notNull())
        .addColumn('chat_key', text, (column) => column.notNull())
        .addColumn('reply_address', text)
        .addColumn('script', text, (column) => column.notNull())
        .addColumn('dialogue', text)
        .addColumn('topic_from', 'integer', (column) => column.notNull())
        .addColumn('unreachable', 'integer', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('turns', 'integer', (column) => column.notNull())
        .addColumn('created_at', text, (column) => column.notNull())
        .addColumn('last_at', text, (column) => column.notNull())
        .addUniqueConstraint('conversations_of_user', ['channel', 'user_key', 'chat_key'])
        .execute();
      await db.schema
        .createIndex('conversations_by_last_use')
        .on('conversations')
        .column('last_at')
        .execute();

      await db.schema
        .createTable('turns')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('conversation_id', text, (column) =>
          column.notNull().references('conversations.id').onDelete('cascade'),
        )
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('text', text, (column) => column.notNull())
        .addColumn('message_ref', text)
        .addColumn('asked_at', text, (column) => column.notNull())
        .addUniqueConstraint('turns_in_order', ['conversation_id', 'number'])
        .execute();
      await db.schema
        .createIndex('turns_by_message')
        .on('turns')
        .columns(['conversation_id', 'message_ref', 'number'])
        .execute();

      await db.schema
        .createTable('answers')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('turn_id', text, (column) =>
          column.notNull().unique().references('turns.id').onDelete('cascade'),
        )
        .addColumn('conversation_id', text, (column) =>
          column.notNull().references('conversations.id').onDelete('cascade'),
        )
        .addColumn('status', text, (column) => column.notNull())
        .addColumn('body', text, (column) => column.notNull())
        .addColumn('calculation', text)
        .addColumn('corpus_digest', text, (column) => column.notNull())
        .addColumn('answered_at', text, (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('answers_of_conversation')
        .on('answers')
        .column('conversation_id')
        .execute();

      await db.schema
        .createTable('answer_passages')
        .addColumn('answer_id', text, (column) =>
          column.notNull().references('answers.id').onDelete('cascade'),
        )
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('passage_id', text, (column) => column.notNull())
        .addColumn('text', text, (column) => column.notNull())
        .addColumn('score', 'double precision', (column) => column.notNull())
        .addColumn('parts', text, (column) => column.notNull())
        .addColumn('document_number', text)
        .addColumn('title', text, (column) => column.notNull())
        .addColumn('locator', text, (column) => column.notNull())
        .addColumn('source', text, (column) => column.notNull())
        .addColumn('used', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('answer_passages_in_order', ['answer_id', 'position'])
        .execute();

      await db.schema
        .createTable('feedback')
        .addColumn('answer_id', text, (column) =>
          column.notNull().references('answers.id').onDelete('cascade'),
        )
        .addColumn('user_key', text, (column) => column.notNull())
        .addColumn('useful', 'integer', (column) => column.notNull())
        .addColumn('reason', text)
        .addColumn('given_at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('feedback_of_user', ['answer_id', 'user_key'])
        .execute();
      await db.schema.createIndex('feedback_by_user').on('feedback').column('user_key').execute();

      // Sequences of PostgreSQL skip numbers when a transaction is taken back, and a case number is told to people.
      await db.schema
        .createTable('counters')
        .addColumn('name', text, (column) => column.primaryKey())
        .addColumn('value', 'integer', (column) => column.notNull())
        .execute();

      await db.schema
        .createTable('handovers')
        .addColumn('number', 'integer', (column) => column.primaryKey())
        .addColumn('conversation_id', text, (column) =>
          column.notNull().references('conversations.id').onDelete('cascade'),
        )
        .addColumn('channel', text, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('summary', text, (column) => column.notNull())
        .addColumn('question', text, (column) => column.notNull())
        .addColumn('opened_at', text, (column) => column.notNull())
        .addColumn('taken_at', text)
        .addColumn('taken_by', text)
        .addColumn('closed_at', text)
        .addColumn('close_reason', text)
        .addColumn('messages', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('handovers_one_open')
        .unique()
        .on('handovers')
        .column('conversation_id')
        .where(sql<boolean>`state in ('waiting', 'taken')`)
        .execute();
      await db.schema
        .createIndex('handovers_of_conversation')
        .on('handovers')
        .column('conversation_id')
        .execute();
      await db.schema
        .createIndex('handovers_by_state')
        .on('handovers')
        .columns(['state', 'opened_at'])
        .execute();

      await db.schema
        .createTable('handover_messages')
        .addColumn('handover', 'integer', (column) =>
          column.notNull().references('handovers.number').onDelete('cascade'),
        )
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('sender', text, (column) => column.notNull())
        .addColumn('said_by', text)
        .addColumn('text', text, (column) => column.notNull())
        .addColumn('sent_at', text, (column) => column.notNull())
        .addColumn('delivered_at', text)
        .addPrimaryKeyConstraint('handover_messages_in_order', ['handover', 'number'])
        .execute();
      await db.schema
        .createIndex('handover_messages_undelivered')
        .on('handover_messages')
        .columns(['sent_at', 'handover', 'number'])
        .where(sql<boolean>`delivered_at is null and sender in ('operator', 'system')`)
        .execute();

      await db.schema
        .createTable('gaps')
        .addColumn('id', numberedKey.type, numberedKey.build)
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('key_digest', text, (column) => column.notNull())
        .addColumn('key', text, (column) => column.notNull())
        .addColumn('question', text, (column) => column.notNull())
        .addColumn('reason', text, (column) => column.notNull())
        .addColumn('count', 'integer', (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('owner', text)
        .addColumn('note', text)
        .addColumn('first_at', text, (column) => column.notNull())
        .addColumn('last_at', text, (column) => column.notNull())
        .addColumn('changed_at', text)
        .addUniqueConstraint('gaps_by_key', ['kind', 'key_digest', 'reason'])
        .execute();
      await db.schema.createIndex('gaps_by_count').on('gaps').columns(['state', 'count']).execute();

      await db.schema
        .createTable('audit')
        .addColumn('id', numberedKey.type, numberedKey.build)
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('actor', text, (column) => column.notNull())
        .addColumn('action', text, (column) => column.notNull())
        .addColumn('subject', text, (column) => column.notNull())
        .addColumn('detail', text)
        .execute();
      await db.schema.createIndex('audit_by_time').on('audit').column('at').execute();
    },
  };
}
