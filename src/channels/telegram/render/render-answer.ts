/**
 * An answer on a phone: the short answer first, then what is to be heeded and done, then where it is written. What is
 * longer stands behind a button.
 * @module
 */
import { listItem } from '../../list-item.ts';
import { noticesBeside } from '../../notices-beside.ts';
import type { Answer, Citation, NoticeCode } from '../../../answering/answer.ts';
import { statusTexts } from '../../../answering/fixed-texts.ts';
import { texts } from '../message-texts.ts';
import { offeredScheme } from './offered-scheme.ts';
import { documentName, validityWords, withQuotations } from './quote-markup.ts';
import { folded, lines, own, paragraphs, published, type RichText, strong } from './rich-text.ts';

/** The most important first; what is not named comes after all of them. */
const noticeOrder: readonly NoticeCode[] = [
  'false_notice',
  'part_refused',
  'reference',
  'draft',
  'other_region',
  'repealed',
  'expired',
  'period_over',
  'not_yet',
  'conflict',
  'check_amount',
  'check_date',
  'ambiguous',
  'validity_unstated',
  'ask_authority',
  'no_date',
  'identity',
  'year_cap',
  'period',
  'referral',
  'death',
  'order',
  'damaged_source',
  'convention',
  'provisional',
];

export const shownNotices = 2;
/** The result of a calculation is long enough without them. */
export const shownSteps = ({ calculation }: Answer): number => (calculation === null ? 3 : 2);
/** Further citations are named, and opened by their buttons. */
const shownQuotations = 2;
const namedCitations = 8;

function placeOf(code: NoticeCode): number {
  const at = noticeOrder.indexOf(code);
  return at === -1 ? noticeOrder.length : at;
}

/** Without the one that says that numbers were taken out, which is said in its own place. */
export function sortedNotices(answer: Answer): readonly Answer['notices'][number][] {
  return noticesBeside(answer)
    .filter(({ code }) => code !== 'private_data_removed')
    .toSorted((left, right) => placeOf(left.code) - placeOf(right.code));
}

/** What an office does: good to know, nothing to do. */
export const isDescription = ({ text }: Answer['nextSteps'][number]): boolean => text.startsWith('机构资料');

/** What is to be done, without the offer of a calculation: that is a button. Descriptions of offices come last. */
export function sortedSteps(answer: Answer): readonly Answer['nextSteps'][number][] {
  const steps = answer.nextSteps.filter(({ text }) => offeredScheme(text) === null);
  return [...steps.filter((step) => !isDescription(step)), ...steps.filter(isDescription)];
}

/** @param masked numbers were taken out of the message that is answered. */
export function renderAnswer(answer: Answer, masked: boolean): RichText {
  const isMasked = masked || answer.notices.some(({ code }) => code === 'private_data_removed');
  const body = bodyOf(answer);
  if (answer.status === 'clarification') return paragraphs(body, maskedLine(isMasked));
  return paragraphs(
    body,
    noticesBlock(answer),
    maskedLine(isMasked),
    stepsBlock(answer),
    citationsBlock(answer),
  );
}

const maskedLine = (isMasked: boolean): RichText | null => (isMasked ? [own(texts.masked)] : null);

/** Lines of a calculated answer that begin something new. */
const calculationLine =
  /^(?:请告诉我|怎么算|原因|规定|我理解的情况|什么变了|两种算法|如果|依据|还不清楚的是)/;

function bodyOf({ answer, status, citations, calculation }: Answer): RichText {
  // The options of a clarification are buttons, so the marks beside them would only be in the way.
  const written = status === 'clarification' ? answer.replaceAll(/\s?\[\d{1,3}\]/g, '') : answer;
  // Nothing would be sent for nothing, and somebody waits.
  const all = (written.trim() || statusTexts.error_internal).split('\n');
  const text = all
    .map((line, at) => {
      const shown = line.replaceAll('\t', ' ｜ ').replace(listItem, '• ');
      return calculation !== null && at > 0 && calculationLine.test(line) ? `\n${shown}` : shown;
    })
    .join('\n');
  return text
    .split(/(^【[^】\n]{1,12}】|^请告诉我：[^？\n]*？)/m)
    .flatMap(
      (piece): RichText =>
        /^(?:【|请告诉我：)/.test(piece) ? [strong(piece)] : withQuotations(piece, citations),
    );
}

function noticesBlock(answer: Answer): RichText | null {
  const notices = sortedNotices(answer).slice(0, shownNotices);
  return notices.length === 0
    ? null
    : lines(...notices.map(({ text }) => [own('⚠ '), ...withQuotations(text, answer.citations)]));
}

function stepsBlock(answer: Answer): RichText | null {
  const steps = sortedSteps(answer)
    .filter((step) => !isDescription(step))
    .slice(0, shownSteps(answer));
  if (steps.length === 0) return null;
  return lines([strong(texts.nextSteps)], ...steps.map(({ text }) => [own(`• ${text}`)]));
}

/** A list of papers is told word by word already: once is enough on a small screen. */
function isTold({ quote }: Citation, answer: string): boolean {
  const told = answer.replaceAll(/\s/g, '');
  const parts = quote.split(/[；;。：:]/).map((part) => part.replaceAll(/\s/g, ''));
  const repeated = parts.filter((part) => part.length > 3 && told.includes(part));
  return repeated.join('').length >= 0.7 * parts.join('').length;
}

function citationsBlock({ citations, answer }: Answer): RichText | null {
  if (citations.length === 0) return null;
  const head: RichText = [strong(texts.quotations)];
  if (citations.length <= shownQuotations) {
    // A quotation ends its line by itself.
    return citations.reduce<RichText>(
      (text, citation) => [
        ...text,
        own('\n'),
        ...citationHead(citation),
        ...(isTold(citation, answer) ? [] : [own('\n'), folded(citation.quote)]),
      ],
      head,
    );
  }
  return lines(head, ...namedByDocument(citations));
}

function citationHead(citation: Citation): RichText {
  return [
    own(`[${citation.n}] `),
    published([documentName(citation), citation.locator].filter(Boolean).join(' ')),
    own(`（${validityWords(citation.validity)}）`),
  ];
}

/** 清新府办〔2018〕16号（✕ 有效期已过）：[1] 第七条 [2] 第十一条. */
function namedByDocument(citations: readonly Citation[]): RichText[] {
  const shown = citations.slice(0, namedCitations);
  const documents = [...new Set(shown.map(documentName))];
  const named = documents.map((name): RichText => {
    const cited = shown.filter((citation) => documentName(citation) === name);
    const [first] = cited;
    return [
      published(name),
      own(first === undefined ? '：' : `（${validityWords(first.validity)}）：`),
      ...cited.flatMap(({ n, locator }) => [own(`[${n}]`), published(locator === '' ? ' ' : ` ${locator} `)]),
    ];
  });
  const left = citations.length - shown.length;
  return left === 0 ? named : [...named, [own(texts.citedMore(left))]];
}
