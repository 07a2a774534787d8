/**
 * How words are meant, more closely than `Sentence` alone: 非禁养区、猪栏300平方米 says 猪栏, 引没引起火灾 asks,
 * 引起火灾不清楚 asks.
 * @module
 */
import { meaningsOf, type Mention, type Sentence } from './sentence.ts';

const partEnd = /[、,。;!?()]/;
const negation = /[没冇未不唔无非免]/;
const deniedAfter = /^[^,。;!?]{0,30}?(?:都|也|全)(?:不|没|冇|唔|无)/;
const unknownAfter = /^[^,。;!?]{0,6}(?:不知|不清楚|不知道|不确定|不记得|唔知|唔清楚|未知|不详)/;

/** The same message with mentions whose polarity is read closely, each pattern looked for once. */
export function readClosely(sentence: Sentence): Sentence {
  const known = new Map<RegExp, readonly Mention[]>();
  const mentions = (pattern: RegExp): readonly Mention[] => {
    const found =
      known.get(pattern) ??
      sentence.mentions(pattern).map((mention) => ({ ...mention, polarity: polarityOf(sentence, mention) }));
    known.set(pattern, found);
    return found;
  };
  return { ...sentence, ...meaningsOf(mentions) };
}

/** 不是50公斤，是80公斤. */
export const isDenied = ({ before }: Sentence, start: number): boolean =>
  /(?:不是|唔系|并非)(?:每月|月均|每头)?$/.test(before(start));

function polarityOf({ text, before }: Sentence, mention: Mention): Mention['polarity'] {
  const { start, end, words, polarity } = mention;
  const lead = before(start, 40).split(partEnd).at(-1) ?? '';
  const tail = text.slice(end);
  // 引没引起, 达不达标: the first sign stands on both sides of the negation, which may be the first word itself.
  const repeated = /(.)(?:不|没有?|唔|冇|未)$/.exec(lead)?.[1];
  const denied = /^(?:不|没有?|唔|冇|未)(.)(.?)/.exec(words);
  const isBoth =
    (repeated !== undefined && words.startsWith(repeated)) ||
    (denied !== null && (lead.endsWith(denied[1] ?? '?') || lead.endsWith(`${denied[1]}${denied[2]}`)));
  if (isBoth || unknownAfter.test(tail)) return 'asked';
  // 符合环保要求:否, as in a form.
  const answer = /^[^,。;!?:=]{0,6}[:=] ?(?:(是|有)|否|不是|没有?|无|未|冇)(?=[,。;!?) ]|$)/.exec(tail);
  if (answer !== null) return answer[1] === undefined ? 'denied' : 'said';
  if (/(?:唔|冇|不|没有?|未)(?:再|有)?(?:喺|养)$/.test(lead)) return 'denied';
  // The denial of the thing before 、 is not the denial of this one.
  return polarity === 'denied' && !negation.test(lead) && !deniedAfter.test(tail) ? 'said' : polarity;
}
