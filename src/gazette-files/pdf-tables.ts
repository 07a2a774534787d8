/** Tables of a PDF: text in grids of rules, text that stands in columns without rules, tables that go on over pages. @module */
import type { FileTable } from './file-blocks.ts';
import type { PdfRun } from './open-pdf.ts';
import type { GridCell, PdfGrid } from './pdf-grids.ts';
import { joinTexts, linesOf, type PdfLine, textOfLine } from './pdf-lines.ts';

export interface TextCell {
  readonly column: number;
  readonly columns: number;
  rows: number;
  text: string;
}

export interface PdfTable {
  readonly kind: 'table';
  readonly top: number;
  readonly bottom: number;
  readonly xs: readonly number[];
  /** Cells by the row in which they begin. */
  readonly rows: TextCell[][];
}

/** The runs that stand in the grid, cell by cell; `rest` are all others. */
export function fillGrid(grid: PdfGrid, runs: readonly PdfRun[]): { table: PdfTable; rest: PdfRun[] } {
  const [top, bottom] = [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0];
  const inside = new Map<GridCell, PdfRun[]>();
  const rest: PdfRun[] = [];
  for (const run of runs) {
    const height = run.base - run.size * 0.35;
    const middle = (run.left + run.right) / 2;
    if (height < top || height > bottom || middle < left || middle > right) {
      rest.push(run);
      continue;
    }
    for (const piece of splitAtWalls(run, grid)) {
      const at = (piece.left + piece.right) / 2;
      const cell = grid.cells.find(
        (each) =>
          at >= (grid.xs[each.column] ?? 0) &&
          at <= (grid.xs[each.column + each.columns] ?? 0) &&
          height >= (grid.ys[each.row] ?? 0) &&
          height <= (grid.ys[each.row + each.rows] ?? 0),
      );
      if (cell !== undefined) inside.set(cell, [...(inside.get(cell) ?? []), piece]);
    }
  }
  const rows: TextCell[][] = Array.from({ length: grid.ys.length - 1 }, () => []);
  for (const cell of grid.cells) {
    const text = linesOf(inside.get(cell) ?? [])
      .map(textOfLine)
      .reduce(joinTexts, '');
    rows[cell.row]?.push({ column: cell.column, columns: cell.columns, rows: cell.rows, text });
  }
  return { table: { kind: 'table', top, bottom, xs: grid.xs, rows }, rest };
}

/** pdf.js joins what stands close together, also over the wall between two narrow cells. */
function splitAtWalls(run: PdfRun, grid: PdfGrid): PdfRun[] {
  const wall = grid.xs.find((x) => x > run.left + run.size * 0.5 && x < run.right - run.size * 0.5);
  if (wall === undefined || !run.text.trim().includes(' ')) return [run];
  const total = run.text.length;
  const place = ((wall - run.left) / (run.right - run.left)) * total;
  let split = -1;
  for (let at = run.text.indexOf(' '); at >= 0; at = run.text.indexOf(' ', at + 1))
    if (split < 0 || Math.abs(at - place) < Math.abs(split - place)) split = at;
  if (split <= 0 || Math.abs(split - place) > 2) return [run];
  return [
    { ...run, text: run.text.slice(0, split), right: wall - 1 },
    ...splitAtWalls({ ...run, text: run.text.slice(split + 1), left: wall + 1 }, grid),
  ];
}

const fewestLooseRows = 3;

/** From line `from` on: rows of three or more pieces that keep to the same columns; null where there are none. */
export function looseTable(lines: readonly PdfLine[], from: number): { table: PdfTable; end: number } | null {
  let end = from;
  let bands: { left: number; right: number }[] = [];
  while (end < lines.length) {
    const line = lines[end];
    const above = lines[end - 1];
    if (line === undefined || (end > from && above !== undefined && line.base - above.base > line.size * 3))
      break;
    if (line.pieces.length < (end === from ? 3 : 2)) break;
    const next = withPieces(bands, line);
    if (next.length < 3) break;
    bands = next;
    end += 1;
  }
  const columns = bands.toSorted((left, right) => left.left - right.left);
  const taken = lines.slice(from, end);
  if (
    taken.length < fewestLooseRows ||
    taken.filter((line) => line.pieces.length >= 3).length < fewestLooseRows
  )
    return null;
  const rows: TextCell[][] = [];
  for (const line of taken) {
    const cells = columns.map((_, column) => ({ column, columns: 1, rows: 1, text: '' }));
    for (const piece of line.pieces) {
      const column = columns.findIndex((band) => piece.left < band.right && piece.right > band.left);
      const cell = cells[column];
      if (cell !== undefined) cell.text = `${cell.text} ${piece.text}`.trim();
    }
    const above = rows.at(-1);
    if (cells[0]?.text === '' && above !== undefined)
      cells.forEach((cell, column) => {
        const target = above[column];
        if (target !== undefined) target.text = joinTexts(target.text, cell.text);
      });
    else rows.push(cells);
  }
  const [first, last] = [taken[0], taken.at(-1)];
  return {
    table: {
      kind: 'table',
      top: first?.base ?? 0,
      bottom: last?.base ?? 0,
      xs: columns.map((band) => band.left),
      rows,
    },
    end,
  };
}

