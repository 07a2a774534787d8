/**
 * The figures that can be read in a quotation, for proving that a parameter's value stands in its words:
 * 80%, 百分之八十, 八成, 1.5倍, 50000元, 5万元, 两百元, 20KG, 满2年, 3个工作日, 2020年3月31日.
 * @module
 */
import type { ParameterUnit } from './parameter.ts';
import { readPartialDate } from './partial-date.ts';
import { readAmount } from './read-amount.ts';

const number = String.raw`(?:\d+(?:\.\d+)?[万千百亿]*|[零〇一二三四五六七八九十百千万亿两]+)`;

/** Millionths, or undefined for a word that only looks like a number. */
function millionths(text: string | undefined): number | undefined {
  const read = readAmount(text ?? '');
  return 'millionths' in read ? read.millionths : undefined;
}

/** All values that the quotation states in this unit, as {@link Parameter.value} writes them. `year`: of a month and day without one. */
export function readFigures(quote: string, unit: ParameterUnit, year: string): ReadonlySet<number | string> {
  const text = quote
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/(?<=\d),(?=\d{3})/g, '');
  const times = (pattern: string, scale: number): number[] =>
    [...text.matchAll(new RegExp(pattern, 'g'))].flatMap((found) => {
      const value = millionths(found[1]);
      return value === undefined ? [] : [(value * scale) / 1_000_000];
    });
  switch (unit) {
    case 'fen':
      return new Set(times(`(?<![\\d.第])(${number})元`, 100));
    case 'basisPoints':
      return new Set([
        ...times(`(?<![\\d.])(${number})%`, 100),
        ...times(`百分之(${number})`, 100),
        ...times(`(?<![\\d.])(${number})成`, 1000),
        ...times(`(?<![\\d.])(${number})倍`, 10_000),
      ]);
    case 'days':
      return new Set(times(`(?<![\\d.月])(${number})(?:天|日)`, 1));
    case 'workingDays':
      return new Set(times(`(?<![\\d.])(${number})个?工作日`, 1));
    case 'months':
      return new Set([...times(`(?<![\\d.])(${number})年`, 12), ...times(`(?<![\\d.])(${number})个月`, 1)]);
    case 'years':
      return new Set(times(`(?<![\\d.])(${number})年`, 1));
    case 'age':
      return new Set(times(`(?<![\\d.])(${number})周?岁`, 1));
    case 'count':
      return new Set(times(`(?<![\\d.])(${number})`, 1));
    case 'thousandths':
      return new Set(times(`(?<![\\d.])(${number})`, 1000));
    case 'date':
      return new Set(datesIn(text, year));
    default:
      return new Set();
  }
}

function datesIn(text: string, yearOfDocument: string): string[] {
  let year = yearOfDocument;
  return [...text.matchAll(/(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g)].flatMap((found) => {
    year = found[1] ?? year;
    const read = readPartialDate(`${year}-${found[2]}-${found[3]}`);
    return 'date' in read ? [read.date] : [];
  });
}
