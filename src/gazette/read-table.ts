/**
 * Lines of cells, parted by tabs or by spaces → rows with their column heads. A header repeated on the next page is page furniture; a row cut in
 * two by a page end is one row again.
 * @module
 */
import { cleanText, compact } from './clean-text.ts';
import type { Span } from './model.ts';
import type { Line } from './source-lines.ts';

interface Cell {
  readonly span: Span;
  readonly text: string;
}

export interface ReadRow {
  readonly columns: readonly string[];
  readonly cells: readonly string[];
  readonly spans: readonly Span[];
}

export interface ReadTable {
  readonly headerSpans: readonly Span[];
  readonly rows: readonly ReadRow[];
  /** Repeated headers, repeated first cells of a cut row. */
  readonly furniture: readonly Span[];
}

/** A run of table lines may hold several tables one after the other: each new header begins one. */
export function readTables(lines: readonly Line[]): ReadTable[] {
  const tables: ReadTable[] = [];
  let from = 0;
  lines.forEach((line, index) => {
    const differs =
      index > from &&
      line.blankBefore &&
      looksLikeHeader(line) &&
      compact(line.text) !== compact(lines[from]?.text ?? '');
    if (differs) {
      tables.push(readTable(lines.slice(from, index)));
      from = index;
    }
  });
  if (from < lines.length) tables.push(readTable(lines.slice(from)));
  return tables;
}

function looksLikeHeader(line: Line): boolean {
  return /^(序号|编号|项目|指标|主要指标|名称|类别|镇别|单位)\t/.test(line.text);
}

function cellsOf(line: Line): Cell[] {
  if (line.cells !== undefined)
    return line.cells.map((span) => ({
      span,
      text: cleanText(line.text.slice(span[0] - line.span[0], span[1] - line.span[0])),
    }));
  const cells: Cell[] = [];
  let start = 0;
  for (const piece of line.text.split('\t')) {
    cells.push({ span: [line.span[0] + start, line.span[0] + start + piece.length], text: cleanText(piece) });
    start += piece.length + 1;
  }
  return cells;
}

/** The line as one stretch; where spaces part its cells, each cell, so that they stay apart in its text. */
function spansOf(line: Line): readonly Span[] {
  return line.cells ?? [line.span];
}

function readTable(lines: readonly Line[]): ReadTable {
  const first = lines[0];
  if (first === undefined) return { headerSpans: [], rows: [], furniture: [] };
  const header = cellsOf(first);
  const second = lines[1] === undefined ? [] : cellsOf(lines[1]);
  const twoLines = isSecondHeader(header, second);
  const columns = columnNames(header, twoLines ? second : []);
  const headerSpans: Span[] = [...spansOf(first)];
  if (twoLines && lines[1] !== undefined) headerSpans.push(...spansOf(lines[1]));
  const furniture: Span[] = [];
  const rows: { cells: string[]; spans: Span[] }[] = [];
  for (const line of lines.slice(twoLines ? 2 : 1)) {
    if (compact(line.text) === compact(first.text)) {
      furniture.push(...spansOf(line));
      continue;
    }
    const cells = cellsOf(line);
    const above = rows.at(-1);
    if (above !== undefined && line.number !== first.number && isSameRow(above.cells, cells, lines, line)) {
      joinRow(above, cells, furniture);
    } else {
      rows.push({ cells: columns.map((_, column) => cells[column]?.text ?? ''), spans: [...spansOf(line)] });
      const row = rows.at(-1);
      if (row !== undefined && cells.length > columns.length)
        row.cells.push(...cells.slice(columns.length).map((cell) => cell.text));
    }
  }
  return {
    headerSpans,
    rows: rows.map((row) => ({
      columns: row.cells.map((_, column) => columns[column] ?? ''),
      cells: row.cells,
      spans: row.spans,
    })),
    furniture,
  };
}

/** A second header line names the parts of a column: its first cell is empty and no cell of it holds a figure. */
function isSecondHeader(header: readonly Cell[], second: readonly Cell[]): boolean {
  return (
    second.length > 1 &&
    second[0]?.text === '' &&
    header.some((cell, column) => column > 0 && cell.text === '') &&
    second.every((cell) => !/\d/.test(cell.text)) &&
    second.some((cell) => cell.text !== '')
  );
}

function columnNames(header: readonly Cell[], second: readonly Cell[]): string[] {
  let group = '';
  return header.map((cell, column) => {
    if (cell.text !== '') group = cell.text;
    const part = second[column]?.text ?? '';
    return part === '' ? cell.text : `${group}${part}`;
  });
}

/** The first cells say that this line goes on with the row above: same number and same name, right after a repeated header. */
function isSameRow(
  above: readonly string[],
  cells: readonly Cell[],
  lines: readonly Line[],
  line: Line,
): boolean {
  const position = lines.indexOf(line);
  const headerAbove = lines[position - 1];
  const afterHeader =
    headerAbove !== undefined && compact(headerAbove.text) === compact(lines[0]?.text ?? '');
  if (!afterHeader) return false;
  const [number, name] = [cells[0]?.text ?? '', cells[1]?.text ?? ''];
  if (number === '' && name === '') return true;
  return (number === above[0] || number === '') && (name === above[1] || name === '');
}

function joinRow(above: { cells: string[]; spans: Span[] }, cells: readonly Cell[], furniture: Span[]): void {
  cells.forEach((cell, column) => {
    if (cell.text === '') return;
    if (above.cells[column] === cell.text) furniture.push(cell.span);
    else {
      above.cells[column] = `${above.cells[column] ?? ''}${cell.text}`;
      above.spans.push(cell.span);
    }
  });
}
