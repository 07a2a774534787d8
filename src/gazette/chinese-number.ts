/**
 * Numbers as gazettes and residents write them: 十二万, 两百, 一万二, 50,000, 八成, 百分之八十, 1.5倍.
 * Values are exact decimal strings ("15000", "0.8"), never floating point: they become money.
 * @module
 */

export interface FoundNumber {
  /** Exact value; a ratio is a fraction of one (八成 → "0.8"), 倍 stays as said (1.5倍 → "1.5"). */
  readonly value: string;
  readonly kind: 'amount' | 'ratio' | 'times';
  /** UTF-16 start (inclusive) and end (exclusive) in the text searched. */
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

/** mantissa × 10^-scale */
interface Decimal {
  readonly mantissa: bigint;
  readonly scale: number;
}

const digitValues: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  兩: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};

/** Largest first: a numeral is split at its largest unit. */
const units: readonly (readonly [signs: string, power: number])[] = [
  ['亿億', 8],
  ['万萬', 4],
  ['千仟', 3],
  ['百佰', 2],
  ['十拾', 1],
];

const chineseDigits = Object.keys(digitValues).join('');
const unitSigns = units.map(([signs]) => signs).join('');
const zeroSigns = '零〇○';

/** Full-width digits, point and percent sign → ASCII; the length never changes, so offsets stay true. */
export function foldDigits(text: string): string {
  return text.replace(/[０-９．％]/g, (sign) =>
    sign === '．' ? '.' : sign === '％' ? '%' : String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0),
  );
}

/**
 * Exact value of a whole numeral: "十二万" → "120000", "一万二" → "12000", "1.5万" → "15000", "二〇一八" → "2018".
 * @returns null when the text is not one numeral.
 */
export function parseChineseNumber(text: string): string | null {
  const bare = foldDigits(text).replace(/[\s,，]/g, '');
  const value = bare === '' ? null : parseNumeral(bare);
  return value === null ? null : print(value);
}

/** As {@link parseChineseNumber}, for whole numbers below 2^53; null for anything else. */
export function parseChineseInteger(text: string): number | null {
  const value = parseChineseNumber(text);
  if (value === null || !/^\d{1,15}$/.test(value)) return null;
  return Number(value);
}

/**
 * Exact fraction of a ratio: "八成" → "0.8", "七成半" → "0.75", "百分之八十" → "0.8", "80%" → "0.8", "一半" → "0.5".
 * @returns null when the text is not one ratio.
 */
export function parseChineseRatio(text: string): string | null {
  const bare = foldDigits(text).replace(/[\s,，]/g, '');
  if (bare === '一半' || bare === '半数') return '0.5';
  let found = /^百分之(.+)$/.exec(bare) ?? /^(.+)(?:%|个百分点)$/.exec(bare);
  if (found?.[1] !== undefined) return shifted(found[1], 2);
  found = /^千分之(.+)$/.exec(bare) ?? /^(.+)‰$/.exec(bare);
  if (found?.[1] !== undefined) return shifted(found[1], 3);
  found = /^(.+)成(半|[一二三四五六七八九])?$/.exec(bare);
  if (found?.[1] === undefined) return null;
  const whole = parseNumeral(found[1]);
  if (whole === null) return null;
  const rest = found[2] === undefined ? 0 : found[2] === '半' ? 5 : (digitValues[found[2]] ?? 0);
  return print(
    add({ mantissa: whole.mantissa, scale: whole.scale + 1 }, { mantissa: BigInt(rest), scale: 2 }),
  );
}

/** Writes a whole number from 0 to 9999 9999 in Chinese: 30 → 三十, 10000 → 一万, 105 → 一百零五. */
export function formatChineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 99_999_999) {
    throw new RangeError(`formatChineseNumber takes whole numbers from 0 to 99999999, not ${value}`);
  }
  if (value === 0) return '零';
  const high = Math.floor(value / 10_000);
  const low = value % 10_000;
  const lowText = low === 0 ? '' : `${high > 0 && low < 1000 ? '零' : ''}${formatSection(low)}`;
  const text = high === 0 ? lowText : `${formatSection(high)}万${lowText}`;
  return text.replace(/^一十/, '十');
}

const numeral = `(?:\\d[\\d,，]*(?:\\.\\d+)?[${unitSigns}]*\\d?|[${chineseDigits}${unitSigns}]+(?:点[${chineseDigits}]+)?[${unitSigns}]*半?)`;
const ratioPattern = `百分之${numeral}|千分之${numeral}|${numeral}\\s?(?:%|‰|个百分点)|${numeral}成(?:半|[一二三四五六七八九](?![个元人]))?|一半`;
const timesPattern = `${numeral}\\s?倍半?`;
const search = new RegExp(`(?<ratio>${ratioPattern})|(?<times>${timesPattern})|(?<amount>${numeral})`, 'g');
/** What must follow a lone Chinese numeral for it to be a number and not a part of a word (一定, 统一, 万一). */
const measure =
  /^\s?(?:元|块|个|人|名|位|年|月|日|号|天|岁|周|次|例|套|间|亩|户|条|份|所|家|只|头|斤|公斤|千克|克|吨|米|公里|平方|立方|小时|分钟|工作日|季度|级|类|分|角|镇|蚊)/;

