/**
 * What no reader of a scheme may pass over: money that is no yuan, and dates that are written in a form that is not read.
 * @module
 */
import type { SchemeReader } from './scheme-reader.ts';
import type { SaidDate, Sentence } from './sentence.ts';

/** The date of a birth decides nothing that is asked here. */
const ofBirth = ({ before, after }: Sentence, { start, end }: SaidDate): boolean =>
  /(?:生日|出生|生于|生日期)[^,。;!?]{0,4}$/.test(before(start)) ||
  /^[^,。;!?]{0,3}(?:生日|出生|生)/.test(after(end));

/** One sentence for the resident, or null. */
export function commonDoubt(sentence: Sentence): string | null {
  const money = sentence.amounts.find(({ inexact }) => inexact === 'foreign');
  if (money !== undefined) return `“${money.words}”不是按人民币的元说的，请告诉我是多少元人民币。`;
  const date = sentence.dates.find((each) => each.isForeign && !ofBirth(sentence, each));
  return date === undefined ? null : `“${date.words.trim()}”请换成公历的年月日再说，例如2019年5月8日。`;
}

/** The reader with these doubts before its own. */
export function withCommonDoubts(reader: SchemeReader): SchemeReader {
  return {
    ...reader,
    unclear: (sentence, facts) => commonDoubt(sentence) ?? reader.unclear?.(sentence, facts) ?? null,
  };
}
