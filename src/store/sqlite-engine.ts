import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely } from 'kysely';
import type Libsql from 'libsql';
import type { Logger } from '../logger.ts';
import type { Engine } from './engine.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { copySqliteFile, openSqliteFile } from './sqlite-file.ts';
import type { Tables } from './tables.ts';
import type { TransactionScope } from './transaction-scope.ts';
import { GapWiper } from './wipe-gaps.ts';

/** Free pages that are given back in one go: about a millisecond, then others get their turn. */
const pagesAtOnce = 500;
/** Milliseconds for which emptying the log is tried while other processes read. */
const checkpointPatience = 5000;

/** The embedded database. */
export async function sqliteEngine(
  dataDir: string,
  scope: TransactionScope,
  logger: Logger,
): Promise<Engine> {
  const { database, file } = await openSqliteFile(dataDir);
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database, file, scope) });
  /** Alone with the connection, outside a transaction. */
  const alone = <Result>(work: () => Result): Promise<Result> => db.connection().execute(async () => work());

  const emptyLog = async (): Promise<void> => {
    const end = performance.now() + checkpointPatience;
    while (!(await alone(() => checkpoint(database)))) {
      if (performance.now() > end) {
        logger.warn('the log of the database could not be emptied: another process keeps reading');
        return;
      }
      await delay(25);
    }
  };

  const wiper = new GapWiper(database, Number(pragmaValue(database, 'page_size')));
  const wipeDeleted = async (): Promise<void> => {
    for (let group = 0; ; group++) {
      if (!(await db.transaction().execute(async () => wiper.wipeGroup(group)))) break;
    }
    await emptyLog();
  };

  const giveFreePagesBack = async (): Promise<void> => {
    for (let free = Number.MAX_SAFE_INTEGER; ; ) {
      const left = await db.transaction().execute(async () => {
        database.exec(`pragma incremental_vacuum(${pagesAtOnce})`);
        return Number(pragmaValue(database, 'freelist_count'));
      });
      if (left === 0 || left >= free) break;
      free = left;
    }
  };

  return {
    kind: 'sqlite',
    db,
    wipeDeleted,
    async giveSpaceBack() {
      await giveFreePagesBack();
      await wipeDeleted();
    },
    backup: (target) => alone(() => copySqliteFile(database, target)),
    async isHealthy() {
      if (!existsSync(file)) return false;
      await db.selectFrom('conversations').select('id').limit(1).execute();
      return true;
    },
    async close() {
      // Statements that are still in memory keep libsql from closing the file, which would empty the log.
      await alone(() => checkpoint(database)).finally(() => db.destroy());
    },
  };
}

/** @returns false when another process stands in the way. */
function checkpoint(database: Libsql.Database): boolean {
  return pragmaValue(database, 'wal_checkpoint(TRUNCATE)') === 0;
}

/** The first value that a pragma answers: busy (0 or 1) of a checkpoint, a count. */
function pragmaValue(database: Libsql.Database, pragma: string): unknown {
  const rows = database.pragma(pragma);
  const row: unknown = Array.isArray(rows) ? rows[0] : null;
  return typeof row === 'object' && row !== null ? Object.values(row)[0] : null;
}