/** The columns as wide as they and the pieces of the line are together. */
function withPieces(bands: readonly { left: number; right: number }[], line: PdfLine) {
  let found = [...bands];
  for (const { left, right } of line.pieces) {
    const touched = found.filter((band) => left < band.right && right > band.left);
    found = found.filter((band) => !touched.includes(band));
    found.push({
      left: Math.min(left, ...touched.map((band) => band.left)),
      right: Math.max(right, ...touched.map((band) => band.right)),
    });
  }
  return found;
}

const mostHeadRows = 3;

/** Whether the table at the top of a page has the columns of the one that ended the page before. */
export function goesOn(above: PdfTable, below: PdfTable): boolean {
  return (
    above.xs.length === below.xs.length &&
    above.xs.every(
      (x, index) => Math.abs(x - (above.xs[0] ?? 0) - ((below.xs[index] ?? 0) - (below.xs[0] ?? 0))) <= 6,
    )
  );
}

/**
 * Puts the rows of the next page under those of the page before: without a head that is printed again, with cells that go
 * over the page end made one, and with a row that the page end had cut made whole.
 */
export function appendTable(above: PdfTable, below: PdfTable): void {
  const rows = below.rows.slice(repeatedHead(above, below));
  const first = rows[0];
  if (first === undefined) return;
  const reaching = (column: number): { cell: TextCell; begins: number } | undefined => {
    for (let row = above.rows.length - 1; row >= 0; row -= 1) {
      const cell = above.rows[row]?.find((each) => each.column === column);
      if (cell !== undefined && row + cell.rows >= above.rows.length) return { cell, begins: row };
      if (cell !== undefined) return undefined;
    }
    return undefined;
  };
  const last = above.rows.length - 1;
  // A name of a group of rows is printed once; on the next page its cell is empty.
  const continued = first.filter((cell) => {
    const over = reaching(cell.column);
    return cell.text === '' && over !== undefined && over.begins < last && over.cell.columns === cell.columns;
  });
  const own = first.filter((cell) => !continued.includes(cell));
  const leading = own[0];
  const leadingAbove = leading === undefined ? undefined : reaching(leading.column);
  const cut =
    leading !== undefined &&
    leadingAbove?.begins === last &&
    (leading.text === '' || leadingAbove.cell.text === '') &&
    own.every((cell) => cell.rows === 1) &&
    own.some((cell) => cell.text !== '');
  for (const cell of continued) {
    const over = reaching(cell.column);
    if (over !== undefined) over.cell.rows += cell.rows - (cut ? 1 : 0);
  }
  if (cut)
    for (const cell of own) {
      const over = reaching(cell.column);
      if (over !== undefined) over.cell.text = joinTexts(over.cell.text, cell.text);
    }
  else above.rows.push(own);
  above.rows.push(...rows.slice(1));
}

function shown(rows: readonly (readonly TextCell[])[]): string {
  return rows
    .map((row) => row.map((cell) => `${cell.column} ${cell.text.replaceAll(' ', '')}`).join('|'))
    .join('\n');
}

function repeatedHead(above: PdfTable, below: PdfTable): number {
  for (let count = Math.min(mostHeadRows, below.rows.length); count > 0; count -= 1) {
    const head = below.rows.slice(0, count);
    if (
      head.some((row) => row.some((cell) => cell.text !== '')) &&
      shown(head) === shown(above.rows.slice(0, count))
    )
      return count;
  }
  return 0;
}

export function fileTable(table: PdfTable): FileTable {
  return {
    kind: 'table',
    rows: table.rows.map((row) => ({
      head: false,
      before: 0,
      cells: row
        .toSorted((left, right) => left.column - right.column)
        .map(({ text, rows, columns }) => ({ blocks: [{ kind: 'paragraph', text }], rows, columns })),
    })),
  };
}
