/**
 * From retrieved passages to the clause that answers: each hit is widened to its whole clauses, and the clauses are
 * ranked again by how much of the question they hold and by whether they hold what was asked for (an amount, an office).
 * @module
 */
import type { Clause, Corpus } from '../gazette/model.ts';
import type { Hit } from '../retrieval/model.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import type { AnswerType, Understanding } from './understand.ts';

/** Weights of the second ranking; they add up with the passage's own score (0 to 1). */
export const evidenceWeights = {
  /** Score of the passage, relative to the best one. */
  passage: 1,
  /** Share of the question's weight that the clause (with its lead-in and headings) holds. */
  clauseOverlap: 0.8,
  /** Best sentence of the clause alone. */
  sentenceOverlap: 0.35,
  /** The clause holds the kind of thing that was asked for. */
  answerType: 0.2,
  /** 第一条 … 指导思想, preambles and the covering notice rarely answer. */
  preamble: -0.25,
} as const;

export interface Evidence {
  /** Index into `Corpus.clauses`. */
  readonly clause: number;
  readonly passage: number;
  readonly score: number;
}

export interface QuestionTerms {
  /** Term → weight; only terms that the corpus knows, the thesaurus' expansions among them. */
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

export function questionTerms(weights: ReadonlyMap<string, number>): QuestionTerms {
  let total = 0;
  for (const weight of weights.values()) total += weight;
  return { weights, total };
}

/** Weight of the question's terms that the text holds, as a share of all the question's weight. */
export function overlap(terms: QuestionTerms, text: string): number {
  if (terms.total === 0) return 0;
  const held = new Set(tokenise(text));
  let sum = 0;
  for (const [term, weight] of terms.weights) if (held.has(term)) sum += weight;
  return sum / terms.total;
}

/** The clauses behind the best hits, best first. */
export function findEvidence(corpus: Corpus, hits: readonly Hit[], terms: QuestionTerms, understanding: Understanding): Evidence[] {
  const best = hits[0]?.score ?? 0;
  if (best <= 0) return [];
  const found = new Map<number, Evidence>();
  for (const hit of hits) {
    const passage = corpus.passages[hit.passage];
    if (passage === undefined) continue;
    for (const index of passage.clauses) {
      const clause = corpus.clauses[index];
      if (clause === undefined) continue;
      const score = (evidenceWeights.passage * hit.score) / best + clauseScore(corpus, clause, terms, understanding.types);
      const known = found.get(index);
      if (known === undefined || score > known.score) found.set(index, { clause: index, passage: hit.passage, score });
    }
  }
  return [...found.values()].toSorted((left, right) => right.score - left.score);
}

function clauseScore(corpus: Corpus, clause: Clause, terms: QuestionTerms, types: ReadonlySet<AnswerType>): number {
  const leadIn = clause.leadIn === null ? '' : (corpus.clauses[clause.leadIn]?.text ?? '');
  const context = [leadIn, clause.headings.slice(-2).join(' '), clause.row?.columns.join(' ') ?? ''].join(' ');
  const whole = overlap(terms, `${context} ${clause.text}`);
  const sentence = Math.max(0, ...sentencesOf(clause.text).map((each) => overlap(terms, each)));
  const fits = holdsAnswer(clause, types) ? evidenceWeights.answerType : 0;
  const preamble = isPreamble(clause) ? evidenceWeights.preamble : 0;
  return evidenceWeights.clauseOverlap * whole + evidenceWeights.sentenceOverlap * sentence + fits + preamble;
}

/** Sentences of a cleaned text, each with its closing mark. */
export function sentencesOf(text: string): string[] {
  return text.match(/[^。；！？;\n]+[。；！？;\n]?[”’』）)]*/g) ?? [text];
}

const amount = /\d|[一二三四五六七八九十百千万两]+(?:元|万|倍|成|个|项|人|次|间|家|年|月|日|天)|全额|百分之/;
const time = /\d+\s*(?:个?工作日|日|天|个?月|年|小时)|[一二三四五六七八九十半]+(?:个?工作日|日|天|个?月|年|小时)|底前|之日起/;
const office = /局|办公室|办|委员会|政府|部门|民政|中心|医院|单位|机构|分局|大队/;

export function holdsAnswer(clause: Pick<Clause, 'text'>, types: ReadonlySet<AnswerType>): boolean {
  if (types.has('amount') && amount.test(clause.text)) return true;
  if (types.has('when') && time.test(clause.text)) return true;
  if ((types.has('who') || types.has('where')) && office.test(clause.text)) return true;
  return types.has('open') || types.has('list') || types.has('yes_no');
}

function isPreamble(clause: Clause): boolean {
  if (/^(?:第一条|附件)$/.test(clause.locator) && clause.kind !== 'row') return true;
  const opening = clause.text.slice(0, 60);
  return clause.locator === '' && /(?:为|根据|按照|现印发|审议通过)/.test(opening) && /制定本|现印发|实施意见：?$|特制定|结合我区|制定方案/.test(clause.text);
}
