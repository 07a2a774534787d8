/**
 * Private persons' numbers: mainland mobiles, identity cards (Hong Kong ones and passes too), bank cards. A question
 * loses them before anything is searched or stored; a quotation from a gazette ends before the first one. Amounts,
 * years, document numbers, post codes, land lines and service numbers such as 12345 are not private.
 * @module
 */

import { type NumberSearch, squeeze, typedCardSearches, typedMobileSearches } from './typed-numbers.ts';

export type PrivateNumberKind = 'mobile' | 'identity_card' | 'bank_card' | 'email';

/** What a person types loses e-mail addresses too; those that a gazette prints are of offices. */
export type TextOrigin = 'typed' | 'printed';

/** `start` and `end` are UTF-16 indices into the text as given. */
export interface PrivateNumber {
  readonly kind: PrivateNumberKind;
  readonly start: number;
  readonly end: number;
}

const labels: Readonly<Record<PrivateNumberKind, string>> = {
  mobile: '【已隐去手机号】',
  identity_card: '【已隐去身份证号】',
  bank_card: '【已隐去银行卡号】',
  email: '【已隐去邮箱】',
};

// A tab or a line end parts two cells of a table, so neither is a separator inside a number.
const gap = '[ \\u00a0\\u3000.·・\\-_/／\\u2010-\\u2015\\u2212－]';
const gaps = `${gap}{0,3}`;
const digitsOf = (count: number): string => `(?:\\d${gaps}){${count - 1}}\\d`;
const groupsOf = (...sizes: number[]): string => sizes.map((size) => `\\d{${size}}`).join(`${gap}{1,3}`);

const provinces = '(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])';
const identityCard18 = new RegExp(`(?<!\\d)${digitsOf(17)}${gaps}(?:\\d(?!\\d)|[Xx])`, 'g');
const identityCard15 = new RegExp(
  `(?<!\\d)${provinces}\\d{4}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}(?!\\d)`,
  'g',
);
/** Written together, in the usual groups, or one digit at a time; free grouping would catch rows of amounts. */
const mobile = new RegExp(
  `(?<!\\d)(?:(?:\\+|00)?86${gaps}|\\(\\+?86\\)${gaps}|0${gap}?)?(?=1${gaps}[3-9])(?:\\d{11}|${[
    groupsOf(3, 4, 4),
    groupsOf(3, 3, 5),
    groupsOf(4, 3, 4),
    groupsOf(3, 8),
    groupsOf(...Array<number>(11).fill(1)),
  ].join('|')})(?!\\d)`,
  'g',
);
const bankCard = new RegExp(
  `(?<!\\d)(?:[3-9]\\d{15,18}|${groupsOf(4, 4, 4, 4)}(?:${gap}{1,3}\\d{1,3})?|${groupsOf(6, 13)})(?!\\d)`,
  'g',
);

/** A123456(7), and passes to the mainland with a check mark: H12345678(A). */
const hongKongCard = /(?<![A-Za-z\d])[A-Za-z]{1,2}[ -]?\d{6,10}[ -]?[(（][\dA-Za-z][)）]/g;
/** Medicines and models are numbered like passes and passports, so these need the word before them. */
const pass =
  /(?<=(?:护照|護照|通行证|通行證|回乡证|回鄉證|台胞证|台胞證)(?:的|号码|號碼|号|號|是|为|為|[:：\s]){0,4})[A-Za-z]{1,2}\d{7,10}(?!\d)/g;
const email = /(?<![\w.+-])[\w.+-]{1,64}[@＠](?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])/g;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function isIdentityCard(digits: string, written: string): boolean {
  if (!new RegExp(`^${provinces}`).test(digits)) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  // A row of amounts can satisfy the check digit by chance, so digits written apart also need a birth date.
  if (written.length === 18 && '10X98765432'[sum % 11] === digits[17]?.toUpperCase()) return true;
  // A mistyped card is still somebody's card: with a birth date in its place it is hidden all the same.
  return /^.{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits);
}

function isBankCard(digits: string): boolean {
  if (digits.startsWith('62')) return true;
  if (!/^(?:[45]|3[4-7]|9)/.test(digits)) return false;
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** 15000000000元 is an amount; nobody's number ends in four noughts and is followed by a unit. */
function isAmount(found: string, after: string): boolean {
  return found.endsWith('0000') && /^\s*(?:[万亿]|元|块|人民币|平方|立方|吨|%)/.test(after);
}

/** Full-width digits, plus signs and X as ASCII; the length stays the same. */
function foldWidth(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[Ｘｘ]/g, 'X')
    .replace(/＋/g, '+');
}

