/** The file of the embedded database: how it is opened, emptied of what was deleted, and copied. @module */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import Libsql from 'libsql';
import { WenzhengError } from '../errors.ts';
import { patiently } from './sqlite-faults.ts';

/** Bytes up to which a file is read through at opening, which takes about a tenth of a second; larger ones tell at use. */
const checkedAtOpening = 64 * 1024 * 1024;
/** Milliseconds that one statement waits for another process; longer waits are made without standing still. */
const statementWait = 20;

export async function openSqliteFile(dataDir: string): Promise<{ database: Libsql.Database; file: string }> {
  const file = join(dataDir, 'wenzheng.db');
  try {
    // A folder that is there already may hold other people's files; its rights are theirs to set.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // SQLite gives the files of the log the rights of this one.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  } catch (error) {
    throw new WenzhengError(
      'store_unusable',
      `数据文件夹 ${dataDir} 写不进去，请检查权限，或用环境变量 WENZHENG_DATA_DIR 换一个文件夹。`,
      { cause: error },
    );
  }
  // Processes that start at once meet while the first of them lays out the file. Each attempt has a connection of its
  // own: a pragma that fails is left standing by libsql.
  return { database: await patiently(() => openOnce(file), file), file };
}

function openOnce(file: string): Libsql.Database {
  const database = new Libsql(file, { timeout: statementWait });
  try {
    // Only has an effect before the first table: free pages can then be given back without writing everything anew.
    database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('journal_mode = WAL');
    // An update that was acknowledged to the channel is not sent again, so it must be on the disk.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('secure_delete = ON');
    // Copies that SQLite makes on the way (sorting, VACUUM) never reach the disk.
    database.pragma('temp_store = MEMORY');
    if (statSync(file).size <= checkedAtOpening) refuseDamaged(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function refuseDamaged(database: Libsql.Database): void {
  const rows: unknown[] = database.prepare('pragma quick_check(1)').pluck().all();
  if (rows[0] !== 'ok') throw Object.assign(new Error(String(rows[0])), { code: 'SQLITE_CORRUPT' });
}

/** @throws WenzhengError when there is a file already or it cannot be written. */
export function copySqliteFile(database: Libsql.Database, target: string): void {
  const file = resolve(target);
  const unfinished = `${file}.unfinished`;
  if (existsSync(file)) throw new WenzhengError('usage', `备份文件 ${file} 已经存在，请换一个名字。`);
  try {
    rmSync(unfinished, { force: true });
    closeSync(openSync(unfinished, 'wx', 0o600));
    database.prepare('vacuum into ?').run(unfinished);
    const written = openSync(unfinished, 'r');
    fsyncSync(written);
    closeSync(written);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new WenzhengError('store_unusable', `备份文件 ${file} 写不出来，请检查文件夹的权限和磁盘空间。`, {
      cause: error,
    });
  }
}
