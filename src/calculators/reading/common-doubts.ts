/**
 * What no reader of a scheme may pass over: money that is no yuan, dates that are written in a form that is not read, and
 * what the person is not sure of.
 * @module
 */
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
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

/** 好像是低保, 可能是重特大疾病: before the words, in the same part. */
const doubtBefore =
  /好像|好似|似乎|可能|也许|或者|或许|说不定|不知道?(?:是不是|算不算|有没有)|唔知(?:系唔系|系咪|算唔算|有冇)|不确定|唔确定|不肯定|唔肯定|不清楚|唔清楚|怀疑|据说|听说|听讲|乱讲|乱说|谣传|造谣|传言|冤枉/;
const unsure =
  '说不准|说不清|讲唔准|讲唔清|搞不清|搞唔清|弄不清|分不清|拿不准|不确定|唔确定|不肯定|唔肯定|不清楚|唔清楚|没确诊|未确诊|冇确诊|没定|未定|待定|没讲|冇讲|没说|冇话|不晓得|没有的事|冇嘅事|没这回事|冇呢回事|是假的|系假嘅';
/** 重特大疾病还没确诊: behind the words in the same part. */
const doubtAfter = new RegExp(unsure);
/** …，我也说不准 · …，根本没有的事: a part that says nothing else. */
const doubtAlone = new RegExp(
  `^(?:我|我们|我哋|也|都|真的|真系|还|仲|但|又|根本|完全|谁|边个|医生|医院|民政|佢|他|她|人家|[, ])*(?:${unsure})(?:清楚|楚)?[了的呢啊呀吧嘅㗎,。!;? ]*$`,
);
/** 低保2018年就取消了: in the same part, behind the words. */
const takenAway = /(?:取消|注销|停|终止|撤销|没|冇)(?:了|咗|掉|晒)/;

/** A class or a yes/no that the person doubts is unknown: it is asked. Figures and dates have doubts of their own. */
function withoutDoubted(sentence: Sentence, facts: readonly ReadFact[]): readonly ReadFact[] {
  return facts.map((fact) => {
    const { value, words } = fact;
    const isFigure = typeof value === 'number' || (typeof value === 'string' && /^\d{4}/.test(value));
    if (value === null || isFigure) return fact;
    const starts = words === '' ? [] : startsOf(sentence.text, words);
    return starts.some((start) => isDoubted(sentence, start, start + words.length))
      ? { ...fact, value: null }
      : fact;
  });
}

function startsOf(text: string, words: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) starts.push(at);
  return starts;
}

function isDoubted(sentence: Sentence, start: number, end: number): boolean {
  const { parts } = sentence;
  const at = parts.findIndex((part) => part.start <= start && start < part.end);
  if (at < 0) return false;
  const here = parts[at];
  const behind = sentence.text.slice(end, here?.end ?? end);
  if (doubtBefore.test(sentence.text.slice(here?.start ?? start, start)) || takenAway.test(behind))
    return true;
  const next = parts.slice(at + 1, at + 3).map((part) => sentence.text.slice(part.start, part.end));
  return doubtAfter.test(behind) || next.some((text) => doubtAlone.test(text));
}

/** 我自付28000，佢32000: the money of somebody else that no fact took up would be lost without a word. */
function strayMoney(sentence: Sentence, facts: readonly ReadFact[]): string | null {
  const taken = new Set(facts.flatMap(({ value }) => [value].flat()).map(Number));
  const stray = sentence.amounts.find(
    ({ start, fen, inexact }) =>
      fen !== null &&
      inexact === null &&
      /(?:佢|他|她|另一个|另外一个)(?:就|都|也|自己|个)?$/.test(sentence.before(start)) &&
      !taken.has(fen / 100),
  );
  return stray === undefined
    ? null
    : `“${stray.words}”是谁的、是什么钱，我没有看明白。请一个人一个人地说，各是哪一类人、自己付了多少。`;
}

/** The reader with these doubts before its own. */
export function withCommonDoubts(reader: SchemeReader): SchemeReader {
  return {
    ...reader,
    read: (sentence) => withoutDoubted(sentence, reader.read(sentence)),
    unclear: (sentence, facts) =>
      commonDoubt(sentence) ?? reader.unclear?.(sentence, facts) ?? strayMoney(sentence, facts),
  };
}
