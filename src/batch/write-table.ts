/**
 * A table on its way to a file: first beside the target under another name, then renamed, so that nobody meets half a table.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { writeXlsxStream } from 'hucre/xlsx';
import { WenzhengError } from '../errors.ts';
import { type Cell, largestTable, type OutputColumn } from './table.ts';

/**
 * CSV is written in UTF-8 with a byte order mark, which spreadsheets need to show Chinese.
 * @param rows cells in the order of the columns. What it throws is thrown on, and no file is left.
 * @throws WenzhengError input_invalid when the file cannot be written.
 */
export async function writeTable(
  file: string,
  columns: readonly OutputColumn[],
  rows: AsyncIterable<readonly Cell[]>,
): Promise<void> {
  // Nobody can have put a file or a link of this name there before; if there is one, it is not written into.
  const unfinished = `${file}.${randomBytes(8).toString('hex')}.part`;
  const open = () => createWriteStream(unfinished, { flags: 'wx' });
  const stopWatching = removeOnSignal(unfinished);
  try {
    if (extname(file).toLowerCase() === '.xlsx') {
      const written = writeXlsxStream(xlsxRows(columns, rows), {
        name: '结果',
        columns: columns.map(({ type }) => (type === 'money' ? { numFmt: '0.00', width: 14 } : {})),
        freezePane: { rows: 1 },
      });
      await pipeline(chunksOf(written), open());
    } else {
      // Without the pattern a lone line feed inside a cell would stand unquoted, and begin a row for every reader.
      const written = stringify({ bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ });
      await pipeline(Readable.from(csvRows(columns, rows)), written, open());
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (!isSystemError(error)) throw error;
    throw new WenzhengError('input_invalid', `写不了 ${file}，请检查文件夹的权限和磁盘空间。`, {
      cause: error,
    });
  } finally {
    stopWatching();
  }
}

/** A process that is told to stop ends as it would have, without its unfinished file. */
function removeOnSignal(file: string): () => void {
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  const stop = (signal: NodeJS.Signals): void => {
    rmSync(file, { force: true });
    stopWatching();
    process.kill(process.pid, signal);
  };
  const stopWatching = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  return stopWatching;
}

async function* csvRows(columns: readonly OutputColumn[], rows: AsyncIterable<readonly Cell[]>) {
  yield columns.map(({ heading }) => harmless(heading));
  for await (const cells of rows) {
    yield cells.map((cell, at) => {
      if (typeof cell === 'number')
        return columns[at]?.type === 'money' ? cell.toFixed(2) : harmless(`${cell}`);
      return typeof cell === 'string' ? harmless(cell) : yesOrNo(cell);
    });
  }
}

async function* xlsxRows(columns: readonly OutputColumn[], rows: AsyncIterable<readonly Cell[]>) {
  yield columns.map(({ heading }) => harmless(heading));
  for await (const cells of rows) {
    yield cells.map((cell) => {
      if (cell === '' || typeof cell === 'number') return cell === '' ? null : cell;
      return typeof cell === 'string' ? harmless(cell).slice(0, largestTable.cellCharacters) : yesOrNo(cell);
    });
  }
}

/** By hand because the types of a web stream differ between the library and Node. */
async function* chunksOf(stream: ReturnType<typeof writeXlsxStream>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

const yesOrNo = (cell: boolean): string => (cell ? '是' : '否');

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it: = + - @ also in full width and after white space,
 * and a leading tab or line end.
 */
export const harmless = (text: string): string =>
  /^\s*[=+\-@＝＋－＠﹦﹢﹣﹫]|^[\t\r\n]/.test(text) ? `'${text}` : text;

const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'code' in error;
