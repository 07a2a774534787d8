/**
 * Amounts as people type them: 18600.50元, 12,000, 3万, 1.2万, 3万5, 三万五, 万二, 两百, 3.5w, full-width digits.
 * Exact: a whole number of millionths, never a binary fraction.
 * @module
 */

export type ReadAmount =
  | { readonly millionths: number }
  /** unreadable: no number (几千块) · not-finite: NaN, infinity · too-large: 10亿 or more · too-precise: more than six decimals. */
  | { readonly problem: 'unreadable' | 'not-finite' | 'too-large' | 'too-precise' };

const million = 1_000_000;
const largest = 1_000_000_000;

const digitOf: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  一: '1',
  壹: '1',
  二: '2',
  贰: '2',
  两: '2',
  兩: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  半: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
};

/** Largest first: an amount is split at its largest unit. */
const units: readonly (readonly [signs: RegExp, power: number])[] = [
  [/[亿億]/, 100_000_000],
  [/[万萬w]/, 10_000],
  [/[千仟k]/, 1000],
  [/[百佰]/, 100],
  [/[十拾]/, 10],
];

/** Reads a JSON number or text. Negative amounts are read as such: the caller refuses them. */
export function readAmount(raw: number | string): ReadAmount {
  if (typeof raw === 'number' && !Number.isFinite(raw)) return { problem: 'not-finite' };
  if (typeof raw === 'number' && Math.abs(raw) >= largest) return { problem: 'too-large' };
  if (typeof raw === 'number') {
    // The usual case, a number with at most two decimals: its fen are exact.
    const fen = Math.round(raw * 100);
    if (fen / 100 === raw) return { millionths: fen * 10_000 };
  }
  const text = String(raw)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/^(?:人民币|rmb|[¥￥])/, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  if (/\.\d{7,}|^-?\d(?:\.\d+)?e-\d+$/.test(text)) return { problem: 'too-precise' };
  const negative = /^[-−负]/.test(text);
  const body = (negative ? text.slice(1) : text).replace(/^[¥￥]/, '');
  const cash = /^(.*?)(?:元|块钱|块|圆|rmb)?(?:整|正|人民币)?$/.exec(body)?.[1] ?? '';
  const value = readCash(body) ?? readPlain(cash);
  if (value === undefined) return { problem: 'unreadable' };
  if (value >= largest * million) return { problem: 'too-large' };
  return { millionths: negative && value !== 0 ? -value : value };
}

/** 三元五角, 12块5, 3元2角5分, 三块半. */
function readCash(text: string): number | undefined {
  const found =
    /^(.+?)[元块圆](?:钱)?(?:([^角毛分]+)[角毛])?(?:([^角毛分]+)分|([\d一二三四五六七八九半]))?$/.exec(text);
  if (found === null || (found[2] ?? found[3] ?? found[4]) === undefined) return undefined;
  if (
    found[2] === undefined &&
    found[4] === undefined &&
    found[3] !== undefined &&
    !/^[零〇0]?.$/.test(found[3])
  ) {
    return undefined;
  }
  const whole = readPlain(found[1] ?? '');
  const tenths = readDigit(found[2] ?? (found[2] === undefined ? (found[4] ?? '0') : '0'));
  const hundredths = readDigit((found[3] ?? '0').replace(/^[零〇0](?=.)/, ''));
  if (whole === undefined || tenths === undefined || hundredths === undefined) return undefined;
  return whole + tenths * 100_000 + hundredths * 10_000;
}

function readDigit(text: string): number | undefined {
  const digit = digitOf[text] ?? text;
  return /^\d$/.test(digit) ? Number(digit) : undefined;
}

/** Millionths of an amount without a sign and a currency. */
function readPlain(text: string, colloquial = true): number | undefined {
  if (text === '') return undefined;
  for (const [signs, power] of units) {
    const at = text.search(signs);
    if (at >= 0) return readAtUnit(text.slice(0, at), power, text.slice(at + 1), colloquial);
  }
  const digits = text.replace(/[^\d.]/g, (sign) => digitOf[sign] ?? sign);
  const found = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(digits);
  if (found === null || /半/.test(text)) return undefined;
  // Two Chinese digits side by side without a unit (三五) are no number; 〇 and Arabic digits are.
  if (/[一二三四五六七八九两]{2}/.test(text)) return undefined;
  const whole = Number(found[1]);
  return whole >= largest ? largest * million : whole * million + Number((found[2] ?? '').padEnd(6, '0'));
}

function readAtUnit(head: string, power: number, tail: string, colloquial: boolean): number | undefined {
  // 万二 is twelve thousand; 十五 is fifteen.
  const count = head === '' ? million : readPlain(head, false);
  if (count === undefined) return undefined;
  if (count >= (largest / power) * million) return largest * million;
  return joinTail(count * power, power, tail, colloquial);
}

function joinTail(value: number, power: number, tail: string, colloquial: boolean): number | undefined {
  if (tail === '') return value;
  const digit = readDigit(tail);
  // 三万五 is thirty-five thousand; 三百零五 and 3万05 keep their zero; 十五 is fifteen.
  if (digit !== undefined && digit !== 0 && (colloquial || power === 10))
    return value + (power === 10 ? digit * million : digit * (power / 10) * million);
  if (digit !== undefined && digit !== 0 && !colloquial) return undefined;
  const rest = readPlain(tail.replace(/^[零〇0]+(?=.)/, ''));
  return rest === undefined || rest >= power * million ? undefined : value + rest;
}
