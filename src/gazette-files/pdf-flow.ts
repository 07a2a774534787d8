/**
 * Pages → blocks. What is printed on every page goes; lines become paragraphs by where they begin and end, also over page
 * ends where the setting shows it. Where it does not, src/gazette joins by the words.
 * @module
 */
import { type FileBlock } from './file-blocks.ts';
import type { PdfPage } from './open-pdf.ts';
import { findGrids } from './pdf-grids.ts';
import { columnsOf, joinTexts, linesOf, type PdfLine, textOfLine } from './pdf-lines.ts';
import { appendTable, fileTable, fillGrid, goesOn, looseTable, type PdfTable } from './pdf-tables.ts';

interface LinesPart {
  readonly kind: 'lines';
  readonly lines: readonly PdfLine[];
  /** One column of several. */
  readonly narrow: boolean;
}

type Part = LinesPart | PdfTable;

interface LaidPage {
  readonly width: number;
  readonly height: number;
  readonly tables: readonly PdfTable[];
  readonly lines: readonly PdfLine[];
}

/** Taken page by page, so that a page can be let go. */
export function layPage(page: PdfPage): LaidPage {
  const tables: PdfTable[] = [];
  let runs = [...page.runs];
  for (const grid of findGrids(page.rules)) {
    const { table, rest } = fillGrid(grid, runs);
    // Rules without words between them are ornament.
    if (table.rows.some((row) => row.some((cell) => cell.text !== ''))) {
      tables.push(table);
      runs = rest;
    }
  }
  return { width: page.width, height: page.height, tables, lines: linesOf(runs) };
}

export function blocksOfPages(pages: readonly LaidPage[]): FileBlock[] {
  const bare = withoutFurniture(pages);
  const flow = new Flow(bare);
  for (const page of bare) flow.add(partsOf(page));
  return flow.end();
}

const edge = 0.12;
const pageNumber =
  /^(?:[-—–－―·•~\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*页)?(?:\s*[,，/]?\s*共?\s*\d{1,4}\s*页?)?[-—–－―·•~\s]*)$/i;

/** The line's place and its words, whatever figures stand in it. */
function keyOf(line: PdfLine): string {
  return `${Math.round(line.base / 8)} ${textOfLine(line).replace(/\s+/g, '').replace(/\d+/g, '#')}`;
}

function atEdge(page: LaidPage, line: PdfLine): boolean {
  return line.base < page.height * edge || line.base > page.height * (1 - edge);
}

/** Page numbers and running heads: lines near the upper or lower edge that come again on other pages. */
function withoutFurniture(pages: readonly LaidPage[]): LaidPage[] {
  const heads = new Map<string, number>();
  for (const page of pages)
    for (const line of page.lines)
      if (atEdge(page, line)) heads.set(keyOf(line), (heads.get(keyOf(line)) ?? 0) + 1);
  return pages.map((page) => ({
    ...page,
    lines: page.lines.filter((line) => {
      if (!atEdge(page, line)) return true;
      if (pageNumber.test(textOfLine(line))) return false;
      const count = heads.get(keyOf(line)) ?? 0;
      return !(count >= 3 || (count >= 2 && count === pages.length));
    }),
  }));
}

/** Text and tables of a page from top to bottom. */
function partsOf(page: LaidPage): Part[] {
  const parts: Part[] = [];
  let from = 0;
  const addLines = (lines: readonly PdfLine[]): void => {
    const columns = columnsOf(lines, page.width);
    for (const column of columns) parts.push(...withLooseTables(column, columns.length > 1));
  };
  for (const table of page.tables) {
    let to = from;
    while (to < page.lines.length && (page.lines[to]?.base ?? 0) < table.bottom) to += 1;
    addLines(page.lines.slice(from, to));
    parts.push(table);
    from = to;
  }
  addLines(page.lines.slice(from));
  return parts;
}

function withLooseTables(lines: readonly PdfLine[], narrow: boolean): Part[] {
  const parts: Part[] = [];
  let open: PdfLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const found = looseTable(lines, at);
    if (found === null) {
      open.push(...lines.slice(at, at + 1));
      at += 1;
    } else {
      if (open.length > 0) parts.push({ kind: 'lines', lines: open, narrow });
      open = [];
      parts.push(found.table);
      at = found.end;
    }
  }
  if (open.length > 0) parts.push({ kind: 'lines', lines: open, narrow });
  return parts;
}

interface Setting {
  readonly size: number;
  /** From one line to the next. */
  readonly pitch: number;
  /** Paragraphs begin with an indent. */
  readonly indented: boolean;
  readonly width: number;
}

class Flow {
  private readonly blocks: FileBlock[] = [];
  private readonly setting: Setting;
  private paragraph = '';
  private last: { line: PdfLine; full: boolean; region: readonly [number, number] } | null = null;
  private table: PdfTable | null = null;

  constructor(pages: readonly LaidPage[]) {
    this.setting = settingOf(pages);
  }

  add(parts: readonly Part[]): void {
    parts.forEach((part, index) => {
      if (part.kind === 'table') {
        const first = index === 0 && this.table !== null && this.paragraph === '';
        if (first && this.table !== null && goesOn(this.table, part)) appendTable(this.table, part);
        else {
          this.endParagraph();
          this.endTable();
          this.table = part;
        }
      } else {
        this.endTable();
        this.addLines(part, index === 0);
      }
    });
  }

