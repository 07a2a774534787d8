import type { Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

/** Gaps are listed in the order of how often they are asked, and keep as what they were closed. */
export function gapListing({ text }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema.alterTable('gaps').addColumn('closed_as', text).execute();
      await db.schema.dropIndex('gaps_by_count').execute();
      // Holds all that a list is narrowed by: what is left out is passed over without looking into the rows.
      await db.schema
        .createIndex('gaps_by_listing')
        .on('gaps')
        .columns(['count desc', 'last_at desc', 'id', 'state', 'kind', 'owner'])
        .execute();
    },
  };
}
