/**
 * BM25 over three fields. Postings lie in typed arrays; each holds a passage and its term weight for all fields
 * together, worked out when the index is built and stored in one byte (a step is 0.4 % of the largest weight).
 * @module
 */
import { normalise } from './normalise.ts';
import { decodeSections, encodeSections } from './section-file.ts';
import { TermTable, bigramHigh, termKey } from './term-table.ts';
import { scanTerms } from './tokenise.ts';

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

const impactLevels = 255;

/** What a stored level of 1 is worth. */
const impactStep = (lexicalParameters.k1 + 1) / impactLevels;

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
        const passage = passages[at] as number;
        scores[passage] = (scores[passage] as number) + factor * (impacts[at] as number);
      }
    }
    return bestOf(scores, limit, accept);
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
    let low = this.start(term);
    let high = this.end(term) - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.passages[middle] ?? 0;
      if (found === passage) return middle;
      if (found < passage) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

function inverseFrequency(frequency: number, count: number): number {
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
}

/** The `limit` best accepted passages of a score array, best first, by a heap whose root is the worst kept one. */
function bestOf(
  scores: Float32Array,
  limit: number,
  accept: ((passage: number) => boolean) | undefined,
): ScoredPassage[] {
  const heap: ScoredPassage[] = [];
  let threshold = 0;
  for (let passage = 0; passage < scores.length; passage += 1) {
    const score = scores[passage] as number;
    // A later passage of the same score never displaces an earlier one.
    if (score <= threshold) continue;
    if (accept !== undefined && !accept(passage)) continue;
    const entry = { passage, score };
    if (heap.length < limit) {
      heap.push(entry);
      siftUp(heap);
    } else if (limit > 0) {
      heap[0] = entry;
      siftDown(heap);
    }
    if (heap.length === limit) threshold = heap[0]?.score ?? 0;
  }
  return heap.sort((left, right) => right.score - left.score || left.passage - right.passage);
}

function isWorse(left: ScoredPassage, right: ScoredPassage): boolean {
  return left.score < right.score || (left.score === right.score && left.passage > right.passage);
}

function siftUp(heap: ScoredPassage[]): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!isWorse(heap[at] as ScoredPassage, heap[parent] as ScoredPassage)) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function siftDown(heap: ScoredPassage[]): void {
  let at = 0;
  for (;;) {
    let worst = at;
    for (const child of [at * 2 + 1, at * 2 + 2]) {
      if (child < heap.length && isWorse(heap[child] as ScoredPassage, heap[worst] as ScoredPassage)) worst = child;
    }
    if (worst === at) return;
    swap(heap, at, worst);
    at = worst;
  }
}

function swap(heap: ScoredPassage[], left: number, right: number): void {
  const kept = heap[left] as ScoredPassage;
  heap[left] = heap[right] as ScoredPassage;
  heap[right] = kept;
}

const fieldNames = ['body', 'title', 'headings'] as const;
/** Occurrences of a term in the three fields packed into one number: 8, 4 and 4 bits, each capped. */
const fieldShift = { body: 0, title: 8, headings: 12 } as const;
const fieldCap = { body: 255, title: 15, headings: 15 } as const;

/** Grows by half when full; the build does not know how many postings there will be. */
function grown<T extends Uint32Array | Uint16Array>(array: T, needed: number): T {
  if (needed <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.ceil(needed * 1.5));
  larger.set(array);
  return larger;
}

/**
 * Builds the index over `count` passages.
 * @param fieldsOf texts of one passage; called once for each, in order
 * @param onPassage called when a passage has been taken, with its normalised texts
 */
