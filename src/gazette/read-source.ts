/** Files of a corpus folder → decoded text with the digest of the bytes. @module */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { WenzhengError } from '../errors.ts';
import type { Source } from './model.ts';

const largestFileBytes = 200 * 1024 * 1024;

/** Relative paths of the .txt files below `folder`, sorted. @throws WenzhengError corpus_unreadable */
export function listSourceFiles(folder: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (cause) {
    throw new WenzhengError(
      'corpus_unreadable',
      `读不到公报文件夹 ${folder}，请用 --corpus 指定一个存在的文件夹。`,
      { cause },
    );
  }
  const files = entries
    .filter((entry) => entry.toLowerCase().endsWith('.txt') && statSync(join(folder, entry)).isFile())
    .map((entry) => relative('.', join('.', entry)).split(sep).join('/'))
    .toSorted();
  if (files.length === 0) {
    throw new WenzhengError(
      'corpus_unreadable',
      `文件夹 ${folder} 里没有 .txt 文件，请放入公报文本，或用 --corpus 换一个文件夹。`,
    );
  }
  return files;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reads and decodes one file. @throws WenzhengError corpus_unreadable, naming the file */
export function readSource(folder: string, file: string): Source {
  return readSourceAt(join(folder, file), file);
}

/** As {@link readSource} for a text that lies elsewhere. @param file its name in the corpus */
export function readSourceAt(path: string, file: string): Source {
  let bytes: Buffer;
  try {
    if (statSync(path).size > largestFileBytes) throw new Error('too large');
    bytes = readFileSync(path);
  } catch (cause) {
    throw new WenzhengError(
      'corpus_unreadable',
      `读不了文件 ${file}，请检查它的权限和大小（上限 200 MB）。`,
      { cause },
    );
  }
  return { file, sha256: sha256(bytes), text: decode(bytes, file) };
}

/**
 * UTF-8 where the bytes are valid UTF-8, else GB 18030 (a superset of GBK). Nothing is replaced by U+FFFD: a citation
 * has to be found again in the file, so a file in another encoding, or a damaged one, is reported and not guessed at.
 */
function decode(bytes: Buffer, file: string): string {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xfffe || mark === 0xfeff) {
    throw new WenzhengError(
      'corpus_unreadable',
      `文件 ${file} 是 UTF-16 编码，请换成 UTF-8 或 GBK 的 .txt。`,
    );
  }
  const text = decodeStrictly(bytes, 'utf-8') ?? decodeStrictly(bytes, 'gb18030');
  if (text === null) {
    throw new WenzhengError(
      'corpus_unreadable',
      `文件 ${file} 的编码不对或者内容有损坏，请换成 UTF-8 或 GBK 的 .txt。`,
    );
  }
  if (text.slice(0, 4000).includes('\u0000')) {
    throw new WenzhengError('corpus_unreadable', `文件 ${file} 不是文本文件，请换成 UTF-8 或 GBK 的 .txt。`);
  }
  return text;
}

function decodeStrictly(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
