/**
 * The table of contents of a gazette. Its entries may end in dot leaders and a page, in a bare page, or in nothing: then
 * the contents end where the first of its titles is printed again.
 * @module
 */
import { compact } from './clean-text.ts';
import { findDocumentNumbers } from './document-number.ts';
import type { DocumentNumber } from './model.ts';
import { findMarker } from './outline-marker.ts';
import { type Line, looksLikeTitle } from './source-lines.ts';
import { comparableTitle, isSectionLabel, serialOf } from './title-lines.ts';

export interface ContentsEntry {
  readonly title: string;
  readonly number: DocumentNumber | null;
  /** Null in contents without page numbers. */
  readonly page: number | null;
  readonly line: Line;
}

export interface Contents {
  /** UTF-16 start (inclusive) and end (exclusive) in the source. */
  readonly start: number;
  readonly end: number;
  readonly entries: readonly ContentsEntry[];
}

export const contentsHeading = /^[·•.—–\-【[\s]*(?:本期)?(?:目\s*[录錄次]|要\s*目)[·•.—–\-】\]\s]*$/;
/** What may stand before an entry: a sign, an ordinal, the page. */
const entryMark =
  /^(?:[●○•·◆◇■□★☆▲△※►]+|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）]?[、.．)）]|\d{1,4}(?=\s))\s*/;
const dotLeader = /\s*[.．·…‥]{2,}\s*[（(]?\s*(\d{1,4})\s*[)）]?\s*$/;
const barePage = /(?:\s*[（(]\s*(\d{1,4})\s*[)）]|\s+(\d{1,4}))$/;
const namesDocument = /(?:条例|规定|办法|决定|细则|规则|意见|批复|通知|公告|通告|公示|令|函|方案|规划)$/;
/** Signatures and dates are printed under every document, running heads on every page. */
const signs =
  /(?:人民政府|办公[室厅]|委员会|局|厅)$|^[〇○零一二三四五六七八九十\d]{2,4}年.{1,6}日$|公报.*第.{1,4}期|第.{1,4}期.*公报/;
/** An entry spans few lines: a long stretch without a page is the body. */
const longestEntry = 8;
/** Contents without page numbers are looked for within so many lines. */
const longestContents = 400;
/** Without dot leaders the word 目录 further down heads the chapters of a law or a list, not the gazette. */
const longestCover = 60;
/** A shorter text is printed twice by chance. */
const shortestTitle = 6;

/** Null where there is no table of contents. */
export function readContents(lines: readonly Line[]): Contents | null {
  const first = lines.findIndex((line) => contentsHeading.test(line.text));
  if (first < 0) return null;
  const paged = readPaged(lines, first, dotLeader, 1);
  if (paged !== null || first > longestCover) return paged;
  return readPaged(lines, first, barePage, 2) ?? readUnpaged(lines, first) ?? readUnknown(lines, first);
}

/** A shorter title, such as a signature, is part of an entry by chance. */
const shortestListed = 10;

/** Contents of another form: up to the first whole title that their lines hold. Its entries are not told apart. */
function readUnknown(lines: readonly Line[], first: number): Contents | null {
  let listed = '';
  for (let at = first + 1; at < lines.length && at <= first + longestContents; at += 1) {
    let joined = '';
    for (let count = 0; count < 4; count += 1) {
      const text = lines[at + count]?.text ?? '';
      if (!looksLikeTitle(text, 120)) break;
      joined += comparableTitle(text);
      if (joined.length < shortestListed || !namesDocument.test(joined) || !listed.includes(joined)) continue;
      const [heading, last] = [lines[first], lines[at - 1]];
      if (heading === undefined || last === undefined) return null;
      return { start: heading.span[0], end: last.span[1], entries: [] };
    }
    listed += comparableTitle(lines[at]?.text ?? '');
  }
  return null;
}

