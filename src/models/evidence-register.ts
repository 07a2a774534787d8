/**
 * What the model has been shown while one answer is made: each thing once, under a token. Only what stands here can be cited.
 * @module
 */
import type { Answer } from '../answering/answer.ts';
import type { EvidenceItem } from '../answering/check-draft/evidence.ts';
import {
  answerEvidence,
  calculationEvidence,
  clauseEvidence,
  documentEvidence,
  passageEvidence,
} from '../answering/check-draft/make-evidence.ts';
import type { Calculation } from '../calculators/calculation.ts';
import type { Corpus } from '../gazette/model.ts';
import { withoutOrders } from '../answering/without-orders.ts';

/** Tools of an endless loop would fill it: nothing more is shown beyond. */
const mostItems = 40;

export class EvidenceRegister {
  private readonly corpus: Corpus;
  private readonly asOf: string;
  private readonly held: EvidenceItem[] = [];
  private readonly counts = { S: 0, C: 0, D: 0 };

  /** @param asOf ISO day for which validity is told. */
  constructor(corpus: Corpus, asOf: string) {
    this.corpus = corpus;
    this.asOf = asOf;
  }

  get items(): readonly EvidenceItem[] {
    return this.held;
  }

  /** The item of a token such as S1, with or without its brackets. */
  find(token: string): EvidenceItem | null {
    const bare = token.replace(/[[\]［］\s]/g, '').toUpperCase();
    return this.held.find((item) => item.token === bare) ?? null;
  }

  /** What the engine's own answer rests on. */
  addAnswer(answer: Answer): EvidenceItem[] {
    return answerEvidence(this.corpus, answer, this.asOf).flatMap((item) =>
      item.calculation === null
        ? keep(this.addClauses(item.clauses, item.passage))
        : keep(this.addCalculation(item.calculation)),
    );
  }

  /** @param passage Index into `Corpus.passages`. @returns null when nothing more is taken. */
  addPassage(passage: number): EvidenceItem | null {
    const known = this.held.find((item) => item.kind === 'clause' && item.passage === passage);
    return known ?? this.add('S', (token) => passageEvidence(this.corpus, token, passage, this.asOf));
  }

  /** @param clauses Indices into `Corpus.clauses`, of one document. */
  addClauses(clauses: readonly number[], passage: number | null = null): EvidenceItem | null {
    const known = this.held.find(
      (item) => item.kind === 'clause' && clauses.every((clause) => item.clauses.includes(clause)),
    );
    return known ?? this.add('S', (token) => clauseEvidence(this.corpus, token, clauses, this.asOf, passage));
  }

  /** @param document Index into `Corpus.documents`. */
  addDocument(document: number): EvidenceItem | null {
    const known = this.held.find((item) => item.kind === 'document' && item.document === document);
    return known ?? this.add('D', (token) => documentEvidence(this.corpus, token, document, this.asOf));
  }

  addCalculation(calculation: Calculation): EvidenceItem | null {
    const same = JSON.stringify(calculation);
    const known = this.held.find((item) => JSON.stringify(item.calculation) === same);
    return known ?? this.add('C', (token) => calculationEvidence(token, calculation));
  }

  private add(kind: 'S' | 'C' | 'D', make: (token: string) => EvidenceItem | null): EvidenceItem | null {
    if (this.held.length >= mostItems) return null;
    const made = make(`${kind}${this.counts[kind] + 1}`);
    const item = made === null ? null : withoutOrders(made);
    if (item === null) return null;
    this.counts[kind] += 1;
    this.held.push(item);
    return item;
  }
}

const keep = (item: EvidenceItem | null): EvidenceItem[] => (item === null ? [] : [item]);
