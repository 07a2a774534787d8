import type { Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

/** Tokens of other systems: only their hash is kept. */
export function apiTokens({ text }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('api_tokens')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('name', text, (column) => column.notNull().unique())
        .addColumn('token_hash', text, (column) => column.notNull().unique())
        .addColumn('scopes', text, (column) => column.notNull())
        .addColumn('per_minute', 'integer', (column) => column.notNull())
        .addColumn('created_at', text, (column) => column.notNull())
        .addColumn('created_by', text, (column) => column.notNull())
        .addColumn('expires_at', text, (column) => column.notNull())
        .addColumn('last_used_at', text)
        .addColumn('revoked_at', text)
        .execute();
    },
  };
}
