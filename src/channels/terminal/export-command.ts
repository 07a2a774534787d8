/** wenzheng export: the knowledge base in the entry form of a hotline. @module */
import { resolve } from 'node:path';
import { WenzhengError } from '../../errors.ts';
import { checkEntries } from '../../export/check-entries.ts';
import { makeEntries } from '../../export/make-entries.ts';
import { type ExportFormat, exportFormats, writeEntries } from '../../export/write-entries.ts';
import { validityName } from '../http/validity-label.ts';
import type { FolderOptions } from './folders.ts';
import { openApp } from './open-app.ts';
import { withoutControls } from './terminal-text.ts';

export interface ExportOptions extends FolderOptions {
  readonly out: string;
  /** xlsx, csv or both, parted by a comma. */
  readonly format: string;
  /** ISO day; default: today in China. */
  readonly asOf?: string;
}

const faultsShown = 20;

/**
 * @returns exit code: 1 when an entry breaks a rule of the form; the files are written all the same.
 * @throws WenzhengError for a format that there is not or a folder that cannot be written to.
 */
export async function runExport(options: ExportOptions): Promise<number> {
  const formats = readFormats(options.format);
  const app = await openApp(options);
  const asOf = options.asOf ?? app.today();
  const { corpus, questions } = app;
  const entries = makeEntries({ corpus, questions, asOf, nameOfValidity: validityName });
  const folder = resolve(options.out);
  const names = await writeEntries(folder, entries, formats, asOf);
  for (const name of names) process.stdout.write(`${name}\n`);
  process.stdout.write(
    `共${entries.length}条：标准问${questions.length}条，文件${corpus.documents.length}份；效力按${asOf}判断。写入 ${withoutControls(folder)}\n`,
  );
  const faults = checkEntries(entries);
  if (faults.length === 0) return 0;
  process.stderr.write(`${faults.length}处不合录入规则，导入前请改正：\n`);
  for (const fault of faults.slice(0, faultsShown)) process.stderr.write(`  ${withoutControls(fault)}\n`);
  return 1;
}

function readFormats(text: string): ExportFormat[] {
  const wanted = new Set(text.split(/[,，]/).map((each) => each.trim().toLowerCase()));
  const formats = exportFormats.filter((format) => wanted.has(format));
  if (formats.length === wanted.size) return formats;
  throw new WenzhengError('usage', `--format 要写成 xlsx、csv 或 xlsx,csv，而不是 ${text.slice(0, 40)}。`);
}
