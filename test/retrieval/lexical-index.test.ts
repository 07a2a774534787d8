import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLexicalIndex } from '../../src/retrieval/build-lexical-index.ts';
import { LexicalIndex, lexicalParameters } from '../../src/retrieval/lexical-index.ts';
import type { FieldTexts, WeightedTerm } from '../../src/retrieval/lexical-index.ts';
import { TermTable, termKey } from '../../src/retrieval/term-table.ts';
import { tokenise } from '../../src/retrieval/tokenise.ts';

/** BM25 over fields as the formula says it, without typed arrays, postings or rounding. */
function naiveScores(texts: readonly FieldTexts[], terms: readonly WeightedTerm[]): number[] {
  const fields = ['body', 'title', 'headings'] as const;
  const tokens = texts.map((text) => ({
    body: tokenise(text.body),
    title: tokenise(text.title),
    headings: tokenise(text.headings),
  }));
  const average = (field: (typeof fields)[number]): number =>
    Math.max(1, tokens.reduce((sum, token) => sum + token[field].length, 0) / texts.length);
  return tokens.map((token) => {
    let score = 0;
    for (const { term, weight } of terms) {
      const frequency = tokens.filter((other) => fields.some((field) => other[field].includes(term))).length;
      const idf = Math.log(1 + (texts.length - frequency + 0.5) / (frequency + 0.5));
      let occurrences = 0;
      for (const field of fields) {
        const { weight: share, b } = lexicalParameters[field];
        const count = token[field].filter((other) => other === term).length;
        occurrences += (share * count) / (1 - b + (b * token[field].length) / average(field));
      }
      score +=
        (weight * idf * occurrences * (lexicalParameters.k1 + 1)) / (occurrences + lexicalParameters.k1);
    }
    return score;
  });
}

const nothing: FieldTexts = { body: '', title: '', headings: '' };
const word = fc.constantFrom(
  '医疗',
  '救助',
  '低保',
  '住院',
  '森林',
  '防火',
  '80%',
  '五万元',
  '罚款',
  'x409',
  '，',
);
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
const passage = fc.record({ body: text, title: text, headings: text });
const question = fc.array(
  fc.record({
    term: fc.constantFrom('医疗', '救助', '疗救', '低保', '80%', '50000', '没有'),
    weight: fc.constantFrom(1, 0.35),
  }),
  { maxLength: 5 },
);

describe('LexicalIndex', () => {
  it('knows of any stretch of passages whether one of them holds a term', () => {
    const place = fc.nat({ max: 25 });
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 25 }), word, place, place, (texts, term, first, end) => {
        const index = buildLexicalIndex(texts.length, (at) => texts[at] ?? nothing);
        const within = [...texts.keys()].filter((at) => at >= first && at < end);
        expect(index.holdsWithin(term, first, end)).toBe(within.some((at) => index.holds(term, at)));
      }),
    );
  });

  it('scores and ranks as the plain formula does', () => {
    fc.assert(
      fc.property(fc.array(passage, { minLength: 1, maxLength: 25 }), question, (texts, terms) => {
        const index = buildLexicalIndex(texts.length, (at) => texts[at] ?? nothing);
        const expected = naiveScores(texts, terms);
        const found = index.search(terms, texts.length);
        const tolerance = 0.03 * Math.max(1, terms.length);
        expect(found.length).toBe(expected.filter((score) => score > 0).length);
        for (const { passage: at, score } of found) {
          expect(Math.abs(score - (expected[at] ?? 0))).toBeLessThan(tolerance);
          expect(index.score(terms, at)).toBeCloseTo(score, 4);
        }
        for (const [place, { passage: at }] of found.entries()) {
          const next = found[place + 1]?.passage ?? at;
          expect((expected[at] ?? 0) + tolerance).toBeGreaterThan(expected[next] ?? 0);
        }
      }),
    );
  });

  const texts = ['医疗救助', '医疗救助', '救助', '森林防火'].map((body) => ({
    body,
    title: '',
    headings: '',
  }));
  const index = buildLexicalIndex(texts.length, (at) => texts[at] ?? nothing);
  const terms = [{ term: '救助', weight: 1 }];

  it('gives passages of the same score in reading order, and no more than asked for', () => {
    expect(index.search([{ term: '医疗', weight: 1 }], 10).map((hit) => hit.passage)).toEqual([0, 1]);
    expect(index.search(terms, 1)).toHaveLength(1);
    expect(index.search(terms, 0)).toEqual([]);
  });

  it('leaves out what is not accepted', () => {
    expect(index.search(terms, 10, (at) => at === 1).map((hit) => hit.passage)).toEqual([1]);
  });

  it('knows which passage holds a term and how telling it is', () => {
    expect(index.holds('森林', 3)).toBe(true);
    expect(index.holds('森林', 0)).toBe(false);
    expect(index.documentFrequency('救助')).toBe(3);
    expect(index.idf('森林')).toBeGreaterThan(index.idf('救助'));
    expect(index.idf('没有')).toBe(0);
  });

  it('is the same after it was written and read', () => {
    const read = LexicalIndex.decode(Buffer.concat(index.encode()));
    expect(read.search(terms, 10)).toEqual(index.search(terms, 10));
    expect(read.termCount).toBe(index.termCount);
  });

  it('does not read bytes of something else', () => {
    expect(() => LexicalIndex.decode(Buffer.from('不是索引文件，只是一段文字'))).toThrow(
      'not a section file',
    );
    expect(() => LexicalIndex.decode(Buffer.concat(index.encode()).subarray(0, 600))).toThrow('is cut');
  });

  it('can be empty', () => {
    const empty = buildLexicalIndex(0, () => nothing);
    expect(empty.search(terms, 10)).toEqual([]);
  });
});

describe('TermTable', () => {
  it('gives each term its own number, as a map would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }), { maxLength: 3000 }),
        (words) => {
          const table = new TermTable();
          const map = new Map<string, number>();
          for (const term of words) {
            const { high, low } = termKey(term);
            if (!map.has(term)) map.set(term, map.size);
            expect(table.intern(high, low)).toBe(map.get(term));
          }
          const { keys, slots } = table.arrays();
          const copy = new TermTable(keys.slice(), slots.slice(), table.size);
          for (const [term, number] of map) {
            const { high, low } = termKey(term);
            expect(copy.find(high, low)).toBe(number);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
