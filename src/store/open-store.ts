import type { Logger } from '../logger.ts';
import { createStore } from './create-store.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import type { Store } from './store.ts';
import { TransactionScope } from './transaction-scope.ts';

export interface StoreOptions {
  /** Folder of the embedded database; made when it is not there. */
  readonly dataDir: string;
  /** PostgreSQL instead, with user and password: never logged. */
  readonly databaseUrl?: string | undefined;
  readonly logger: Logger;
}

/**
 * Opens the database, and brings its tables to the state of this program.
 * @throws WenzhengError `store_unusable` when it cannot be opened, is damaged or was written by a newer program.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const scope = new TransactionScope();
  const engine = await openEngine(options, scope);
  try {
    const steps = await migrate(engine.db, engine.kind);
    if (steps.length > 0) options.logger.info({ steps }, 'the tables of the store were brought up to date');
  } catch (error) {
    await engine.db.destroy();
    throw error;
  }
  return createStore(engine, scope);
}

/** Only the database that is used is loaded. */
async function openEngine(
  { dataDir, databaseUrl, logger }: StoreOptions,
  scope: TransactionScope,
): Promise<Engine> {
  if (databaseUrl === undefined) {
    const { sqliteEngine } = await import('./sqlite-engine.ts');
    return sqliteEngine(dataDir, scope, logger);
  }
  const { postgresEngine } = await import('./postgres-engine.ts');
  return postgresEngine(databaseUrl, scope, logger);
}
