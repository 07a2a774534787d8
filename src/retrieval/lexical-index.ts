/**
 * BM25 over three fields. Postings lie in typed arrays; each holds a passage and its term weight for all fields
 * together, worked out when the index is built and stored in one byte (a step is 0.4 % of the largest weight).
 * @module
 */
import { BestList } from './best-list.ts';
import { decodeSections, encodeSections } from './section-file.ts';
import { TermTable, termKey } from './term-table.ts';

/** Every figure of the lexical score. weight: what an occurrence in the field counts; b: how much length tells. */
export const lexicalParameters = {
  k1: 1,
  body: { weight: 1, b: 0.4 },
  title: { weight: 0.8, b: 0.3 },
  headings: { weight: 0.6, b: 0.3 },
} as const;

export interface FieldTexts {
  readonly body: string;
  readonly title: string;
  readonly headings: string;
}

/** A term of a question and what it counts; 1 for the question's own words. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface ScoredPassage {
  readonly passage: number;
  readonly score: number;
}

/** What a stored level of 1 is worth; the largest is 255. */
export const impactStep = (lexicalParameters.k1 + 1) / 255;

export class LexicalIndex {
  private readonly table: TermTable;
  /** Start of each term's postings; one entry more than terms. */
  private readonly starts: Uint32Array;
  private readonly passages: Uint32Array;
  private readonly impacts: Uint8Array;
  readonly passageCount: number;
  private readonly scores: Float32Array;

  constructor(
    table: TermTable,
    starts: Uint32Array,
    passages: Uint32Array,
    impacts: Uint8Array,
    passageCount: number,
  ) {
    this.table = table;
    this.starts = starts;
    this.passages = passages;
    this.impacts = impacts;
    this.passageCount = passageCount;
    this.scores = new Float32Array(passageCount);
  }

  get termCount(): number {
    return this.table.size;
  }

  get postingCount(): number {
    return this.passages.length;
  }

  /** How telling a term is; 0 when no passage has it. */
  idf(term: string): number {
    const frequency = this.documentFrequency(term);
    return frequency === 0 ? 0 : inverseFrequency(frequency, this.passageCount);
  }

  /** Weight of a term that no passage has: as telling as a term of one passage. */
  get unknownIdf(): number {
    return inverseFrequency(1, Math.max(1, this.passageCount));
  }

  /** Number of passages with the term in any field. */
  documentFrequency(term: string): number {
    const number = this.find(term);
    return number < 0 ? 0 : this.end(number) - this.start(number);
  }

  /** Whether the passage, its document's title or its headings hold the term. */
  holds(term: string, passage: number): boolean {
    const number = this.find(term);
    return number >= 0 && this.locate(number, passage) >= 0;
  }

  /** Whether a passage from `first` (inclusive) to `end` (exclusive) holds the term. */
  holdsWithin(term: string, first: number, end: number): boolean {
    const number = this.find(term);
    if (number < 0) return false;
    const at = this.firstFrom(number, first);
    return at < this.end(number) && (this.passages[at] ?? end) < end;
  }

  /** BM25 score of one passage. */
  score(terms: readonly WeightedTerm[], passage: number): number {
    let score = 0;
    for (const { term, weight } of terms) {
      const number = this.find(term);
      if (number < 0) continue;
      const at = this.locate(number, passage);
      if (at < 0) continue;
      score += weight * this.idf(term) * impactStep * (this.impacts[at] ?? 0);
    }
    return score;
  }

  /** The best passages, best first; equal scores in reading order. Passages that share no term are left out. */
  search(
    terms: readonly WeightedTerm[],
    limit: number,
    accept?: (passage: number) => boolean,
  ): ScoredPassage[] {
    const { scores, passages, impacts } = this;
    scores.fill(0);
    for (const { term, weight } of terms) {
      const number = this.find(term);
      if (number < 0) continue;
      const factor = weight * this.idf(term) * impactStep;
      const end = this.end(number);
      for (let at = this.start(number); at < end; at += 1) {
        const passage = passages[at] ?? 0;
        scores[passage] = (scores[passage] ?? 0) + factor * (impacts[at] ?? 0);
      }
    }
    const best = new BestList(limit);
    let { threshold } = best;
    for (let passage = 0; passage < scores.length; passage += 1) {
      const score = scores[passage] ?? 0;
      if (score <= 0 || score <= threshold) continue;
      if (accept !== undefined && !accept(passage)) continue;
      best.offer(passage, score);
      ({ threshold } = best);
    }
    return best.passages.map((passage, place) => ({ passage, score: best.scores[place] ?? 0 }));
  }

  /** Pieces of the file that {@link LexicalIndex.decode} reads. */
  encode(): Uint8Array[] {
    const { keys, slots } = this.table.arrays();
    return encodeSections(
      { keys, slots, starts: this.starts, passages: this.passages, impacts: this.impacts },
      { passageCount: this.passageCount, parameters: JSON.stringify(lexicalParameters) },
    );
  }

  /** @throws Error when the bytes are no lexical index built with these parameters */
  static decode(bytes: Uint8Array): LexicalIndex {
    const file = decodeSections(bytes);
    if (file.meta['parameters'] !== JSON.stringify(lexicalParameters)) throw new Error('other parameters');
    const starts = file.u32('starts');
    return new LexicalIndex(
      new TermTable(file.u32('keys'), file.u32('slots'), starts.length - 1),
      starts,
      file.u32('passages'),
      file.u8('impacts'),
      Number(file.meta['passageCount']),
    );
  }

  private find(term: string): number {
    const { high, low } = termKey(term);
    return this.table.find(high, low);
  }

  private start(term: number): number {
    return this.starts[term] ?? 0;
  }

  private end(term: number): number {
    return this.starts[term + 1] ?? 0;
  }

  /** Position of the passage among the term's postings, which are in passage order; -1 when it is not there. */
  private locate(term: number, passage: number): number {
    const at = this.firstFrom(term, passage);
    return at < this.end(term) && this.passages[at] === passage ? at : -1;
  }

  /** Where the term's first passage from this one on stands; its end where there is none. */
  private firstFrom(term: number, passage: number): number {
    let low = this.start(term);
    let high = this.end(term);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.passages[middle] ?? 0) < passage) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function inverseFrequency(frequency: number, count: number): number {
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
}