/** Each row: the characters for 0 to 9. */
const chineseDigits = [
  '零一二三四五六七八九',
  '〇壹贰叁肆伍陆柒捌玖',
  '洞幺貳參肆伍陸柒捌玖',
  // As they are read out.
  '洞幺两三四五六拐八勾',
  '洞幺兩三四五六拐八勾',
];
const chineseDigit = `[${[...new Set(chineseDigits.join(''))].join('')}]`;
/** As many digits as the shortest number has, not all of them ASCII: 138零零138零零零. */
const digitRun = new RegExp(`(?:(?:\\d|${chineseDigit})${gap}?){10,}(?:\\d|${chineseDigit})`, 'g');

/** Chinese digits in long runs as ASCII; a run that a word such as 第一 leads in is found by its ASCII digits alone. */
function foldChinese(text: string): string {
  return text.replace(digitRun, (run) =>
    run.replace(new RegExp(chineseDigit, 'g'), (digit) =>
      String(chineseDigits.map((row) => row.indexOf(digit)).find((at) => at >= 0)),
    ),
  );
}

const searches: readonly NumberSearch[] = [
  { kind: 'identity_card', pattern: identityCard18, accept: isIdentityCard },
  { kind: 'bank_card', pattern: bankCard, accept: isBankCard },
  { kind: 'identity_card', pattern: identityCard15, accept: () => true },
  { kind: 'identity_card', pattern: hongKongCard, accept: () => true },
  { kind: 'identity_card', pattern: pass, accept: () => true },
  { kind: 'mobile', pattern: mobile, accept: (digits, _written, after) => !isAmount(digits, after) },
];
const typedSearches: readonly NumberSearch[] = [
  { kind: 'email', pattern: email, accept: () => true },
  ...typedCardSearches,
  ...searches,
  ...typedMobileSearches,
];

/** All private numbers in the order of the text, not overlapping. */
export function findPrivateNumbers(text: string, origin: TextOrigin = 'printed'): PrivateNumber[] {
  if (origin === 'printed') return search(text, searches);
  const squeezed = squeeze(text);
  return search(squeezed.text, typedSearches).map(({ kind, start, end }) => ({
    kind,
    start: squeezed.places[start] ?? 0,
    end: squeezed.places[end] ?? text.length,
  }));
}

function search(text: string, wanted: readonly NumberSearch[]): PrivateNumber[] {
  const found: PrivateNumber[] = [];
  let rest = foldWidth(text);
  let inAscii = { of: rest, text: foldChinese(rest) };
  // What is found is blanked and the search repeated, so that masking once leaves nothing for a second masking.
  for (let before = -1; before !== found.length; ) {
    before = found.length;
    for (const { kind, pattern, accept } of wanted) {
      for (const isFolded of [false, true]) {
        if (inAscii.of !== rest) inAscii = { of: rest, text: foldChinese(rest) };
        if (isFolded && inAscii.text === rest) break;
        let folded = isFolded ? inAscii.text : rest;
        pattern.lastIndex = 0;
        for (let match = pattern.exec(folded); match !== null; match = pattern.exec(folded)) {
          const [written] = match;
          const end = match.index + written.length;
          const digits = written.replace(/[^\dXx]/g, '');
          if (accept(digits, written, folded.slice(end, end + 6))) {
            found.push({ kind: typeof kind === 'string' ? kind : kind(digits), start: match.index, end });
            rest = rest.slice(0, match.index) + '*'.repeat(written.length) + rest.slice(end);
            folded = folded.slice(0, match.index) + '*'.repeat(written.length) + folded.slice(end);
          } else {
            // What was refused may still cover the beginning of a real number.
            pattern.lastIndex = match.index + 1;
          }
        }
      }
    }
  }
  return found.sort((left, right) => left.start - right.start);
}

export function hasPrivateNumber(text: string, origin: TextOrigin = 'printed'): boolean {
  return findPrivateNumbers(text, origin).length > 0;
}

/** The text with every private number replaced by a label such as 【已隐去手机号】. Idempotent. */
export function maskPrivateNumbers(text: string, origin: TextOrigin = 'printed'): string {
  let masked = '';
  let at = 0;
  for (const { kind, start, end } of findPrivateNumbers(text, origin)) {
    masked += text.slice(at, start) + labels[kind];
    at = end;
  }
  return masked + text.slice(at);
}

/**
 * For quotations, which may be cut but never altered: the text up to its first private number, without the
 * separators that would be left hanging. A text without private numbers is returned as it is.
 */
export function cutBeforePrivateNumber(text: string): string {
  const first = findPrivateNumbers(text)[0];
  if (first === undefined) return text;
  return text.slice(0, first.start).replace(/[\s,，、;；:：/|(（【[+]+$/u, '');
}
