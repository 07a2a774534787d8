/**
 * What a person types is searched more widely than what a gazette prints: a mistyped identity card is somebody's card
 * all the same, so no check digit has to fit. Amounts, years and the telephones of offices stay.
 * @module
 */
import type { PrivateNumberKind } from './private-numbers.ts';

export interface NumberSearch {
  readonly kind: PrivateNumberKind | ((digits: string) => PrivateNumberKind);
  readonly pattern: RegExp;
  /** @param after The six characters behind what was found. */
  readonly accept: (digits: string, written: string, after: string) => boolean;
}

const separator = '[ \\u3000.·・\\-_/／\\u2010-\\u2015\\u2212－]{1,3}';
const groups = (...sizes: number[]): string => sizes.map((size) => `\\d{${size}}`).join(separator);
const anyhow = (least: number, most: number): string =>
  `(?:\\d(?:${separator})?){${least - 1},${most - 1}}\\d`;

/** The ways in which cards are printed and read out; any other grouping would catch rows of amounts. */
const cardGroups = [
  [4, 4, 4, 4, 3],
  [6, 13],
  [6, 8, 4],
  [6, 4, 4, 4],
  [6, 4, 2, 2, 4],
  [3, 3, 4, 4, 4],
  [4, 4, 4, 4, 2],
  [6, 12],
  [14, 4],
  [4, 4, 4, 4, 1],
  [4, 4, 4, 4],
  [6, 10],
  [6, 6, 3],
  [4, 4, 4, 3],
  [6, 9],
  [6, 2, 2, 2, 3],
  [4, 6, 5],
];
const mobileGroups = [
  [4, 4, 3],
  [7, 4],
  [5, 6],
  [6, 5],
  [3, 5, 3],
  [5, 3, 3],
  [3, 2, 3, 3],
  [3, 2, 2, 2, 2],
];
const alternatives = (each: readonly (readonly number[])[]): string =>
  each.map((sizes) => groups(...sizes)).join('|');

const unit = /^\s*(?:[万亿千百]|元|块|蚊|人民币|平方|立方|吨|斤|公斤|亩|米|头|只|人|户|年|月|日|天|号|%)/;

/** 3500 4200 2800 1200, or 2018 2019 2020 2021: sums and years that follow each other, or one great sum. */
function isRow(written: string, after: string): boolean {
  const parts = written.match(/\d+/g) ?? [];
  if (parts.length === 1) return written.endsWith('0000') && unit.test(after);
  // One digit at a time is how a number is read out; nobody counts like that.
  if (parts.every((part) => part.length === 1)) return false;
  return (
    unit.test(after) ||
    parts.every((part) => part.endsWith('00')) ||
    parts.every((part) => /^(?:19|20)\d\d$/.test(part))
  );
}

const unlessRow: NumberSearch['accept'] = (_digits, written, after) => !isRow(written, after);

/** Nobody counts one digit at a time: 1，3，8，0，0 … is a number that is read out, whatever stands between its digits. */
const readOut = '[,，、;；:：*#~～|+=]';

/** Groups with a comma, a bar or a bracket between them; 、 is left out, since sums are listed with it. */
const parted = '\\s?[,，;；|｜*#~～()（）]\\s?';
const partedGroups = (...sizes: number[]): string => sizes.map((size) => `\\d{${size}}`).join(parted);
const unlessCounted: NumberSearch['accept'] = (_digits, _written, after) => !unit.test(after);

/** Shortly before; not in the label 【已隐去身份证号】 of a number that is gone. */
const about = (words: string): string => `(?<=(?:${words})[^\\d】]{0,7})`;
const cardWords =
  '身份证|身份證|证件|證件|证号|證號|卡号|卡號|银行卡|銀行卡|信用卡|社保卡|账号|帐号|賬號|账户|賬戶|存折';
const telephoneWords = '电话|電話|手机|手機|联系|聯繫|号码|號碼|微信|打给|打畀';

