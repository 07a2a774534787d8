/**
 * The figures of a text with what a checker has to compare: value, what it counts, whether it is a bound and which way,
 * whether something rises or falls by it. Dates are read point by point. The text is in its normal form (plain-text.ts).
 * @module
 */
import { findNumbers } from '../../gazette/chinese-number.ts';
import { type DatePoint, readDatePoints } from './date-points.ts';

/** '' states the value itself; ! is a bound both ways, such as 不超过…以上. */
export type Sense = '' | '>=' | '>' | '<=' | '<' | '~' | '!';
export type Direction = '' | 'up' | 'up-to' | 'down' | 'down-to';

export interface DraftFigure {
  /** money, share, day …, `count:间`, `none`, `date`. */
  readonly kind: string;
  /** Exact decimal, or a date's key. */
  readonly low: string;
  /** Differs from `low` for a range. */
  readonly high: string;
  readonly sense: Sense;
  readonly direction: Direction;
  /** The word that makes the bound; empty for none. */
  readonly bound: string;
  /** Bounded before and behind: 至少…1次以上. */
  readonly twice?: true;
  readonly date: DatePoint | null;
  /** The figure with its unit and the words that bound it. */
  readonly start: number;
  readonly end: number;
  /** The number alone. */
  readonly from: number;
}

const unitPatterns: readonly (readonly [string, RegExp])[] = [
  ['money', /^(?:元|块钱?|蚊)(?:人民币|钱)?/],
  ['workday', /^个?工作日/],
  ['day', /^(?:个?自然日|天|日(?![常用均报食]))/],
  ['week', /^(?:个?星期|周(?!岁|年|边))/],
  ['month', /^个月|^月(?=内|以内|后|的)/],
  ['year', /^(?:个?周?年)(?![级龄底初末])/],
  ['age', /^周?岁/],
  ['hour', /^个?(?:小时|钟头|钟(?!表))/],
  ['minute', /^分钟/],
  ['area', /^(?:平方米|平米|平方(?!公里)|m2)/],
  ['squarekm', /^平方公里/],
  ['volume', /^(?:立方米|立方|方(?![案面法便式向])|m3)/],
  ['mu', /^亩/],
  ['km', /^(?:公里|千米|km)/],
  ['metre', /^米/],
  ['ton', /^吨/],
  ['kg', /^(?:公斤|千克|kg)/],
  ['gram', /^克/],
  ['quarter', /^个?季度/],
  [
    'count',
    /^(?:人次|人|名|位|户|头|只|羽|间|座|处|套|家|所|项|条|份|辆|台|例|种|类|级|期|批|次|回|起|件|张|本|片|支|个|宗|样|步|方面|村|镇|站|期|度|层|路)/,
  ],
];

const before =
  /(达到或超过|达到或者超过|超过|高于|大于|多于|不低于|不少于|不小于|至少|起码|不得低于|不得少于|不超过|不得超过|不能超过|没有超过|没超过|唔超过|不高于|不多于|不大于|最多|至多|最高|封顶线?|上限|顶多|低于|不足|少于|小于|未满|不满|满(?!意)|控制在|达到?|将近|大约|约|左右)([^,。;、!?\n\d]{0,10})$/;
const senses: readonly (readonly [RegExp, Sense, number])[] = [
  [/^达到或/, '>=', 4],
  [/^(?:超过|高于|大于|多于)/, '>', 4],
  [/^(?:不低于|不少于|不小于|至少|起码|不得低于|不得少于)/, '>=', 8],
  [/^(?:不超过|不得超过|不能超过|没有超过|没超过|唔超过|不高于|不多于|不大于)/, '<=', 8],
  [/^(?:最多|至多|最高|封顶|上限|顶多|控制在)/, '<=', 10],
  [/^(?:低于|不足|少于|小于|未满|不满)/, '<', 3],
  [/^满/, '>=', 0],
  [/^达/, '>=', 2],
  [/^(?:将近|大约|约|左右)/, '~', 1],
];
const after =
  /^(?:\/[日天月年人次户亩]|每[日天月年])?(?:[(（]含[)）])?(?:及|或|和)?(以上|以下|以内|之内|内(?![部容地外科])|左右|上下|封顶|为限|为上限|以后|以前|之后|后|之前|前)/;
