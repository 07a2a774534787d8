/** What the faults of PostgreSQL mean for us, by their SQLSTATE. @module */
import { WenzhengError } from '../errors.ts';

function stateOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Serialization failure, deadlock, and words of a passage that were removed as unused in the moment in which an answer
 * came to use them: the same work succeeds the next time.
 */
export function isWorthRepeating(error: unknown): boolean {
  const state = stateOf(error);
  if (state === '23503')
    return error instanceof Error && 'constraint' in error && error.constraint === 'answer_passages_words';
  return state === '40001' || state === '40P01';
}

/** No connection became free or could be made in time, or it was lost: pg gives these no code. */
function isConnectionLost(error: unknown): boolean {
  return (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(error.message)
  );
}

/** The faults that a person can mend, as sentences; others stay as they are. The address may hold a password: it is never named. */
export function postgresSentence(error: unknown): unknown {
  const state = stateOf(error);
  const sentence =
    isConnectionLost(error) ||
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ECONNRESET|ENOENT|57P0[123]|53300|08\w{3})$/.test(
      state,
    )
      ? 'PostgreSQL 连不上，请检查环境变量 DATABASE_URL 里的主机和端口、数据库服务是否在运行。'
      : /^(?:28\w{3}|3D000)$/.test(state)
        ? 'PostgreSQL 不让登录或者没有这个数据库，请检查环境变量 DATABASE_URL 里的用户名、密码和数据库名。'
        : /^42501$/.test(state)
          ? 'PostgreSQL 的用户没有权限，请授予它在数据库里建表和读写的权限。'
          : /^(?:53100|53200)$/.test(state)
            ? 'PostgreSQL 写不进去：磁盘或内存已满，请腾出空间。'
            : null;
  return sentence === null ? error : new WenzhengError('store_unusable', sentence, { cause: error });
}