/** From 目录 to the last line that ends in a page. */
function readPaged(
  lines: readonly Line[],
  first: number,
  pageEnd: RegExp,
  fewestEntries: number,
): Contents | null {
  const entries: ContentsEntry[] = [];
  let pending = '';
  let pendingLine: Line | null = null;
  let last = first;
  let lastPage = 0;
  for (let index = first + 1; index < lines.length && index - last <= longestEntry; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const text = line.text.replace(/[-\s]+$/, '').replaceAll('\t', ' ');
    if (isSectionLabel(text)) {
      pending = '';
      pendingLine = null;
      continue;
    }
    if (/^-*$/.test(text)) continue;
    const leader = pageEnd.exec(text);
    const page = leader === null ? null : Number(leader[1] ?? leader[2]);
    // Bare figures end lines of the body too; pages only rise.
    if (page !== null && pageEnd === barePage && page < lastPage) break;
    pendingLine ??= line;
    pending += leader === null ? text : text.slice(0, leader.index);
    if (page === null) continue;
    entries.push({ ...titleAndNumber(pending), page, line: pendingLine });
    pending = '';
    pendingLine = null;
    last = index;
    lastPage = page;
  }
  const heading = lines[first];
  const lastLine = lines[last];
  if (entries.length < fewestEntries || heading === undefined || lastLine === undefined) return null;
  let end = lastLine.span[1];
  // A rule of dashes closes the last entry.
  for (const line of lines.slice(last + 1)) {
    if (!/^[-\s]+$/.test(line.text)) break;
    end = line.span[1];
  }
  return { start: heading.span[0], end, entries };
}

/** Contents without pages: all its lines up to the last whose title is printed again below. */
function readUnpaged(lines: readonly Line[], first: number): Contents | null {
  const candidates: { entry: ContentsEntry; from: number; to: number }[] = [];
  let bodyAt: number | null = null;
  const listed = new Set<string>();
  for (let at = first + 1; at < lines.length && at <= first + longestContents; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    if (printedAgain(lines, at, listed)) {
      bodyAt = at;
      break;
    }
    // The head of an order is printed over every order.
    const below = lines[at + 1];
    if (below !== undefined && serialOf(below.text) !== null) continue;
    let joined = '';
    for (let from = at; from > first && at - from < 3; from -= 1) {
      const part = lines[from];
      if (part === undefined || isSectionLabel(part.text) || !looksLikeTitle(part.text, 120)) break;
      const mark = entryMark.exec(part.text)?.[0] ?? '';
      joined = `${part.text.slice(mark.length)}${joined}`;
      const entry = { ...titleAndNumber(joined), page: null, line: part };
      // Chapters listed under the title of a law, or the headings of a plan.
      if (findMarker(part.text) !== null && entry.number === null && !namesDocument.test(entry.title)) break;
      if (comparableTitle(entry.title).length < shortestTitle || signs.test(entry.title)) continue;
      candidates.push({ entry, from, to: at });
      listed.add(comparableTitle(entry.title));
      if (mark !== '') break;
    }
  }
  if (bodyAt === null) return null;
  const start = bodyAt;
  const printed = titlesFrom(lines, start);
  const entries = candidates.filter(
    ({ entry, to }) => to < start && printed.has(comparableTitle(entry.title)),
  );
  const last = Math.max(...entries.map(({ to }) => to));
  const heading = lines[first];
  const lastLine = lines[last];
  if (heading === undefined || lastLine === undefined) return null;
  return { start: heading.span[0], end: lastLine.span[1], entries: entries.map(({ entry }) => entry) };
}

function printedAgain(lines: readonly Line[], at: number, listed: ReadonlySet<string>): boolean {
  let joined = '';
  for (let count = 0; count < 4; count += 1) {
    joined += comparableTitle(lines[at + count]?.text ?? '');
    if (listed.has(joined)) return true;
  }
  return false;
}

/** All that one to four lines read together from some line on. */
function titlesFrom(lines: readonly Line[], from: number): Set<string> {
  const titles = new Set<string>();
  for (let at = from; at < lines.length; at += 1) {
    let joined = '';
    for (let count = 0; count < 4; count += 1) {
      const line = lines[at + count];
      if (line === undefined || !looksLikeTitle(line.text, 120)) break;
      joined += comparableTitle(line.text);
      titles.add(joined);
    }
  }
  return titles;
}

/** 关于…的通知（干府发〔2022〕6号）: the title, and the 文号 behind it with or without brackets. */
function titleAndNumber(text: string): Pick<ContentsEntry, 'title' | 'number'> {
  const found = findDocumentNumbers(text).at(-1) ?? null;
  if (found !== null && /^[)）\s]*$/.test(text.slice(found.end)))
    return { title: compact(text.slice(0, found.start).replace(/[（(\s]+$/, '')), number: found.number };
  return { title: compact(text.replace(/[（(][^（()）]*第\s*\d+\s*[号期][)）]\s*$/, '')), number: null };
}
