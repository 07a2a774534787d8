/**
 * One source → masthead, table of contents, page furniture and the lines of each document.
 * A gazette is cut by its own table of contents; other texts by their titles and 文号 lines.
 * @module
 */
import type { CatalogSource } from './catalog.ts';
import { compact } from './clean-text.ts';
import { parseDate } from './chinese-date.ts';
import { foldDigits, parseChineseInteger } from './chinese-number.ts';
import { findDocumentNumbers } from './document-number.ts';
import {
  isIssuedText,
  type Start,
  start,
  startsAfterClosing,
  startsByNumber,
  startsByShape,
} from './document-starts.ts';
import type { GazetteIssue, ReadProblem } from './model.ts';
import { findMarker } from './outline-marker.ts';
import { isRule, pageFurniture } from './page-furniture.ts';
import { type ContentsEntry, readContents } from './read-contents.ts';
import { isTableLine, type Line, looksLikeTitle } from './source-lines.ts';
import { comparableTitle, isLetterHead, isNumberLine, isSectionLabel, isTitleLine } from './title-lines.ts';

export interface DocumentLines {
  readonly titleLines: readonly Line[];
  /** The part of the title line that is the title, where a catalog rule says so; else the lines joined. */
  readonly title: string | null;
  /** Letter head and 文号 that stand before the title. */
  readonly headLines: readonly Line[];
  readonly lines: readonly Line[];
  readonly page: number | null;
}

export interface SplitSource {
  readonly gazette: GazetteIssue | null;
  readonly masthead: readonly Line[];
  readonly contents: readonly Line[];
  readonly furniture: readonly Line[];
  readonly documents: readonly DocumentLines[];
  readonly problems: readonly ReadProblem[];
}

export function splitDocuments(
  lines: readonly Line[],
  file: string,
  source: CatalogSource | null,
): SplitSource {
  const { kept, furniture, catalogStarts } = applyCatalog(lines, source);
  const problems: ReadProblem[] = [];
  const contents = readContents(lines);
  if (contents === null) {
    const starts = catalogStarts ?? findStarts(kept);
    const opening = mastheadWithoutContents(kept, starts);
    return {
      gazette: readMasthead(opening),
      masthead: opening,
      contents: [],
      furniture: [...furniture, ...labelsOf(kept, starts)],
      documents: cut(kept, opening.length === 0 ? starts : starts.slice(1)),
      problems,
    };
  }
  const body = kept.filter((line) => line.span[0] >= contents.end);
  const starts =
    contents.entries.length === 0
      ? findStarts(body)
      : startsByContents(body, contents.entries, file, problems);
  const before = kept.filter((line) => line.span[0] < contents.start);
  const first = starts[0];
  const masthead = [...before, ...body.slice(0, first === undefined ? 0 : first.at - first.lead)];
  return {
    gazette: readMasthead(before),
    masthead,
    // Rules and dashes inside the table of contents belong to it.
    contents: lines.filter((line) => line.span[0] >= contents.start && line.span[0] < contents.end),
    furniture: [
      ...furniture.filter((line) => line.span[0] < contents.start || line.span[0] >= contents.end),
      ...labelsOf(body, starts.slice(1)),
    ],
    documents: first === undefined ? cut(body, [start(0, 0)]) : cut(body, starts),
    problems,
  };
}

/** Lines of a cover that stands over the first document of a gazette without contents. */
const longestCover = 15;

/** The cover of a gazette without contents: the few lines before its first document that name the gazette. */
function mastheadWithoutContents(body: readonly Line[], starts: readonly Start[]): readonly Line[] {
  const second = starts[1];
  if (second === undefined || starts[0]?.at !== 0) return [];
  const cover = body.slice(0, second.at - second.lead - labelsAbove(body, second));
  if (cover.length > longestCover || cover.some((line) => line.text.length > 60)) return [];
  return cover.some((line) => /公\s*报$/.test(line.text)) ? cover : [];
}

