/**
 * The first step of an answer: whatever was sent becomes one clean line of text, or one sentence that says what to
 * type. HTML and SQL are only text here; the doors escape what they show.
 * @module
 */
import { fixedTexts } from './fixed-texts.ts';
import { hasPrivateNumber, maskPrivateNumbers } from '../gazette/private-numbers.ts';

/** Characters of a cleaned question, in UTF-16 units. */
export const maxQuestionLength = 1000;

export type RejectedInput = 'empty' | 'too_long' | 'no_words' | 'not_text';

export type CleanedQuestion =
  | {
      readonly ok: true;
      /** One line, at most {@link maxQuestionLength} units, private numbers replaced by labels. */
      readonly text: string;
      readonly removedPrivateNumbers: boolean;
    }
  /** Status error_input; `answer` says what to type. */
  | { readonly ok: false; readonly reason: RejectedInput; readonly answer: string };

/**
 * Format characters (zero width, bidi, BOM, Unicode tags), variation selectors, fillers, private use and lone
 * surrogates: nobody can see them, and text hidden in them can carry orders.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const unreadable = /[\p{Cc}\ufffd]/gu;
const allowedControls = /[\t\n\v\f\r\u0085]/g;

function reject(reason: RejectedInput): CleanedQuestion {
  return { ok: false, reason, answer: fixedTexts[`error_input_${reason}`] };
}

/** Never throws, whatever is given. */
export function cleanQuestion(raw: unknown): CleanedQuestion {
  if (raw === undefined || raw === null) return reject('empty');
  if (typeof raw !== 'string') return reject('not_text');
  // Far beyond any question: not worth cleaning, unless it is nothing but white space.
  if (raw.length > 50 * maxQuestionLength) return reject(/\S/.test(raw) ? 'too_long' : 'empty');
  const spaced = raw.replace(allowedControls, ' ');
  const damaged = spaced.match(unreadable)?.length ?? 0;
  const text = spaced
    .replace(unreadable, ' ')
    .replace(/\u2800/g, ' ')
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (damaged > 2 && damaged * 5 > spaced.length) return reject('not_text');
  if (text === '') return reject('empty');
  if (text.length > maxQuestionLength) return reject('too_long');
  if (!/[\p{L}\p{N}]/u.test(text.replace(/\p{Extended_Pictographic}/gu, ''))) return reject('no_words');
  if (!hasPrivateNumber(text, 'typed')) return { ok: true, text, removedPrivateNumbers: false };
  return { ok: true, text: maskPrivateNumbers(text, 'typed'), removedPrivateNumbers: true };
}

/** A question as a page shows it again and carries it on: cleaned as it was answered, and never with a private number. */
export function shownQuestion(raw: string): string {
  const cleaned = cleanQuestion(raw);
  return cleaned.ok ? cleaned.text : maskPrivateNumbers(raw, 'typed');
}

const numberLabel =
  /(?:(?:我|本人|自己|[他她佢]|老[婆公]|[爸妈]{1,2}|父亲|母亲)的?)?(?:身份证|身份證|手机|手機|电话|電話|联系|银行卡|銀行卡|微信|卡)?(?:号码|號碼|号|號|方式)?[是系为為:：\s]{0,3}【已隐去[^】]*】[，,。；;、\s]*/gu;

/** A question without the labels that stand for private numbers, which are no words of it; as it was where nothing else is left. */
export function withoutNumberLabels(text: string): string {
  const rest = text.replace(numberLabel, ' ').replace(/\s+/g, ' ').trim();
  return /\p{L}{2}/u.test(rest) ? rest : text;
}
