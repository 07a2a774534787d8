/** Runs of text on a page → lines, from top to bottom, columns one after the other. @module */
import type { PdfRun } from './open-pdf.ts';

/** A stretch of a line without a wide gap. */
export interface PdfPiece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

export interface PdfLine {
  readonly pieces: readonly PdfPiece[];
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
}

/** In units of the size of the characters. */
const wideGap = 1.8;
const wordGap = 0.2;

export function linesOf(runs: readonly PdfRun[]): PdfLine[] {
  const rows: PdfRun[][] = [];
  for (const run of runs.toSorted((left, right) => left.base - right.base)) {
    const row = rows.at(-1);
    const first = row?.[0];
    // Raised and lowered characters belong to the line that they stand beside.
    if (
      row !== undefined &&
      first !== undefined &&
      run.base - first.base < Math.max(run.size, first.size) * 0.45
    )
      row.push(run);
    else rows.push([run]);
  }
  return rows.map(lineOf);
}

function lineOf(row: readonly PdfRun[]): PdfLine {
  const pieces: { text: string; left: number; right: number }[] = [];
  let last: PdfRun | null = null;
  for (const run of row.toSorted((left, right) => left.left - right.left)) {
    // Some programs print a text twice, a hair apart, for bold.
    if (last !== null && last.text === run.text && Math.abs(last.left - run.left) < run.size * 0.2) continue;
    const piece = pieces.at(-1);
    const gap = piece === undefined ? 0 : run.left - piece.right;
    const text = withoutSpacing(usualSigns(run.text));
    if (piece === undefined || gap > run.size * wideGap)
      pieces.push({ text, left: run.left, right: run.right });
    else {
      const space =
        gap > run.size * 0.9 || (gap > run.size * wordGap && isLatin(piece.text.at(-1)) && isLatin(text[0]));
      piece.text += (space ? ' ' : '') + text;
      piece.right = Math.max(piece.right, run.right);
    }
    last = run;
  }
  const longest = row.toSorted((left, right) => right.text.length - left.text.length)[0];
  return {
    pieces,
    left: Math.min(...pieces.map((piece) => piece.left)),
    right: Math.max(...pieces.map((piece) => piece.right)),
    base: longest?.base ?? 0,
    size: longest?.size ?? 0,
  };
}

export function textOfLine(line: PdfLine): string {
  return line.pieces.map((piece) => piece.text.trim()).join(' ');
}

export function isLatin(sign: string | undefined): boolean {
  return sign !== undefined && /[A-Za-z0-9]/.test(sign);
}

/** What one line and the next say, as one text: a line end is no space between Chinese characters. */
export function joinTexts(above: string, below: string): string {
  return above + (isLatin(above.at(-1)) && /[A-Za-z]/.test(below[0] ?? '') ? ' ' : '') + below;
}

const radicals = new Map(
  '⼾户⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⺟母⺎兀⺒巳⺝月⺩王⻌辶⺮竹'
    .match(/../gu)
    ?.map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);

/**
 * Fonts have one drawing for a character and for the radical of the same form; programs that print name the radical. A
 * reader, and a search, mean the character: ⼈ → 人, ⺠ → 民.
 */
export function usualSigns(text: string): string {
  return text.replace(
    /[\u2329\u232a\u2e80-\u2fdf\uf900-\ufaff]/g,
    (sign) => radicals.get(sign) ?? sign.normalize('NFKC'),
  );
}

/** A line that is spread to the margin shows as one with a space after each character. */
function withoutSpacing(text: string): string {
  const spaces = text.match(/(?<=[^\w\s]) (?=[^\w\s])/g)?.length ?? 0;
  return spaces >= 4 && spaces > text.length * 0.3 ? text.replace(/(?<=[^\w\s]) (?=[^\w\s])/g, '') : text;
}

/** Lines in the order of reading: of a page in two columns the left column first. @returns parts with margins of their own. */
export function columnsOf(lines: readonly PdfLine[], width: number): PdfLine[][] {
  const gutter = gutterOf(lines, width);
  if (gutter === null) return [[...lines]];
  const parts: PdfLine[][] = [];
  let left: PdfLine[] = [];
  let right: PdfLine[] = [];
  let whole: PdfLine[] = [];
  const endColumns = (): void => {
    parts.push(left, right);
    [left, right] = [[], []];
  };
  for (const line of lines) {
    const sides = sidesOf(line, gutter);
    if (sides === null) {
      endColumns();
      whole.push(line);
    } else {
      parts.push(whole);
      whole = [];
      left.push(...sides[0]);
      right.push(...sides[1]);
    }
  }
  endColumns();
  parts.push(whole);
  return parts.filter((part) => part.length > 0);
}

/** The line's parts on both sides; null where it goes across. */
function sidesOf(line: PdfLine, gutter: number): [PdfLine[], PdfLine[]] | null {
  const before = line.pieces.filter((piece) => piece.right <= gutter);
  const after = line.pieces.filter((piece) => piece.left >= gutter);
  if (before.length + after.length < line.pieces.length) return null;
  return [partOf(line, before), partOf(line, after)];
}

function partOf(line: PdfLine, pieces: readonly PdfPiece[]): PdfLine[] {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ ...line, pieces, left: first.left, right: last.right }];
}

const fewestRows = 8;

/** A gap down the middle of the page that most lines keep free, with full lines on both sides of it. */
function gutterOf(lines: readonly PdfLine[], width: number): number | null {
  const two = lines.filter((line) => line.pieces.length === 2);
  if (two.length < fewestRows || two.length < lines.length * 0.5) return null;
  const starts = two.map((line) => line.pieces[1]?.left ?? 0).toSorted((left, right) => left - right);
  // The usual left edge of the right column; its paragraphs are indented now and then.
  const edge = starts[Math.floor(starts.length * 0.1)] ?? 0;
  const gutter = edge - 2;
  if (gutter < width * 0.35 || gutter > width * 0.65) return null;
  const free = two.filter((line) => sidesOf(line, gutter) !== null);
  const full = free.filter((line) => {
    const [first, second] = line.pieces;
    return (
      first !== undefined &&
      second !== undefined &&
      first.right - first.left > width * 0.2 &&
      second.right - second.left > width * 0.15
    );
  });
  return full.length >= two.length * 0.6 ? gutter : null;
}
