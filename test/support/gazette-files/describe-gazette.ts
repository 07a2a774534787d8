/** A gazette described once, from which files of each kind are made. */

/** The levels of automatic numbering: 第一章, 第一条, 一、（一）1.（1） */
export type ItemLevel = 'chapter' | 'article' | 'one' | 'two' | 'three' | 'four';

export interface DescribedCell {
  /** A line end divides paragraphs of the cell. */
  readonly text: string;
  /** Rows that the cell goes over; 1 when absent. */
  readonly rows?: number;
  /** Columns that the cell goes over; 1 when absent. */
  readonly columns?: number;
}

export interface DescribedTable {
  readonly kind: 'table';
  /** Rows that are printed again on each page. */
  readonly heads: number;
  readonly rows: readonly (readonly (string | DescribedCell)[])[];
}

export type Piece =
  | {
      readonly kind: 'cover' | 'title' | 'number' | 'addressee' | 'signature' | 'text';
      readonly text: string;
    }
  | {
      readonly kind: 'contents';
      readonly entries: readonly { title: string; number: string; page: number }[];
    }
  | { readonly kind: 'item'; readonly level: ItemLevel; readonly text: string; readonly first?: true }
  | { readonly kind: 'annex'; readonly label: string; readonly title: string }
  | DescribedTable;

export interface GazetteDescription {
  /** Printed over each page. */
  readonly runningHead: string;
  readonly pieces: readonly Piece[];
}

export const cellOf = (cell: string | DescribedCell): DescribedCell =>
  typeof cell === 'string' ? { text: cell } : cell;

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 → 一, 10 → 十, 23 → 二十三; to 99. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${digits[value % 10] ?? ''}`;
}

const marks: Readonly<Record<ItemLevel, (value: number) => string>> = {
  chapter: (value) => `第${chineseNumber(value)}章 `,
  article: (value) => `第${chineseNumber(value)}条 `,
  one: (value) => `${chineseNumber(value)}、`,
  two: (value) => `（${chineseNumber(value)}）`,
  three: (value) => `${value}. `,
  four: (value) => `（${value}）`,
};

const below: Readonly<Record<ItemLevel, readonly ItemLevel[]>> = {
  chapter: [],
  article: ['one', 'two', 'three', 'four'],
  one: ['two', 'three', 'four'],
  two: ['three', 'four'],
  three: ['four'],
  four: [],
};

/** The mark of each item, as a reader sees it. @returns by index of the piece. */
export function itemMarks(pieces: readonly Piece[]): ReadonlyMap<number, string> {
  const counts = new Map<ItemLevel, number>();
  const found = new Map<number, string>();
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'item') return;
    const value = piece.first === true ? 1 : (counts.get(piece.level) ?? 0) + 1;
    counts.set(piece.level, value);
    for (const level of below[piece.level]) counts.delete(level);
    found.set(index, marks[piece.level](value));
  });
  return found;
}

/** The table as rows of text: what goes over several rows stands in each, what goes over several columns in the first. */
export function rowsOfTable(table: DescribedTable): string[][] {
  const rows: string[][] = table.rows.map(() => []);
  table.rows.forEach((cells, row) => {
    let column = 0;
    for (const each of cells) {
      const cell = cellOf(each);
      while (rows[row]?.[column] !== undefined) column += 1;
      for (let down = 0; down < (cell.rows ?? 1); down += 1) {
        for (let right = 0; right < (cell.columns ?? 1); right += 1) {
          const target = rows[row + down];
          // The second line of a head names parts of columns; a head that goes over both stands in the first alone.
          const shown = right === 0 && (down === 0 || row >= table.heads);
          if (target !== undefined) target[column + right] = shown ? cell.text.replaceAll('\n', ' ') : '';
        }
      }
      column += cell.columns ?? 1;
    }
  });
  return rows;
}
