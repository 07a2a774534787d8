/**
 * What a proposed wording of a question must keep to, as the question bank does: no figure, number or office that the
 * clause does not hold, nothing private, no link and no order, Chinese, about the clause, and unlike every wording that is
 * known, those of the evaluation above all.
 * @module
 */
import type { Corpus } from '../gazette/model.ts';
import type { BankQuestion } from '../retrieval/question-bank.ts';
import { guardRequest } from '../answering/request-guard.ts';
import { findDocumentNumbers } from '../gazette/document-number.ts';
import { hasPrivateNumber } from '../gazette/private-numbers.ts';
import { normalise } from '../retrieval/normalise.ts';
import { ordersModel } from '../answering/without-orders.ts';

export const wordingFaults = [
  'length',
  'markup',
  'language',
  'refused',
  'private_number',
  'number',
  'office',
  'off_topic',
  'evaluation',
  'duplicate',
] as const;
export type WordingFault = (typeof wordingFaults)[number];

/** What the wording is about. */
export interface WordingSubject {
  /** Clause, headings, column heads, title and 文号 of the document. */
  readonly held: string;
  readonly homeRegion: string | null;
}

/** Wordings that a new one may not repeat. */
export interface KnownWordings {
  readonly evaluation: readonly ReadonlySet<string>[];
  /** Of the bank, and of what is proposed. */
  readonly bank: readonly ReadonlySet<string>[];
}

/** Jaccard measure above which two wordings are one. */
const mostSimilar = 0.6;
const lengths = { least: 4, most: 60 };

/** null: nothing is wrong with it. */
export function faultOfWording(
  wording: string,
  { held, homeRegion }: WordingSubject,
  known: KnownWordings,
): WordingFault | null {
  if (wording.length < lengths.least || wording.length > lengths.most) return 'length';
  if (/[<>[\]{}`*#@|\\\n]|:\/\/|www\.|\.(?:com|cn|net|org)\b/i.test(wording)) return 'markup';
  const letters = wording.match(/\p{L}/gu) ?? [];
  const chinese = wording.match(/\p{Script=Han}/gu) ?? [];
  if (chinese.length < 2 || chinese.length * 2 < letters.length) return 'language';
  if (ordersModel(wording) || guardRequest({ text: wording, homeRegion }).kind !== 'ordinary')
    return 'refused';
  if (hasPrivateNumber(wording, 'typed')) return 'private_number';
  const [own, subject] = [bare(wording), bare(held)];
  if (numbersIn(wording, own).some((number) => !subject.includes(number))) return 'number';
  if ((own.match(offices) ?? []).some((office) => !subject.includes(office))) return 'office';
  const pairs = pairsOf(wording);
  if (![...pairs].some((pair) => subject.includes(pair))) return 'off_topic';
  if (known.evaluation.some((other) => isSameWording(pairs, other))) return 'evaluation';
  if (known.bank.some((other) => isSameWording(pairs, other))) return 'duplicate';
  return null;
}

/** What a proposal of these clauses may speak of. */
export function subjectOf(corpus: Corpus, clauses: readonly number[]): WordingSubject {
  const document = corpus.documents[corpus.clauses[clauses[0] ?? -1]?.document ?? -1];
  const texts = clauses.flatMap((index) => {
    const clause = corpus.clauses[index];
    return clause === undefined ? [] : [...clause.headings, ...(clause.row?.columns ?? []), clause.text];
  });
  const { title = '', number, issuer } = document ?? {};
  const held = [title, number?.canonical ?? '', issuer ?? '', ...texts].join('\n');
  return { held, homeRegion: corpus.homeRegion };
}

/** The wordings that a new one is compared with. */
export function knownWordings({
  questions,
  evaluation,
}: {
  readonly questions: readonly Pick<BankQuestion, 'ask' | 'also'>[];
  readonly evaluation: readonly string[];
}): KnownWordings & { bank: ReadonlySet<string>[] } {
  return {
    evaluation: evaluation.map(pairsOf),
    bank: questions.flatMap(({ ask, also }) => [ask, ...also]).map(pairsOf),
  };
}

const bare = (text: string): string => normalise(text).replace(/\s+/g, '');

const offices = /[区市省县镇][\u4e00-\u9fa5]{1,8}?(?:局|办公室|办事处|委员会|总工会|科协|中心)/g;

/** Figures as digits and in Chinese, and 文号. 一个 and 一次 count nothing. */
function numbersIn(wording: string, own: string): string[] {
  const digits = own.match(/\d+(?:\.\d+)?/g) ?? [];
  const chinese =
    own.match(
      /(?!一[个次年天])[零一二两三四五六七八九十百千万半]+(?=[元块成折天日年月岁次倍亩人个级类期届%])/g,
    ) ?? [];
  const documents = findDocumentNumbers(wording).map(({ number }) => bare(number.canonical));
  return [...digits, ...chinese, ...documents];
}

/** Pairs of neighbouring characters, without signs and white space. */
export function pairsOf(text: string): ReadonlySet<string> {
  const letters = normalise(text).replace(/[\s\p{P}]+/gu, '');
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  );
}

/** Whether two wordings, as their pairs, are one. */
export function isSameWording(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return similarity(one, other) > mostSimilar;
}

function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}
