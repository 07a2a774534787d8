/** Keywords of entries: words of the question bank, headings and names; nothing is invented. @module */
import type { Corpus, PolicyDocument } from '../gazette/model.ts';
import { maskPrivateNumbers } from '../gazette/private-numbers.ts';
import type { BankQuestion } from '../retrieval/question-bank.ts';
import { lengthOf, limits } from './entry.ts';

/** What a notice is about, without who issues it and what kind of text it is: 城乡困难群众医疗救助暂行办法. */
export function subjectOf({ title, parts, region }: PolicyDocument): string {
  const named = parts[0] ?? title;
  const from = region === null ? -1 : named.indexOf(region);
  const subject = (from < 0 ? named : named.slice(from + (region?.length ?? 0)))
    .replace(/^人民政府(?:办公室)?/, '')
    .replace(/^关于/, '')
    .trim();
  return maskPrivateNumbers(subject === '' ? title : subject);
}

export function questionKeywords(
  corpus: Corpus,
  question: BankQuestion,
  document: PolicyDocument,
  title: string,
): string[] {
  // Wordings with spaces are words to search with: 低保 住院 救助比例.
  const typed = question.also
    .filter((wording) => /\s/.test(wording))
    .flatMap((wording) => wording.split(/\s+/));
  const headings = question.clauses.flatMap((index) => corpus.clauses[index]?.headings ?? []);
  return usable([...typed, ...nameKeywords(document), ...headings.map(bareHeading)], title);
}

export function documentKeywords(corpus: Corpus, document: PolicyDocument, title: string): string[] {
  const [first, last] = document.clauses;
  const headings: string[] = [];
  for (let index = first; index < last; index += 1) headings.push(...(corpus.clauses[index]?.headings ?? []));
  return usable([...nameKeywords(document), ...headings.map(bareHeading)], title);
}

function nameKeywords(document: PolicyDocument): string[] {
  const { number, region, kind, parts, issuer } = document;
  const subjects = [subjectOf(document), ...parts.slice(1)].map((name) => name.replace(/[（(].*$/, ''));
  return [number?.canonical ?? '', ...subjects, region ?? '', kind ?? '', issuer ?? '', '政策'];
}

/** 第三章基本医疗救助 → 基本医疗救助; 三、工作任务 → 工作任务. */
function bareHeading(heading: string): string {
  return heading
    .replace(/^(?:第[一二三四五六七八九十百\d]+[编章节条]|[（(]?[一二三四五六七八九十\d]+[）)、.．])\s*/, '')
    .replace(/[。：:]+$/, '');
}

function usable(wanted: readonly string[], title: string): string[] {
  const clean = wanted
    .map((word) => word.trim())
    .filter((word) => {
      const length = lengthOf(word);
      return length >= 2 && length <= limits.keyword && word !== title && !/[；;\r\n]/.test(word);
    });
  return [...new Set(clean)].slice(0, limits.keywords);
}
