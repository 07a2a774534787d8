/**
 * Entries → files to be imported: at most a thousand in each.
 * @module
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTable } from '../batch/write-table.ts';
import { WenzhengError } from '../errors.ts';
import { columns, type Entry, limits } from './entry.ts';

export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** In the order of the entries. */
export function partsOf(entries: readonly Entry[]): (readonly Entry[])[] {
  const parts: (readonly Entry[])[] = [];
  for (let at = 0; at < entries.length; at += limits.entries)
    parts.push(entries.slice(at, at + limits.entries));
  return parts;
}

/** 知识库条目-2026-11-29-01.xlsx @param part from 0 */
export function fileName(asOf: string, part: number, format: ExportFormat): string {
  return `知识库条目-${asOf}-${String(part + 1).padStart(2, '0')}.${format}`;
}

/**
 * Writes every part in every format; files of the same name are replaced.
 * @returns the names of the files.
 * @throws WenzhengError input_invalid when the folder cannot be written to.
 */
export async function writeEntries(
  folder: string,
  entries: readonly Entry[],
  formats: readonly ExportFormat[],
  asOf: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new WenzhengError('input_invalid', `写不了文件夹 ${folder}，请检查位置和权限。`, { cause });
  });
  const names: string[] = [];
  for (const [at, part] of partsOf(entries).entries()) {
    for (const format of formats) {
      const name = fileName(asOf, at, format);
      await writePart(join(folder, name), part);
      names.push(name);
    }
  }
  return names;
}

/** One part as the bytes of a file. */
export async function partAsBytes(part: readonly Entry[], format: ExportFormat): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'wenzheng-export-'));
  try {
    const file = join(folder, `part.${format}`);
    await writePart(file, part);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const writePart = (file: string, part: readonly Entry[]): Promise<void> =>
  writeTable(
    file,
    columns.map(({ heading }) => ({ heading, type: 'text' })),
    rowsOf(part),
  );

async function* rowsOf(part: readonly Entry[]): AsyncGenerator<readonly string[]> {
  for (const entry of part) yield columns.map(({ of }) => of(entry));
}
