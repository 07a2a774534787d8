import { sql } from 'kysely';
import type { Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

/** What the desk asks of handovers: a message that is sent twice is known again, and what ended today is found. */
export function desk({ text }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema.alterTable('handover_messages').addColumn('message_key', text).execute();
      await db.schema
        .createIndex('handover_messages_by_key')
        .unique()
        .on('handover_messages')
        .columns(['handover', 'message_key'])
        .where(sql<boolean>`message_key is not null`)
        .execute();
      await db.schema.createIndex('handovers_by_end').on('handovers').column('closed_at').execute();
    },
  };
}
