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
