/** Sentences of answers about a document's metadata. @module */
import { formatDate } from '../gazette/chinese-date.ts';
import { nameOfMentioned } from '../gazette/document-graph.ts';
import type { Corpus, PolicyDocument, Relation } from '../gazette/model.ts';
import { quoteSpans } from '../gazette/quote.ts';
import { describeEnding, endingRelation, enquiryPlace, validityOn } from '../gazette/validity.ts';
import type { Notice } from './answer.ts';
import { noticesFor } from './notices.ts';
import {
  citeCount,
  citeIssue,
  citeNumber,
  citeRelation,
  citeTitle,
  locate,
  sourceText,
} from './status-citation.ts';
import type { Citations } from './status-citation.ts';
import { contentWords, validityNote } from './status-content.ts';
import type { StatusIntent } from './status-intent.ts';
import type { StatusTarget } from './status-target.ts';

/** The day or stretch of days that is asked about. */
export interface AskedDays {
  readonly first: string;
  readonly last: string;
}

/** What was written about one document. */
export interface StatusSentence {
  readonly text: string;
  readonly notices: readonly Notice[];
  readonly nextStep: string | null;
  /** False when the gazettes only name the document and say nothing of what was asked. */
  readonly settled: boolean;
}

const longestTitle = 44;

/** 《清远市清新区民宿管理办法（试行）》（清新府办〔2015〕24号） */
export function nameOf(corpus: Corpus, target: StatusTarget): string {
  const number = target.number?.canonical ?? null;
  const document = target.document === null ? undefined : corpus.documents[target.document];
  const parts = document?.parts ?? [];
  const full = parts.length === 1 ? (parts[0] ?? target.title) : target.title;
  if (full === null) return number ?? '这份文件';
  const title = shortTitle(full);
  return number === null ? `《${title}》` : `《${title}》（${number}）`;
}

/** The issued text's title inside a covering notice's; cut when very long. */
export function shortTitle(title: string): string {
  const inner = /^.{0,24}?(?:印发|转发)(.+?)的通知$/.exec(title)?.[1] ?? title;
  const bare = inner.replace(/^关于印发/, '').replace(/^[〈<《](.+)[〉>》]$/, '$1');
  return bare.length > longestTitle ? `${bare.slice(0, longestTitle - 1)}…` : bare;
}

/** Answers one intent for one document. */
export function statusSentence(
  corpus: Corpus,
  target: StatusTarget,
  intent: StatusIntent,
  days: AskedDays,
  citations: Citations,
): StatusSentence {
  if (target.document === null) return mentionedSentence(corpus, target, intent, days, citations);
  const index = target.document;
  const document = corpus.documents[index];
  if (document === undefined) throw new RangeError(`no document ${index} in this corpus`);
  const name = nameOf(corpus, target);
  const words = aboutDocument(corpus, index, document, name, intent, citations);
  if (words === null) return validitySentence(corpus, index, name, days, citations, intent);
  const note = validityNote(corpus, index, days.last, citations);
  const content =
    intent === 'name'
      ? contentWords(corpus, index, citations, longestWithContent - words.length - note.length)
      : '';
  return {
    text: `${words}${note === '' ? '' : `${note}。`}${content}`,
    notices: noticesFor(corpus, [index], days.last),
    nextStep: nextStepAfter(corpus, index, days.last),
    settled: true,
  };
}

/** An answer that says what a document regulates. */
const longestWithContent = 390;

/** The sentence on anything but validity; null when validity is what is asked. */
function aboutDocument(
  corpus: Corpus,
  index: number,
  document: PolicyDocument,
  name: string,
  intent: StatusIntent,
  citations: Citations,
): string | null {
  switch (intent) {
    case 'repeals':
      return repealsSentence(corpus, index, name, citations);
    case 'issuer':
    case 'issued':
      return `${name}${issuedWords(document)}${citeIssue(corpus, index, citations)}。`;
    case 'number':
      return document.number === null
        ? `${name}在公报里没有文号${citeTitle(corpus, index, citations)}。`
        : `${name}的文号是${document.number.canonical}${citeNumber(corpus, index, citations)}。`;
    case 'name':
      return `${name}，${issuedWords(document)}${citeTitle(corpus, index, citations)}。`;
    case 'gazette':
      return `${name}${gazetteWords(document)}${citeTitle(corpus, index, citations)}。`;
    case 'office':
      return officeSentence(corpus, index, name, citations);
    default:
      return null;
  }
}

