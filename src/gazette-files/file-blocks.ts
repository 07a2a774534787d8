/**
 * What every reader of formatted files makes: paragraphs and tables in reading order. Here they become lines, as
 * src/gazette reads them: a paragraph a line, a table row a line with tabs between its cells.
 * @module
 */
import { refuseFile } from './refuse-file.ts';

export interface FileParagraph {
  readonly kind: 'paragraph';
  /** A line end stays one. */
  readonly text: string;
}

export interface FileCell {
  readonly blocks: readonly FileBlock[];
  /** Rows and columns that it goes over. */
  readonly rows: number;
  readonly columns: number;
}

export interface FileRow {
  readonly cells: readonly FileCell[];
  /** The file says that it names the columns. */
  readonly head: boolean;
  /** Columns left free before the first cell. */
  readonly before: number;
}

export interface FileTable {
  readonly kind: 'table';
  readonly rows: readonly FileRow[];
}

export type FileBlock = FileParagraph | FileTable;

/** Paragraphs are set apart by an empty line: src/gazette tells by it what stands together. */
export function textOfBlocks(blocks: readonly FileBlock[], characters: number, shown: string): string {
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string): void => {
    if (piece === '') return;
    length += piece.length + 2;
    if (length > characters) throw tooLong(characters, shown);
    pieces.push(piece);
  };
  const addAll = (each: readonly FileBlock[]): void => {
    for (const block of each) {
      if (block.kind === 'paragraph') add(paragraphText(block.text));
      else if (isLayout(block))
        for (const row of block.rows) for (const cell of row.cells) addAll(cell.blocks);
      else add(tableLines(block, characters, shown).join('\n'));
    }
  };
  addAll(blocks);
  return pieces.length === 0 ? '' : `${pieces.join('\n\n')}\n`;
}

function tooLong(characters: number, shown: string): Error {
  return refuseFile(`${shown}里的文字超过${characters}字，请拆成几个文件再上传。`);
}

/** White space of the layout goes; a tab would make the line a table row. */
function paragraphText(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[\t ]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Tables that only place text on the page: one column, or one cell that holds nearly all of it. */
function isLayout(table: FileTable): boolean {
  const cells = table.rows.flatMap((row) => row.cells);
  if (table.rows.every((row) => row.cells.length <= 1 && row.before === 0)) return true;
  const holdsTable = (cell: FileCell) =>
    cell.blocks.some((block) => block.kind === 'table' && !isLayout(block));
  const single = table.rows.length === 1;
  return cells.some(
    (cell) =>
      (holdsTable(cell) && cell.blocks.length > 1) ||
      (holdsTable(cell) && cells.length <= 4) ||
      (single && cell.blocks.length >= 4),
  );
}

/** Text of a cell on one line. Rows of a table inside a cell are set apart by ；. */
function cellText(blocks: readonly FileBlock[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph') return block.text;
      return block.rows
        .map((row) =>
          row.cells
            .map((cell) => cellText(cell.blocks))
            .filter((text) => text !== '')
            .join(' '),
        )
        .filter((text) => text !== '')
        .join('；');
    })
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A head of more lines is none: there the cell is the name of a group of rows. */
const mostHeadLines = 3;
const mostColumns = 200;

/**
 * A cell that goes over several rows stands in each of them, so that a row that is read alone is whole; in the head it
 * stands once. A cell that goes over several columns stands in the first.
 */
function tableLines(table: FileTable, characters: number, shown: string): string[] {
  const grid: (string | undefined)[][] = table.rows.map(() => []);
  let length = 0;
  table.rows.forEach((row, index) => {
    let column = row.before;
    for (const cell of row.cells) {
      while (grid[index]?.[column] !== undefined) column += 1;
      if (column > mostColumns) break;
      const text = cellText(cell.blocks);
      const rows = Math.min(cell.rows, table.rows.length - index);
      const inHead = row.head || (index === 0 && rows <= mostHeadLines);
      for (let down = 0; down < rows; down += 1) {
        const repeated = down > 0 && (inHead || table.rows[index + down] === undefined);
        for (let right = 0; right < Math.min(cell.columns, mostColumns); right += 1) {
          const target = grid[index + down];
          if (target === undefined || target[column + right] !== undefined) continue;
          const words = right === 0 && !repeated ? text : '';
          length += words.length + 1;
          if (length > characters) throw tooLong(characters, shown);
          target[column + right] = words;
        }
      }
      column += cell.columns;
    }
  });
  return grid
    .map((row) => Array.from(row, (cell) => cell ?? ''))
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => row.join('\t'))
    .map((line) => (line.includes('\t') ? line : `${line}\t`));
}
