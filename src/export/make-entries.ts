/**
 * Gazettes and question bank → entries: one for each standard question, then one for each document.
 * @module
 */
import type { Corpus, PolicyDocument } from '../gazette/model.ts';
import { maskPrivateNumbers } from '../gazette/private-numbers.ts';
import { type ValidityOnDay, type ValidityStatus, validityOn } from '../gazette/validity.ts';
import type { BankQuestion } from '../retrieval/question-bank.ts';
import { type Entry, lengthOf, limits, type MaterialKind } from './entry.ts';
import { excerpts, fullText, placeOf } from './entry-words.ts';
import { documentKeywords, questionKeywords, subjectOf } from './keywords.ts';

export interface EntriesInput {
  readonly corpus: Corpus;
  readonly questions: readonly BankQuestion[];
  /** ISO day that validity is told for. */
  readonly asOf: string;
  readonly nameOfValidity: (status: ValidityStatus) => string;
}

export function makeEntries(input: EntriesInput): Entry[] {
  const titles = new Set<string>();
  return [
    ...input.questions.flatMap((question) => questionEntry(input, question, titles)),
    ...input.corpus.documents.map((_, index) => documentEntry(input, index, titles)),
  ];
}

function questionEntry(input: EntriesInput, question: BankQuestion, titles: Set<string>): Entry[] {
  const { corpus } = input;
  const document = corpus.documents[question.document];
  if (document === undefined) return [];
  const title = uniqueTitle(question.ask, document, titles);
  const validity = validityOn(corpus, question.document, input.asOf);
  const words = excerpts(corpus, question.clauses);
  const content = [
    caution(input, validity),
    `答复：${question.answer ?? '原文是这样写的，请照下面的摘录答复。'}`,
    `依据：${nameOf(document)}`,
    `原文摘录：\n${words}`,
    `效力：${validity.sentence}`,
  ];
  const locators = question.clauses.flatMap((index) => {
    const clause = corpus.clauses[index];
    return clause === undefined ? [] : [placeOf(clause)];
  });
  return [
    {
      ...common(input, document, validity),
      title,
      content: joined(content),
      material: '热点问答',
      keywords: questionKeywords(corpus, question, document, title),
      clauses: [...new Set(locators)].join('、'),
    },
  ];
}

function documentEntry(input: EntriesInput, index: number, titles: Set<string>): Entry {
  const { corpus } = input;
  const document = corpus.documents[index];
  if (document === undefined) throw new RangeError(`no document ${index} in this corpus`);
  const title = uniqueTitle(document.title, document, titles);
  const validity = validityOn(corpus, index, input.asOf);
  const basis = validity.quotations.map(({ text }) => `“${maskPrivateNumbers(text)}”`).join('');
  const text = fullText(corpus, document);
  const content = [
    caution(input, validity),
    `标题：${document.title}`,
    document.number === null ? '' : `文号：${document.number.canonical}`,
    document.issuedOn === null ? '' : `成文日期：${document.issuedOn}`,
    `效力：${validity.sentence}${basis === '' ? '' : `依据原文：${basis}`}`,
    text === '' ? '原文只有标题，没有正文。' : `原文：\n${text}`,
  ];
  return {
    ...common(input, document, validity),
    title,
    content: joined(content),
    material: materialOf(document),
    keywords: documentKeywords(corpus, document, title),
    clauses: '',
  };
}

type CommonPart = Omit<Entry, 'title' | 'content' | 'material' | 'keywords' | 'clauses'>;

function common(input: EntriesInput, document: PolicyDocument, validity: ValidityOnDay): CommonPart {
  const { effectiveFrom, lastDay } = document.validity;
  return {
    category: [document.region ?? '未写明地区', subjectOf(document)]
      .map((part) => part.replaceAll('/', '／'))
      .join('/'),
    issuer: document.issuer ?? '原文没有写明',
    documentNumber: document.number?.canonical ?? '',
    effectiveFrom: effectiveFrom ?? '',
    lastDay: lastDay ?? '',
    validity: input.nameOfValidity(validity.status),
    validityReason: validity.sentence,
    asOf: input.asOf,
    source: sourceOf(input.corpus, document),
  };
}

/** Hotline forms show no validity beside the content: what does not hold is said before anything else. */
function caution({ nameOfValidity }: EntriesInput, { status, sentence }: ValidityOnDay): string {
  return status === 'in_force' ? '' : `【${nameOfValidity(status)}】${sentence}`;
}

const joined = (lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n');

function nameOf({ number, title }: PolicyDocument): string {
  return `${number?.canonical ?? ''}${title.startsWith('《') ? title : `《${title}》`}`;
}

function materialOf({ standing }: PolicyDocument): MaterialKind {
  if (standing === 'draft') return '征求意见稿';
  return standing === 'reference' ? '参考材料' : '政策文件';
}

/** 清远市清新区人民政府公报2018年第3期第19页，003_bdaeface9a7eb4db.txt */
function sourceOf(corpus: Corpus, { gazette, page, source }: PolicyDocument): string {
  const printed =
    gazette === null
      ? ''
      : `${gazette.name}${gazette.year}年第${gazette.issue}期${page === null ? '' : `第${page}页`}，`;
  return `${printed}${corpus.sources[source]?.file ?? ''}`;
}

/** Two documents may be called alike, and two questions asked alike of two documents. */
function uniqueTitle(wanted: string, document: PolicyDocument, titles: Set<string>): string {
  const plain = maskPrivateNumbers(wanted.replaceAll(/\s+/g, ' ').trim());
  for (let attempt = 0; ; attempt += 1) {
    const marks = [...(attempt > 0 ? [document.id] : []), ...(attempt > 1 ? [String(attempt)] : [])];
    const suffix = marks.length === 0 ? '' : `（${marks.join('，').slice(0, limits.title / 2)}）`;
    const title = shortened(plain, limits.title - lengthOf(suffix)) + suffix;
    if (titles.has(title)) continue;
    titles.add(title);
    return title;
  }
}

function shortened(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}