function nextStepAfter(corpus: Corpus, index: number, asOf: string): string | null {
  const { status } = validityOn(corpus, index, asOf);
  const document = corpus.documents[index];
  if (document === undefined || (status !== 'expired' && status !== 'period_over' && status !== 'repealed'))
    return null;
  return `现行规定请向${enquiryPlace(document)}核实。`;
}

function validitySentence(
  corpus: Corpus,
  index: number,
  name: string,
  days: AskedDays,
  citations: Citations,
  intent: StatusIntent,
): StatusSentence {
  const document = corpus.documents[index];
  const atEnd = validityOn(corpus, index, days.last);
  const atStart = validityOn(corpus, index, days.first);
  const quotations = atEnd.quotations.length > 0 ? atEnd.quotations : atStart.quotations;
  const marks =
    quotations.length === 0
      ? citeTitle(corpus, index, citations)
      : quotations.map((quotation) => citations.cite(locate(corpus, index, quotation))).join('');
  let words = stopless(atEnd.sentence);
  if (atStart.status !== atEnd.status) {
    words = `${formatDate(days.first)}的情况：${stopless(atStart.sentence)}；${formatDate(days.last)}的情况：${words}`;
  }
  const begins = document?.validity.effectiveFrom ?? null;
  if (intent === 'start' && begins !== null && !words.includes(formatDate(begins))) {
    words = `自${formatDate(begins)}起施行；${words}`;
  }
  if (intent === 'repealer' && atEnd.status !== 'repealed')
    words = `所收公报里没有废止它的文件；${withoutRepealWords(words)}`;
  return {
    text: `${name}：${words}${marks}。`,
    notices: noticesFor(corpus, [index], days.last),
    nextStep: nextStepAfter(corpus, index, days.last),
    settled: true,
  };
}

function mentionedSentence(
  corpus: Corpus,
  target: StatusTarget,
  intent: StatusIntent,
  days: AskedDays,
  citations: Citations,
): StatusSentence {
  const name = nameOf(corpus, target);
  const canonical = target.number?.canonical ?? null;
  const key = canonical ?? (target.title === null ? null : `《${target.title}》`);
  const relations = key === null ? [] : (corpus.mentioned.get(key)?.relations ?? []);
  const ending = endingRelation(corpus, key, days.last);
  const later = relations.find((relation) => relation.kind !== 'mentions');
  const about = aboutIssue(target, intent);
  if (ending !== null) {
    const mark = citeRelation(citations, ending);
    const partly =
      ending.from !== null && ending.from > days.first
        ? `${formatDate(ending.from)}以前当时是否有效，公报没有写。`
        : '';
    return {
      text: `${name}${about}${stopless(describeEnding(corpus, ending))}${mark}。${partly}`,
      notices: [{ code: 'repealed', text: `${canonical ?? name}已失效，不能再作为办事依据。` }],
      nextStep: placeOfRelation(corpus, ending),
      settled: true,
    };
  }
  if (later !== undefined) {
    const mark = citeRelation(citations, later);
    const since = later.from === null ? '' : formatDate(later.from);
    return {
      text: `${name}：${formatDate(days.last)}时还没有被废止或宣布失效，它${since}起才${later.kind === 'voids' ? '宣布失效' : '废止'}${mark}。公报没有收录它的原文，当时是否另有期限无法确认。`,
      notices: [],
      nextStep: null,
      settled: true,
    };
  }
  const first = relations[0];
  const by = first === undefined ? undefined : corpus.documents[first.by];
  const where =
    by === undefined
      ? ''
      : `，只在${by.number?.canonical ?? `《${shortTitle(by.title)}》`}里提到它${first === undefined ? '' : citeRelation(citations, first)}`;
  return {
    text: `所收公报没有收录${name}的原文${where}，${about === '' ? '没有写它是否有效' : `${about.replace(/。$/, '')}，其他没有写`}，请向发文机关核实。`,
    notices: [],
    nextStep: null,
    settled: intent === 'name' && target.title !== null,
  };
}

/** What can be said of the issue of a document whose text is not here: only what its title and number show. */
function aboutIssue(target: StatusTarget, intent: StatusIntent): string {
  if (intent !== 'issuer' && intent !== 'issued') return '';
  const issuer =
    /^(.{2,20}?(?:人民政府办公室|人民政府办公厅|人民政府|国务院办公厅|国务院))(?:关于|印发|转发)/.exec(
      target.title ?? '',
    )?.[1];
  const year =
    target.number === null || target.number.year === 0
      ? ''
      : `，文号年份是${target.number.year}年，具体日期公报没有写`;
  return issuer === undefined ? '' : `由${issuer}印发${year}。`;
}

