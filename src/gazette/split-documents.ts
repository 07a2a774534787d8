/**
 * One source → masthead, table of contents, page furniture and the lines of each document.
 * A gazette is cut by its own table of contents; other texts by their titles and 文号 lines.
 * @module
 */
import type { CatalogSource } from './catalog.ts';
import { compact } from './clean-text.ts';
import { parseDate } from './chinese-date.ts';
import { findDocumentNumbers } from './document-number.ts';
import type { DocumentNumber, GazetteIssue, ReadProblem } from './model.ts';
import { findMarker } from './outline-marker.ts';
import { endsSentence, isTableLine, type Line, looksLikeTitle } from './source-lines.ts';

export interface DocumentLines {
  readonly titleLines: readonly Line[];
  /** The part of the title line that is the title, where a catalog rule says so; else the lines joined. */
  readonly title: string | null;
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

interface ContentsEntry {
  readonly title: string;
  readonly number: DocumentNumber | null;
  readonly page: number;
  readonly line: Line;
}

/** Where a document begins: index of the first title line, how many title lines, and what the contents say of it. */
interface Start {
  readonly at: number;
  readonly titleLines: number;
  readonly title: string | null;
  readonly page: number | null;
}

const contentsHeading = /^目\s*[录錄次]$/;
const dotLeader = /[.．·…]{3,}\s*(\d{1,4})\s*$/;

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
    return { gazette: null, masthead: [], contents: [], furniture, documents: cut(kept, starts), problems };
  }
  const body = kept.filter((line) => line.span[0] >= contents.end);
  const starts = startsByContents(body, contents.entries, file, problems);
  const masthead = kept.filter((line) => line.span[0] < contents.start);
  return {
    gazette: readMasthead(masthead),
    masthead,
    // Rules and dashes inside the table of contents belong to it.
    contents: lines.filter((line) => line.span[0] >= contents.start && line.span[0] < contents.end),
    furniture: furniture.filter((line) => line.span[0] < contents.start || line.span[0] >= contents.end),
    documents: cut(body, starts),
    problems,
  };
}

/** Takes out page furniture and finds the titles that the catalog's rules name; `catalogStarts` is null without rules. */
function applyCatalog(lines: readonly Line[], source: CatalogSource | null) {
  const patterns = compile(source?.reading?.furniture);
  const titles = compile(source?.reading?.title);
  const before = compile(source?.reading?.titleBefore);
  const kept: Line[] = [];
  const furniture: Line[] = [];
  const starts: Start[] = [];
  for (const line of lines) {
    if (before.some((pattern) => pattern.test(line.text))) {
      furniture.push(line);
      if (kept.length > 0) starts.push({ at: kept.length - 1, titleLines: 1, title: null, page: null });
    } else if (isRule(line) || patterns.some((pattern) => pattern.test(line.text))) {
      furniture.push(line);
    } else {
      const found = titles.map((pattern) => pattern.exec(line.text)).find((match) => match !== null);
      if (found !== undefined)
        starts.push({ at: kept.length, titleLines: 1, title: compact(found[1] ?? found[0]), page: null });
      kept.push(line);
    }
  }
  if (source?.reading === undefined) return { kept, furniture, catalogStarts: null };
  if (starts[0]?.at !== 0) starts.unshift({ at: 0, titleLines: 0, title: null, page: null });
  return { kept, furniture, catalogStarts: starts };
}

/** A line drawn with dashes or dots. */
function isRule(line: Line): boolean {
  return /^[-=_*—·.\s]{6,}$/.test(line.text);
}

function compile(patterns: readonly string[] | undefined): RegExp[] {
  return (patterns ?? []).map((pattern) => new RegExp(pattern, 'u'));
}