export function buildLexicalIndex(
  count: number,
  fieldsOf: (passage: number) => FieldTexts,
  onPassage?: (passage: number, normalised: FieldTexts) => void,
): LexicalIndex {
  const table = new TermTable();
  let terms = new Uint32Array(1 << 16);
  let packed = new Uint16Array(1 << 16);
  const ends = new Uint32Array(count);
  const lengths = { body: new Uint32Array(count), title: new Uint32Array(count), headings: new Uint32Array(count) };
  let total = 0;
  /** Where a term's entry of the passage at hand stands, if it stands at or after the passage's first entry. */
  let entryOf = new Uint32Array(1 << 16);
  let first = 0;
  let passage = 0;
  let field: (typeof fieldNames)[number] = 'body';

  function add(term: number): void {
    lengths[field][passage] = (lengths[field][passage] ?? 0) + 1;
    if (term >= entryOf.length) entryOf = grown(entryOf, term + 1);
    const known = entryOf[term] as number;
    const shift = fieldShift[field];
    // Entries are numbered from one, so that 0 means none.
    if (known > first && known <= total) {
      const entry = packed[known - 1] as number;
      if (((entry >>> shift) & fieldCap[field]) < fieldCap[field]) packed[known - 1] = entry + (1 << shift);
      return;
    }
    if (total === terms.length) {
      terms = grown(terms, total + 1);
      packed = grown(packed, total + 1);
    }
    terms[total] = term;
    packed[total] = 1 << shift;
    total += 1;
    entryOf[term] = total;
  }
  const sink = {
    bigram: (left: number, right: number): void => add(table.intern(bigramHigh(left, right), 0)),
    word: (word: string): void => {
      const { high, low } = termKey(word);
      add(table.intern(high, low));
    },
  };
  // Neighbouring passages share title and headings.
  const remembered = { title: { text: '', normalised: '' }, headings: { text: '', normalised: '' } };
  for (passage = 0; passage < count; passage += 1) {
    const texts = fieldsOf(passage);
    const normalised = { body: normalise(texts.body), title: '', headings: '' };
    for (const name of ['title', 'headings'] as const) {
      const memory = remembered[name];
      if (memory.text !== texts[name]) remembered[name] = { text: texts[name], normalised: normalise(texts[name]) };
      normalised[name] = remembered[name].normalised;
    }
    first = total;
    for (field of fieldNames) scanTerms(normalised[field], sink);
    ends[passage] = total;
    onPassage?.(passage, normalised);
  }
  return invert(table, terms.subarray(0, total), packed, ends, lengths);
}

/** Turns passage → terms into term → passages by counting sort, and the counts into weights. */
function invert(
  table: TermTable,
  terms: Uint32Array,
  packed: Uint16Array,
  ends: Uint32Array,
  lengths: Readonly<Record<(typeof fieldNames)[number], Uint32Array>>,
): LexicalIndex {
  const count = ends.length;
  const starts = new Uint32Array(table.size + 1);
  for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 0; term < table.size; term += 1) {
    starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number);
  }
  const average = (field: Uint32Array): number => Math.max(1, field.reduce((sum, length) => sum + length, 0) / count);
  const averages = { body: average(lengths.body), title: average(lengths.title), headings: average(lengths.headings) };
  const next = starts.slice(0, table.size);
  const passages = new Uint32Array(terms.length);
  const impacts = new Uint8Array(terms.length);
  let at = 0;
  for (let passage = 0; passage < count; passage += 1) {
    const share = { body: 0, title: 0, headings: 0 };
    for (const name of fieldNames) {
      const { weight, b } = lexicalParameters[name];
      share[name] = weight / (1 - b + (b * (lengths[name][passage] ?? 0)) / averages[name]);
    }
    const end = ends[passage] as number;
    for (; at < end; at += 1) {
      const counts = packed[at] as number;
      const frequency =
        (counts & 0xff) * share.body + ((counts >>> 8) & 0xf) * share.title + (counts >>> 12) * share.headings;
      const impact = (frequency * (lexicalParameters.k1 + 1)) / (frequency + lexicalParameters.k1);
      const term = terms[at] as number;
      const place = next[term] as number;
      next[term] = place + 1;
      passages[place] = passage;
      impacts[place] = Math.max(1, Math.round(impact / impactStep));
    }
  }
  return new LexicalIndex(table, starts, passages, impacts, count);
}