/** Every number of a text, in order; a Chinese numeral counts when it has a unit (十, 万) or a measure (个, 元) follows it. */
export function findNumbers(text: string): FoundNumber[] {
  const folded = foldDigits(text);
  const found: FoundNumber[] = [];
  for (const match of folded.matchAll(search)) {
    const start = match.index;
    let written = match[0];
    const groups = match.groups ?? {};
    let kind: FoundNumber['kind'] = 'amount';
    let value: string | null;
    if (groups.ratio !== undefined) {
      kind = 'ratio';
      value = parseChineseRatio(written);
    } else if (groups.times !== undefined) {
      kind = 'times';
      value = parseTimes(written);
    } else {
      written = written.replace(/[,，]+$/, '');
      value = parseChineseNumber(written);
      if (!/\d/.test(written) && !isNumeralInContext(written, folded.slice(start + written.length)))
        value = null;
    }
    if (value === null) continue;
    const end = start + written.length;
    found.push({ value, kind, start, end, written: text.slice(start, end) });
  }
  return found;
}

function isNumeralInContext(written: string, after: string): boolean {
  if (written === '十' && /^分(?!钟|之)/.test(after)) return false;
  if (written === '万一' || written === '千万' || /^[百千万亿]+$/.test(written)) return false;
  return measure.test(after) || (written.length > 1 && new RegExp(`[${unitSigns}点]`).test(written));
}

function parseTimes(written: string): string | null {
  const half = written.endsWith('半');
  const value = parseNumeral(written.replace(/\s?倍半?$/, '').replace(/[,，]/g, ''));
  if (value === null) return null;
  return print(half ? add(value, { mantissa: 5n, scale: 1 }) : value);
}

function shifted(numeralText: string, places: number): string | null {
  const value = parseNumeral(numeralText);
  return value === null ? null : print({ mantissa: value.mantissa, scale: value.scale + places });
}

function parseNumeral(text: string): Decimal | null {
  if (text === '半') return { mantissa: 5n, scale: 1 };
  for (const [signs, power] of units) {
    const at = lastIndexOfAny(text, signs);
    if (at < 0) continue;
    const head = text.slice(0, at);
    const tail = text.slice(at + 1);
    if (lastIndexOfAny(head, signs) >= 0) return null;
    // 十二 has no head; 万二 or 百五 alone is not a numeral
    const factor =
      head === '' ? (power === 1 ? { mantissa: 1n, scale: 0 } : null) : parseNumeral(stripZero(head));
    if (factor === null) return null;
    const whole = multiply(factor, power);
    if (tail === '') return whole;
    if (tail === '半') return add(whole, multiply({ mantissa: 5n, scale: 0 }, power - 1));
    const rest = parseNumeral(stripZero(tail));
    if (rest === null) return null;
    // 一万二 is 12000, 一百五 is 150, 3万5 is 35000; 一万零二 is 10002
    const short =
      power >= 2 && (digitValues[tail] !== undefined ? !zeroSigns.includes(tail) : /^\d$/.test(tail));
    const added = short ? multiply(rest, power - 1) : rest;
    return isBelowPower(added, power) ? add(whole, added) : null;
  }
  return parsePlain(text);
}

/** Digits without a unit: 1234.5, 二〇一八, 一点五. */
function parsePlain(text: string): Decimal | null {
  let digits = '';
  let scale = -1;
  for (const sign of text) {
    const value = digitValues[sign];
    if (sign === '.' || sign === '点') {
      if (scale >= 0 || digits === '') return null;
      scale = 0;
      continue;
    }
    if (value === undefined && !/^\d$/.test(sign)) return null;
    digits += value === undefined ? sign : String(value);
    if (scale >= 0) scale += 1;
  }
  if (digits === '' || scale === 0) return null;
  return { mantissa: BigInt(digits), scale: Math.max(0, scale) };
}

function stripZero(text: string): string {
  const bare = text.replace(new RegExp(`^[${zeroSigns}]+(?=.)`), '');
  return bare;
}

function lastIndexOfAny(text: string, signs: string): number {
  return Math.max(...Array.from(signs, (sign) => text.lastIndexOf(sign)));
}

function multiply(value: Decimal, power: number): Decimal {
  return { mantissa: value.mantissa * 10n ** BigInt(power), scale: value.scale };
}

function add(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  const raised = (value: Decimal): bigint => value.mantissa * 10n ** BigInt(scale - value.scale);
  return { mantissa: raised(left) + raised(right), scale };
}

function isBelowPower(value: Decimal, power: number): boolean {
  return value.mantissa < 10n ** BigInt(power + value.scale);
}

function print(value: Decimal): string {
  const digits = value.mantissa.toString().padStart(value.scale + 1, '0');
  if (value.scale === 0) return digits;
  const whole = digits.slice(0, -value.scale);
  const fraction = digits.slice(-value.scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function formatSection(value: number): string {
  const signs = '零一二三四五六七八九';
  let text = '';
  let gap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${signs[digit] ?? ''}${name}`;
    gap = false;
  }
  return text;
}
