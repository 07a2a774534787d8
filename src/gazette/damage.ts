/**
 * What is visibly wrong in a text as it was published: foreign words left by scanning, traditional characters in simplified
 * text, a day that no calendar has, a 文号 that lost a bracket. The text itself is never altered; readers are told.
 * @module
 */
import traditionalCharacters from 'opencc-js/dict/TSCharacters';
import { findPeriods } from './chinese-date.ts';

export interface Damage {
  readonly kind:
    | 'foreign-word'
    | 'traditional-character'
    | 'impossible-date'
    | 'broken-number'
    | 'markup'
    | 'unreadable';
  /** The words as they stand in the text, with a character or two beside them where that helps to find them. */
  readonly written: string;
}

/** Small Latin words that Chinese texts use as they are. */
const usualLatin = /^(?:apps?|wifi|wi|email|mail|online|offline|vs|com|www|https?|xlsx?|docx?|pptx?|pdf)$/i;

/** Traditional in the tables, but in use in simplified texts too: 乾坤, 著名, 黏多醣症. */
const usedInSimplified = new Set('乾著瞭藉徵醣於夥麽阪甯喆堃祇馀钜锺閒剋濛佈彷彿昇餘祐係裡');

/** From this share of traditional characters on the text is simply written in them. */
const traditionalText = 0.1;

let traditional: ReadonlySet<string> | null = null;

/** All damage that shows in one clause, each kind once. Empty for a sound text. */
export function findDamage(text: string): Damage[] {
  const found: Damage[] = [];
  const add = (kind: Damage['kind'], written: string | undefined) => {
    if (written !== undefined && written !== '') found.push({ kind, written });
  };
  add('foreign-word', foreignWord(text));
  add('traditional-character', strayTraditional(text));
  add('impossible-date', findPeriods(text).find((period) => period.impossible)?.written);
  add(
    'broken-number',
    /[\p{Script=Han}]{2,6}\d{4}〕\s*\d+\s*号|〔\d{4}(?![〕\d])\s*\d*\s*号/u.exec(text)?.[0],
  );
  add(
    'markup',
    /\\[a-z]+\{[^}]*\}|<\/?(?:p|br|td|tr|div|span)\b[^>]*>?|&(?:nbsp|lt|gt|amp|quot);/.exec(text)?.[0],
  );
  add('unreadable', /.{0,2}(?:[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫)/.exec(text)?.[0]);
  return found;
}

/** 并依法追究responsibility。: a word in small letters between Chinese characters; not a mail address, a formula or ppt. */
function foreignWord(text: string): string | undefined {
  for (const match of text.matchAll(/(?<![\w@.\\{/$:-])[a-z]{3,}(?![\w@.}/$:-])/g)) {
    const beside = text.slice(Math.max(0, match.index - 1), match.index);
    const isAmongChinese = beside !== '' && /[\p{Script=Han}\s，。、；]/u.test(beside);
    if (isAmongChinese && /[aeiou]/.test(match[0]) && !usualLatin.test(match[0])) return match[0];
  }
  return undefined;
}

/** 各有关部門: the word with its neighbour, when nearly all of the text is in simplified characters. */
function strayTraditional(text: string): string | undefined {
  traditional ??= readTraditional();
  const marks = traditional;
  const han = text.match(/\p{Script=Han}/gu) ?? [];
  const stray = han.filter((sign) => marks.has(sign));
  const [first] = stray;
  if (first === undefined || stray.length > han.length * traditionalText) return undefined;
  const at = text.indexOf(first);
  return /[\p{Script=Han}]{0,2}$/u.exec(text.slice(0, at))?.[0].concat(first);
}

function readTraditional(): ReadonlySet<string> {
  const signs = traditionalCharacters.split('|').flatMap((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return from !== to && !usedInSimplified.has(from) ? [from] : [];
  });
  return new Set(signs);
}
