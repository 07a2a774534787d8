/** Physical lines of a source with their spans. @module */
import { cleanText, isBlank } from './clean-text.ts';
import type { Span } from './model.ts';

export interface Line {
  /** Span without the white space around it; a leading tab (an empty first table cell) is kept. */
  readonly span: Span;
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** False when the line above holds text. */
  readonly blankBefore: boolean;
  /** The cells of a row whose columns are parted by spaces; absent from all other lines, tabs among them. */
  readonly cells?: readonly Span[];
}

/** The lines that hold any text, in order. */
export function sourceLines(text: string): Line[] {
  const lines: Line[] = [];
  let number = 0;
  let start = 0;
  let lastWithText = -1;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    number += 1;
    const span = trimmed(text, start, end);
    if (span !== null) {
      lines.push({
        span,
        text: text.slice(span[0], span[1]),
        number,
        blankBefore: lastWithText !== number - 1,
      });
      lastWithText = number;
    }
    start = end + 1;
  }
  return withSpacedTables(lines);
}

/** A head and two rows: fewer lines of the same shape may be chance. */
const fewestTableLines = 3;
const fewestColumns = 3;
/** Columns stand apart by two spaces or a wide one where their words hold single ones. */
const columnGaps = [/(?:[^\S\t]{2,}|\u3000+)/g, /[^\S\t]+/g] as const;

/** Marks the rows of tables that are typed with spaces instead of tabs. */
function withSpacedTables(lines: readonly Line[]): Line[] {
  const marked = [...lines];
  let at = 0;
  while (at < lines.length) {
    const rows = spacedTableAt(lines, at);
    rows.forEach((cells, offset) => {
      const line = lines[at + offset];
      if (line !== undefined) marked[at + offset] = { ...line, cells };
    });
    at += Math.max(1, rows.length);
  }
  return marked;
}

/**
 * The cells of each line of the table whose head stands at `from`; empty where none does. A head names its columns in
 * words; the rows have as many cells, and figures in some of them, which tells them from a list of names.
 */
function spacedTableAt(lines: readonly Line[], from: number): (readonly Span[])[] {
  const head = lines[from];
  if (head === undefined || isTableLine(head)) return [];
  for (const gap of columnGaps) {
    const names = cellsBetween(head, gap);
    if (names.length < fewestColumns || !names.every((cell) => isColumnName(textOf(head, cell)))) continue;
    const rows: (readonly Span[])[] = [names];
    let figures = false;
    for (let at = from + 1; at < lines.length; at += 1) {
      const line = lines[at];
      if (line === undefined || isTableLine(line)) break;
      const cells = cellsBetween(line, gap);
      if (cells.length !== names.length || /[。；;]$/.test(line.text)) break;
      figures ||= cells.slice(1).some((cell) => /\d/.test(textOf(line, cell)));
      rows.push(cells);
    }
    if (rows.length >= fewestTableLines && figures) return rows;
  }
  return [];
}

function isColumnName(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 20 &&
    /\p{Script=Han}/u.test(text) &&
    !/\d$|[。；;，,：:〔《]/.test(text)
  );
}

function cellsBetween({ text, span }: Line, gap: RegExp): Span[] {
  const cells: Span[] = [];
  let start = 0;
  for (const found of text.matchAll(gap)) {
    cells.push([span[0] + start, span[0] + found.index]);
    start = found.index + found[0].length;
  }
  cells.push([span[0] + start, span[1]]);
  return cells;
}

function textOf({ text, span }: Line, [start, end]: Span): string {
  return text.slice(start - span[0], end - span[0]);
}

function trimmed(text: string, from: number, to: number): Span | null {
  let start = from;
  let end = to;
  while (start < end && isBlank(text[start] ?? '') && text[start] !== '\t') start += 1;
  while (end > start && isBlank(text[end - 1] ?? '') && text[end - 1] !== '\t') end -= 1;
  for (let at = start; at < end; at += 1) if (!isBlank(text[at] ?? '')) return [start, end];
  return null;
}

export function isTableLine(line: Line): boolean {
  return line.cells !== undefined || line.text.includes('\t');
}

const closed = /[。！？；：!?;:…][”’"』）)】]*$/;

/**
 * Whether a line ends where its sentence ends, so that the next line begins a paragraph of its own.
 * A bracket that holds a remark after a full stop, such as （区水利局负责）, ends one too.
 */
export function endsSentence(text: string): boolean {
  if (closed.test(text)) return true;
  if (!/[）)]$/.test(text)) return false;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at] ?? '';
    if (character === '）' || character === ')') depth += 1;
    else if (character === '（' || character === '(') {
      depth -= 1;
      if (depth === 0) return at === 0 || /[。；;]/.test(text[at - 1] ?? '');
    }
  }
  return false;
}

/** Short, unpunctuated: a line that can be a title or a heading. */
export function looksLikeTitle(text: string, longest = 80): boolean {
  const bare = cleanText(text);
  return (
    bare.length >= 2 &&
    bare.length <= longest &&
    !endsSentence(bare) &&
    !/[。；，,;\t|]/.test(bare) &&
    /\p{Script=Han}/u.test(bare)
  );
}
