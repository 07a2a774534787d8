/**
 * Dates and periods as gazettes and residents write them, as ISO days. No clock is read: "today" is an argument.
 * @module
 */
import { foldDigits, parseChineseInteger } from './chinese-number.ts';

export type Grain = 'day' | 'month' | 'quarter' | 'half' | 'year';

/** A day or a stretch of days named in a text. */
export interface FoundPeriod {
  /** UTF-16 start (inclusive) and end (exclusive) in the text searched. */
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** First day, ISO; null when the words only say when it ends (到2020年, 10月31日前) or the date cannot exist. */
  readonly first: string | null;
  /** Last day, ISO, inclusive; null when the words only say when it begins (自2018年8月起) or the date cannot exist. */
  readonly last: string | null;
  /** A day that no calendar has (2018年11月31日): both ends are null and the words are kept. */
  readonly impossible: boolean;
  /** The finest unit written; of a range, that of its end. */
  readonly grain: Grain;
  readonly isRange: boolean;
}

/** The day or stretch that a question asks about (2018年6月1日那时, 2019年还有效吗, 去年, 现在). */
export interface AsOfMention {
  readonly first: string;
  readonly last: string;
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

interface Point {
  readonly end: number;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly part: string | null;
}

const digit = '[〇○零Oo一二三四五六七八九]';
const yearPattern = `(?:(?:19|20)\\d{2}|[一二][九〇○零Oo]${digit}{2})`;
const smallPattern =
  '(?:\\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])';
const partPattern = '上半年|下半年|第?[一二三四1-4]季度|年?底|年?末|年?初';
const datedPoint = new RegExp(
  `(?<year>${yearPattern})\\s*年(?:\\s*(?<month>${smallPattern})\\s*月份?\\s*(?:(?<day>${smallPattern})\\s*[日号號](?!线|楼|文|令|院)|(?<monthPart>底|末|初))?|\\s*(?<part>${partPattern}))?`,
  'y',
);
const numericPoint =
  /(?<year>(?:19|20)\d{2})(?<separator>[.\-/])(?<month>\d{1,2})\k<separator>(?<day>\d{1,2})(?!\d)/y;
const yearlessPoint = new RegExp(
  `(?<month>${smallPattern})\\s*月份?\\s*(?:(?<day>${smallPattern})\\s*[日号號](?!线|楼|文|令|院)|(?<monthPart>底|末|初))?`,
  'y',
);
const dayPoint = new RegExp(`(?<day>${smallPattern})\\s*[日号號](?!线|楼|文|令|院)`, 'y');
const bareYear = /(?<year>(?:19|20)\d{2})(?!\d)/y;
const separator = /\s*(?:[~～\-–—－−至到]|——)\s*/y;
const candidate = new RegExp(`(?<![\\d.])(?:${yearPattern}|${smallPattern}(?=\\s*月))`, 'g');

/**
 * Every day, month, year or range of a text, in order.
 * @param contextYear year for a month or day written without one (8月至10月); without it those are left out.
 */
export function findPeriods(text: string, contextYear?: number): FoundPeriod[] {
  const folded = foldDigits(text);
  const found: FoundPeriod[] = [];
  let reached = 0;
  for (const match of folded.matchAll(candidate)) {
    if (match.index < reached) continue;
    const period = periodAt(folded, match.index, contextYear);
    if (period === null) continue;
    reached = period.end;
    found.push({ ...period, written: text.slice(period.start, period.end) });
  }
  return found;
}

/** ISO day when the text is exactly one possible day (2018年3月22日, 2018 年 3 月 16 日, 2018.3.31); else null. */
export function parseDate(text: string): string | null {
  const trimmed = text.trim();
  const [only] = findPeriods(trimmed);
  if (only === undefined || only.start !== 0 || only.end !== trimmed.length) return null;
  return only.grain === 'day' && !only.isRange && only.first === only.last ? only.first : null;
}

/** 2018-03-22 → 2018年3月22日 */
export function formatDate(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${Number(year)}年${Number(month)}月${Number(day)}日`;
}

/** The day that many calendar years, months and days later; the day of the month is cut to what the month has. */
export function shiftDate(iso: string, by: { years?: number; months?: number; days?: number }): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const months = year * 12 + (month - 1) + (by.years ?? 0) * 12 + (by.months ?? 0);
  const newYear = Math.floor(months / 12);
  const newMonth = (months % 12) + 1;
  const date = new Date(
    Date.UTC(newYear, newMonth - 1, Math.min(day, daysIn(newYear, newMonth)) + (by.days ?? 0)),
  );
  return date.toISOString().slice(0, 10);
}

const nowWords = /现在|目前|如今|今日|今天|当前|眼下|而家|依家|家下|現在|當前|至今|截至今天/;
const relativeYears: readonly (readonly [words: RegExp, years: number])[] = [
  [/大前年/, -3],
  [/前年/, -2],
  [/去年|旧年|上年|舊年/, -1],
  [/今年|本年/, 0],
  [/明年|下年|出年/, 1],
];
/** After a year these say which document is meant, not when it is asked about (2014年的旧版本, 2015年印发). */
const describesDocument =
  /^\s*(?:的(?!时候|時候|时间)|度|印发|印發|发布|公布|发(?!生)|出(?:台|的|咗)|制定|制订|定的|(?:那|嗰)(?!时|時|会|會|年|阵|陣)|这|這|版|有个|有個|有份|有一|开始|起|初|中长期|“|《|办法|方案|规划|计划|文件|通知)/;
const asksAboutTime =
  /^[\s,，]*(?:的?时候|的?時候|那时|那時|嗰阵|嗰陣|当时|當時|时|時|那会|还|還|仲|有没有效|有冇效|有效|是不是|是否|能|可以|可唔可以|算|作数|期间|年底|内|该|适用|生效|失效)/;

/**
 * When a question asks about a state at some time: the day, or the first and last day of the stretch it names.
 * A year that only says which document is meant (2014年的旧版本) is not such a time.
 * @param today ISO day that 现在, 去年 … are relative to.
 */
export function asOfMention(question: string, today: string): AsOfMention | null {
  const year = Number(today.slice(0, 4));
  for (const period of findPeriods(question, year)) {
    if (period.first === null || period.last === null) continue;
    const after = question.slice(period.end);
    if (describesDocument.test(after)) continue;
    if (period.grain === 'year' && !asksAboutTime.test(after)) continue;
    if (/(?:有效期|截止|施行|实施)[^，。？]{0,4}$/.test(question.slice(0, period.start))) continue;
    return {
      first: period.first,
      last: period.last,
      start: period.start,
      end: period.end,
      written: period.written,
    };
  }
  for (const [words, shift] of relativeYears) {
    const match = words.exec(question);
    if (match === null || describesDocument.test(question.slice(match.index + match[0].length))) continue;
    const first = shift === 0 ? today : `${year + shift}-01-01`;
    const last = shift === 0 ? today : `${year + shift}-12-31`;
    return { first, last, start: match.index, end: match.index + match[0].length, written: match[0] };
  }
  const now = nowWords.exec(question);
  if (now === null) return null;
  return { first: today, last: today, start: now.index, end: now.index + now[0].length, written: now[0] };
}

function periodAt(
  text: string,
  start: number,
  contextYear: number | undefined,
): Omit<FoundPeriod, 'written'> | null {
  let from = pointAt(text, start);
  const joint = matchAt(separator, text, from?.end ?? endOfBareYear(text, start));
  const to = joint === null ? null : secondPointAt(text, joint.end);
  if (from === null) {
    // 2017~2025年: the first year is bare
    const year = matchAt(bareYear, text, start);
    if (year === null || to === null || to.year === null) return null;
    from = { end: year.end, year: Number(year.groups.year), month: null, day: null, part: null };
  }
  const end = to === null ? from.end : to.end;
  const fromYear = from.year ?? contextYear ?? null;
  if (fromYear === null) return null;
  const begins = daysOf({ ...from, year: fromYear });
  if (to === null) {
    const { openStart, openEnd } = openness(text, start, end);
    const impossible = begins === null;
    return {
      start,
      end,
      first: impossible || openStart ? null : begins.first,
      last: impossible || openEnd ? null : begins.last,
      impossible,
      grain: grainOf(from),
      isRange: false,
    };
  }
  const month = to.month ?? (to.day === null ? null : from.month);
  const toYear =
    to.year ?? (month !== null && from.month !== null && month < from.month ? fromYear + 1 : fromYear);
  const ends = daysOf({ ...to, year: toYear, month });
  const impossible = begins === null || ends === null;
  return {
    start,
    end,
    first: impossible ? null : begins.first,
    last: impossible ? null : ends.last,
    impossible,
    grain: grainOf({ ...to, month }),
    isRange: true,
  };
}

/** 到2020年, 截至…, …前 leave the beginning open; 自…起 leaves the end open. */
function openness(text: string, start: number, end: number): { openStart: boolean; openEnd: boolean } {
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.slice(end, end + 4);
  const until =
    /(?:到|至|截至|截止|截止到)\s*$/.test(before) || /^\s*(?:以前|之前|前(?!期)|底前|止)/.test(after);
  const since = !until && /^\s*(?:起|开始|以后|以来|之后)/.test(after);
  return { openStart: until, openEnd: since };
}

function pointAt(text: string, start: number): Point | null {
  const match =
    matchAt(datedPoint, text, start) ??
    matchAt(numericPoint, text, start) ??
    matchAt(yearlessPoint, text, start);
  return match === null ? null : toPoint(match);
}

/** After 至 or ~ the year, or year and month, may be left out. */
function secondPointAt(text: string, start: number): Point | null {
  const match =
    matchAt(datedPoint, text, start) ??
    matchAt(numericPoint, text, start) ??
    matchAt(yearlessPoint, text, start) ??
    matchAt(dayPoint, text, start);
  return match === null ? null : toPoint(match);
}

function toPoint(match: { end: number; groups: Readonly<Record<string, string | undefined>> }): Point {
  const { year, month, day, part, monthPart } = match.groups;
  return {
    end: match.end,
    year: year === undefined ? null : parseChineseInteger(year.replace(/[Oo○]/g, '〇')),
    month: month === undefined ? null : small(month),
    day: day === undefined ? null : small(day),
    part: part ?? monthPart ?? null,
  };
}

function small(text: string): number {
  return parseChineseInteger(text.replace(/^廿/, '二十')) ?? 0;
}

function daysOf(point: Point): { first: string; last: string } | null {
  const { year, month, day, part } = point;
  if (year === null) return null;
  if (month === null) {
    const [firstMonth, lastMonth] = monthsOfPart(part);
    return { first: isoDay(year, firstMonth, 1), last: isoDay(year, lastMonth, daysIn(year, lastMonth)) };
  }
  if (month < 1 || month > 12) return null;
  if (day === null) {
    const end = daysIn(year, month);
    if (part === '底' || part === '末')
      return { first: isoDay(year, month, 21), last: isoDay(year, month, end) };
    return { first: isoDay(year, month, 1), last: isoDay(year, month, part === '初' ? 10 : end) };
  }
  if (day < 1 || day > daysIn(year, month)) return null;
  return { first: isoDay(year, month, day), last: isoDay(year, month, day) };
}

function monthsOfPart(part: string | null): [first: number, last: number] {
  if (part === null) return [1, 12];
  if (part === '上半年') return [1, 6];
  if (part === '下半年') return [7, 12];
  if (/[底末]$/.test(part)) return [12, 12];
  if (part.endsWith('初')) return [1, 3];
  const quarter = parseChineseInteger(/[一二三四1-4]/.exec(part)?.[0] ?? '') ?? 1;
  return [quarter * 3 - 2, quarter * 3];
}

function grainOf(point: Pick<Point, 'month' | 'day' | 'part'>): Grain {
  if (point.day !== null) return 'day';
  if (point.month !== null || /[底末]$/.test(point.part ?? '')) return 'month';
  if (point.part === null) return 'year';
  return point.part.endsWith('半年') ? 'half' : 'quarter';
}

function endOfBareYear(text: string, start: number): number {
  return matchAt(bareYear, text, start)?.end ?? start;
}

function matchAt(
  pattern: RegExp,
  text: string,
  at: number,
): { end: number; groups: Readonly<Record<string, string | undefined>> } | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : { end: at + match[0].length, groups: match.groups ?? {} };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
