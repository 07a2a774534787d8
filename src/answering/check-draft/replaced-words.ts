/** What a draft has where the rule has other words: lost, added, or put in their place. @module */
import { explain, type Words } from './explain.ts';
import { plainWords } from './plain-words.ts';

/** Longest words that one puts in the place of others. */
const near = 8;

/** What must not be left out of words that are otherwise taken over, or give way to others. */
export function lostBetween(said: string, ruled: string, next: string): string | null {
  if (/^(?:可以?|能够?)$/.test(said) && /^(?:要|须|需要?)$/.test(ruled)) return ruled;
  const all = /全部|全额|一律|所有/.exec(ruled)?.[0];
  if (all !== undefined && /\p{Script=Han}{2}/u.test(said) && !/全|都|一律|所有/.test(said)) return all;
  if (/自动/.test(ruled) && /申请|需要|人工|手续|本人/.test(said)) return '自动';
  if (/^(?:部分|个别|少数|有的|有些|某些)$/.test(said) && /^(?:各|均|都|全|全面)?$/.test(ruled))
    return ruled === '' ? '全部' : ruled;
  const either = /^(?:或者?)(?:超过|以上)|(?:达到|超过)(?:或者?)$/.exec(ruled)?.[0];
  if (either !== undefined && !/或/.test(said)) return either;
  if (isDone(said, ruled)) return ruled;
  if (said === '' && /^最[高低多少大小长短]的?$/.test(ruled)) return ruled;
  if (/原件(?:及|和)$|^(?:及|和)复印件/.test(ruled) && !/件/.test(said)) return ruled;
  // 甲河右岸及乙河左岸 told as 甲河左岸: one half of each of two things.
  const half =
    /^(\p{Script=Han}{2,})(?:及|和|与|、)\p{Script=Han}{2,}$/u.exec(said === '' ? ruled : '')?.[1] ?? '';
  const other = next.slice(0, half.length);
  return half !== '' && other !== half && other.at(-1) === half.at(-1) && other.length === half.length
    ? ruled
    : null;
}

/** What is planned told as done. */
export const isDone = (said: string, ruled: string): boolean =>
  /已经?$/.test(said) && /(?:计划|拟|将|争取|力争)$/.test(ruled) && !/已/.test(ruled);

/** 预防、咨询、评估 told of 预防、评估: an item of another place, or of none. */
export function itemAdded(said: string, ruled: string, listed: string, words: Words): boolean {
  const item = /^(?:、(\p{Script=Han}{2,8})|(\p{Script=Han}{2,8})、)$/u.exec(said);
  const name = item?.[1] ?? item?.[2] ?? '';
  if (name === '' || !/^、?$/.test(ruled) || listed.includes(name)) return false;
  return explain(name, new Uint8Array(name.length), listed, words).left.some((word) =>
    /\p{Script=Han}{2}/u.test(word),
  );
}

/** 预防、财政局、评估 for 预防、人员管理和人才培养制度、评估. */
export function itemReplaced(saidWide: string, said: string, ruled: string, words: Words): boolean {
  const isItem = /^\p{Script=Han}{2,8}$/u.test(said) && saidWide.includes(`、${said}、`);
  return (
    isItem &&
    /^\p{Script=Han}{2,16}$/u.test(ruled) &&
    isStrange(said, ruled, words) &&
    isStrange(ruled, said, words)
  );
}

const ofPeople = /(?:人员|家庭|对象|人|患者|孤儿|儿童|学生|妇女|职工)$/u;
/** Said of many classes alike. */
const commonToPeople = /家庭|人员|对象|户口?|居民|的/g;

/** 建档立卡的贫困人员 for 低收入家庭的老年人: another class of persons, wherever else the rule speaks of it. */
export function classReplaced(said: string, ruled: string, words: Words): boolean {
  if (![said, ruled].every((text) => /^\p{Script=Han}{2,16}$/u.test(text) && ofPeople.test(text)))
    return false;
  const [own, other] = [said, ruled].map((text) => text.replace(commonToPeople, ''));
  return own !== '' && other !== '' && !saysSame(own ?? '', other ?? '', words);
}

/** 设在农业农村局 for 设在工业和信息化局, 购买基金 for 购买商业健康保险, at the end of a sentence. */
export const closingReplaced = (said: string, ruled: string, words: Words): string | null =>
  /^\p{Script=Han}{2,8}$/u.test(ruled) && isOtherThing(said.replace(/[了的呢吧]+$/, ''), ruled, words)
    ? `原文这里是“${ruled}”`
    : null;

/** One word, for something else that is no word of the plain ones. */
const isOtherThing = (said: string, ruled: string, words: Words): boolean =>
  isShortWord(said) &&
  !joiners.test(said) &&
  explain(ruled, new Uint8Array(ruled.length), said, words).left.join('').length > 1 &&
  !saysSame(said, ruled, words);

/** They begin a stretch without naming anything. */
const joiners =
  /^(?:或者?|并且|而且|以及|同时|另外|如果|要是|但是|不过|因为|由于|所以|因此|然后|其中|此外|还有|还要|那么|只要|只有|就是|属于|可以|应当|需要|必须|按照|根据|对于|这[些个类种份样]|那[些个类种份]|上述|以上|目前|现在|[您你我他她]们?[的家]?|大家|之后|以后|之前|最后|首先|其次|一般|具体|比如|例如|自己)$/;

/** 中心城区公共厕所的 for 乡镇公共厕所的, at the beginning of a sentence. */
export const openingReplaced = (said: string, ruled: string, around: string, words: Words): string | null =>
  !/^(?:\p{Script=Han}{0,2}(?:对象|申请人|当事人))?$/u.test(ruled) &&
  said.length <= near &&
  ruled.length <= near &&
  (replaced(said, ruled, around, words) || isOtherThing(said, ruled, words))
    ? `原文这里是“${ruled}”`
    : null;

/** Something of another place of the rule stands for what the rule has here. */
export function replaced(said: string, ruled: string, around: string, words: Words): boolean {
  if (isStrange(ruled, said, words) && isStrange(said, `${ruled}\n${around}`, words)) return true;
  // One word in the place of another, whatever else the rule says of it: 由医院缴纳 for 由家属缴纳.
  const isWord = isShortWord(ruled) || (isShort(ruled) && isStrange(ruled, said, words));
  return (
    isShortWord(said) &&
    !joiners.test(said) &&
    isWord &&
    !plainWords.has(ruled) &&
    !saysSame(said, ruled, words)
  );
}

const isStrange = (text: string, scope: string, words: Words): boolean =>
  explain(text, new Uint8Array(text.length), scope, words).left.some((word) =>
    /\p{Script=Han}{2}/u.test(word),
  );

const isShort = (text: string): boolean => /^\p{Script=Han}{2,4}$/u.test(text);
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const isShortWord = (text: string): boolean => isShort(text) && [...segmenter.segment(text)].length === 1;

/** A word of the one is a word of the other, or another way of saying it. */
function saysSame(said: string, ruled: string, words: Words): boolean {
  const isIn = (word: string, text: string): boolean =>
    (word.length > 1 && text.includes(word)) || words.official(word).some((each) => text.includes(each));
  return wordsIn(said).some((word) => isIn(word, ruled)) || wordsIn(ruled).some((word) => isIn(word, said));
}

const wordsIn = (text: string): string[] =>
  Array.from({ length: text.length }, (_, from) =>
    Array.from({ length: text.length - from }, (__, more) => text.slice(from, from + more + 1)),
  ).flat();
