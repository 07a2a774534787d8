/**
 * From named amounts to facts: inexact ones are kept as unreadable, sums only where the words say so.
 * @module
 */
import type { AssignedAmount } from './amount-roles.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

/** 每次, 每月: not the sum that a field asks for. */
const perPiece =
  /(?:每次|每趟|每个?月|每天|每日|每年|每人|人均|户均|月均|次均|(?<![第这那上前头]|只有)一次(?!性)|(?<!这)一个月|平均)[^,。;!?\d]{0,8}$/;

/** A fact in yuan. An amount that is not exact becomes words that no reader takes for a figure, so the fact is asked. */
export function factOfAmount({ key, amount, words, lead }: AssignedAmount): ReadFact {
  const perHead = key.startsWith('family.') && key !== 'family.yearlyIncome';
  if (amount.fen === null) return { key, value: `约${amount.words}`, words };
  if (!perHead && key !== 'family.yearlyIncome' && (amount.isEach || perPiece.test(lead))) {
    return { key, value: `约${amount.words}`, words };
  }
  return { key, value: amount.fen / 100, words };
}

const joined =
  /又|再|另外|另|还有|加上|后来|第[二三四五六七八九][次张]|之后|大病|^[^,]{0,8}月|^[、和跟及加+]/;
/** 8月自付1350: the date or 第二次 right before the name. */
const joinedBefore = /(?:第[二三四五六七八九][次张]|\d月份?(?:\d+[日号])?)[^,。;!?\d]{0,6}$/;

const isJoined = ({ text }: Sentence, { words }: ReadFact): boolean =>
  joined.test(words) || joinedBefore.test(text.slice(0, Math.max(0, text.indexOf(words))));

/** 7月1200，8月1350，一共2550: of three or more the last one that is the sum of the others. */
function totalOf(numbers: readonly number[]): number | null {
  const last = numbers.at(-1);
  const others = numbers.slice(0, -1).reduce((sum, value) => sum + Math.round(value * 100), 0);
  return numbers.length > 2 && last !== undefined && others === Math.round(last * 100) ? last : null;
}

/**
 * One fact per key. Two amounts of one key are added where the key is a sum and the words join them (又, 另外 …); else they are
 * contradictory.
 */
export function withoutRepeats(
  sentence: Sentence,
  facts: readonly ReadFact[],
  sums: readonly string[],
): { readonly facts: readonly ReadFact[]; readonly unclear: string | null } {
  const byKey = new Map<string, ReadFact[]>();
  for (const fact of facts) byKey.set(fact.key, [...(byKey.get(fact.key) ?? []), fact]);
  const result: ReadFact[] = [];
  let unclear: string | null = null;
  for (const [key, all] of byKey) {
    const [first, ...more] = all;
    if (first === undefined) continue;
    if (more.every(({ value }) => value === first.value)) {
      result.push(first);
      continue;
    }
    const words = all.map((fact) => fact.words).join('、');
    const values = all.map(({ value }) => value);
    const numbers = values.filter((value) => typeof value === 'number');
    const whole = totalOf(numbers);
    if (whole !== null && numbers.length === values.length) {
      result.push({ ...first, value: whole, words });
      continue;
    }
    if (
      sums.includes(key) &&
      numbers.length === values.length &&
      more.every((fact) => isJoined(sentence, fact))
    ) {
      // In fen, so that no binary fraction arises.
      const fen = numbers.reduce((total, value) => total + Math.round(value * 100), 0);
      result.push({ ...first, value: fen / 100, words });
      continue;
    }
    unclear ??= `您说了几个不同的数（${words}），请只说合计是多少元。`;
    result.push({ key, value: null, words });
  }
  return { facts: result, unclear };
}
