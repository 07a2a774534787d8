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
  /** Written in a form that is not read (农历三月初十, May 2020, 5/3/2020), so that it has to be asked. */
  readonly isForeign: boolean;
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
  明年: -1,
  来年: -1,
  后年: -2,
  大后年: -3,
};
const relativeMonths: Readonly<Record<string, number>> = { 这: 0, 本: 0, 今: 0, 上: 1, 上上: 2, 下: -1 };
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

const lunarDay = '(?:初[一二三四五六七八九十](?![次个共起直家笔])|廿[一二三四五六七八九])';
const lunarMonth = '闰?(?:[正腊冬一二三四五六七八九十]|十[一二]|\\d{1,2})月';
const anyYear = '(?:(?:19|20)\\d\\d|[一二][零〇一二三四五六七八九]{3}|今|去|前|上|旧)年';
const english =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const englishDay = '\\d{1,2}(?:st|nd|rd|th)?(?!\\d)';
/** What lies ahead is a date of the case only with a deed: 下个月住院. */
const deed = '(?=[^,。;!?]{0,6}(?:住院|入院|出院|看病|睇病|手术|治疗|门诊|收据|自付))';

/** Forms that are not read: another calendar, another language, day and month in either order. */
const foreignForms: readonly RegExp[] = [
  new RegExp(
    `(?<foreign>(?:农历|阴历|旧历|古历|老历)的?(?:${anyYear})?的?(?:${lunarMonth})?(?:${lunarDay}|[一二三]?十[一二三四五六七八九]?|\\d{1,2})?[日号]?|(?:${anyYear})?(?:${lunarMonth}${lunarDay}|闰?[正腊]月))`,
    'g',
  ),
  new RegExp(
    `(?<foreign>(?:民国|平成|令和|昭和|佛历|回历)(?:元|\\d{1,4}|[一二三四五六七八九十百零]{1,4})年(?:${monthDay})?|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年(?:${monthDay})?)`.replaceAll(
      /\?<(?:month|day)>/g,
      '?:',
    ),
    'g',
  ),
  new RegExp(
    `(?<foreign>(?<![a-z\\d])(?:${englishDay} ?(?:of )?${english}|${english}[.,]? ?(?:${englishDay}|(?=(?:19|20)\\d\\d)))[,.]? ?(?:(?:19|20)\\d\\d)?(?![a-z\\d]))`,
    'g',
  ),
  /(?<foreign>(?<![\d./-])\d{1,2}([-/.])\d{1,2}\2(?:(?:19|20)\d\d|\d{2})(?![\d./-]))/g,
  /(?<foreign>(?<![\d./-])(?:0?[1-9]|1[0-2])[-/](?:19|20)\d\d(?![\d./元块蚊万千wk-]))/g,
  new RegExp(
    `(?<foreign>(?<![${digits}〇十百千万\\d])[一二][${digits}〇]年${number}月|两千零?一?[一二三四五六七八九十]{1,3}年(?:${number}月)?|2o[\\do]{2}年(?:${number}月)?|20\\do年(?:${number}月)?)`,
    'g',
  ),
];

