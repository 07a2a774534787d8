/** The one secret that hashes and cookies rest on. @module */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { WenzhengError } from '../errors.ts';

export const secretFile = 'secret';
const leastLength = 16;

export interface SecretSettings {
  /** WENZHENG_SECRET; null when it is not set. */
  readonly given: string | null;
  readonly dataDir: string;
  /** With DATABASE_URL several machines share the conversations, and each would make its own secret. */
  readonly sharesDatabase: boolean;
}

/**
 * WENZHENG_SECRET, or a random one that is kept in the data folder. Of several that start at once all get the same.
 * @throws WenzhengError `config_invalid` when it is required and missing, or its file cannot be used.
 */
export function readSecret(settings: SecretSettings): string {
  const known = findSecret(settings);
  if (known !== null) return known;
  const { dataDir } = settings;
  const file = join(dataDir, secretFile);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeOnce(file);
  } catch (error) {
    throw unusable(file, '写不进去，请检查文件夹的权限和磁盘空间', error);
  }
  const made = findSecret(settings);
  if (made === null) throw unusable(file, '刚写好就不见了，请不要在启动时删除它', null);
  return made;
}

/**
 * The same, but makes none: a command that looks for a person must not invent a secret for a database that was made with another.
 * @returns null when there is none yet. @throws WenzhengError as {@link readSecret}.
 */
export function findSecret({ given, dataDir, sharesDatabase }: SecretSettings): string | null {
  if (given !== null) return given;
  if (sharesDatabase) {
    throw new WenzhengError(
      'config_invalid',
      '设置了 DATABASE_URL 就必须设置环境变量 WENZHENG_SECRET，各台机器用同一个值，可用 openssl rand -hex 32 生成。',
    );
  }
  return readKept(join(dataDir, secretFile));
}

function readKept(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw unusable(file, '读不出来，请检查它的权限', error);
  }
  if (text.length >= leastLength) return text;
  throw unusable(file, '不完整，请从备份恢复；没有备份就删除它，删除后以前的对话不能再接上', null);
}

/** A link is made for one of them only, and to a file that is whole already. */
function writeOnce(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(handle);
    linkSync(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    closeSync(handle);
    rmSync(draft, { force: true });
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function unusable(file: string, fault: string, cause: unknown): WenzhengError {
  const message = `口令文件 ${file} ${fault}，或改用环境变量 WENZHENG_SECRET。`;
  return new WenzhengError('config_invalid', message, { cause });
}
