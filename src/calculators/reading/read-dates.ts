/**
 * Dates as people write them: 2018年8月, 2018-08-31, 二〇一八年八月, 去年8月, 昨天. A year that is not said is not guessed.
 * @module
 */
import { addDays } from '../kernel/partial-date.ts';
import type { Words } from './normal-text.ts';

/** A day, a month or a year in the words. */
export interface SaidDate extends Words {
  /** YYYY[-MM[-DD]]; may be a day that does not exist (the kernel says so); null: the year is missing or has two digits. */
  readonly iso: string | null;
  /** Counted from the day of the question: 今年, 昨天. */
  readonly relative: boolean;
}

const digits = '零一二三四五六七八九';
const number = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const monthDay = `(?<month>${number})月份?(?:底|初|中旬?|上旬|下旬)?(?:(?<day>${number})[日号])?`;

const monthFirst = new RegExp(`^${monthDay}$`);

const relativeYears: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  去年: 1,
  上年: 1,
  旧年: 1,
  前年: 2,
  大前年: 3,
};
const relativeMonths: Readonly<Record<string, number>> = { 这: 0, 本: 0, 今: 0, 上: 1 };
const relativeDays: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  昨天: 1,
  琴日: 1,
  寻日: 1,
  昨日: 1,
  前天: 2,
  前日: 2,
};

/** Largest first: what one pattern has taken the next ones do not see. */
const patterns: readonly RegExp[] = [
  /(?<![\d.])(?<year>(?:19|20)\d\d)(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?![\d.])[日号]?/g,
  new RegExp(`(?<![\\d.])(?<year>(?:19|20)\\d\\d)年度?的?(?:${monthDay})?`, 'g'),
  new RegExp(`(?<year>[一二][${digits}〇]{3})年度?的?(?:${monthDay})?`, 'g'),
  /(?<![\d.])(?<year>20\d\d)[-/.](?<month>0?[1-9]|1[0-2])(?![\d.元块蚊万千wk])月?/g,
  /(?<![\d.])(?<year>20\d\d)(?<month>0[1-9]|1[0-2])(?<day>[0-2]\d|3[01])(?![\d.元块万])/g,
  new RegExp(
    `(?<relativeYear>大前年|今年|本年|去年|上年|旧年|前年)(?!(?:刚好?|已经?|才|都|满|有|就|足)*(?:[\\d一二三四五六七八九十]+(?:周)?岁|\\d{1,3}(?=[,。;!?、 了啦嘞咯]|$)))度?的?(?:${monthDay})?`,
    'g',
  ),
  /(?<relativeMonth>这|本|今|上)个?月(?:份|底|初)?(?:(?<day>\d{1,2})[日号])?/g,
  /(?<relativeDay>今天|今日|昨天|昨日|琴日|寻日|前天|前日)/g,
  // The year is missing or has two digits: taken so that its figures are not read as something else.
  new RegExp(`(?<![\\d.])(?<short>\\d{2})年(?:${monthDay})`, 'g'),
  /(?<![\d.])(?<short>(?:0\d|1\d|2\d))年(?![内后来以多半起龄])/g,
  new RegExp(`(?<![\\d.个])${monthDay}`, 'g'),
];

/** All dates in order. @param today ISO day of the question. */
export function readDates(text: string, today: string): readonly SaidDate[] {
  let rest = text;
  const dates: SaidDate[] = [];
  for (const pattern of patterns) {
    for (const found of rest.matchAll(pattern)) {
      const groups = found.groups ?? {};
      dates.push({
        words: text.slice(found.index, found.index + found[0].length),
        start: found.index,
        end: found.index + found[0].length,
        iso: isoOf(groups, today),
        relative: ['relativeYear', 'relativeMonth', 'relativeDay'].some((name) => groups[name] !== undefined),
      });
    }
    rest = rest.replace(pattern, (found) => '\u0000'.repeat(found.length));
  }
  const sorted = withYears(
    text,
    dates.toSorted((left, right) => left.start - right.start),
  );
  // 今年(2019年): the year that is written counts.
  return sorted.filter((date, at) => {
    const next = sorted[at + 1];
    return !(date.relative && next !== undefined && !next.relative && next.start - date.end === 1);
  });
}

/** 2018年10月10日关停，12月5日: in one sentence a later month without a year is of the year before it. */
function withYears(text: string, dates: readonly SaidDate[]): readonly SaidDate[] {
  const result: SaidDate[] = [];
  for (const date of dates) {
    const last = result.at(-1);
    const found = monthFirst.exec(date.words);
    const near = last !== undefined && !/[。;!?]/.test(text.slice(last.end, date.start));
    if (date.iso !== null || found === null || !near || last.iso === null || last.iso.length < 7) {
      result.push(date);
      continue;
    }
    const iso = join(last.iso.slice(0, 4), found.groups?.['month'], found.groups?.['day']);
    result.push(iso >= last.iso.slice(0, iso.length) ? { ...date, iso } : date);
  }
  return result;
}

function isoOf(groups: Readonly<Record<string, string | undefined>>, today: string): string | null {
  const { relativeYear, relativeMonth, relativeDay, year, month, day } = groups;
  if (relativeDay !== undefined) return addDays(today, -(relativeDays[relativeDay] ?? 0));
  if (relativeMonth !== undefined) {
    const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
    const at = months - (relativeMonths[relativeMonth] ?? 0);
    return join(String(Math.floor(at / 12)), String((at % 12) + 1), day);
  }
  if (relativeYear !== undefined) {
    return join(String(Number(today.slice(0, 4)) - (relativeYears[relativeYear] ?? 0)), month, day);
  }
  if (year === undefined) return null;
  return join(
    year.replace(/[^\d]/g, (sign) => String(Math.max(0, digits.indexOf(sign)))),
    month,
    day,
  );
}

const join = (year: string, month: string | undefined, day: string | undefined): string =>
  [year, ...[month, day].filter((each) => each !== undefined).map((each) => smallNumber(each))].join('-');

/** 8, 08, 八, 十二, 三十一 → two digits. */
function smallNumber(text: string): string {
  if (/^\d+$/.test(text)) return text.padStart(2, '0');
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text];
  const value = Math.max(0, digits.indexOf(tens === '' ? '一' : (tens ?? ''))) * 10;
  return String(value + Math.max(0, digits.indexOf(ones === '' ? '零' : (ones ?? '')))).padStart(2, '0');
}
