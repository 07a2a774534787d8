/**
 * Classes that are told apart by a figure: 三层, 八十岁, 四级, 8行, 80马力. A clause that says other ones of them is about other
 * classes than the one asked about, however much else it holds of the question.
 * @module
 */
import { parseChineseInteger } from '../gazette/chinese-number.ts';
import type { Clause, Corpus } from '../gazette/model.ts';
import { textWithUnits } from './stated-figures.ts';

/** One class of a question: 四级 → 4 of 级. */
export interface ClassFigure {
  readonly unit: string;
  readonly value: number;
  /** As the question says it. */
  readonly written: string;
}

/** The figures from `least` to `most`, both inclusive, in the unit of the class. */
interface Span {
  readonly unit: string;
  readonly least: number;
  readonly most: number;
}

const numeral = String.raw`(?:\d{1,3}(?:\.\d+)?|[一二两三四五六七八九十]{1,3})`;
const units: Readonly<Record<string, string>> = {
  周岁: '岁',
  岁: '岁',
  层: '层',
  楼: '层',
  级: '级',
  行: '行',
  马力: '马力',
  人户: '人户',
};
const unit = '(?:周岁|岁|层|楼|级|行(?![政业为动驶车人使])|马力|人户)';
const one = new RegExp(`(?<![第\\d.一二三四五六七八九十上下分省市县])(${numeral})\\s*(${unit})`, 'g');
const range = new RegExp(`(${numeral})\\s*${unit}?\\s*(?:[-~～—–－至到]+)\\s*(${numeral})\\s*(${unit})`, 'g');

/** What the question says of its class, where it says one; null for none, and for a stretch of classes (60岁以上). */
export function classAsked(normalised: string): ClassFigure | null {
  const found = [...normalised.matchAll(one)].flatMap((match): ClassFigure[] => {
    const after = normalised.slice(match.index + match[0].length);
    const value = valueOf(match[1] ?? '');
    const name = units[match[2] ?? ''];
    if (value === null || name === undefined || /^(?:及|或|或者)?以[上下内]|^[-~～—–－至到]/.test(after))
      return [];
    return [{ unit: name, value, written: match[0] }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** 1 where the clause speaks of the class, -1 where it speaks of others of its kind only, else 0. */
export function fitOfClass(asked: ClassFigure | null, clause: Clause): -1 | 0 | 1 {
  if (asked === null) return 0;
  const spans = spansOf(textWithUnits(clause)).filter((span) => span.unit === asked.unit);
  if (spans.length === 0) return 0;
  return spans.some(({ least, most }) => least <= asked.value && asked.value <= most) ? 1 : -1;
}

/**
 * What is said before an answer whose clauses speak of other classes only; null where they do not.
 * @param clauses Indices into `Corpus.clauses`, all that the answer rests on.
 */
export function unwrittenClass(
  corpus: Corpus,
  normalised: string,
  clauses: readonly number[],
): string | null {
  const asked = classAsked(normalised);
  if (asked === null) return null;
  const fits = clauses.flatMap((index) => {
    const clause = corpus.clauses[index];
    return clause === undefined ? [] : [fitOfClass(asked, clause)];
  });
  return fits.includes(-1) && !fits.includes(1) ? `下面引用的条文没有写${asked.written}的：` : null;
}

function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  const rest = text.replace(range, (all, from: string, to: string, name: string) => {
    const [least, most, of] = [valueOf(from), valueOf(to), units[name]];
    if (least === null || most === null || of === undefined) return all;
    spans.push({ unit: of, least, most });
    return ' '.repeat(all.length);
  });
  for (const match of rest.matchAll(one)) {
    const value = valueOf(match[1] ?? '');
    const of = units[match[2] ?? ''];
    if (value === null || of === undefined) continue;
    const before = rest.slice(Math.max(0, match.index - 4), match.index);
    const after = rest.slice(match.index + match[0].length);
    const open =
      /^(?:及|或|或者|（含）|\(含\))?以上/.test(after) ||
      /(?:满|超过|大于|不低于|不少于|不小于)$/.test(before);
    const closed =
      /^(?:及|或|或者|（含）|\(含\))?以[下内]/.test(after) ||
      /(?:不足|未满|不满|不超过|低于|少于|小于)$/.test(before);
    const below = closed && !/不(?:低于|少于|小于)$/.test(before);
    spans.push({ unit: of, least: below ? 0 : value, most: open && !below ? Infinity : value });
  }
  return spans;
}

function valueOf(written: string): number | null {
  const value = /^\d/.test(written) ? Number(written) : parseChineseInteger(written);
  return value === null || Number.isNaN(value) ? null : value;
}
