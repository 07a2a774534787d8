/**
 * Several patients in one message: whose words are whose.
 * @module
 */
import type { Sentence } from './sentence.ts';

/** Words for members of a family; those of one row are one person. */
const kin: readonly (readonly [who: string, pattern: RegExp])[] = [
  ['老公', /老公|丈夫|爱人(?=[^,。]{0,2}他)|男人/],
  ['老婆', /老婆(?!婆)|妻子|太太|媳妇|老婆仔/],
  ['爸爸', /爸爸?|父亲|老豆|阿爸|爹/],
  ['妈妈', /妈妈?|母亲|阿妈|老母|娘亲/],
  ['爷爷', /爷爷|阿爷/],
  ['奶奶', /奶奶|阿嫲|嫲嫲/],
  ['外公', /外公|阿公|公公|姥爷/],
  ['外婆', /外婆|阿婆|婆婆|姥姥/],
  ['儿子', /儿子|个仔|我仔|阿仔/],
  ['女儿', /女儿|个女(?!儿)|阿女|囡/],
  ['孙', /孙子|孙女|外孙/],
  ['哥哥', /哥哥?|大佬/],
  ['弟弟', /弟弟?|细佬/],
  ['姐姐', /姐姐?|家姐/],
  ['妹妹', /妹妹?|细妹/],
  ['伯', /(?:大|二|三|阿|我)?伯(?:父|伯|娘)?/],
  ['叔', /(?:大|二|三|四|阿|我)?叔叔?|婶/],
  ['舅', /舅(?:父|舅|妈)?/],
  ['姑', /姑(?:妈|姑|丈|父)|[大二三阿]姑/],
  ['姨', /姨(?:妈|丈|姨)|[大二三阿]姨/],
  ['邻居', /邻居|隔壁/],
  ['第一个', /第一(?:个|名|位)(?:病人|患者|人)?|其中一(?:个|人|名)/],
  ['第二个', /第二(?:个|名|位)(?:病人|患者|人)?|另(?:外)?一(?:个|人|名|位)/],
];

/** What is said of one person. */
export interface PersonSpan {
  readonly who: string;
  readonly start: number;
  readonly end: number;
}

/** The stretches of the message by person, in order; what stands before the first one is of nobody in particular. */
export function personsOf(sentence: Sentence): readonly PersonSpan[] {
  const found = kin
    .flatMap(([who, pattern]) =>
      [...sentence.text.matchAll(new RegExp(pattern.source, 'g'))].map((match) => ({
        who,
        start: match.index,
      })),
    )
    // 跟我叔一起住, and what stands in brackets, is said by the way.
    .filter(
      ({ start }) =>
        !/\([^()]*$/.test(sentence.text.slice(0, start)) &&
        !/^[^,。;!?]{0,4}一起住/.test(sentence.text.slice(start)),
    )
    .toSorted((left, right) => left.start - right.start);
  // 我本人 is another person only beside a member of the family who was named before.
  if (found.length > 0) {
    for (const match of sentence.text.matchAll(
      /我(?:本人|自己)?(?:也|又|都|就|因|患|得|住|入)|我(?:本人|自己)(?=不是|唔系|没有|冇|身体)/g,
    )) {
      found.push({ who: '我', start: match.index });
    }
    found.sort((left, right) => left.start - right.start);
  }
  // 我自付6000，他自付5000: he is the one that was named last.
  const own = [...sentence.text.matchAll(/(?<=[,。;!?])我(?:自己|本人)?(?=自付|报完|医保报完)/g)];
  const his = [...sentence.text.matchAll(/(?<=[,。;!?])[他她佢](?=自付|报完|医保报完)/g)];
  const kinBefore = found.findLast(({ who, start }) => who !== '我' && start < (his[0]?.index ?? 0));
  if (own.length === 1 && his.length === 1 && kinBefore !== undefined) {
    found.push({ who: '我', start: own[0]?.index ?? 0 }, { who: kinBefore.who, start: his[0]?.index ?? 0 });
    found.sort((left, right) => left.start - right.start);
  }
  // 她儿子…，她本人: back to whom the message began with.
  const [first] = found;
  if (first !== undefined) {
    for (const match of sentence.text.matchAll(/(?<=[,。;!?])(?:[她他佢](?:本人|自己)|病人|患者)/g)) {
      if (match.index > first.start) found.push({ who: first.who, start: match.index });
    }
    found.sort((left, right) => left.start - right.start);
  }
  const spans: PersonSpan[] = [];
  for (const [at, { who, start }] of found.entries()) {
    const last = spans.at(-1);
    const end = found[at + 1]?.start ?? sentence.text.length;
    if (last?.who === who) spans[spans.length - 1] = { ...last, end };
    else spans.push({ who, start, end });
  }
  return spans;
}

/** The message with some stretches taken out; positions stay. */
export function without(sentence: Sentence, spans: readonly PersonSpan[]): string {
  let text = sentence.text;
  for (const { start, end } of spans) {
    text = `${text.slice(0, start)}${'。'.repeat(end - start)}${text.slice(end)}`;
  }
  return text;
}
