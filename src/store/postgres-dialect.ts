/**
 * PostgreSQL as a Kysely dialect. Kysely's own driver would do two things otherwise: take a transaction that the
 * database has rolled back for a committed one, and hide the first fault behind that of the rollback.
 * @module
 */
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  Kysely,
  QueryResult,
  TransactionSettings,
} from 'kysely';
import type { Pool, PoolClient, QueryResult as PostgresResult } from 'pg';
import { postgresSentence } from './postgres-faults.ts';
import { decodeRows, encodeText } from './text-coding.ts';
import type { TransactionScope } from './transaction-scope.ts';

export function postgresDialect(pool: Pool, scope: TransactionScope): Dialect {
  return {
    createAdapter: () => new LockFreeAdapter(),
    createDriver: () => new PostgresDriver(pool, scope),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** Migrations run under a lock of ours; giving Kysely's back would hide the fault of a migration that failed. */
class LockFreeAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

class PostgresDriver implements Driver {
  readonly #pool: Pool;
  readonly #scope: TransactionScope;

  constructor(pool: Pool, scope: TransactionScope) {
    this.#pool = pool;
    this.#scope = scope;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    this.#scope.refuseWithin();
    try {
      return new PostgresConnection(await this.#pool.connect());
    } catch (error) {
      throw postgresSentence(error);
    }
  }

  async beginTransaction(connection: PostgresConnection, settings: TransactionSettings): Promise<void> {
    await connection.run(`start transaction isolation level ${settings.isolationLevel ?? 'read committed'}`);
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    const { command } = await connection.run('commit');
    connection.endTransaction();
    // The answer of PostgreSQL to the commit of a transaction in which a statement failed.
    if (command === 'ROLLBACK')
      throw new Error('a call of this transaction has failed, so nothing of it stays');
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    try {
      await connection.run('rollback');
    } catch {
      // The connection is gone, and the transaction with it; why is told by the fault that led here.
      connection.isBroken = true;
    }
    connection.endTransaction();
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  #ended = false;
  isBroken = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#ended) throw new Error('the transaction of this call has ended');
    const { rows, rowCount } = await this.run(sql, parameters.map(bindable));
    return { rows: decodeRows<Row>(rows), numAffectedRows: BigInt(rowCount ?? 0) };
  }

  async run(sql: string, values: unknown[] = []): Promise<PostgresResult<Record<string, unknown>>> {
    try {
      return await this.#client.query<Record<string, unknown>>(sql, values);
    } catch (error) {
      throw postgresSentence(error);
    }
  }

  // oxlint-disable-next-line require-yield -- the interface asks for it
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('rows are not streamed');
  }

  /** A call that was not awaited must not slip into what comes after. */
  endTransaction(): void {
    this.#ended = true;
  }

  release(): void {
    this.#ended = true;
    this.#client.release(this.isBroken);
  }
}

function bindable(value: unknown): unknown {
  return typeof value === 'string' ? encodeText(value) : value;
}
