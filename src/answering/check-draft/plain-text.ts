/** The normal form in which a draft and its evidence are compared. @module */
import { normalise } from '../../retrieval/normalise.ts';

/** Half width, simplified, lower case, without white space and invisible characters, one kind of each sign. */
export function plainText(text: string): string {
  return normalise(text)
    .replace(/[\s\u200b\u2060\ufeff\u00ad]+/g, '')
    .replace(/[﹣−‐‑–—―－]+/g, '-')
    .replace(/[～〜∼]/g, '~')
    .replace(/[．]/g, '.')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/[「『]/g, '“')
    .replace(/[」』]/g, '”')
    .replace(/[【]/g, '[')
    .replace(/[】]/g, ']');
}

/** Only what is read aloud: for asking whether one text holds another. */
export function bareText(text: string): string {
  return plainText(text).replace(/[^\p{L}\p{N}%.]/gu, '');
}

export const isSign = (character: string): boolean => /[^\p{L}\p{N}%]/u.test(character);

const cantonese: readonly (readonly [string, string])[] = [
  ['唔使', '不用'],
  ['唔得', '不可以'],
  ['唔够', '不足'],
  ['唔少过', '不少于'],
  ['唔超过', '不超过'],
  ['入面', '里面'],
  ['呢个', '这个'],
  ['呢份', '这份'],
  ['呢项', '这项'],
  ['呢条', '这条'],
  ['呢啲', '这些'],
  ['仲有', '还有'],
  ['边度', '哪里'],
  ['边个', '哪个'],
  ['唔', '不'],
  ['冇', '没有'],
  ['嘅', '的'],
  ['喺', '在'],
  ['嗰', '那'],
  ['咗', '了'],
  ['啲', '些'],
  ['俾', '给'],
  ['畀', '给'],
  ['睇', '看'],
  ['佢', '他'],
  ['哋', '们'],
  ['嚟', '来'],
  ['攞', '拿'],
  ['搵', '找'],
  ['㗎', ''],
  ['喇', ''],
  ['喎', ''],
  ['嘞', ''],
];

/** A draft in normal form, Cantonese function words as standard ones; none of these characters stands in a gazette. */
export function plainDraft(text: string): string {
  let plain = plainText(text);
  if (/[唔入呢仲边冇嘅喺嗰咗啲俾畀睇佢哋嚟攞搵㗎喇喎嘞]/.test(plain))
    for (const [said, standard] of cantonese) plain = plain.replaceAll(said, standard);
  // 再救助一次: once more is what 再 says.
  return plain.replace(
    /(?<=再\p{Script=Han}{1,4})(?<!超过|多于|大于|不止|至少|最少|达到|不到|不足|少于)一次/gu,
    '',
  );
}