  end(): FileBlock[] {
    this.endParagraph();
    this.endTable();
    return this.blocks;
  }

  private addLines({ lines, narrow }: LinesPart, first: boolean): void {
    const region = this.regionOf(lines, narrow);
    lines.forEach((line, index) => {
      const text = textOfLine(line);
      const newPart = index === 0;
      const joins =
        this.last !== null &&
        (newPart && !first
          ? this.joinsPart(line, region)
          : newPart
            ? this.joinsPage(line, region)
            : this.joins(line, region));
      if (joins) this.paragraph = joinTexts(this.paragraph, text);
      else {
        this.endParagraph();
        this.paragraph = text;
      }
      this.last = { line, full: line.right > region[1] - line.size * 2.3, region };
    });
  }

  /** Left and right margin of the text. Lines of a short part do not show them: then those of the whole file hold. */
  private regionOf(lines: readonly PdfLine[], narrow: boolean): readonly [number, number] {
    const { size, width } = this.setting;
    const body = lines.filter((line) => Math.abs(line.size - size) < size * 0.1);
    const lefts = body.map((line) => line.left).toSorted((left, right) => left - right);
    const left = lefts[0] ?? Math.min(...lines.map((line) => line.left));
    const right = Math.max(...(body.length > 0 ? body : lines).map((line) => line.right));
    // Some lines are full. Where none is, as on a cover, the longest line shows no margin.
    const full = body.filter((line) => line.right > right - size * 2.3).length;
    if (full >= 3 && right - left > width * (narrow ? 0.3 : 0.75)) return [left, right];
    const known = this.last?.region;
    return known === undefined ? [left, Math.max(right, left + width)] : known;
  }

  private joins(line: PdfLine, [left, right]: readonly [number, number]): boolean {
    const above = this.last;
    if (above === null || !sameSize(above.line, line)) return false;
    const pitch = line.base - above.line.base;
    if (pitch > Math.max(this.setting.pitch, above.line.size * 1.2) * 1.45) return false;
    if (isLargeTitle(above.line, line, [left, right], this.setting.size)) return true;
    return above.full && line.left < left + line.size * 1.2;
  }

  /** From the foot of one column to the head of the next, and from page to page: only where an indent would show a beginning. */
  private joinsPart(line: PdfLine, [left]: readonly [number, number]): boolean {
    const above = this.last;
    if (above === null || !this.setting.indented || !sameSize(above.line, line)) return false;
    return above.full && line.left < left + line.size * 0.8;
  }

  private joinsPage(line: PdfLine, region: readonly [number, number]): boolean {
    return this.table === null && this.paragraph !== '' && this.joinsPart(line, region);
  }

  private endParagraph(): void {
    if (this.paragraph !== '') this.blocks.push({ kind: 'paragraph', text: this.paragraph });
    this.paragraph = '';
    this.last = this.last === null ? null : { ...this.last, full: false };
  }

  private endTable(): void {
    if (this.table === null) return;
    this.blocks.push(fileTable(this.table));
    this.table = null;
  }
}

function sameSize(above: PdfLine, line: PdfLine): boolean {
  return Math.abs(above.size - line.size) < line.size * 0.1;
}

function centred(line: PdfLine, left: number, right: number): boolean {
  return Math.abs((line.left + line.right) / 2 - (left + right) / 2) < line.size * 1.5;
}

/** A title that goes over two lines: large, in the middle, the first line long, the second no serial or year. */
function isLargeTitle(
  above: PdfLine,
  line: PdfLine,
  [left, right]: readonly [number, number],
  usual: number,
): boolean {
  if (line.size < usual * 1.08) return false;
  return (
    centred(above, left, right) &&
    centred(line, left, right) &&
    above.right - above.left > (right - left) * 0.6 &&
    !/^[\d第（(]/.test(textOfLine(line))
  );
}

function middleOf(values: number[]): number | undefined {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];
}

function settingOf(pages: readonly LaidPage[]): Setting {
  const sizes = new Map<number, number>();
  const lines = pages.flatMap((page) => page.lines);
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + textOfLine(line).length);
  }
  const size = [...sizes].toSorted((left, right) => right[1] - left[1])[0]?.[0] ?? 12;
  const body = (line: PdfLine) => Math.abs(line.size - size) < size * 0.1;
  const pitches: number[] = [];
  const widths: number[] = [];
  let [indents, flush] = [0, 0];
  for (const page of pages) {
    const own = page.lines.filter(body);
    const left = Math.min(...own.map((line) => line.left));
    const right = Math.max(...own.map((line) => line.right));
    if (own.length > 0) widths.push(right - left);
    own.forEach((line, index) => {
      const offset = (line.left - left) / size;
      const above = own[index - 1];
      if (offset > 1.4 && offset < 2.8) indents += 1;
      // A line after one that ends early begins a paragraph.
      else if (above !== undefined && above.right < right - size * 2.3 && offset < 0.8) flush += 1;
      const pitch = above === undefined ? 0 : line.base - above.base;
      if (pitch > 0 && pitch < size * 3) pitches.push(pitch);
    });
  }
  return {
    size,
    pitch: middleOf(pitches) ?? size * 1.5,
    indented: indents > flush,
    width: middleOf(widths) ?? 400,
  };
}