export const thresholdWord = '线';
const rising = /(提高|增加|增长|上升|提升|增|升|多)(到|至)?(?:了|约|为)?[^,。;、\d]{0,2}$/;
const falling =
  /(下降|降低|减少|压减|缩减|削减|下调|降|(?<!扣)减(?![去除掉])|少)(到|至)?(?:了|约|为)?[^,。;、\d]{0,2}$/;
const joint = /^(?:以上)?(?:至|到|~|～|-|–|—|－|——|、)?$/;

/** All figures in order, dates among them. @param text In normal form, without white space. */
export function readDraftFigures(text: string): DraftFigure[] {
  const points = readDatePoints(text);
  let rest = text;
  const figures: DraftFigure[] = [];
  for (const point of points) {
    rest = rest.slice(0, point.start) + '\u0001'.repeat(point.end - point.start) + rest.slice(point.end);
    figures.push({
      kind: 'date',
      low: point.key,
      high: point.key,
      sense: '',
      direction: '',
      bound: '',
      date: point,
      start: point.start,
      end: point.end,
      from: point.start,
    });
  }
  for (const number of findNumbers(rest)) {
    const figure = complete(text, rest, number);
    if (figure !== null) figures.push(figure);
  }
  for (const whole of rest.matchAll(/全额/g))
    figures.push(plainFigure('share', '1', whole.index, whole.index + 2));
  for (const half of rest.matchAll(/(?<![上下])半年/g))
    figures.push(plainFigure('month', '6', half.index, half.index + 2));
  figures.sort((left, right) => left.from - right.from);
  return joinRanges(text, figures);
}

function plainFigure(kind: string, value: string, start: number, end: number): DraftFigure {
  return {
    kind,
    low: value,
    high: value,
    sense: '',
    direction: '',
    bound: '',
    date: null,
    start,
    end,
    from: start,
  };
}

function complete(
  text: string,
  rest: string,
  number: { value: string; kind: string; start: number; end: number; written: string },
): DraftFigure | null {
  if (rest[number.start - 1] === '第' && !/\d/.test(number.written)) return null;
  let end = number.end;
  let kind =
    number.kind === 'ratio'
      ? number.written.endsWith('个百分点')
        ? 'percentpoint'
        : 'share'
      : number.kind === 'times'
        ? 'times'
        : 'none';
  let value = number.value;
  if (kind === 'none') {
    const following = rest.slice(end, end + 6);
    // 分三块, 这两块: parts, not money.
    const isPart = /[分这那几]$/.test(rest.slice(0, number.start)) && /^块(?!钱)/.test(following);
    if (isPart) return null;
    for (const [name, pattern] of unitPatterns) {
      const sign = pattern.exec(following);
      if (sign === null) continue;
      kind = name === 'count' ? `count:${sign[0]}` : name;
      end += sign[0].length;
      break;
    }
    if (
      kind === 'none' &&
      /[万千百]$/.test(number.written) &&
      /^(?:[^\p{Script=Han}/]|$|[以对吗吧是系嘅的])/u.test(following)
    )
      kind = 'money';
    if (kind === 'year' && Number(value) < 100) [kind, value] = ['month', String(Number(value) * 12)];
    if (kind === 'week') [kind, value] = ['day', String(Number(value) * 7)];
  }
  if (kind === 'none' && /^[a-z]/.test(rest.slice(end))) kind = 'mark';
  // 一年封顶五万元: a word for 每年, not a length of time.
  const counted = /(?:[等共计]|超过|多于|不止|不足|至少|最多|至多)$/.test(rest.slice(0, number.start));
  if (number.written === '一' && !counted && (kind === 'month' || kind === 'day' || kind.startsWith('count')))
    return null;
  let sense: Sense = '';
  let start = number.start;
  const lead = rest.slice(Math.max(0, number.start - 20), number.start);
  const bound = before.exec(lead);
  if (bound?.[1] !== undefined) {
    const gap = bound[2]?.length ?? 0;
    const found = senses.find(([pattern]) => pattern.test(bound[1] ?? ''));
    if (found !== undefined && gap <= found[2]) {
      sense = found[1];
      if (gap === 0) start -= bound[1].length;
    }
  }
  // 这条线是10000元: the bound itself, whichever way it holds.
  const threshold = sense === '' && /(?:线|门槛|起点)(?:就?是|为)?$/.test(lead);
  const tail = after.exec(rest.slice(end, end + 8));
  const word = tail?.[1] ?? '';
  const twice = sense !== '' && /^以[上下内]$/.test(word);
  sense = boundBy(word, sense, bound?.[1] ?? '');
  if (tail !== null && !/[前后]$/.test(word)) end += tail[0].length;
  return {
    kind,
    low: value,
    high: value,
    sense,
    bound: threshold ? thresholdWord : sense === '' ? '' : (bound?.[1] ?? word),
    ...(twice ? { twice } : {}),
    direction: directionOf(rest.slice(Math.max(0, start - 8), start)),
    date: null,
    start,
    end: Math.min(end, text.length),
    from: number.start,
  };
}

