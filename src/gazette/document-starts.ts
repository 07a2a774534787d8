/**
 * Where the documents of a text begin, seen from its own lines: a title over or under a 文号, an order and its serial, a
 * title right after the date that closes another document, a title over a first article.
 * @module
 */
import { compact } from './clean-text.ts';
import { findMarker } from './outline-marker.ts';
import { contentsHeading } from './read-contents.ts';
import { endsSentence, isTableLine, type Line, looksLikeTitle } from './source-lines.ts';
import {
  closesDocument,
  comparableTitle,
  isLetterHead,
  isNumberLine,
  isSectionLabel,
  isTitleLine,
  serialOf,
  takesSerial,
} from './title-lines.ts';

/** Index of the first title line, how many title lines, and what the contents say of it. */
export interface Start {
  readonly at: number;
  readonly titleLines: number;
  readonly title: string | null;
  readonly page: number | null;
  /** Lines before the title that belong to it: the letter head and the 文号. */
  readonly lead: number;
}

const titleEnd =
  /(?:法|条例|规定|办法|决定|解释|细则|规则|意见|批复|通知|公告|答复|纪要|解答|通则|章程|公约|协定|规程|准则|指引|复函|公报|报告)(?:[（(][^（()）]*[）)])?$/;
/** Titles that stand on their own right after another document's last line; plans and lists may be annexes. */
const ownTitleEnd =
  /(?:条例|规定|办法|决定|细则|规则|意见|批复|通知|公告|通告|公示|令|函|纪要|解读|问答|解答|报告|公报)(?:[（(][^（()）]*[）)])?$/;
const longestTitle = 90;

export function start(at: number, titleLines: number, lead = 0): Start {
  return { at, titleLines, title: null, page: null, lead };
}

/** Titles with a 文号 or a serial above or below, from line `from` on. */
export function startsByNumber(body: readonly Line[], from: number): Start[] {
  const starts: Start[] = [];
  for (let at = from; at < body.length; at += 1) {
    const line = body[at];
    if (line === undefined || line.text.length > 40) continue;
    const numbered = isNumberLine(line);
    const above = body[at - 1];
    const serial = !numbered && serialOf(line.text) !== null;
    if (!numbered && !(serial && above !== undefined && takesSerial.test(compact(above.text)))) continue;
    const first = at > from ? titleLinesAbove(body, at, from) : at;
    if (first < at) {
      starts.push(start(first, at - first));
      continue;
    }
    if (!numbered || (above !== undefined && !mayEnd(above) && !line.blankBefore)) continue;
    const count = titleLinesBelow(body, at + 1);
    const lead = above !== undefined && isLetterHead(above.text) ? 2 : 1;
    if (count > 0) starts.push(start(at + 1, count, lead));
  }
  return starts;
}

/** Whether a document may end at the line. */
function mayEnd(line: Line): boolean {
  return (
    endsSentence(line.text) || closesDocument(line) || isSectionLabel(line.text) || isLetterHead(line.text)
  );
}

const startsTitle = /^(?:关于|.*(?:人民政府|办公室|办公厅|委员会|局|厅))/;
const wholeTitle = /^(?!关于).*(?:关于|印发|转发|公布).*/;

/** Index of the first of at most four title lines that stand right over line `at`; `at` where there is none. */
function titleLinesAbove(body: readonly Line[], at: number, from: number): number {
  let first = at;
  while (first > from && at - first < 4) {
    const above = body[first - 1];
    if (above === undefined || !isTitleLine(above)) break;
    if (first < at - 2 && !startsTitle.test(above.text)) break;
    first -= 1;
    if (!above.blankBefore) continue;
    if (first < at - 1 && startsTitle.test(above.text)) break;
    if (wholeTitle.test(above.text)) break;
  }
  return first;
}

/** How many lines from `at` on are together a whole title; 0 where they are none. */
function titleLinesBelow(body: readonly Line[], at: number, ends: RegExp = ownTitleEnd): number {
  let joined = '';
  for (let count = 1; count <= 4; count += 1) {
    const line = body[at + count - 1];
    if (line === undefined || isTableLine(line) || !isTitleLine(line)) return 0;
    joined += compact(line.text);
    if (joined.length > longestTitle) return 0;
    const next = body[at + count];
    // 关于印发…管理办法 goes on with 的通知.
    const goesOn = next !== undefined && /^的?[\p{Script=Han}]{0,12}通知$/u.test(compact(next.text));
    if (joined.length >= shortestOwnTitle && ends.test(joined) && !goesOn) return count;
  }
  return 0;
}

const shortestOwnTitle = 6;

/** Titles right after the date or the note that closes a document, or under a heading of the gazette. */
export function startsAfterClosing(body: readonly Line[], known: readonly Start[]): Start[] {
  const starts: Start[] = [];
  for (let at = 1; at < body.length; at += 1) {
    const above = body[at - 1];
    const line = body[at];
    if (above === undefined || line === undefined) continue;
    const label = isSectionLabel(above.text);
    if (!label && !closesDocument(above) && !(line.blankBefore && endsSentence(above.text))) continue;
    const count = titleLinesBelow(body, at);
    const found = start(at, count);
    const all = [...known, ...starts];
    if (count > 0 && (label || !isIssuedText(body, all, found))) starts.push(found);
    else if (count === 0 && label && /大事记/.test(above.text))
      starts.push({ ...start(at - 1, 1), title: '大事记' });
  }
  return starts;
}

const firstMark = /^第\s*一\s*[条章编节]/;

/** Titles over a first article, and lines between blank lines that end as titles do. */
export function startsByShape(body: readonly Line[], known: readonly Start[]): Start[] {
  const starts = [...known];
  for (let at = 1; at < body.length; at += 1) {
    const line = body[at];
    if (line === undefined) break;
    const found = firstMark.test(line.text)
      ? titleAbove(body, at)
      : standsAlone(body, at)
        ? start(at, 1)
        : null;
    if (found !== null && found.at > 0 && !isIssuedText(body, starts, found)) starts.push(found);
  }
  return starts;
}

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
    isNumberLine(line) ||
    closesDocument(line)
  )
    return null;
  const previous = body[above - 1];
  if (previous !== undefined && !line.blankBefore && !endsSentence(previous.text)) return null;
  return start(above, 1);
}

/** Lines of the notice that are read for what it issues. */
const noticeLines = 30;

/** True when the notice above issues this very text: 《…办法》…现印发给你们. Then it is a part of the notice's document. */
export function isIssuedText(body: readonly Line[], starts: readonly Start[], title: Start): boolean {
  const name = comparableTitle(
    body
      .slice(title.at, title.at + title.titleLines)
      .map((line) => line.text)
      .join(''),
  );
  let owner: Start | undefined;
  for (const each of starts) if (each.at < title.at && each.at > (owner?.at ?? -1)) owner = each;
  if (owner === undefined) return false;
  const notice = body
    .slice(owner.at, Math.min(title.at, owner.at + noticeLines))
    .map((line) => comparableTitle(line.text))
    .join('');
  return (
    notice.includes(`《${name}》`) ||
    (/印发|公布|发布/.test(notice.slice(0, 200)) && notice.slice(0, 200).includes(name))
  );
}
