/**
 * A table of cases: its header and what its rows use are looked at first, then each row is computed and written.
 * @module
 */
import { extname } from 'node:path';
import type { Scheme } from '../calculators/scheme.ts';
import { WenzhengError } from '../errors.ts';
import { maskPrivateNumbers } from '../gazette/private-numbers.ts';
import { type ComputedRow, computeRow, type RowOptions, resultColumns } from './compute-row.ts';
import { readCsv } from './read-csv.ts';
import { type Header, readHeader } from './read-header.ts';
import { readXlsx } from './read-xlsx.ts';
import { type Cell, isBlank, type OutputColumn, type TableRow } from './table.ts';
import { writeTable } from './write-table.ts';

export interface TableOptions {
  /** Ends with .xlsx, or is read as CSV. */
  readonly path: string;
  /** What the file is called in sentences. Default: its path. */
  readonly name?: string;
  readonly schemes: readonly Scheme[];
  /** For rows that name no calculator of their own in a column 计算项目. */
  readonly fallback: Scheme | undefined;
  /** A table with more rows is refused; to know, all rows are read once before any is computed. */
  readonly mostRows?: number;
  /** A table none of whose columns is a fact of its calculators is refused. */
  readonly needsFacts?: boolean;
  readonly row: RowOptions;
}

export interface OpenTable {
  readonly header: Header;
  /** The columns that are added. */
  readonly columns: readonly OutputColumn[];
  /** The calculators that rows use, in their usual order. */
  readonly used: readonly Scheme[];
  /** null where not all rows were looked at. */
  readonly rows: number | null;
  /** Writes every row with its result; an existing file is replaced when the work is done. */
  write(target: string, watch: TableWatch): Promise<void>;
}

export interface TableWatch {
  readonly onRow: (computed: ComputedRow, row: TableRow) => void;
  /** Told of what was left out. */
  readonly tell: (note: string) => void;
}

/** @throws WenzhengError when the table as a whole cannot be used. */
export async function openTable(options: TableOptions): Promise<OpenTable> {
  const { schemes, fallback } = options;
  const find = (name: string) => schemes.find(({ id, title }) => id === name || title === name);
  const schemeOf: SchemeOf = (row, header) => {
    const named = String(row.cells[header.schemeColumn] ?? '').trim();
    return named === '' ? fallback : find(named);
  };
  const { header, used, rows } = await survey(options, schemeOf);
  const columns = resultColumns(used);
  const kept = header.kept.map((at) => ({ heading: header.headings[at] ?? '', type: 'text' }) as const);
  return {
    header,
    columns,
    used,
    rows,
    write(target, { onRow, tell }) {
      const results = async function* (): AsyncGenerator<readonly Cell[]> {
        for await (const row of dataRows(options, tell)) {
          const computed = withoutPrivateNumbers(
            computeRow(row, header, schemeOf(row, header), columns, options.row),
          );
          onRow(computed, row);
          yield [...header.kept.map((at) => row.cells[at] ?? ''), ...computed.cells];
        }
      };
      return writeTable(target, [...kept, ...columns], results());
    },
  };
}

type SchemeOf = (row: TableRow, header: Header) => Scheme | undefined;

const masked = (text: string): string => maskPrivateNumbers(text, 'typed');

/** The sentence about a cell repeats what stands in it, which may be somebody's number in the wrong column. */
function withoutPrivateNumbers(row: ComputedRow): ComputedRow {
  if (row.problems.length === 0) return row;
  return {
    ...row,
    cells: row.cells.map((cell) => (typeof cell === 'string' ? masked(cell) : cell)),
    problems: row.problems.map((problem) => ({ ...problem, sentence: masked(problem.sentence) })),
  };
}

/** Rows with at least one filled cell, header included. */
async function* filledRows(
  { path, name = path }: TableOptions,
  tell: (text: string) => void,
): AsyncGenerator<TableRow> {
  const rows = extname(path).toLowerCase() === '.xlsx' ? readXlsx(path, tell, name) : readCsv(path, name);
  for await (const row of rows) if (!row.cells.every(isBlank)) yield row;
}

async function* dataRows(options: TableOptions, tell: (text: string) => void): AsyncGenerator<TableRow> {
  let isHeader = true;
  for await (const row of filledRows(options, tell)) {
    if (!isHeader) yield row;
    isHeader = false;
  }
}

/** Looks at the header and, when rows name their calculator, at all rows once: the columns of the output depend on it. */
async function survey(
  options: TableOptions,
  schemeOf: SchemeOf,
): Promise<Pick<OpenTable, 'header' | 'used' | 'rows'>> {
  const { path, name = path, schemes, mostRows, needsFacts = false } = options;
  let header: Header | undefined;
  let rows = 0;
  const used = new Set<Scheme>();
  for await (const row of filledRows(options, () => {})) {
    if (header === undefined) {
      header = headerOf(options, row);
      continue;
    }
    rows += 1;
    if (mostRows !== undefined && rows > mostRows)
      throw new WenzhengError('input_invalid', `${name} 超过${mostRows}行，请拆成几个文件。`);
    const scheme = schemeOf(row, header);
    if (scheme !== undefined) used.add(scheme);
    // One row is enough when all rows have the same calculator.
    if (header.schemeColumn < 0 && mostRows === undefined) break;
  }
  if (header === undefined)
    throw new WenzhengError('input_invalid', `${name} 里没有内容，请放入表头和数据。`);
  if (rows === 0)
    throw new WenzhengError('input_invalid', `${name} 只有表头，没有数据行，请在表头下面填写。`);
  if (needsFacts && used.size > 0) checkFacts(name, header, [...used]);
  return {
    header,
    used: schemes.filter((scheme) => used.has(scheme)),
    rows: mostRows === undefined ? null : rows,
  };
}

function checkFacts(name: string, { fieldsOf }: Header, used: readonly Scheme[]): void {
  const hasFacts = used.some(({ id }) => fieldsOf.get(id)?.some((field) => field !== undefined));
  if (hasFacts) return;
  const titles = used.map(({ title }) => `“${title}”`).join('、');
  throw new WenzhengError(
    'input_invalid',
    `${name} 里没有一列是${titles}要填的情况，请下载模板，照模板的列名填写。`,
  );
}

function headerOf({ path, name = path, schemes, fallback }: TableOptions, row: TableRow): Header {
  const all = readHeader(name, row.cells, schemes);
  if (all.schemeColumn >= 0) return all;
  if (fallback !== undefined) return readHeader(name, row.cells, [fallback]);
  throw new WenzhengError(
    'usage',
    `${name} 里没有“计算项目”这一列，请加上这一列，或用 --scheme 指定，例如 --scheme ${schemes[0]?.id ?? ''}。`,
  );
}