/** The table of contents: from 目录 to the last line with dot leaders and a page number. Null where there is none. */
function readContents(
  lines: readonly Line[],
): { start: number; end: number; entries: ContentsEntry[] } | null {
  const first = lines.findIndex((line) => contentsHeading.test(line.text));
  if (first < 0) return null;
  const entries: ContentsEntry[] = [];
  let pending = '';
  let pendingLine: Line | null = null;
  let last = first;
  // An entry spans few lines: a long stretch without dot leaders is the body.
  for (let index = first + 1; index < lines.length && index - last <= 8; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    if (/^【.*】$/.test(line.text)) {
      pending = '';
      pendingLine = null;
      continue;
    }
    const text = line.text.replace(/[-\s]+$/, '').replaceAll('\t', ' ');
    if (/^-*$/.test(text)) continue;
    const leader = dotLeader.exec(text);
    pendingLine ??= line;
    pending += leader === null ? text : text.slice(0, leader.index);
    if (leader === null) continue;
    const number = findDocumentNumbers(pending).at(-1) ?? null;
    const trailing = number !== null && pending.slice(number.end).trim() === '';
    entries.push({
      title: compact(trailing ? pending.slice(0, number.start) : pending),
      number: trailing ? number.number : null,
      page: Number(leader[1]),
      line: pendingLine,
    });
    pending = '';
    pendingLine = null;
    last = index;
  }
  const heading = lines[first];
  const lastLine = lines[last];
  if (entries.length === 0 || heading === undefined || lastLine === undefined) return null;
  let end = lastLine.span[1];
  // A rule of dashes closes the last entry.
  for (const line of lines.slice(last + 1)) {
    if (!/^[-\s]+$/.test(line.text)) break;
    end = line.span[1];
  }
  return { start: heading.span[0], end, entries };
}

function readMasthead(lines: readonly Line[]): GazetteIssue | null {
  const text = lines.map((line) => line.text).join('\n');
  const name = lines.find((line) => line.text.endsWith('公报'))?.text;
  const year =
    /(?:^|\n)\s*((?:19|20)\d{2})\s*年?\s*(?:\n|$)/.exec(text)?.[1] ?? /((?:19|20)\d{2})\s*年/.exec(text)?.[1];
  const issue = /第\s*(\d{1,3})\s*期/.exec(text)?.[1];
  if (name === undefined || year === undefined || issue === undefined) return null;
  const published = lines.find((line) => /出版|发布|印发/.test(line.text));
  return {
    name: compact(name),
    year: Number(year),
    issue: Number(issue),
    publishedOn: published === undefined ? null : parseDate(published.text.replace(/出版|发布|印发/g, '')),
  };
}

