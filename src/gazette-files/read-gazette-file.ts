/**
 * An uploaded gazette → the text that the readers of src/gazette expect. Nothing is written to disk and nothing is
 * fetched; what parses a file that may be hostile runs in a thread of its own, with limits of time and memory.
 * @module
 */
import { createHash } from 'node:crypto';
import { type FileKind, fileKind, mismatch, shownName } from './file-kind.ts';
import { type FileLimits, fileLimits } from './limits.ts';
import { readInThread } from './read-in-thread.ts';
import { type FileWarning, refuseFile } from './refuse-file.ts';
import { readTxt } from './read-txt.ts';

export interface GazetteFile {
  /** Only its ending is looked at, and messages show it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface GazetteText {
  readonly kind: FileKind;
  /** One paragraph a line, tables as tab-separated rows; LF, no byte order mark. */
  readonly text: string;
  /** Of the original bytes, in lower-case hexadecimal digits. */
  readonly sha256: string;
  /** What was left out or read in another way than the name says: one Chinese sentence each. */
  readonly warnings: readonly FileWarning[];
  /** Null for kinds without pages. */
  readonly pages: number | null;
}

export interface ReadFileOptions {
  readonly limits?: Partial<FileLimits>;
  readonly signal?: AbortSignal;
}

/** @throws WenzhengError `file_unreadable`: one Chinese sentence that says what is wrong and what to do. */
export async function readGazetteFile(
  file: GazetteFile,
  options: ReadFileOptions = {},
): Promise<GazetteText> {
  const limits: FileLimits = { ...fileLimits, ...options.limits };
  const shown = shownName(file.name);
  if (file.bytes.length > limits.fileBytes)
    throw refuseFile(
      `${shown}超过 ${Math.floor(limits.fileBytes / 1024 / 1024)} MB，请拆成几个文件，或去掉其中的图片再上传。`,
    );
  const kind = fileKind(file.name, file.bytes);
  const read =
    kind === 'txt'
      ? readTxt(file.bytes, shown, limits)
      : await readInThread({ kind, bytes: file.bytes, shown, limits }, options.signal);
  if (read.text.length > limits.characters)
    throw refuseFile(`${shown}超过${limits.characters}字，请拆成几个文件再上传。`);
  if (read.text.trim() === '') throw refuseFile(`${shown}里没有文字，请检查文件后重新上传。`);
  const told = mismatch(file.name, kind);
  return {
    kind,
    text: read.text,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    warnings: [...(told === null ? [] : [{ code: 'kind_mismatch', message: told }]), ...read.warnings],
    pages: read.pages,
  };
}
