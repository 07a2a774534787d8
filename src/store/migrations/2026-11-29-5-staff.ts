import type { Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

/** Accounts of staff, their sessions, and failures to sign in. */
export function staff({ text }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('staff_accounts')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('login_name', text, (column) => column.notNull().unique())
        .addColumn('display_name', text, (column) => column.notNull().unique())
        .addColumn('roles', text, (column) => column.notNull())
        .addColumn('is_disabled', 'integer', (column) => column.notNull())
        .addColumn('password_hash', text, (column) => column.notNull())
        .addColumn('must_change_password', 'integer', (column) => column.notNull())
        .addColumn('created_at', text, (column) => column.notNull())
        .addColumn('last_sign_in_at', text)
        .execute();
      await db.schema
        .createTable('staff_sessions')
        .addColumn('token_hash', text, (column) => column.primaryKey())
        .addColumn('account_id', text, (column) =>
          column.notNull().references('staff_accounts.id').onDelete('cascade'),
        )
        .addColumn('created_at', text, (column) => column.notNull())
        .addColumn('last_used_at', text, (column) => column.notNull())
        .addColumn('expires_at', text, (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('staff_sessions_by_account')
        .on('staff_sessions')
        .column('account_id')
        .execute();
      await db.schema
        .createTable('sign_in_failures')
        .addColumn('key', text, (column) => column.primaryKey())
        .addColumn('count', 'integer', (column) => column.notNull())
        .addColumn('last_at', text, (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('sign_in_failures_by_time')
        .on('sign_in_failures')
        .column('last_at')
        .execute();
    },
  };
}
