import type { Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

/** Tokens of the chat model by day and person, for the budgets of a day. */
export function modelUsage({ text }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('model_usage')
        .addColumn('day', text, (column) => column.notNull())
        .addColumn('user_key', text, (column) => column.notNull())
        .addColumn('input', 'bigint', (column) => column.notNull())
        .addColumn('output', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('model_usage_by_day', ['day', 'user_key'])
        .execute();
    },
  };
}
