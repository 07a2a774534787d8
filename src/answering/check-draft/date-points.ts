/** Dates of a text, point by point: 2018年3月23日, 4月30日, 2018年底, 8月底. A year said once holds for the points after it. @module */
import { parseChineseInteger } from '../../gazette/chinese-number.ts';

export interface DatePoint {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  /** 底, 初, 上半年 …; empty for none. */
  readonly part: string;
  /** Whether the year stands with the point itself. */
  readonly ownYear: boolean;
  /** until: 到…, …前, 截至; since: 自…, …起; base: 比…, what is compared with. */
  readonly side: '' | 'until' | 'since' | 'base';
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const digit = '[〇○零一二三四五六七八九]';
const small = '(?:\\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])';
const point = new RegExp(
  `(?<![\\d.])(?:(?<year>(?:19|20)\\d{2}|[一二][九〇○零]${digit}{2})(?:年度?|(?=[~～至到—–-]{1,2}(?:19|20)\\d{2}年)|(?<dot>[./-])(?=\\d{1,2}\\k<dot>\\d{1,2}(?!\\d))))(?:(?<dotMonth>(?<=[./-])\\d{1,2})[./-](?<dotDay>\\d{1,2})|(?<month>${small})月份?(?:(?<day>${small})[日号](?!线|楼|文|令|院)|(?<monthPart>底|末|初|中旬|上旬|下旬))?|(?<part>上半年|下半年|第?[一二三四1-4]季度|年?底|年?末|年?初))?` +
    `|(?<![\\d.个])(?<month2>${small})月份?(?:(?<day2>${small})[日号](?!线|楼|文|令|院)|(?<part2>底|末|初|中旬|上旬|下旬)|(?![内后]))`,
  'g',
);
const rangeDay = new RegExp(`^(?:至|到|~|～|-|—|–)(?<day>${small})[日号](?!线|楼|文|令|院)`);

export function readDatePoints(text: string): DatePoint[] {
  const found: DatePoint[] = [];
  let lastYear: number | null = null;
  for (const match of text.matchAll(point)) {
    const groups = match.groups ?? {};
    const ownYear = numberOf(groups.year);
    const month = numberOf(groups.month ?? groups.dotMonth ?? groups.month2);
    const day = numberOf(groups.day ?? groups.dotDay ?? groups.day2);
    const part = (groups.monthPart ?? groups.part ?? groups.part2 ?? '')
      .replace(/^年|^第/, '')
      .replace('末', '底');
    lastYear = ownYear ?? lastYear;
    const end = match.index + match[0].length;
    found.push(make(text, match.index, end, { year: lastYear, month, day, part }, ownYear !== null));
    const more = day === null ? null : rangeDay.exec(text.slice(end));
    if (more !== null) {
      const second = { year: lastYear, month, day: numberOf(more.groups?.day), part: '' };
      found.push(make(text, end + 1, end + more[0].length, second, false));
    }
  }
  return found;
}

function make(
  text: string,
  start: number,
  end: number,
  { year, month, day, part }: { year: number | null; month: number | null; day: number | null; part: string },
  ownYear: boolean,
): DatePoint {
  const lead = text.slice(Math.max(0, start - 10), start);
  const follow = text.slice(end, end + 3);
  const until =
    /(?:(?:到|至|截至|截止|止于)|(?:结束|截止|到期|届满|终止)(?:时间|日期|日)?(?:是|为|于|在)?:?)$/.test(
      lead,
    ) || /^(?:之前|以前|前(?!期|往|述)|止|为止|截止|到期|届满|结束)/.test(follow);
  const since =
    /(?:(?:自|从|由)|(?:开始|起始|施行|实施|生效|印发|发布|公布)(?:时间|日期|日)?(?:是|为|于|在)?:?)$/.test(
      lead,
    ) ||
    /^(?:起|开始|以后|以来|之后|后|施行|实施|生效|执行|印发|(?:至|到|~|-)(?=[\d一二三四五六七八九十]))/.test(
      follow,
    );
  const base = /[比较]$/.test(lead);
  const side = base ? 'base' : until ? 'until' : since ? 'since' : '';
  const key = `${year ?? ''}-${month ?? ''}-${day ?? ''}${part}`;
  return { year, month, day, part, ownYear, side, key, start, end };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : parseChineseInteger(text.replace(/○/g, '〇'));
}

/**
 * Whether the draft's point is one that the evidence states: the same day, month or year, no finer and no coarser.
 * @param impliedYear Year of what the evidence stands in, for a point that it writes without one.
 */
export function sameDate(said: DatePoint, known: DatePoint, impliedYear: number | null): boolean {
  if (said.month !== known.month || said.day !== known.day || said.part !== known.part) return false;
  if ((said.side === 'base') !== (known.side === 'base')) return false;
  if (said.side !== '' && known.side !== '' && said.side !== known.side) return false;
  if (!said.ownYear && said.month !== null)
    return said.year === null || known.year === null || said.year === known.year;
  return said.year === (known.year ?? impliedYear);
}
