import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { WenzhengError } from '../errors.ts';
import { faultOf } from '../logger.ts';
import type { Logger } from '../logger.ts';
import type { Engine } from './engine.ts';
import { postgresDialect } from './postgres-dialect.ts';
import type { Tables } from './tables.ts';
import type { TransactionScope } from './transaction-scope.ts';

/** Milliseconds. A process that stands still within a transaction would hold its rows for everybody. */
const limits = { connect: 15_000, statement: 60_000, idleInTransaction: 60_000, healthCheck: 3000 };
const connections = 10;

/** PostgreSQL at an address such as postgres://user:password@host/database. */
export async function postgresEngine(
  databaseUrl: string,
  scope: TransactionScope,
  logger: Logger,
): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'wenzheng',
    max: connections,
    keepAlive: true,
    connectionTimeoutMillis: limits.connect,
    statement_timeout: limits.statement,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    types: { getTypeParser: typeParserOf },
  });
  // Without somebody who listens, the loss of a connection ends the process: of one that is idle the pool tells, of one
  // that is in use, between two calls of a transaction, only the connection.
  const onLoss = (error: Error) => logger.warn(faultOf(error), 'a connection to the database was lost');
  pool.on('error', onLoss);
  pool.on('connect', (client) => client.on('error', onLoss));
  const db = new Kysely<Tables>({ dialect: postgresDialect(pool, scope) });
  try {
    await refuseOtherEncodings(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    kind: 'postgres',
    db,
    async wipeDeleted() {
      // Autovacuum does it; a vacuum of all tables for each person who asks would be a burden for the others.
    },
    async giveSpaceBack() {
      await db.connection().execute(async (connection) => {
        await sql`set statement_timeout = 0`.execute(connection);
        try {
          for (const { name } of await connection.introspection.getTables())
            await sql`vacuum (analyze) ${sql.table(name)}`.execute(connection);
        } finally {
          await sql`set statement_timeout = ${sql.lit(limits.statement)}`.execute(connection);
        }
      });
    },
    async backup() {
      throw new WenzhengError('usage', '用的是 PostgreSQL，请用 pg_dump 备份、pg_restore 恢复。');
    },
    async isHealthy() {
      const answered = sql`select 1`.execute(db).then(() => true);
      return Promise.race([answered, after(limits.healthCheck)]);
    },
    close: () => db.destroy(),
  };
}

async function refuseOtherEncodings(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{
    encoding: string;
  }>`select current_setting('server_encoding') as encoding`.execute(db);
  const encoding = rows[0]?.encoding;
  if (encoding !== 'UTF8')
    throw new WenzhengError(
      'store_unusable',
      `PostgreSQL 数据库的编码是 ${encoding}，存不了全部汉字，请新建编码为 UTF8 的数据库。`,
    );
}

const int8: number = pg.types.builtins.INT8;

/** Counts and numbered keys are bigint, which pg hands out as text; ours stay far below 2^53. */
function typeParserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === int8) return Number;
  return pg.types.getTypeParser(oid, format);
}

function after(milliseconds: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), milliseconds).unref();
  });
}
