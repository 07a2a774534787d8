import { sql } from 'kysely';
import type { Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

/** What channels need so that nothing is lost or doubled: received updates, outgoing messages, leases. */
export function channels({ text, numberedKey }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('received_updates')
        .addColumn('channel', text, (column) => column.notNull())
        .addColumn('update_id', text, (column) => column.notNull())
        .addColumn('position', text, (column) => column.notNull())
        .addColumn('chat_key', text, (column) => column.notNull())
        .addColumn('user_key', text)
        .addColumn('payload', text, (column) => column.notNull())
        .addColumn('received_at', text, (column) => column.notNull())
        .addColumn('finished_at', text)
        .addPrimaryKeyConstraint('received_updates_once', ['channel', 'update_id'])
        .execute();
      await db.schema
        .createIndex('received_updates_waiting')
        .on('received_updates')
        .columns(['channel', 'chat_key', 'position'])
        .where(sql<boolean>`finished_at is null`)
        .execute();
      await db.schema
        .createIndex('received_updates_by_time')
        .on('received_updates')
        .column('received_at')
        .execute();

      await db.schema
        .createTable('outgoing_messages')
        .addColumn('id', numberedKey.type, numberedKey.build)
        .addColumn('channel', text, (column) => column.notNull())
        .addColumn('chat_key', text, (column) => column.notNull())
        .addColumn('conversation_id', text, (column) =>
          column.references('conversations.id').onDelete('cascade'),
        )
        .addColumn('payload', text, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('due_at', text, (column) => column.notNull())
        .addColumn('message_ref', text)
        .addColumn('created_at', text, (column) => column.notNull())
        .addColumn('sent_at', text)
        .addColumn('failed_at', text)
        .execute();
      await db.schema
        .createIndex('outgoing_messages_unsent')
        .on('outgoing_messages')
        .columns(['channel', 'chat_key', 'id'])
        .where(sql<boolean>`state in ('pending', 'sending')`)
        .execute();
      await db.schema
        .createIndex('outgoing_messages_of_conversation')
        .on('outgoing_messages')
        .column('conversation_id')
        .execute();
      await db.schema
        .createIndex('outgoing_messages_by_time')
        .on('outgoing_messages')
        .column('created_at')
        .execute();

      await db.schema
        .createTable('leases')
        .addColumn('name', text, (column) => column.primaryKey())
        .addColumn('owner', text, (column) => column.notNull())
        .addColumn('until_at', text, (column) => column.notNull())
        .execute();
    },
  };
}
