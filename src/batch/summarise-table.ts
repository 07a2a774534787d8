/**
 * What a table came to, for whoever handed it in: counts, totals, what is missing or wrong, the first rows.
 * @module
 */
import { z } from 'zod';
import { maskPrivateNumbers } from '../gazette/private-numbers.ts';
import type { ComputedRow } from './compute-row.ts';
import type { OpenTable, TableWatch } from './open-table.ts';
import { resultMark } from './read-header.ts';
import { type Cell, columnLetters } from './table.ts';

/** Also checks what the thread that computes sends over. */
export const tableSummarySchema = z.object({
  rows: z.number(),
  /** wrong: has a cell that cannot be used. Each row is counted once. */
  counts: z.object({ yes: z.number(), no: z.number(), unknown: z.number(), wrong: z.number() }),
  /** Money columns; rows that are wrong are left out. */
  totals: z.array(
    z.object({
      heading: z.string(),
      /** Yuan with two decimals, exact. */
      yuan: z.string(),
      /** Rows whose amount is in it. */
      rows: z.number(),
      /** Rows whose amount is not settled yet. */
      open: z.number(),
    }),
  ),
  /** Facts that rows still lack, the most frequent first. */
  missing: z.array(z.object({ label: z.string(), rows: z.number(), hasColumn: z.boolean() })),
  problems: z.array(
    z.object({
      row: z.number(),
      /** E3; null for what is about the whole row. */
      cell: z.string().nullable(),
      heading: z.string(),
      sentence: z.string(),
    }),
  ),
  /** More than are listed in `problems`, when there are very many. */
  problemCount: z.number(),
  preview: z.object({ headings: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  notes: z.array(z.string()),
});

export type TableSummary = z.infer<typeof tableSummarySchema>;

const most = { problems: 200, previewRows: 10, missing: 8 };

export interface SummarisedTable extends TableWatch {
  summary(): TableSummary;
}

/** Watches one writing of the table. */
export function summariseTable(table: OpenTable): SummarisedTable {
  const { header, columns } = table;
  const counts = { yes: 0, no: 0, unknown: 0, wrong: 0 };
  const money = columns.flatMap(({ heading, type }, at) =>
    type === 'money' ? [{ at, heading: heading.slice(resultMark.length), fen: 0n, rows: 0, open: 0 }] : [],
  );
  const missing = new Map<string, number>();
  const problems: TableSummary['problems'] = [];
  let problemCount = 0;
  const notes = new Set<string>();
  const preview = previewOf(table);
  const previewed: string[][] = [];
  let rows = 0;

  function addAmounts({ cells, eligible, status }: ComputedRow): void {
    for (const total of money) {
      const cell = cells[total.at];
      if (typeof cell === 'number') {
        total.fen += BigInt(Math.round(cell * 100));
        total.rows += 1;
      } else if (eligible === 'unknown' || status === 'partial') total.open += 1;
    }
  }

  return {
    tell: (note) => void notes.add(note),
    onRow(computed, row) {
      rows += 1;
      const kind = kindOf(computed);
      counts[kind] += 1;
      problemCount += computed.problems.length;
      for (const { row: number, column, sentence } of computed.problems) {
        if (problems.length >= most.problems) break;
        const cell = column < 0 ? null : `${columnLetters(column + 1)}${number}`;
        problems.push({ row: number, cell, heading: header.headings[column] ?? '', sentence });
      }
      if (kind !== 'wrong') addAmounts(computed);
      for (const label of kind === 'unknown' || kind === 'yes' ? computed.missing : [])
        missing.set(label, (missing.get(label) ?? 0) + 1);
      if (previewed.length < most.previewRows) previewed.push(preview.row(computed, row.number, row.cells));
    },
    summary: () => ({
      rows,
      counts,
      totals: money.map(({ heading, fen, rows: counted, open }) => ({
        heading,
        yuan: yuanText(fen),
        rows: counted,
        open,
      })),
      missing: [...missing]
        .toSorted(([, left], [, right]) => right - left)
        .slice(0, most.missing)
        .map(([label, lacking]) => ({ label, rows: lacking, hasColumn: hasColumn(table, label) })),
      problems,
      problemCount,
      preview: { headings: preview.headings, rows: previewed },
      notes: [...notes],
    }),
  };
}

function kindOf({ problems, eligible }: ComputedRow): keyof TableSummary['counts'] {
  if (problems.length > 0) return 'wrong';
  return eligible === 'unknown' ? 'unknown' : eligible ? 'yes' : 'no';
}

/** 1234567n → 12345.67: a sum over very many rows may be more than a `number` holds exactly. */
function yuanText(fen: bigint): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const hasColumn = ({ header, used }: OpenTable, label: string): boolean =>
  used.some(({ id }) => header.fieldsOf.get(id)?.some((field) => field?.label === label));

/** Whose row it is, what it comes to, and why not more; the facts themselves are known to who wrote them. */
function previewOf({ header, columns, used }: OpenTable): {
  readonly headings: string[];
  row(computed: ComputedRow, number: number, cells: readonly Cell[]): string[];
} {
  const isFact = (at: number) => used.some(({ id }) => header.fieldsOf.get(id)?.[at] !== undefined);
  const own = header.kept.filter((at) => !isFact(at)).slice(0, 4);
  const outputs = columns.slice(
    0,
    columns.findIndex(({ heading }) => heading === `${resultMark}可能的范围`),
  );
  const reasonsAt = ['填写问题', '还缺的情况', '理由'].map((name) =>
    columns.findIndex(({ heading }) => heading === resultMark + name),
  );
  return {
    headings: [
      '行',
      ...own.map((at) => header.headings[at] ?? ''),
      ...outputs.map(({ heading }) => heading.slice(resultMark.length)),
      '说明',
    ],
    row(computed, number, cells) {
      const reason = reasonsAt
        .map((at) => computed.cells[at])
        .find((cell) => cell !== '' && cell !== undefined);
      return [
        String(number),
        ...own.map((at) => maskPrivateNumbers(String(cells[at] ?? ''), 'typed').slice(0, 40)),
        ...outputs.map(({ type }, at) => {
          const cell = computed.cells[at] ?? '';
          return typeof cell === 'number' && type === 'money' ? cell.toFixed(2) : words(cell);
        }),
        words(reason ?? '').slice(0, 200),
      ];
    },
  };
}

const words = (cell: Cell): string => (typeof cell === 'boolean' ? (cell ? '是' : '否') : String(cell));
