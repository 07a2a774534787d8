/** Recognises the marks that order a Chinese official text: 第三条, 一、（一）1.（1）①, 专栏3, 附件2. @module */

export type MarkerLevel =
  | 'part'
  | 'chapter'
  | 'section'
  | 'article'
  | 'one'
  | 'two'
  | 'three'
  | 'four'
  | 'five'
  | 'box';

export interface Marker {
  readonly level: MarkerLevel;
  /** Units of the line taken by the mark itself. */
  readonly length: number;
  /** As it appears in a locator: 第三条, 一, （二）, 1, （5）, ①, 专栏7. */
  readonly label: string;
  /** Its place in the sequence, 1-based; 0 where it has none. */
  readonly ordinal: number;
}

const numerals = '一二三四五六七八九十百千零〇两';
const patterns: readonly {
  level: MarkerLevel;
  pattern: RegExp;
  label: (ordinal: string, written: string) => string;
}[] = [
  {
    level: 'part',
    pattern: new RegExp(`^第([${numerals}\\d]{1,5})[编部](?:分)?(?=[\\s　]|$)`),
    label: (_, written) => written.trim(),
  },
  { level: 'chapter', pattern: new RegExp(`^第([${numerals}\\d]{1,5})章`), label: (n) => `第${n}章` },
  { level: 'section', pattern: new RegExp(`^第([${numerals}\\d]{1,5})节`), label: (n) => `第${n}节` },
  {
    level: 'article',
    // 第五条规定的…, 第五条、第六条 and 第三条第二款 are cross-references, not headings.
    pattern: new RegExp(
      `^第\\s*([${numerals}\\d]{1,6})\\s*条((?:之[${numerals}]{1,3})?)(?![、，,和或至及与]|第[${numerals}]|的规定|规定的|规定，|所|中的|以及|之规定)`,
    ),
    label: (n) => `第${n}条`,
  },
  { level: 'one', pattern: new RegExp(`^([${numerals}]{1,4})\\s*(?:、|[．.](?!\\d))`), label: (n) => n },
  {
    level: 'two',
    pattern: new RegExp(`^[（(]\\s*([${numerals}]{1,4})\\s*[）)]\\s*、?`),
    label: (n) => `（${n}）`,
  },
  {
    level: 'three', // 2.5万元 is a figure, 2.2021年… and 2、80周岁… are items.
    pattern: /^(\d{1,3})\s*(?:[．.](?!\d)|[．.](?=(?:19|20)\d{2}年|\d{2,3}周?岁)|、(?!\d+[、，,和])|[）)])/,
    label: (n) => n,
  },
  { level: 'four', pattern: /^[（(]\s*(\d{1,3})\s*[）)]\s*、?/, label: (n) => `（${n}）` },
  { level: 'five', pattern: /^([①-⑳])/, label: (n) => n },
  { level: 'box', pattern: /^专栏\s*(\d{1,3}|[一二三四五六七八九十]{1,3})/, label: (n) => `专栏${n}` },
];

/** The mark at the start of a trimmed line, or null. */
export function findMarker(line: string): Marker | null {
  const first = line.charCodeAt(0);
  // Nearly all lines of running text leave here: the rest of the function costs ten regular expressions.
  if (!startsMarker(first, line)) return null;
  for (const { level, pattern, label } of patterns) {
    const found = pattern.exec(line);
    if (found === null) continue;
    const written = found[1] ?? '';
    const suffix = level === 'article' ? (found[2] ?? '') : '';
    return {
      level,
      length: found[0].length,
      label: `${label(written, found[0])}${suffix}`,
      ordinal: ordinalOf(written),
    };
  }
  return null;
}

function startsMarker(code: number, line: string): boolean {
  if (code >= 0x30 && code <= 0x39) return true;
  const first = line[0] ?? '';
  return (
    first === '第' ||
    first === '（' ||
    first === '(' ||
    first === '专' ||
    numerals.includes(first) ||
    (first >= '①' && first <= '⑳')
  );
}

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 二十三 → 23, 12 → 12, ③ → 3; 0 for anything else. */
export function ordinalOf(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  if (written >= '①' && written <= '⑳') return written.charCodeAt(0) - 0x2460 + 1;
  let total = 0;
  let current = 0;
  for (const character of written) {
    const digit = digits[character];
    if (digit !== undefined) current = digit;
    else {
      const unit = character === '十' ? 10 : character === '百' ? 100 : character === '千' ? 1000 : 0;
      if (unit === 0) return 0;
      total += (current === 0 ? 1 : current) * unit;
      current = 0;
    }
  }
  return total + current;
}
