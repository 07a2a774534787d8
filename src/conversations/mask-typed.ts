/** What a person typed, as it may be kept. @module */
import { cleanQuestion, maxQuestionLength } from '../answering/intake.ts';
import { hasPrivateNumber, maskPrivateNumbers } from '../gazette/private-numbers.ts';

export interface MaskedText {
  readonly text: string;
  /** Private numbers were taken out. */
  readonly masked: boolean;
}

/** Nobody sees these, and a number must not hide behind them. Line ends and tabs are layout. */
const invisible =
  /(?![\n\t])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

export interface MaskedQuestion extends MaskedText {
  /** One Chinese sentence for what cannot be read as a question; null where it can. */
  readonly complaint: string | null;
}

/** One line of a resident, at most {@link maxQuestionLength} units; what cannot be read as a question is cut. */
export function maskQuestion(raw: string): MaskedQuestion {
  const cleaned = cleanQuestion(raw);
  if (cleaned.ok) return { text: cleaned.text, masked: cleaned.removedPrivateNumbers, complaint: null };
  // Beyond this nothing is kept, so nothing need be searched for numbers.
  const line = raw
    .slice(0, 2 * maxQuestionLength)
    .replace(/\s+/g, ' ')
    .replace(invisible, '')
    .trim();
  const { text, masked } = mask(line);
  // A long row of digits may become a number of the usual length by the cut.
  const kept = mask(cut(text, maxQuestionLength));
  return {
    text: cut(kept.text, maxQuestionLength),
    masked: masked || kept.masked,
    complaint: cleaned.answer,
  };
}

/** Text of the staff, or put together from several: its lines stay. */
export function maskLines(raw: string): MaskedText {
  return mask(
    raw
      .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
      .replace(invisible, '')
      .trim(),
  );
}

function mask(text: string): MaskedText {
  return hasPrivateNumber(text, 'typed')
    ? { text: maskPrivateNumbers(text, 'typed'), masked: true }
    : { text, masked: false };
}

/** Not within a pair of surrogates, nor within a label such as 【已隐去手机号】. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$|【[^】]*$/u, '');
}
