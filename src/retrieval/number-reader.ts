/**
 * Amounts brought to one form for matching: 百分之八十 = 八成 = 80%, 5万元 = 五万元 = 50,000元, 一万二 = 12000.
 * The values come from the gazette reader; here is only a way to find them that is quick enough for 18 million characters.
 * @module
 */
import { parseChineseNumber, parseChineseRatio } from '../gazette/chinese-number.ts';

/** A number found in normalised text. */
export interface NumberTerm {
  /** Plain decimal digits, with `%` for shares. */
  readonly canonical: string;
  /** Index after its last character. */
  readonly end: number;
}

const numeral =
  '(?:\\d[\\d,]*(?:\\.\\d+)?[十百千万亿]*|[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?)';
/** 八成 is a share, but 成员, 成立, 成本 … begin another word. */
const tenths = `${numeral}成半?(?![员立为本果功长年人绩品熟分交效都套型])`;
const shareOrAmount = new RegExp(`([百千]分之${numeral}|${numeral}[%‰]|${tenths})|${numeral}`, 'y');
/** What must follow a single Chinese numeral for it to be an amount: 一般, 三无, 十分 are none. */
const measure =
  /[元块圆角岁日天年月周次倍名户间期级条项章号亩吨斤米度个]|人[^民员]|工作日|小时|平方|公里|公斤/y;
const pairOfDigits = /^[一二两三四五六七八九]{2}$/;

/** The number that begins at `at`; null when none does or when it is part of a word. */
export function readNumberAt(normalised: string, at: number): NumberTerm | null {
  shareOrAmount.lastIndex = at;
  const match = shareOrAmount.exec(normalised);
  if (match === null) return null;
  if (match[1] !== undefined) {
    const share = parseChineseRatio(match[1]);
    if (share !== null)
      return { canonical: `${Math.round(Number(share) * 1e6) / 1e4}%`, end: at + match[1].length };
  }
  // A comma that ends the run belongs to the sentence.
  const written = match[0].replace(/,+$/, '');
  const end = at + written.length;
  // A lone 一 counts nothing worth finding: 哪一条, 一个人, 一年.
  if (written === '一') return null;
  if (written.length === 1 && written.charCodeAt(0) > 0x39) {
    measure.lastIndex = end;
    if (!measure.test(normalised)) return null;
  }
  // 三四个 is no 34.
  if (pairOfDigits.test(written)) return null;
  const canonical = canonicalOf(written);
  return canonical === null ? null : { canonical, end };
}

/** The few thousand numerals that a corpus repeats; emptied when it is full, so that it stays small. */
const known = new Map<string, string | null>();
const mostKnown = 5000;

function canonicalOf(written: string): string | null {
  const before = known.get(written);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const canonical = parseChineseNumber(written);
  known.set(written, canonical);
  return canonical;
}