/** The word behind a figure beside the word before it. */
function boundBy(word: string, sense: Sense, lead: string): Sense {
  const isReached = lead.startsWith('达') || lead.startsWith('满');
  if (word === '左右' || word === '上下') return '~';
  if (word === '以上')
    return sense === '' || sense.startsWith('>') || sense === '~' ? (sense === '>' ? '>' : '>=') : '!';
  if (/^(?:以下|以内|之内|内|封顶|为限|为上限)$/.test(word))
    return sense === '<' ? '<' : sense.startsWith('>') && !isReached ? '!' : '<=';
  return /^(?:以后|以前)$/.test(word) && sense !== '' ? '!' : sense;
}

function directionOf(lead: string): Direction {
  const down = falling.exec(lead);
  if (down !== null) return down[2] === undefined ? 'down' : 'down-to';
  const up = rising.exec(lead);
  if (up === null || up[1] === '多') return '';
  return up[2] === undefined ? 'up' : 'up-to';
}

/** 两百元以上两千元以下, 0-2级, 30~70岁: one figure with two ends. */
function joinRanges(text: string, figures: readonly DraftFigure[]): DraftFigure[] {
  const joined: DraftFigure[] = [];
  for (const figure of figures) {
    const last = joined.at(-1);
    if (last !== undefined && isRange(text, last, figure)) {
      const scaled = last.kind === 'none' ? scale(last.low, text.slice(figure.from, figure.end)) : last.low;
      joined[joined.length - 1] = { ...figure, low: scaled, start: last.start, from: last.from, sense: '' };
    } else joined.push(figure);
  }
  return joined;
}

function isRange(text: string, one: DraftFigure, other: DraftFigure): boolean {
  if (one.kind === 'date' || other.kind === 'date' || one.low !== one.high) return false;
  // 9-超过12日 is no range.
  if (other.sense !== '' && other.sense !== '<=') return false;
  if (one.kind !== other.kind && one.kind !== 'none') return false;
  const between = text.slice(one.end, other.start);
  if (!joint.test(between)) return false;
  if (between !== '' && between !== '以上' && between !== '、')
    return Number(one.low) < Number(other.low) || one.kind === 'none';
  return one.sense === '>=' && other.sense === '<=';
}

/** 5~10万元: the first number is of ten thousands too. */
function scale(value: string, written: string): string {
  const sign = /^[\d.]+([万亿])/.exec(written)?.[1];
  if (sign === undefined || !/^\d+$/.test(value)) return value;
  return value + '0'.repeat(sign === '万' ? 4 : 8);
}
