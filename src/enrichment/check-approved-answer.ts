/** An approved answer says no figure, date, office or 文号 that the cited clauses do not hold. @module */
import { findNumbers } from '../gazette/chinese-number.ts';
import { findDocumentNumbers } from '../gazette/document-number.ts';
import type { Corpus } from '../gazette/model.ts';
import { hasPrivateNumber } from '../gazette/private-numbers.ts';
import { normalise } from '../retrieval/normalise.ts';

export type AnswerFault =
  | { readonly kind: 'length' | 'markup' | 'private_number' }
  /** `said`: as it stands in the answer. */
  | { readonly kind: 'figure' | 'date' | 'office' | 'document_number'; readonly said: string };

export const longestAnswer = 400;

/**
 * @param clauses indices into `Corpus.clauses`
 * @returns each fault once, in the order of the answer; none for an empty answer
 */
export function faultsOfApprovedAnswer(
  corpus: Corpus,
  clauses: readonly number[],
  answer: string,
): AnswerFault[] {
  const faults: AnswerFault[] = [];
  if (answer.length > longestAnswer) faults.push({ kind: 'length' });
  if (/[<>{}`#|\\]|:\/\/|www\.|\[\d+\]/i.test(answer)) faults.push({ kind: 'markup' });
  if (hasPrivateNumber(answer)) faults.push({ kind: 'private_number' });
  const held = citedText(corpus, clauses);
  const own = corpus.documents[corpus.clauses[clauses[0] ?? -1]?.document ?? -1]?.number?.canonical;
  const numbers = new Set(findDocumentNumbers(held).map(({ number }) => number.canonical));
  for (const { number } of findDocumentNumbers(answer)) {
    const { canonical } = number;
    if (canonical !== own && !numbers.has(canonical))
      faults.push({ kind: 'document_number', said: canonical });
  }
  const bare = bareOf(answer);
  const unknown = (pattern: RegExp, isHeld: (said: string) => boolean): string[] =>
    [...new Set(bare.match(pattern) ?? [])].filter((said) => !isHeld(said));
  const dates = unknown(datePattern, (said) => standsIn(held, said));
  const figures = [
    ...new Set([...unknown(/\d+(?:\.\d+)?/g, (said) => standsIn(held, said)), ...numeralsNotIn(held, bare)]),
  ];
  const offices = unknown(officePattern, (said) => held.includes(said));
  faults.push(...dates.map((said) => ({ kind: 'date', said }) as const));
  faults.push(...figures.map((said) => ({ kind: 'figure', said }) as const));
  faults.push(...offices.map((said) => ({ kind: 'office', said }) as const));
  return faults;
}

/** What is wrong, for a person. */
export function sayAnswerFault(fault: AnswerFault): string {
  switch (fault.kind) {
    case 'length':
      return `审定答案超过${longestAnswer}个字，请写短些。`;
    case 'markup':
      return '审定答案里有网址、引文编号或多余的符号，请删掉。';
    case 'private_number':
      return '审定答案里有证件号、手机号或卡号，请删掉。';
    case 'figure':
      return `审定答案里的数字“${fault.said}”在所选条款里没有，请改正，或者加上写着它的条款。`;
    case 'date':
      return `审定答案里的日期“${fault.said}”在所选条款里没有，请改正，或者加上写着它的条款。`;
    case 'office':
      return `审定答案里的单位“${fault.said}”在所选条款里没有，请照条文的写法改正。`;
    default:
      return `审定答案里的文号“${fault.said}”在所选条款里没有，请改正或删掉。`;
  }
}

const datePattern = /\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日/g;
const officePattern = /[区市省][\u4e00-\u9fa5]{2,8}?(?:局|厅|办公室|委员会|总工会|科协)/g;

/** The clauses with their headings and column heads, which carry dates and units. */
function citedText(corpus: Corpus, clauses: readonly number[]): string {
  const texts = clauses.flatMap((index) => {
    const clause = corpus.clauses[index];
    if (clause === undefined) return [];
    const { headings, row, text } = clause;
    return [...headings, ...(row === null ? [text] : [...row.columns, ...row.cells])];
  });
  // Figures of two cells must not run together.
  return texts.map(bareOf).join('\n');
}

/** 五百元, 九成, 100万元, 二〇三五年: by value, since the clause may write the same number in another way. */
function numeralsNotIn(held: string, answer: string): string[] {
  const known = new Set(findNumbers(held).map(({ kind, value }) => `${kind} ${value}`));
  return findNumbers(answer)
    .filter(({ kind, value, written, end }) => {
      // Digits alone are looked for as they are written.
      if (/^[\d.,，]+%?$/.test(written) || known.has(`${kind} ${value}`)) return false;
      // 三类对象, 两个条件: the answer counts what it lists.
      return !(
        /^[一二两三四五六七八九十]$/.test(written) &&
        /^(?:类|种|项|点|个(?!月|工作日|小时|百分点))/.test(answer.slice(end))
      );
    })
    .map(({ written }) => written);
}

const bareOf = (text: string): string => normalise(text).replace(/\s+/g, '');

/** As a whole: 8 does not stand in 80, nor 5 in 0.5. */
function standsIn(held: string, said: string): boolean {
  for (let at = held.indexOf(said); at >= 0; at = held.indexOf(said, at + 1)) {
    const before = held.slice(Math.max(0, at - 2), at);
    const after = held.slice(at + said.length, at + said.length + 2);
    const isCut = /\d$/.test(said) && /^\.?\d/.test(after);
    if (!isCut && !/\d\.?$/.test(before)) return true;
  }
  return false;
}
