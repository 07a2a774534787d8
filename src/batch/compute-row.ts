/**
 * One row of a table → the cells of its result.
 * @module
 */
import type { Calculation } from '../calculators/calculation.ts';
import type { Field } from '../calculators/kernel/field.ts';
import { readFacts } from '../calculators/kernel/read-facts.ts';
import { type RunOptions, run } from '../calculators/run.ts';
import type { CalculationStatus, Output, Scheme } from '../calculators/scheme.ts';
import { type Header, resultMark } from './read-header.ts';
import { type Cell, columnLetters, isBlank, type OutputColumn, type TableRow } from './table.ts';

export interface ComputedRow {
  readonly cells: readonly Cell[];
  /** null: the row names no calculator that there is. */
  readonly status: CalculationStatus | null;
  readonly eligible: boolean | 'unknown';
  /** Labels of the facts that are still missing. */
  readonly missing: readonly string[];
  /** What cannot be used. */
  readonly problems: readonly RowProblem[];
}

export interface RowProblem {
  /** As a spreadsheet counts. */
  readonly row: number;
  /** From 0; -1 for what is about the whole row. */
  readonly column: number;
  /** What to do about it is in it. */
  readonly sentence: string;
}

export interface RowOptions extends RunOptions {
  /** Where the names of the calculators stand, for rows that name none. Default: the command that lists them. */
  readonly schemeRemedy?: string;
}

/** 第3行第5列（E3）：… */
export const problemText = ({ row, column, sentence }: RowProblem): string => placeOf(row, column) + sentence;

export const statusLabels: Readonly<Record<CalculationStatus, string>> = {
  ok: '已算出',
  'not-eligible': '不符合',
  missing: '情况不全',
  partial: '部分已定',
  expired: '已过有效期',
  'not-in-force': '尚未施行',
  'input-error': '填写有误',
};

const outputHeading = ({ label, unit }: Output): string =>
  `${resultMark}${label}${unit === undefined ? '' : `（${unit}）`}`;

/** The columns that are added, for the calculators that the table uses. */
export function resultColumns(schemes: readonly Scheme[]): OutputColumn[] {
  const outputs = new Map(
    schemes.flatMap(({ outputs: each }) =>
      each.map((output): [string, OutputColumn] => {
        const heading = outputHeading(output);
        return [heading, { heading, type: output.type === 'money' ? 'money' : 'text' }];
      }),
    ),
  );
  return [
    ...['状态', '是否符合'].map(textColumn),
    ...outputs.values(),
    ...[
      '可能的范围',
      '两种读法',
      '还缺的情况',
      '理由',
      '提示',
      '假定的情况',
      '计算过程',
      '依据',
      '填写问题',
    ].map(textColumn),
  ];
}

const textColumn = (name: string): OutputColumn => ({ heading: resultMark + name, type: 'text' });

/** @param schemeOfRow what the row is computed with; undefined when it names none. */
export function computeRow(
  row: TableRow,
  header: Header,
  schemeOfRow: Scheme | undefined,
  columns: readonly OutputColumn[],
  options: RowOptions,
): ComputedRow {
  const problems = cellsTooMany(row, header);
  const unusable = (status: CalculationStatus | null): ComputedRow => {
    const cells = layOut(columns, failed(problems));
    return { cells, status, eligible: 'unknown', missing: [], problems };
  };
  if (schemeOfRow === undefined) {
    const { schemeRemedy = '请用 wenzheng calc list 里的编号或名称' } = options;
    const named = String(row.cells[header.schemeColumn] ?? '').trim();
    const repeated = named.length > longestRepeated ? '' : `“${named}”`;
    problems.push({
      row: row.number,
      column: header.schemeColumn,
      sentence: `${named === '' ? '没有写计算项目' : `没有${repeated}这个计算项目`}，${schemeRemedy}。`,
    });
    return unusable(null);
  }
  const fields = header.fieldsOf.get(schemeOfRow.id) ?? [];
  const raw: Record<string, Cell | null> = {};
  header.kept.forEach((at) => {
    const cell = row.cells[at] ?? '';
    const field = fields[at];
    if (isBlank(cell)) return;
    if (field !== undefined) raw[field.key] = isUnknown(cell) ? null : cell;
    else if (at !== header.schemeColumn && isFact(header, at))
      problems.push({
        row: row.number,
        column: at,
        sentence: `计算“${schemeOfRow.title}”没有这一项，请清空。`,
      });
  });
  if (problems.length > 0) return unusable('input-error');
  const result = run(schemeOfRow, raw, options);
  if (result.status === 'input-error' || result.notices.some(({ code }) => code === 'unread')) {
    problems.push(...locate(row, fields, schemeOfRow, raw, result));
  }
  return {
    cells: layOut(columns, resultCells(schemeOfRow, result, problems)),
    status: result.status,
    eligible: result.eligible,
    missing: result.missing.map(({ label }) => label),
    problems,
  };
}

/** Said to be unknown: nothing is assumed then. As the forms call it. */
const isUnknown = (cell: Cell): boolean => typeof cell === 'string' && cell.trim() === '不清楚';

/** A longer text is not repeated: cut off, a private number in it could no longer be told and masked. */
const longestRepeated = 20;

