/**
 * The embedded database as a Kysely dialect: one connection, one user of it at a time. Kysely's own SQLite driver
 * would do three things otherwise: begin transactions without the write lock (two processes that read and then write
 * would both fail), wait for another process's lock with the whole process standing still, and hand a connection to
 * calls that come after their transaction.
 * @module
 */
import { setImmediate as othersTurn } from 'node:timers/promises';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, Kysely, QueryResult } from 'kysely';
import type Libsql from 'libsql';
import { faultSentence, patiently } from './sqlite-faults.ts';
import { decodeRows, encodeText } from './text-coding.ts';
import type { TransactionScope } from './transaction-scope.ts';

/** Prepared statements that are kept; the calls of the store are fewer. */
const keptStatements = 256;

interface PreparedStatement {
  readonly statement: Libsql.Statement;
  readonly reads: boolean;
}

export function sqliteDialect(database: Libsql.Database, file: string, scope: TransactionScope): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database, file, scope),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  readonly #database: Libsql.Database;
  readonly #file: string;
  readonly #scope: TransactionScope;
  readonly #statements = new Map<string, PreparedStatement>();
  /** Settles when everybody before has given the connection back. */
  #queue: Promise<void> = Promise.resolve();

  constructor(database: Libsql.Database, file: string, scope: TransactionScope) {
    this.#database = database;
    this.#file = file;
    this.#scope = scope;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    this.#scope.refuseWithin();
    const before = this.#queue;
    const connection = new SqliteConnection(this);
    this.#queue = connection.released;
    await before;
    return connection;
  }

  async releaseConnection(connection: SqliteConnection): Promise<void> {
    connection.release();
  }

  async beginTransaction(): Promise<void> {
    await this.#begin();
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    // As PostgreSQL does it: what is half done must not stay because somebody swallowed the fault.
    if (connection.hasFailed)
      throw new Error('a call of this transaction has failed, so nothing of it stays');
    this.#commit();
    connection.endTransaction();
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    this.#rollback();
    connection.endTransaction();
  }

  async destroy(): Promise<void> {
    await this.#queue;
    this.#statements.clear();
    this.#database.close();
  }

  async run<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (sql === 'begin immediate') {
      await this.#begin();
      return { rows: [] };
    }
    // A statement that fails on another process's lock is left standing by libsql and blocks checkpoints, so the lock
    // is taken first, by a statement that fails cleanly.
    if (this.#database.inTransaction || this.#prepare(sql).reads) return this.#run(sql, parameters);
    await this.#begin();
    try {
      const result = this.#run<Row>(sql, parameters);
      this.#commit();
      return result;
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    // Nothing here ever waits for the disk without standing still, so a long row of calls would let nobody else of the
    // process have a turn: no request, no timer.
    await othersTurn();
    await patiently(() => this.#database.exec('begin immediate'), this.#file);
  }

  #commit(): void {
    this.#faultsNamed(() => this.#database.exec('commit'));
  }

  #rollback(): void {
    // A full disk or a damaged page has rolled it back already.
    if (this.#database.inTransaction) this.#faultsNamed(() => this.#database.exec('rollback'));
  }

  #run<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    return this.#faultsNamed(() => {
      const { statement } = this.#prepare(sql);
      const values = parameters.map(bindable);
      if (!statement.reader) return { rows: [], numAffectedRows: BigInt(statement.run(values).changes) };
      return { rows: decodeRows<Row>(statement.all(values)) };
    });
  }

  #prepare(sql: string): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = {
      statement: this.#faultsNamed(() => this.#database.prepare(sql)),
      reads: /^\s*select\b/i.test(sql),
    };
    this.#statements.set(sql, prepared);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > keptStatements && oldest !== undefined) this.#statements.delete(oldest);
    return prepared;
  }

  #faultsNamed<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw faultSentence(error, this.#file);
    }
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #driver: SqliteDriver;
  readonly released: Promise<void>;
  #giveBack = nothing;
  #ended = false;
  hasFailed = false;

  constructor(driver: SqliteDriver) {
    this.#driver = driver;
    this.released = new Promise((resolve) => {
      this.#giveBack = resolve;
    });
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#ended) throw new Error('the transaction of this call has ended');
    try {
      return await this.#driver.run(query);
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
  }

  // oxlint-disable-next-line require-yield -- the interface asks for it, an open cursor would block checkpoints
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('rows are not streamed');
  }

  /** A call that was not awaited must not slip into what comes after. */
  endTransaction(): void {
    this.#ended = true;
  }

  release(): void {
    this.#ended = true;
    this.#giveBack();
  }
}

function nothing(): void {}

/** Whole numbers as integers (libsql would bind a float); other kinds of values would end the process. */
function bindable(value: unknown): string | number | bigint | null {
  if (value === null || typeof value === 'bigint') return value;
  if (typeof value === 'string') return encodeText(value);
  if (typeof value === 'number' && Number.isFinite(value))
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : value;
  throw new TypeError(`a value of type ${typeof value} cannot be stored`);
}
