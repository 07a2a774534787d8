/**
 * What is read from and written to a table, whatever the kind of file.
 * @module
 */

/** A cell as it was typed; empty text for an empty cell. Days are ISO text. */
export type Cell = string | number | boolean;

/** One line of a table that was read. */
export interface TableRow {
  /** As a spreadsheet counts: the first line is 1. */
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** A column that is written. */
export interface OutputColumn {
  readonly heading: string;
  /** money: numbers are yuan and always have two decimals. */
  readonly type: 'text' | 'money';
}

/** Larger tables are refused; a CSV file may have any number of rows. */
export const largestTable = {
  columns: 300,
  xlsxRows: 200_000,
  xlsxBytes: 64 * 1024 * 1024,
  /** As in a spreadsheet. */
  cellCharacters: 32_767,
};

/** 1 → A, 27 → AA: the column's name in a spreadsheet. */
export function columnLetters(number: number): string {
  const rest = (number - 1) % 26;
  const head = number > 26 ? columnLetters((number - 1 - rest) / 26) : '';
  return head + String.fromCharCode(65 + rest);
}

export const isBlank = (cell: Cell): boolean => typeof cell === 'string' && cell.trim() === '';