/** Takes out page furniture and finds the titles that the catalog's rules name; `catalogStarts` is null without rules. */
function applyCatalog(lines: readonly Line[], source: CatalogSource | null) {
  const patterns = compile(source?.reading?.furniture);
  const titles = compile(source?.reading?.title);
  const before = compile(source?.reading?.titleBefore);
  const ofPages = source?.reading === undefined ? pageFurniture(lines) : new Set<Line>();
  const kept: Line[] = [];
  const furniture: Line[] = [];
  const starts: Start[] = [];
  for (const line of lines) {
    if (before.some((pattern) => pattern.test(line.text))) {
      furniture.push(line);
      if (kept.length > 0) starts.push(start(kept.length - 1, 1));
    } else if (isRule(line) || ofPages.has(line) || patterns.some((pattern) => pattern.test(line.text))) {
      furniture.push(line);
    } else {
      const found = titles.map((pattern) => pattern.exec(line.text)).find((match) => match !== null);
      if (found !== undefined)
        starts.push({ ...start(kept.length, 1), title: compact(found[1] ?? found[0]) });
      kept.push(line);
    }
  }
  if (source?.reading === undefined) return { kept, furniture, catalogStarts: null };
  if (starts[0]?.at !== 0) starts.unshift(start(0, 0));
  return { kept, furniture, catalogStarts: starts };
}

function compile(patterns: readonly string[] | undefined): RegExp[] {
  return (patterns ?? []).map((pattern) => new RegExp(pattern, 'u'));
}

function readMasthead(lines: readonly Line[]): GazetteIssue | null {
  const text = foldDigits(lines.map((line) => line.text.normalize('NFKC')).join('\n'));
  const name = lines.find((line) => /公\s*报$/.test(line.text))?.text;
  const year = /(?:^|\n)\s*((?:19|20)\d{2})\s*年?\s*(?:\n|$)/.exec(text)?.[1] ?? yearWritten(text);
  const issue = /第\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*[期号]/.exec(text)?.[1] ?? bareIssue(text);
  const number = issue === undefined ? null : parseChineseInteger(issue);
  if (name === undefined || year === undefined || number === null) return null;
  const published = lines.find((line) => /出版|发布|印发/.test(line.text));
  return {
    name: compact(name),
    year: Number(year),
    issue: number,
    publishedOn: published === undefined ? null : parseDate(published.text.replace(/出版|发布|印发/g, '')),
  };
}

/** 2021年, 二〇二一年 */
function yearWritten(text: string): string | undefined {
  const found = /((?:19|20)\d{2}|二[〇○零一二三四五六七八九]{3})\s*年/.exec(text)?.[1];
  const value = found === undefined ? null : parseChineseInteger(found);
  return value === null ? undefined : String(value);
}

/** A cover may say 2020 and, on the next line, 3. */
function bareIssue(text: string): string | undefined {
  return /(?:^|\n)\s*(?:19|20)\d{2}\s*年?\s*\n\s*(\d{1,2})\s*(?:\n|$)/.exec(text)?.[1];
}

function startsByContents(
  body: readonly Line[],
  entries: readonly ContentsEntry[],
  file: string,
  problems: ReadProblem[],
): Start[] {
  const starts: Start[] = [];
  let from = 0;
  for (const entry of entries) {
    const found = findTitle(body, entry, from) ?? findTitle(body, entry, 0);
    if (found === null) {
      // Contents without pages list names of sections too.
      if (entry.page !== null)
        problems.push({
          file,
          line: entry.line.number,
          message: `目录中的《${entry.title}》在正文里找不到标题，没有单独成为文件。`,
        });
      continue;
    }
    if (starts.some((each) => each.at === found.at)) continue;
    starts.push(found);
    from = Math.max(from, found.at + found.titleLines);
  }
  // Documents that the contents forgot still show themselves.
  addNew(starts, startsByNumber(body, 0));
  addNew(starts, startsAfterClosing(body, starts));
  return withoutOrdered(body, starts);
}

