/** What the faults of the embedded database mean for us. @module */
import { setTimeout as delay } from 'node:timers/promises';
import { WenzhengError } from '../errors.ts';

/** How long a call waits for another process that writes, in milliseconds. */
const patience = 15_000;

/**
 * Tries again while another process has the lock; the others of this process go on meanwhile.
 * @throws WenzhengError where a person can mend the fault.
 */
export async function patiently<Result>(work: () => Result, file: string): Promise<Result> {
  const end = performance.now() + patience;
  for (let wait = 1; ; wait = Math.min(wait * 2, 32)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw faultSentence(error, file);
    }
    await delay(Math.ceil(wait * (0.5 + Math.random() / 2)));
  }
}

/** The faults that a person can mend, as sentences; others stay as they are. */
export function faultSentence(error: unknown, file: string): unknown {
  const code = codeOf(error);
  const sentence = /^SQLITE_(?:CORRUPT|NOTADB)/.test(code)
    ? `数据库 ${file} 已损坏，请停止服务，用备份换回（连同 -wal、-shm 两个文件一起移走）。`
    : code.startsWith('SQLITE_FULL')
      ? `数据库 ${file} 写不进去：磁盘已满，请腾出空间。`
      : /^SQLITE_(?:READONLY|CANTOPEN|PERM|IOERR|AUTH)/.test(code)
        ? `数据库 ${file} 读写不了，请检查文件夹和文件的权限、磁盘是否完好。`
        : isBusy(error)
          ? `数据库 ${file} 一直被别的程序占用，请停掉那个程序再试。`
          : null;
  return sentence === null ? error : new WenzhengError('store_unusable', sentence, { cause: error });
}

/** SQLITE_PROTOCOL is what SQLite says where several processes begin the log at once and it loses its patience: it passes too. */
function isBusy(error: unknown): boolean {
  return /^SQLITE_(?:BUSY|PROTOCOL)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
