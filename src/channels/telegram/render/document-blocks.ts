/** A document as it is read on a phone: its headings and clauses as short blocks, put together to pages. @module */
import { maskPrivateNumbers } from '../../../gazette/private-numbers.ts';
import type { Clause, Corpus, PolicyDocument } from '../../../gazette/model.ts';
import { published, type RichText, type Run } from './rich-text.ts';
import { splitRichText } from './split-rich-text.ts';

export interface Block {
  readonly kind: 'heading' | 'clause';
  /** Index into `Corpus.clauses`; of a heading: the first clause below it. */
  readonly clause: number;
  /** Of a heading: 0 for the outermost; of a clause: 0. */
  readonly depth: number;
  readonly text: string;
}

export interface DocumentPage {
  readonly text: RichText;
  /** Clauses on it, first and last. */
  readonly clauses: readonly [first: number, last: number];
}

export interface OutlineEntry {
  readonly text: string;
  /** Index of the page that it stands on. */
  readonly page: number;
  readonly depth: number;
}

/** Two screens of a phone in large print. */
const pageLength = 1200;
/** A page that holds as much may end before a new chapter. */
const enough = 500;

const bold = (text: string): Run => ({ ...published(text), bold: true });

/** 第七条 stands apart from its words, as in print; the cleaned text has no space there. */
export function setOff(text: string): Run[] {
  const marker = /^第[一二三四五六七八九十百零\d]+条(?=.)/.exec(text)?.[0] ?? '';
  return marker === '' ? [published(text)] : [bold(marker), published(text.slice(marker.length))];
}

/** No page of Telegram shows a private person's number that a gazette printed. */
const readable = (text: string): string => maskPrivateNumbers(text);

export function documentBlocks(corpus: Corpus, document: PolicyDocument): Block[] {
  const blocks: Block[] = [];
  const printed = new Map<string, string[]>();
  // 第三条, whose items are below it, has its own sentence; it is not printed once more as a heading above them.
  const isClause = (headings: readonly string[], depth: number): boolean =>
    (printed.get(headings.slice(0, depth).join('\t')) ?? []).some((text) =>
      text.startsWith(headings[depth] ?? '\0'),
    );
  let open: readonly string[] = [];
  let table = '';
  for (let index = document.clauses[0]; index < document.clauses[1]; index += 1) {
    const clause = corpus.clauses[index];
    if (clause === undefined) continue;
    const { headings } = clause;
    const changed = headings.findIndex((heading, depth) => heading !== open[depth]);
    for (let depth = changed === -1 ? headings.length : changed; depth < headings.length; depth += 1) {
      if (isClause(headings, depth)) continue;
      const above = headings.slice(0, depth).filter((_, at) => !isClause(headings, at)).length;
      blocks.push({ kind: 'heading', clause: index, depth: above, text: readable(headings[depth] ?? '') });
    }
    open = headings;
    const place = headings.join('\t');
    printed.set(place, [...(printed.get(place) ?? []), clause.text]);
    const head = tableHead(clause);
    if (head !== '' && head !== table) blocks.push({ kind: 'clause', clause: index, depth: 0, text: head });
    table = head;
    blocks.push({ kind: 'clause', clause: index, depth: 0, text: clauseText(clause) });
  }
  return blocks;
}

/** Cells beside each other with a bar between them; a phone has no room for a table. */
export function clauseText(clause: Clause): string {
  return clause.row === null
    ? readable(clause.text)
    : clause.row.cells
        .map((cell) => readable(cell).trim())
        .filter((cell) => cell !== '')
        .join(' ｜ ');
}

function tableHead({ row }: Clause): string {
  if (row === null) return '';
  const columns = row.columns.filter((column) => column.trim() !== '').join(' ｜ ');
  return [row.caption ?? '', columns]
    .filter((line) => line !== '')
    .map(readable)
    .join('\n');
}

/** The pages are the same as long as the text is: their numbers stand in buttons. */
export function documentPages(corpus: Corpus, document: PolicyDocument): DocumentPage[] {
  const pages: DocumentPage[] = [];
  let runs: Run[] = [];
  let length = 0;
  let first: number | null = null;
  let last = document.clauses[0];
  const finish = (): void => {
    if (first !== null) pages.push({ text: runs, clauses: [first, last] });
    [runs, length, first] = [[], 0, null];
  };
  const blocks = documentBlocks(corpus, document);
  for (const [at, block] of blocks.entries()) {
    const isChapter = block.kind === 'heading' && block.depth === 0;
    const next = block.kind === 'heading' ? (blocks[at + 1]?.text.length ?? 0) : 0;
    if (length > 0 && ((isChapter && length >= enough) || length + block.text.length + next > pageLength))
      finish();
    const pieces = splitRichText(
      block.kind === 'heading' ? [bold(block.text)] : setOff(block.text),
      pageLength,
    );
    for (const [number, piece] of pieces.entries()) {
      if (number > 0) finish();
      if (length > 0) runs.push(published('\n\n'));
      runs.push(...piece);
      length += piece.reduce((sum, run) => sum + run.text.length, 0) + 2;
      first ??= block.clause;
      last = block.clause;
    }
  }
  finish();
  return pages;
}

/** Headings of the two outermost levels; deeper ones would make a table of contents as long as the text. */
export function documentOutline(corpus: Corpus, document: PolicyDocument): OutlineEntry[] {
  const pages = documentPages(corpus, document);
  return documentBlocks(corpus, document)
    .filter(({ kind, depth }) => kind === 'heading' && depth < 2)
    .map(({ text, depth, clause }) => ({ text, depth, page: pageOf(pages, clause) }));
}

/** The page that a clause begins on. */
export function pageOf(pages: readonly DocumentPage[], clause: number): number {
  return Math.max(
    0,
    pages.findIndex(({ clauses: [first, last] }) => clause >= first && clause <= last),
  );
}
