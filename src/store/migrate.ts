import { Migrator, sql } from 'kysely';
import type { Kysely } from 'kysely';
import { WenzhengError } from '../errors.ts';
import { columnTypes } from './column-types.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

const migrationTable = 'kysely_migration';
/** Any number that nothing else in the database uses as an advisory lock. */
const lockNumber = 5_790_436_261;

/**
 * Brings the tables to the state that this program knows, all or nothing, one process at a time: in the embedded
 * database the transaction has the write lock, in PostgreSQL an advisory lock does the same. (Kysely's own lock is
 * none for SQLite, and its two tables are created outside of it.)
 * @param upTo Name of the last migration to run; for tests of the way from an older state.
 * @throws WenzhengError `store_unusable` when the database was written by a newer program.
 */
export async function migrate(
  db: Kysely<Tables>,
  kind: 'sqlite' | 'postgres',
  upTo?: string,
): Promise<readonly string[]> {
  return db.connection().execute(async (connection) => {
    // Kysely runs no migrations within a transaction of its own making, so this one is begun by hand. Read committed in
    // PostgreSQL: what another process did while this one waited for the lock must be seen.
    await sql
      .raw(kind === 'sqlite' ? 'begin immediate' : 'begin isolation level read committed')
      .execute(connection);
    try {
      if (kind === 'postgres')
        await sql`select pg_advisory_xact_lock(${sql.lit(lockNumber)})`.execute(connection);
      const steps = await runMigrations(connection, kind, upTo);
      await sql`commit`.execute(connection);
      return steps;
    } catch (error) {
      await sql`rollback`.execute(connection);
      throw error;
    }
  });
}

async function runMigrations(
  db: Kysely<Tables>,
  kind: 'sqlite' | 'postgres',
  upTo: string | undefined,
): Promise<readonly string[]> {
  const known = migrations(columnTypes[kind]);
  await refuseNewer(db, Object.keys(known));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => known },
    migrationTableName: migrationTable,
    disableTransactions: true,
  });
  const { error, results } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo));
  if (error !== undefined) throw error;
  return (results ?? []).map(({ migrationName }) => migrationName);
}

async function refuseNewer(db: Kysely<Tables>, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === migrationTable)) return;
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTable)}`.execute(db);
  const unknown = rows.find(({ name }) => !known.includes(name));
  if (unknown)
    throw new WenzhengError(
      'store_unusable',
      `数据库是由更新版本的程序写的（含有本程序不认识的 ${unknown.name}），请升级程序，或换回升级前的备份。`,
    );
}
