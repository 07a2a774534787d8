/** Builds the lexical index: one pass over the passages, then a counting sort into postings. @module */
import { LexicalIndex, impactStep, lexicalParameters } from './lexical-index.ts';
import type { FieldTexts } from './lexical-index.ts';
import { normalise } from './normalise.ts';
import { TermTable, bigramHigh, termKey } from './term-table.ts';
import { scanTerms } from './tokenise.ts';

const fieldNames = ['body', 'title', 'headings'] as const;
/** Occurrences of a term in the three fields packed into one number: 8, 4 and 4 bits, each capped. */
const fieldShift = { body: 0, title: 8, headings: 12 } as const;
const fieldCap = { body: 255, title: 15, headings: 15 } as const;

/** Copies into an array half as large again; the build does not know how many postings there will be. */
function grown(array: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(needed * 1.5));
  larger.set(array);
  return larger;
}

/**
 * Builds the index over `count` passages.
 * @param fieldsOf texts of one passage; called once for each, in order
 * @param expectedPostings room to begin with; each time there is too little, all is copied
 * @param onPassage called when a passage has been taken, with its normalised texts
 */
export function buildLexicalIndex(
  count: number,
  fieldsOf: (passage: number) => FieldTexts,
  onPassage?: (passage: number, normalised: FieldTexts) => void,
  expectedPostings = 1 << 16,
): LexicalIndex {
  const table = new TermTable();
  let terms = new Uint32Array(expectedPostings);
  let packed = new Uint32Array(expectedPostings);
  const ends = new Uint32Array(count);
  const lengths = {
    body: new Uint32Array(count),
    title: new Uint32Array(count),
    headings: new Uint32Array(count),
  };
  let total = 0;
  /** Where a term's entry of the passage at hand stands, if it stands at or after the passage's first entry. */
  let entryOf = new Uint32Array(1 << 16);
  let first = 0;
  let passage = 0;
  let field: (typeof fieldNames)[number] = 'body';

  function add(term: number): void {
    lengths[field][passage] = (lengths[field][passage] ?? 0) + 1;
    if (term >= entryOf.length) entryOf = grown(entryOf, term + 1);
    const known = entryOf[term] ?? 0;
    const shift = fieldShift[field];
    // Entries are numbered from one, so that 0 means none.
    if (known > first && known <= total) {
      const entry = packed[known - 1] ?? 0;
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
      if (memory.text !== texts[name])
        remembered[name] = { text: texts[name], normalised: normalise(texts[name]) };
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
  packed: Uint32Array,
  ends: Uint32Array,
  lengths: Readonly<Record<(typeof fieldNames)[number], Uint32Array>>,
): LexicalIndex {
  const count = ends.length;
  const starts = new Uint32Array(table.size + 1);
  for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 0; term < table.size; term += 1) {
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  }
  const average = (field: Uint32Array): number =>
    Math.max(1, field.reduce((sum, length) => sum + length, 0) / count);
  const averages = {
    body: average(lengths.body),
    title: average(lengths.title),
    headings: average(lengths.headings),
  };
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
    const end = ends[passage] ?? 0;
    for (; at < end; at += 1) {
      const counts = packed[at] ?? 0;
      const frequency =
        (counts & 0xff) * share.body +
        ((counts >>> 8) & 0xf) * share.title +
        (counts >>> 12) * share.headings;
      const impact = (frequency * (lexicalParameters.k1 + 1)) / (frequency + lexicalParameters.k1);
      const term = terms[at] ?? 0;
      const place = next[term] ?? 0;
      next[term] = place + 1;
      passages[place] = passage;
      impacts[place] = Math.max(1, Math.round(impact / impactStep));
    }
  }
  return new LexicalIndex(table, starts, passages, impacts, count);
}