/** Largest first: what one pattern has taken the next ones do not see. */
const patterns: readonly RegExp[] = [
  ...foreignForms,
  /(?<![\d.])(?<year>(?:19|20)\d\d)(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?![\d.])[日号]?/g,
  new RegExp(`(?<![\\d.])(?<year>(?:19|20)\\d\\d)年度?的?(?:${monthDay})?`, 'g'),
  // 2019全年, 2019年度: 年 may be missing before these words.
  /(?<![\d.])(?<year>(?:19|20)\d\d)(?:年?度|一?整年|[全那同]年|(?:一|成)年|[上下]半年)(?![\d.])/g,
  new RegExp(`(?<year>[一二][${digits}〇]{3})年度?的?(?:${monthDay})?`, 'g'),
  /(?<![\d.])(?<year>20\d\d)[-/.](?<month>0?[1-9]|1[0-2])(?![\d.元块蚊万千wk]|平方|平米|[亩方米斤吨㎡]|公[斤顷里])月?/g,
  /(?<![\d.])(?<year>20\d\d)(?<month>0[1-9]|1[0-2])(?<day>[0-2]\d|3[01])(?![\d.元块万])/g,
  new RegExp(
    `(?<relativeYear>大前年|今年|本年|去年|上年|旧年|前年)(?!(?:刚好?|已经?|才|都|满|有|就|足)*(?:[\\d一二三四五六七八九十]+(?:周)?岁|\\d{1,3}(?=[,。;!?、 了啦嘞咯]|$)))度?的?(?:${monthDay})?`,
    'g',
  ),
  new RegExp(
    `(?<relativeYear>大后年|(?<![之以此今往最])后年|(?<![说证注表声])明年|来年)的?(?:${monthDay})?${deed}`,
    'g',
  ),
  new RegExp(`(?<relativeMonth>下)个?月份?${deed}`, 'g'),
  /(?<relativeMonth>这|本|今|上上|上)个?月(?:份|底|初)?(?:(?<day>\d{1,2})[日号])?/g,
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
        isForeign: groups['foreign'] !== undefined,
      });
    }
    rest = rest.replace(pattern, (found) => '\u0000'.repeat(found.length));
  }
  const inOrder = ofNamedYear(
    text,
    dates.toSorted((left, right) => left.start - right.start),
  );
  const sorted = withoutBareYear(withYears(text, inOrder), inOrder);
  // 今年(2019年): the year that is written counts.
  return sorted.filter((date, at) => {
    const next = sorted[at + 1];
    return !(date.relative && next !== undefined && !next.relative && next.start - date.end === 1);
  });
}

const thatYear = /^(?:本年度?|当年度?)/;
/** 本年度此前未领过 tells of a stretch of time, not of the day of anything. */
const isStretch =
  /^(?:度)?(?:内|里|中|期间|以来|至今|累计|总共|一共|合计)*(?:此前|以前|之前|先前|早前|前面|还|仍|尚|仲|均|都|也|又|从|并|暂|已|未|没|冇|无|不|唔|首次|第一次|头一[次回]|领|拿|攞|享受|救助|基本)/;

const isNamed = ({ relative, iso }: SaidDate): boolean => !relative && iso !== null;

/** 2019全年自付6万，本年未领过: 本年 beside a written year is that year, never the year of the question. */
function ofNamedYear(text: string, dates: readonly SaidDate[]): readonly SaidDate[] {
  return dates.flatMap((date, at) => {
    if (!date.relative || date.iso === null || !thatYear.test(date.words)) return [date];
    const isBare = date.iso.length === 4;
    if (isBare && isStretch.test(text.slice(date.end))) return [];
    const named = dates.slice(0, at).findLast(isNamed) ?? dates.slice(at + 1).find(isNamed);
    if (named?.iso === null || named?.iso === undefined) return [date];
    return isBare ? [] : [{ ...date, relative: false, iso: `${named.iso.slice(0, 4)}${date.iso.slice(4)}` }];
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
      const year = date.iso === null && found !== null ? bareYearOf(text, dates) : null;
      result.push(
        year === null ? date : { ...date, iso: join(year, found?.groups?.['month'], found?.groups?.['day']) },
      );
      continue;
    }
    const iso = join(last.iso.slice(0, 4), found.groups?.['month'], found.groups?.['day']);
    result.push(iso >= last.iso.slice(0, iso.length) ? { ...date, iso } : date);
  }
  return result;
}

/** The year that others have taken is no date of its own. */
const withoutBareYear = (dates: readonly SaidDate[], before: readonly SaidDate[]): readonly SaidDate[] => {
  const isTaken = dates.some(({ iso }, at) => iso !== null && before[at]?.iso === null);
  const last = isTaken ? dates.filter(({ iso }) => iso?.length !== 4) : dates;
  return last.length > 0 ? last : dates;
};

/** 10月25号关停，11月5号拆完，都是2018年: a year that stands alone is the year of all. */
function bareYearOf(text: string, dates: readonly SaidDate[]): string | null {
  const alone = dates.filter(
    ({ iso, relative, start, end }) =>
      iso?.length === 4 &&
      !relative &&
      /(?:^|[,。;!?( ])(?:都|全|全部)?(?:是|系|喺|在)?$/.test(text.slice(0, start)) &&
      /^(?:的|嘅)?(?:[,。;!?) ]|$)/.test(text.slice(end)),
  );
  const years = new Set(dates.flatMap(({ iso }) => (iso === null ? [] : [iso.slice(0, 4)])));
  return alone.length > 0 && years.size === 1 ? (alone[0]?.iso ?? null) : null;
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