function repealsSentence(corpus: Corpus, index: number, name: string, citations: Citations): string {
  const ended: { relation: Relation; label: string }[] = [];
  for (const mentioned of corpus.mentioned.values()) {
    const relation = mentioned.relations.find((each) => each.by === index && each.kind !== 'mentions');
    if (relation !== undefined) ended.push({ relation, label: nameOfMentioned(mentioned) });
  }
  if (ended.length === 0) return `${name}里没有写废止哪份文件${citeTitle(corpus, index, citations)}。`;
  if (ended.some((each) => each.relation.kind === 'voids'))
    return endedListSentence(corpus, index, citations);
  const marks = ended.map((each) => citeRelation(citations, each.relation)).join('');
  return `${name}废止了${ended.map((each) => each.label).join('、')}${marks}。`;
}

function officeSentence(corpus: Corpus, index: number, name: string, citations: Citations): string {
  const document = corpus.documents[index];
  if (document === undefined) return '';
  const parts: string[] = [];
  for (let at = document.clauses[0]; at < document.clauses[1]; at += 1) {
    const clause = corpus.clauses[at];
    const found = clause === undefined ? null : /由([^，。；]{2,30}?)负责解释/.exec(clause.text);
    if (clause === undefined || found === null) continue;
    const quotation = quoteSpans(document.source, sourceText(corpus, document), clause.spans);
    parts.push(`由${found[1] ?? ''}负责解释${citations.cite({ document: index, clause: at, quotation })}`);
    break;
  }
  if (document.enquiryOffice !== null) {
    const { name: office, quotation } = document.enquiryOffice;
    parts.push(`执行中遇到的问题向${office}反映${citations.cite(locate(corpus, index, quotation))}`);
  }
  if (parts.length === 0) {
    const issuer = document.issuer ?? '发文机关';
    return `${name}没有写由哪个部门解释，可以问发文机关${issuer}${citeTitle(corpus, index, citations)}。`;
  }
  return `${name}：${parts.join('；')}。`;
}

function issuedWords(document: PolicyDocument): string {
  const by = document.issuer === null ? '没有写发文机关' : `由${document.issuer}`;
  const on = document.issuedOn === null ? '没有写日期' : `${formatDate(document.issuedOn)}印发`;
  if (document.standing === 'draft') return `是征求意见稿，${by}，${on}`;
  return document.issuer === null
    ? `${by}，${on}`
    : `${by}${document.issuedOn === null ? `发出，${on}` : on}`;
}

function gazetteWords(document: PolicyDocument): string {
  if (document.gazette === null) return '不是登在公报里的文件';
  const page = document.page === null ? '' : `第${document.page}页`;
  return `登在《${document.gazette.name}》${document.gazette.year}年第${document.gazette.issue}期${page}`;
}

/** 5号 is short for a list: 清新府办〔2018〕5号宣布失效19份文件（2015年13份、2016年6份）… */
export function endedListSentence(corpus: Corpus, by: number, citations: Citations): string {
  const numbers = [...corpus.mentioned.values()].filter((mentioned) =>
    mentioned.relations.some((relation) => relation.by === by && relation.kind === 'voids'),
  );
  const document = corpus.documents[by];
  if (document === undefined || numbers.length === 0) return '';
  const years = new Map<number, number>();
  for (const { number } of numbers)
    if (number !== null) years.set(number.year, (years.get(number.year) ?? 0) + 1);
  const byYear = [...years]
    .toSorted(([left], [right]) => left - right)
    .map(([year, count]) => `${year}年${count}份`);
  const name = document.number?.canonical ?? `《${shortTitle(document.title)}》`;
  const since =
    document.validity.effectiveFrom === null ? '' : `，自${formatDate(document.validity.effectiveFrom)}起`;
  const list = numbers.map(nameOfMentioned).join('、');
  return `${name}宣布失效${numbers.length}份文件${byYear.length === 0 ? '' : `（按文号年份：${byYear.join('、')}）`}${since}不再作为行政管理的依据${citeCount(corpus, by, numbers.length, citations)}：${list}。`;
}

function placeOfRelation(corpus: Corpus, relation: Relation): string | null {
  const by = corpus.documents[relation.by];
  return by === undefined ? null : `现行规定请向${enquiryPlace(by)}核实。`;
}

function withoutRepealWords(words: string): string {
  return words.replace(/，?所收公报里也?没有废止它的文件/, '');
}

function stopless(sentence: string): string {
  return sentence.replace(/。$/, '');
}
