/** Figures in a text with what they count, and how they may be written. @module */

export interface Figure {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** With 万 and 亿 multiplied out: 5万元 → 50000. */
  readonly value: number;
  /** 元, %, 个工作日 …; empty for none. */
  readonly unit: string;
  /** 万, 亿 …; empty for none. */
  readonly scale: string;
}

const scales: Readonly<Record<string, number>> = { '': 1, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };
const units =
  '%|％|元/平方米|元|立方米|个工作日|工作日|个月|周岁|平方米|KG|公斤|倍|间|家|套|名|人次|人|次|份|所|项|日|天|年|岁|例|处|小时|克|个行政村|个镇|个单位|个|米';
const arabic = new RegExp(`(\\d+(?:,\\d{3})*(?:\\.\\d+)?)(百|千|万|亿)?(${units})?`, 'g');
const chinese = new RegExp(`([一两二三四五六七八九十百千万]+)(元|倍|个工作日|个月|名|次)`, 'g');

/** What looks like a figure and is none: dates, 文号, numbers of clauses, laws, lists and standards. */
const others = [
  /\d{4}\s*[年~～—-]+\s*(?:\d{4}年?)?(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?/g,
  /\d{1,2}月(?:\d{1,2}日)?(?:[~～至]\d{1,2}月)?(?:\d{1,2}日)?/g,
  /〔\d{4}〕\d+号|第\d+号?|序号\s*\d+|第[一二三四五六七八九十百]+[条款项章届次]/g,
  /[（(][一二三四五六七八九十\d]+[）)]|^\d+[.、]|附件\d*|[A-Z]+[/\w]*\d[\w./—-]*/g,
  /\d{3,4}-\d{7,8}|1\d{10}|\S+@\S+|“[^”]{0,12}\d[^”]*”|\d+[-~～]\d+级|\dA/g,
];

export function figuresIn(text: string): Figure[] {
  const open = others.reduce(
    (rest, pattern) => rest.replace(pattern, (found) => '〇'.repeat(found.length)),
    text,
  );
  const found: Figure[] = [];
  for (const match of open.matchAll(arabic)) {
    const [written, digits = '', scale = '', unit = ''] = match;
    if (unit === '' && scale === '' && !digits.includes('.') && !/\s$/.test(open.slice(0, match.index)))
      continue;
    const value = Number(digits.replaceAll(',', '')) * (scales[scale] ?? 1);
    found.push({
      start: match.index,
      end: match.index + written.length,
      written,
      value,
      unit: plainUnit(unit),
      scale,
    });
  }
  for (const match of open.matchAll(chinese)) {
    const value = readChinese(match[1] ?? '');
    if (value === null) continue;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      written: match[0],
      value,
      unit: match[2] ?? '',
      scale: '',
    });
  }
  return found.sort((one, other) => one.start - other.start);
}

const plainUnit = (unit: string): string => (unit === '％' ? '%' : unit);

const digitSigns = '零一二三四五六七八九';

function readChinese(signs: string): number | null {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const sign of signs.replaceAll('两', '二')) {
    const at = digitSigns.indexOf(sign);
    if (at > 0) digit = at;
    else if (sign === '万') {
      total = (section + digit) * 10_000;
      section = 0;
      digit = 0;
    } else {
      section += (digit || 1) * (sign === '十' ? 10 : sign === '百' ? 100 : 1000);
      digit = 0;
    }
  }
  const value = total + section + digit;
  return value > 0 ? value : null;
}

/** 15 → 十五; whole numbers below 100,000,000. */
export function inChinese(value: number): string {
  if (value >= 10_000) {
    const rest = value % 10_000;
    return `${inChinese(Math.floor(value / 10_000))}万${rest === 0 ? '' : (rest < 1000 ? '零' : '') + inChinese(rest)}`;
  }
  let text = '';
  let zero = false;
  for (const [power, sign] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / power) % 10;
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${digitSigns[digit] ?? ''}${sign}`;
      zero = false;
    }
  }
  return text === '' ? '零' : text.replace(/^一十/, '十');
}

/** The figure with another value, written as it was. */
export function rewrite({ scale, written, unit }: Figure, value: number): string {
  const bare = value / (scales[scale] ?? 1);
  const decimals = /\.(\d+)/.exec(written)?.[1]?.length ?? 0;
  if (!/\d/.test(written)) return `${inChinese(Math.round(value))}${unit}`;
  const digits =
    Number.isInteger(bare) && decimals === 0
      ? String(bare)
      : String(Number(bare.toFixed(Math.max(decimals, 2))));
  const end = /[^\d.,]*$/.exec(written)?.[0] ?? '';
  return `${digits}${end}`;
}

export const withFigure = (text: string, { start, end }: Figure, written: string): string =>
  text.slice(0, start) + written + text.slice(end);
