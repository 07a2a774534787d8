import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUnitLength } from '../../src/retrieval/embedder.ts';
import { ExactVectorIndex } from '../../src/retrieval/exact-vector-index.ts';
import { HnswVectorIndex, loadHnswlib } from '../../src/retrieval/hnsw-vector-index.ts';

const dimensions = 16;

/** Vectors around a few centres, as texts on a few subjects would give. */
function clustered(count: number, seed: number): Float32Array {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const centres = Array.from({ length: 12 }, () => Float32Array.from({ length: dimensions }, random));
  const vectors = new Float32Array(count * dimensions);
  for (let at = 0; at < count; at += 1) {
    const centre = centres[at % centres.length] as Float32Array;
    vectors.set(toUnitLength(centre.map((value) => value + random() * 0.4)), at * dimensions);
  }
  return vectors;
}

/** CI builds the addon; a machine without a compiler runs the exact twin and skips these. */
const hnswlib = await loadHnswlib();
const graphOf = (vectors: Float32Array): HnswVectorIndex => {
  if (hnswlib === null) throw new Error('the addon is needed');
  return HnswVectorIndex.build(hnswlib, vectors, dimensions);
};

describe('ExactVectorIndex', () => {
  it('finds what sorting all similarities finds', () => {
    const component = fc.integer({ min: -9, max: 9 });
    const vector = fc
      .array(component, { minLength: 4, maxLength: 4 })
      .map((values) => Float32Array.from(values));
    fc.assert(
      fc.property(
        fc.array(vector, { maxLength: 30 }),
        vector,
        fc.integer({ min: 1, max: 8 }),
        (all, asked, limit) => {
          fc.pre(asked.some((value) => value !== 0));
          const index = new ExactVectorIndex(Float32Array.from(all.flatMap((values) => [...values])), 4);
          const similarity = (values: Float32Array): number =>
            values.reduce((sum, value, at) => sum + value * (asked[at] ?? 0), 0);
          const expected = all.map(similarity).toSorted((left, right) => right - left);
          const found = index.search(asked, limit).map((neighbour) => neighbour.similarity);
          expect(found).toEqual(expected.slice(0, limit));
        },
      ),
    );
  });
});

describe.skipIf(hnswlib === null)('HnswVectorIndex', () => {
  it('finds nearly all that the exact twin finds', () => {
    const vectors = clustered(3000, 7);
    const exact = new ExactVectorIndex(vectors, dimensions);
    const graph = graphOf(vectors);
    const noise = clustered(40, 8);
    let shared = 0;
    for (let at = 0; at < 40; at += 1) {
      const near = vectors.subarray(at * 70 * dimensions, (at * 70 + 1) * dimensions);
      const question = toUnitLength(
        near.map((value, place) => value + 0.2 * (noise[at * dimensions + place] ?? 0)),
      );
      const wanted = new Set(exact.search(question, 10).map((neighbour) => neighbour.passage));
      shared += graph.search(question, 10).filter((neighbour) => wanted.has(neighbour.passage)).length;
    }
    expect(shared / 400).toBeGreaterThan(0.9);
  });

  it('can be empty and can be asked for more than there is', () => {
    const question = new Float32Array(dimensions).fill(0.25);
    expect(graphOf(new Float32Array(0)).search(question, 5)).toEqual([]);
    expect(graphOf(clustered(3, 1)).search(question, 50)).toHaveLength(3);
  });
});

describe.each([
  ['exact', new ExactVectorIndex(clustered(20, 3), dimensions)],
  ...(hnswlib === null ? [] : [['hnsw', graphOf(clustered(20, 3))] as const]),
] as const)('a question vector for the %s index', (_kind, index) => {
  it('finds nothing when it is zero or holds a value that is no number', () => {
    expect(index.search(new Float32Array(dimensions), 5)).toEqual([]);
    expect(index.search(new Float32Array(dimensions).fill(NaN), 5)).toEqual([]);
  });

  it('is refused when it has another length, with the command that mends it', () => {
    expect(() => index.search(new Float32Array(dimensions + 1).fill(1), 5)).toThrow(
      /17 维.*16 维.*wenzheng index/,
    );
  });
});
