/** What is said of a document beside the answer proper: what it regulates, and that it no longer holds. @module */
import type { Clause, Corpus, PolicyDocument, Quotation } from '../gazette/model.ts';
import { cutBeforePrivateNumber } from '../gazette/private-numbers.ts';
import { quoteSpans, sentenceAround } from '../gazette/quote.ts';
import { validityOn } from '../gazette/validity.ts';
import { citeTitle, leastQuote, locate, sourceText } from './status-citation.ts';
import type { Citations } from './status-citation.ts';

/** Longest words of a purpose or scope clause that are shown. */
const longestPurpose = 150;
/** … of a document that issues several texts, for each of them. */
const longestOfParts = 80;

/** 有效期至2020年3月31日，已届满[2]; empty for a document that is in force or says nothing of its validity. */
export function validityNote(corpus: Corpus, index: number, asOf: string, citations: Citations): string {
  const validity = validityOn(corpus, index, asOf);
  if (validity.status === 'in_force' || validity.status === 'unstated') return '';
  const marks = validity.quotations
    .filter((quotation) => quotation.text.length >= leastQuote)
    .map((quotation) => citations.cite(locate(corpus, index, quotation)))
    .join('');
  return `${validity.sentence.replace(/。$/, '')}${marks === '' ? citeTitle(corpus, index, citations) : marks}`;
}

/** The clause on scope or purpose in its own words, then the first headings as far as `room` characters reach. */
export function contentWords(corpus: Corpus, index: number, citations: Citations, room: number): string {
  const document = corpus.documents[index];
  if (document === undefined) return '';
  let words = '';
  const opening = openingClauses(corpus, document);
  for (const at of opening) {
    const clause = corpus.clauses[at];
    if (clause === undefined) continue;
    const longest = opening.length > 1 ? longestOfParts : longestPurpose;
    const quotation = quoteSpans(document.source, sourceText(corpus, document), clause.spans, (cleaned) =>
      tellingRange(cleaned, longest),
    );
    if (quotation.text.length < leastQuote) continue;
    const shown = cutBeforePrivateNumber(quotation.text);
    const part = opening.length > 1 ? `《${clause.headings[0] ?? ''}》` : '';
    words += `\n${part}${placeOf(clause)}“${shown}”${citations.cite({ document: index, clause: at, quotation })}`;
  }
  return words + headingWords(corpus, document, index, citations, room - words.length);
}

/** 一、补助对象：; an article says its number itself. */
function placeOf(clause: Clause): string {
  if (clause.locator === '') return '正文写明：';
  if (/^第.{1,5}条/.test(clause.text)) return '';
  return `${clause.kind === 'paragraph' ? (clause.headings.at(-1) ?? clause.locator) : clause.locator}：`;
}

const scope = /本(?:办法|方案|规划|规定|细则|意见|计划|通告|通知|条例).{0,6}适用于/;
/** Where a sentence comes to the point after the rules that it rests on. */
const point = /现将|现就|决定|特?制[定订]本|特制[定订]/;
const purpose = /(?:^|条|，|。)(?:为|根据|按照|依据)/;
const coveringNotice = /印发给你们|转发给你们/;

/** The clause on scope, else on purpose, else the first of running text; one for each text that is issued. */
function openingClauses(corpus: Corpus, document: PolicyDocument): number[] {
  const content: number[] = [];
  for (let at = document.clauses[0]; at < document.clauses[1]; at += 1) {
    const clause = corpus.clauses[at];
    const isText = clause?.kind === 'paragraph' || clause?.kind === 'item';
    if (isText && clause !== undefined && !coveringNotice.test(clause.text)) content.push(at);
  }
  const textOf = (at: number): string => corpus.clauses[at]?.text ?? '';
  if (document.parts.length > 1) {
    const firsts = document.parts.map((part) =>
      content.find((at) => corpus.clauses[at]?.headings[0] === part && corpus.clauses[at]?.locator !== ''),
    );
    const known = firsts.filter((at) => at !== undefined);
    if (known.length > 0) return known;
  }
  const chosen =
    content.find((at) => scope.test(textOf(at))) ??
    content.slice(0, 3).find((at) => purpose.test(textOf(at))) ??
    content[0];
  return chosen === undefined ? [] : [chosen];
}

/** The whole text where it is short, else its sentence on scope or purpose, cut at a comma when that is still too long. */
function tellingRange(cleaned: string, longest: number): [start: number, end: number] {
  if (cleaned.length <= longest) return [0, cleaned.length];
  const at = Math.max(0, scope.test(cleaned) ? cleaned.search(scope) : cleaned.search(point));
  const [first, end] = sentenceAround(cleaned, at);
  if (end - first <= longest) return [first, end];
  const start = at - first < longest / 2 ? first : Math.max(first, cleaned.lastIndexOf('，', at) + 1);
  if (end - start <= longest) return [start, end];
  const cut = cleaned.slice(start, start + longest);
  const comma = Math.max(cut.lastIndexOf('，'), cut.lastIndexOf('、'), cut.lastIndexOf('；'));
  return [start, start + (comma > longest / 3 ? comma : longest)];
}

/** 分为：一、补助对象[3]；二、补助标准[4] … as printed; none where the document has no headings. */
function headingWords(
  corpus: Corpus,
  document: PolicyDocument,
  index: number,
  citations: Citations,
  room: number,
): string {
  const level = document.parts.length > 1 ? 1 : 0;
  const seen = new Set<string>();
  const shown: string[] = [];
  let length = 12;
  for (let at = document.clauses[0]; at < document.clauses[1]; at += 1) {
    const clause = corpus.clauses[at];
    const heading = clause?.headings[level];
    if (
      clause === undefined ||
      heading === undefined ||
      !/^(?:[一二三四五六七八九十]+、|第.{1,3}[章节]|附件)/.test(heading)
    )
      continue;
    // several issued texts may be built alike
    if (seen.has(heading)) continue;
    seen.add(heading);
    const short = heading.length > 30 ? `${heading.slice(0, 29)}…` : heading;
    if (length + short.length + 6 > room) {
      if (shown.length > 0) shown.push('等');
      break;
    }
    const quotation = quoteHeading(corpus, document, at, clause, heading);
    const mark = quotation === null ? '' : citations.cite({ document: index, clause: null, quotation });
    shown.push(`${short}${mark}`);
    length += short.length + 1 + mark.length;
  }
  return shown.length < 2 ? '' : `\n分为：${shown.join('；').replace(/；等$/, '等')}`;
}

/** The heading where it is printed, between the clause before and the first one below it. */
function quoteHeading(
  corpus: Corpus,
  document: PolicyDocument,
  at: number,
  clause: Clause,
  heading: string,
): Quotation | null {
  if (heading.length < leastQuote) return null;
  const before = at === document.clauses[0] ? undefined : corpus.clauses[at - 1];
  const from = before?.spans.at(-1)?.[1] ?? document.titleSpans.at(-1)?.[1];
  const to = clause.spans[0]?.[0];
  if (from === undefined || to === undefined || from >= to) return null;
  let found = false;
  const quotation = quoteSpans(document.source, sourceText(corpus, document), [[from, to]], (cleaned) => {
    const start = cleaned.indexOf(heading);
    found = start >= 0;
    return found ? [start, start + heading.length] : null;
  });
  return found ? quotation : null;
}