/** Cards, identity cards too; before the printed numbers, of which one may begin within a longer number. */
export const typedCardSearches: readonly NumberSearch[] = [
  {
    kind: 'identity_card',
    pattern: new RegExp(`(?<!\\d)${anyhow(17, 17)}(?:${separator})?[Xx](?![A-Za-z\\d])`, 'g'),
    accept: unlessRow,
  },
  {
    kind: (digits) => (digits.length === 18 || digits.length === 15 ? 'identity_card' : 'bank_card'),
    // Longer runs are two numbers without a space between them.
    pattern: new RegExp(
      `(?<!\\d)(?:\\d{15,60}|${alternatives(cardGroups)}|(?:\\d${separator}){14,59}\\d)(?!\\d)`,
      'g',
    ),
    accept: unlessRow,
  },
  {
    kind: (digits) =>
      digits.length === 11
        ? 'mobile'
        : digits.length > 18 || digits.length === 16
          ? 'bank_card'
          : 'identity_card',
    pattern: new RegExp(`(?<!\\d)\\d(?:\\s?${readOut}\\s?\\d){10,59}(?!\\d)`, 'g'),
    accept: (digits) => (digits.length === 11 ? /^1[3-9]/.test(digits) : digits.length >= 15),
  },
  {
    // With a birth date in the middle.
    kind: 'identity_card',
    pattern: new RegExp(
      `(?<!\\d)\\d{6}${parted}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])[0-3]\\d${parted}\\d{3}[\\dXx](?![A-Za-z\\d])`,
      'g',
    ),
    accept: unlessCounted,
  },
  {
    // As the cards of this country begin; other rows of four digits are sums and years.
    kind: 'bank_card',
    pattern: new RegExp(`(?<!\\d)(?=62)${partedGroups(4, 4, 4, 4)}(?:${parted}\\d{1,3})?(?!\\d)`, 'g'),
    accept: unlessCounted,
  },
  {
    kind: 'identity_card',
    pattern: new RegExp(`${about(cardWords)}(?<!\\d)${anyhow(15, 19)}(?!\\d)`, 'g'),
    accept: unlessRow,
  },
];

/** After the printed numbers. */
export const typedMobileSearches: readonly NumberSearch[] = [
  {
    kind: 'mobile',
    pattern: new RegExp(`(?<!\\d)(?=1[3-9])(?:${alternatives(mobileGroups)})(?!\\d)`, 'g'),
    accept: unlessRow,
  },
  {
    kind: 'mobile',
    pattern: new RegExp(`(?<!\\d)(?=1[3-9])${partedGroups(3, 4, 4)}(?!\\d)`, 'g'),
    accept: unlessCounted,
  },
  {
    kind: 'mobile',
    pattern: new RegExp(
      `${about(telephoneWords)}(?<!\\d)(?=1(?:${separator})?[3-9])${anyhow(11, 11)}(?!\\d)`,
      'g',
    ),
    accept: () => true,
  },
];

/** A text without what can stand inside a number unseen or unmeant, and the place of each of its units in the text. */
export interface SqueezedText {
  readonly text: string;
  /** `text.length + 1` indices: where a unit began, and last where the text ends. */
  readonly places: readonly number[];
}

const ignorable = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]$/u;
/**
 * Line ends, long gaps, a command or a mention of the bot between two digits part no number. A name has few digits: with
 * more of them it would itself be a number, and swallowed.
 */
const between = /(?<=[\p{N}])(?:\s|[/@＠][A-Za-z][A-Za-z_]{0,40}(?:\d{1,4}(?=\s))?(?=\s|\d|$))+(?=[\p{N}])/gu;

/** Also ①, ¹, 𝟏 and ١ as ASCII digits. */
export function squeeze(text: string): SqueezedText {
  const visible: { readonly character: string; readonly start: number }[] = [];
  let at = 0;
  for (const character of text) {
    if (!ignorable.test(character)) visible.push({ character: plainDigit(character), start: at });
    at += character.length;
  }
  // A second pass, since what parts two digits may itself hold what nobody sees.
  const line = visible.map(({ character }) => (character.length === 1 ? character : '\ufffd')).join('');
  let squeezed = '';
  const places: number[] = [];
  let done = 0;
  const keepUntil = (end: number): void => {
    for (; done < end; done += 1) {
      squeezed += line[done] ?? '';
      places.push(visible[done]?.start ?? 0);
    }
  };
  for (const { index, 0: gap } of line.matchAll(between)) {
    keepUntil(index);
    squeezed += ' ';
    places.push(visible[index]?.start ?? 0);
    done = index + gap.length;
  }
  keepUntil(line.length);
  return { text: squeezed, places: [...places, text.length] };
}

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

function plainDigit(character: string): string {
  if (!/[\p{Nd}\p{No}]/u.test(character)) return character;
  const plain = character.normalize('NFKC');
  if (/^\d$/.test(plain)) return plain;
  // ٣ and ३: in every script the ten digits stand in one row.
  const code = character.codePointAt(0) ?? 0;
  for (let value = 0; value < 10 && isDigit(code - value); value += 1)
    if (!isDigit(code - value - 1)) return String(value);
  return character;
}