/** Punctuation and dashes that differ between a contents entry and the title in the body. */
function comparable(title: string): string {
  return compact(title)
    .normalize('NFKC')
    .replace(/[~～—–-]/g, '-')
    .replace(/["'“”‘’]/g, '');
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
    const found = findTitle(body, entry, from);
    if (found === null) {
      problems.push({
        file,
        line: entry.line.number,
        message: `目录中的《${entry.title}》在正文里找不到标题，没有单独成为文件。`,
      });
      continue;
    }
    starts.push(found);
    from = found.at + found.titleLines;
  }
  // A document that the contents forgot still shows itself by a 文号 line under a title.
  for (const extra of startsByNumberLine(body, 0)) {
    const known = starts.some((start) => extra.at >= start.at && extra.at <= start.at + start.titleLines + 1);
    if (!known) starts.push(extra);
  }
  return starts.toSorted((left, right) => left.at - right.at);
}

function findTitle(body: readonly Line[], entry: ContentsEntry, from: number): Start | null {
  const wanted = comparable(entry.title);
  for (let at = from; at < body.length; at += 1) {
    let joined = '';
    for (let count = 1; count <= 4; count += 1) {
      const line = body[at + count - 1];
      if (line === undefined || isTableLine(line)) break;
      joined += comparable(line.text);
      if (joined === wanted) return { at, titleLines: count, title: null, page: entry.page };
      if (!wanted.startsWith(joined)) break;
    }
  }
  if (entry.number === null) return null;
  const canonical = entry.number.canonical;
  const byNumber = startsByNumberLine(body, from).find((start) => {
    const line = body[start.at + start.titleLines];
    return line !== undefined && findDocumentNumbers(line.text)[0]?.number.canonical === canonical;
  });
  return byNumber === undefined ? null : { ...byNumber, page: entry.page };
}

/** A line that is nothing but a 文号. */
export function isNumberLine(line: Line): boolean {
  if (line.text.length > 40) return false;
  const found = findDocumentNumbers(line.text);
  const number = found[0];
  return (
    found.length === 1 &&
    number !== undefined &&
    compact(line.text).length - compact(line.text.slice(number.start, number.end)).length <= 2
  );
}

function startsByNumberLine(body: readonly Line[], from: number): Start[] {
  const starts: Start[] = [];
  for (let at = from + 1; at < body.length; at += 1) {
    const line = body[at];
    if (line === undefined || line.text.length > 40 || !isNumberLine(line)) continue;
    let first = at;
    while (first > from && at - first < 3) {
      const above = body[first - 1];
      if (
        above === undefined ||
        !looksLikeTitle(above.text) ||
        findMarker(above.text) !== null ||
        parseDate(above.text) !== null
      )
        break;
      first -= 1;
      if (above.blankBefore && first < at - 1 && /^(关于|.*(人民政府|办公室|委员会|局))/.test(above.text))
        break;
    }
    if (first < at) starts.push({ at: first, titleLines: at - first, title: null, page: null });
  }
  return starts;
}

const firstMark = /^第\s*一\s*[条章编节]/;

/** Texts without contents or catalog: the first line, each title over a 文号 line, each title over a first article. */
function findStarts(body: readonly Line[]): Start[] {
  const starts: Start[] = [{ at: 0, titleLines: 0, title: null, page: null }];
  const first = body[0];
  if (first !== undefined && looksLikeTitle(first.text) && findMarker(first.text) === null) {
    starts[0] = { at: 0, titleLines: 1, title: null, page: null };
  }
  for (const start of startsByNumberLine(body, 0)) if (start.at > 0) starts.push(start);
  for (let at = 1; at < body.length; at += 1) {
    const line = body[at];
    if (line === undefined) break;
    const title = firstMark.test(line.text)
      ? titleAbove(body, at)
      : standsAlone(body, at)
        ? { at, titleLines: 1, title: null, page: null }
        : null;
    if (title !== null && title.at > 0 && !isIssuedText(body, starts, title)) starts.push(title);
  }
  const unique = new Map<number, Start>();
  for (const start of starts) if (!unique.has(start.at)) unique.set(start.at, start);
  return [...unique.values()].toSorted((left, right) => left.at - right.at);
}

const titleEnd =
  /(?:法|条例|规定|办法|决定|解释|细则|规则|意见|批复|通知|公告|答复|纪要|解答|通则|章程|公约|协定|规程|准则|指引|复函|公报|报告)(?:[（(][^（()）]*[）)])?$/;

/** A line between blank lines that ends as titles do, after a finished text: the next document of a collection. */
function standsAlone(body: readonly Line[], at: number): boolean {
  const line = body[at];
  const above = body[at - 1];
  const below = body[at + 1];
  if (
    line === undefined ||
    above === undefined ||
    below === undefined ||
    !line.blankBefore ||
    !below.blankBefore
  )
    return false;
  if (line.text.length > 60 || !titleEnd.test(line.text) || !looksLikeTitle(line.text, 60)) return false;
  return findMarker(line.text) === null && endsSentence(above.text) && !looksLikeTitle(below.text);
}

/** The title line over a first article or chapter, passing a bracketed note of adoption and the word 目录. */
function titleAbove(body: readonly Line[], at: number): Start | null {
  let above = at - 1;
  for (let step = 0; step < 3 && above >= 0; step += 1) {
    const line = body[above];
    if (line === undefined) return null;
    if (/^[（(].*[）)]$/.test(line.text) || contentsHeading.test(line.text)) above -= 1;
    else break;
  }
  const line = body[above];
  if (
    line === undefined ||
    !looksLikeTitle(line.text, 60) ||
    findMarker(line.text) !== null ||
    isNumberLine(line)
  )
    return null;
  const previous = body[above - 1];
  if (previous !== undefined && !line.blankBefore && !endsSentence(previous.text)) return null;
  return { at: above, titleLines: 1, title: null, page: null };
}

/** True when the notice above issues this very text: 《…办法》…现印发给你们. Then it is a part of the notice's document. */
function isIssuedText(body: readonly Line[], starts: readonly Start[], title: Start): boolean {
  const name = comparable(body[title.at]?.text ?? '');
  const owner = starts
    .filter((start) => start.at < title.at)
    .toSorted((left, right) => right.at - left.at)[0];
  if (owner === undefined) return false;
  const notice = body
    .slice(owner.at, Math.min(title.at, owner.at + 30))
    .map((line) => comparable(line.text))
    .join('');
  return (
    notice.includes(`《${name}》`) ||
    (/印发|公布|发布/.test(notice.slice(0, 200)) && notice.slice(0, 200).includes(name))
  );
}

function cut(body: readonly Line[], starts: readonly Start[]): DocumentLines[] {
  return starts.flatMap((start, index) => {
    const end = starts[index + 1]?.at ?? body.length;
    const all = body.slice(start.at, end);
    if (all.length === 0) return [];
    return [
      {
        titleLines: all.slice(0, start.titleLines),
        title: start.title,
        lines: all.slice(start.titleLines),
        page: start.page,
      },
    ];
  });
}
