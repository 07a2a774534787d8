/** What can be read out over the telephone: no brackets, no marks. @module */
import type { Answer, NoticeCode } from '../../../../answering/answer.ts';
import { findDocumentNumbers } from '../../../../gazette/document-number.ts';

const digits = '零一二三四五六七八九';

/** 清新府办〔2018〕16号第七条 → 清新府办，二零一八年，第16号: the first number of a text; '' where there is none. */
export function spokenNumber(text: string): string {
  const [found] = findDocumentNumbers(text);
  if (found === undefined) return '';
  const { issuerCode, year, serial } = found.number;
  const spelt = String(year).replace(/\d/g, (digit) => digits.charAt(Number(digit)));
  return [issuerCode, ...(year === 0 ? [] : [`${spelt}年`]), `第${serial}号`].join('，');
}

/** Without these somebody would take what is read out for a rule that holds here and now. */
const saidFirst: ReadonlySet<NoticeCode> = new Set([
  'expired',
  'repealed',
  'period_over',
  'draft',
  'not_yet',
  'other_region',
  'reference',
  'conflict',
  'false_notice',
]);

export interface ReadOut {
  /** To be said before the rest. */
  readonly cautions: readonly string[];
  /** Lines of the answer; cells of a table are parted by a tab, marks such as [1] stay. */
  readonly lines: readonly string[];
  /** ——清新府办〔2018〕16号第七条, without the dash. */
  readonly source: string;
  /** The other remarks. */
  readonly remarks: readonly string[];
}

export function readOut({ answer, notices }: Pick<Answer, 'answer' | 'notices'>): ReadOut {
  const lines = answer.split('\n').filter((line) => line.trim() !== '');
  const source = lines.findLast((line) => line.startsWith('——')) ?? '';
  return {
    cautions: notices.filter(({ code }) => saidFirst.has(code)).map(({ text }) => text),
    lines: lines.filter((line) => line !== source),
    source: source.replace(/^——/, ''),
    remarks: notices.filter(({ code }) => !saidFirst.has(code)).map(({ text }) => text),
  };
}