/** Texts without contents or catalog: the first line, and every title that shows itself. */
function findStarts(body: readonly Line[]): Start[] {
  const first = body[0];
  const titled = first !== undefined && looksLikeTitle(first.text) && findMarker(first.text) === null;
  const starts: Start[] = [start(0, titled ? 1 : 0)];
  for (const each of startsByNumber(body, 0)) {
    if (each.at - each.lead > 0) starts.push(each);
    else starts[0] = each;
  }
  addNew(starts, startsAfterClosing(body, starts));
  const unique = new Map<number, Start>();
  for (const each of startsByShape(body, starts)) if (!unique.has(each.at)) unique.set(each.at, each);
  return withoutOrdered(body, [...unique.values()]);
}

/** Adds the starts that lie in no title already found. */
function addNew(starts: Start[], extras: readonly Start[]): void {
  for (const extra of extras) {
    const known = starts.some(
      (each) =>
        extra.at + extra.titleLines > each.at - each.lead && extra.at <= each.at + each.titleLines + 1,
    );
    if (!known) starts.push(extra);
  }
}

/** In order, without the texts that an order above them puts into force: those are parts of the order's document. */
function withoutOrdered(body: readonly Line[], starts: readonly Start[]): Start[] {
  const sorted = starts.toSorted((left, right) => left.at - right.at);
  return sorted.filter((each, index) => {
    const owner = sorted[index - 1];
    const title = owner === undefined ? undefined : body[owner.at + owner.titleLines - 1]?.text;
    const ordered = title !== undefined && compact(title).endsWith('令');
    return !ordered || !isIssuedText(body, owner === undefined ? [] : [owner], each);
  });
}

function findTitle(body: readonly Line[], entry: ContentsEntry, from: number): Start | null {
  const wanted = comparableTitle(entry.title);
  for (let at = from; at < body.length; at += 1) {
    let joined = '';
    for (let count = 1; count <= 4; count += 1) {
      const line = body[at + count - 1];
      if (line === undefined || isTableLine(line)) break;
      joined += comparableTitle(line.text);
      if (joined === wanted) return { ...start(at, count, leadAbove(body, at)), page: entry.page };
      if (!wanted.startsWith(joined)) break;
    }
  }
  if (entry.number === null) return null;
  const canonical = entry.number.canonical;
  const byNumber = startsByNumber(body, from).find((each) => {
    const line = body[each.lead > 0 ? each.at - 1 : each.at + each.titleLines];
    return line !== undefined && findDocumentNumbers(line.text)[0]?.number.canonical === canonical;
  });
  return byNumber === undefined ? null : { ...byNumber, page: entry.page };
}

/** The 文号 and the letter head that stand over a title, where they belong to no text above. */
function leadAbove(body: readonly Line[], at: number): number {
  const above = body[at - 1];
  if (above === undefined || !isNumberLine(above)) return 0;
  const higher = body[at - 2];
  if (higher !== undefined && isLetterHead(higher.text)) return 2;
  return higher === undefined || !isTitleLine(higher) ? 1 : 0;
}

/** How many headings of the gazette itself (·部门文件·) stand right over a document. */
function labelsAbove(body: readonly Line[], { at, lead }: Start): number {
  let count = 0;
  while (isSectionLabel(body[at - lead - 1 - count]?.text ?? '')) count += 1;
  return count;
}

function labelsOf(body: readonly Line[], starts: readonly Start[]): Line[] {
  return starts.flatMap((each) =>
    body.slice(each.at - each.lead - labelsAbove(body, each), each.at - each.lead),
  );
}

function cut(body: readonly Line[], starts: readonly Start[]): DocumentLines[] {
  return starts.flatMap((each, index) => {
    const next = starts[index + 1];
    const end = next === undefined ? body.length : next.at - next.lead - labelsAbove(body, next);
    const all = body.slice(each.at, Math.max(end, each.at));
    if (all.length === 0) return [];
    return [
      {
        titleLines: all.slice(0, each.titleLines),
        title: each.title,
        headLines: body.slice(each.at - each.lead, each.at),
        lines: all.slice(each.titleLines),
        page: each.page,
      },
    ];
  });
}