const isFact = (header: Header, at: number): boolean =>
  [...header.fieldsOf.values()].some((fields) => fields[at] !== undefined);

function cellsTooMany(row: TableRow, header: Header): RowProblem[] {
  const at = row.cells.findIndex((cell, each) => each >= header.headings.length && !isBlank(cell));
  const sentence = '比表头多出来，请检查这一行的分隔符和引号。';
  return at < 0 ? [] : [{ row: row.number, column: at, sentence }];
}

/** 第3行第5列（E3）： */
const placeOf = (row: number, at: number): string =>
  at < 0 ? `第${row}行：` : `第${row}行第${at + 1}列（${columnLetters(at + 1)}${row}）：`;

/** The sentences of a calculation, each with the cell that it is about; what is about several cells has the row only. */
function locate(
  row: TableRow,
  fields: readonly (Field | undefined)[],
  scheme: Scheme,
  raw: Readonly<Record<string, Cell | null>>,
  result: Calculation,
): RowProblem[] {
  const found: RowProblem[] = [];
  const told = new Set<string>();
  fields.forEach((field, at) => {
    const value = field && raw[field.key];
    if (field === undefined || value === undefined || value === null) return;
    const { errors, unread } = readFacts(scheme.fields, { [field.key]: value });
    for (const text of [...errors, ...unread]) {
      told.add(text);
      found.push({ row: row.number, column: at, sentence: text });
    }
  });
  if (result.status === 'input-error') {
    const others = result.reasons.filter(({ text }) => !told.has(text));
    found.push(...others.map(({ text }) => ({ row: row.number, column: -1, sentence: text })));
  }
  return found;
}

type NamedCells = Readonly<Record<string, Cell>>;

const failed = (problems: readonly RowProblem[]): NamedCells => ({
  状态: statusLabels['input-error'],
  是否符合: '不能确定',
  填写问题: problems.map(problemText).join(''),
});

const layOut = (columns: readonly OutputColumn[], cells: NamedCells): Cell[] =>
  columns.map(({ heading }) => cells[heading] ?? cells[heading.slice(resultMark.length)] ?? '');

function resultCells(scheme: Scheme, result: Calculation, problems: readonly RowProblem[]): NamedCells {
  const applied = result.steps.filter((step) => step.applied);
  const outputs = scheme.outputs.map((output): [string, Cell] => {
    const value = result.values[output.name];
    return [outputHeading(output), typeof value === 'number' ? value : written(output, value)];
  });
  return {
    ...Object.fromEntries(outputs),
    状态: statusLabels[result.status],
    是否符合: result.eligible === 'unknown' ? '不能确定' : result.eligible ? '是' : '否',
    可能的范围: rangesOf(scheme, result),
    两种读法: result.alternatives
      .map(({ reading, values }) => `${reading}：${valuesOf(scheme, values)}`)
      .join('；'),
    还缺的情况: result.missing.map(({ label }) => label).join('、'),
    理由: result.status === 'input-error' ? '' : texts(result.reasons),
    提示: texts(result.notices.filter(({ code }) => code !== 'unread')),
    假定的情况: result.facts
      .filter(({ origin }) => origin === 'assumed')
      .map(({ label, value }) => `${label}：${plain(value)}`)
      .join('；'),
    计算过程: applied
      .map(({ text, value }) => (typeof value === 'number' ? `${text}：${value}` : text))
      .join('；'),
    依据: clausesOf([...applied, ...result.reasons]),
    填写问题: problems.map(problemText).join(''),
  };
}

const texts = (remarks: readonly { readonly text: string }[]): string =>
  remarks.map(({ text }) => text).join('');

function written(output: Output, value: Calculation['values'][string] | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return output.type === 'money' ? value.toFixed(2) : String(value);
  return plain(value);
}

const plain = (value: Calculation['facts'][number]['value']): string => {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.join('、') : String(value);
};

const valuesOf = (scheme: Scheme, values: Calculation['values']): string =>
  scheme.outputs
    .filter(({ name }) => (values[name] ?? null) !== null)
    .map((output) => `${output.label}${written(output, values[output.name])}${output.unit ?? ''}`)
    .join('，');

/** Only amounts that are not settled: the others stand in their column. */
function rangesOf(scheme: Scheme, result: Calculation): string {
  return scheme.outputs
    .flatMap((output) => {
      const bounds = result.bounds[output.name];
      if (bounds === undefined || bounds[0] === bounds[1]) return [];
      const [low, high] = bounds;
      const upper = high === null ? '以上' : `～${written(output, high)}`;
      return [`${output.label}${written(output, low)}${upper}${output.unit ?? ''}`];
    })
    .join('，');
}

/** 清新府办〔2018〕16号 第三条（一）、第七条 */
function clausesOf(
  remarks: readonly { readonly documentNumber: string | null; readonly clause: string | null }[],
): string {
  const clauses = new Map<string, Set<string>>();
  for (const { documentNumber, clause } of remarks) {
    if (documentNumber === null) continue;
    const known = clauses.get(documentNumber) ?? new Set<string>();
    clauses.set(documentNumber, clause === null ? known : known.add(clause));
  }
  return [...clauses].map(([number, each]) => `${number} ${[...each].join('、')}`.trim()).join('；');
}
