/**
 * Text → vector, without a model. The manifest keeps the embedder's id and dimensions, so that an index of another version
 * is built anew. Vectors of a model's service are kept apart (stored-vectors.ts).
 * @module
 */
import type { CharacterIndex } from './character-index.ts';
import { normalise } from './normalise.ts';
import { maskStopWords } from './stop-words.ts';

export interface Embedder {
  /** Changes whenever the same text would get another vector. */
  readonly id: string;
  readonly dimensions: number;
  /** How carefully hnswlib links these vectors. */
  readonly graph: { readonly links: number; readonly buildBreadth: number };
  /** Unit vectors, in the order of the texts. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  /** The vector of a question. */
  embedQuery(text: string): Float32Array;
}

/** Coarse vectors do not deserve a careful graph: these links find 9 of 10 nearest ones at 148,000 and build in half the time. */
export const embeddedEmbedder = {
  id: 'embedded-characters-1',
  dimensions: 64,
  graph: { links: 8, buildBreadth: 40 },
} as const;

/** How many dimensions a character is spread over. */
const spread = 4;

/**
 * The embedder that needs no download: the weighted characters of a text, projected to a few dimensions with random
 * signs. It knows no meanings; it keeps the vector store in use without a model and costs little.
 * @param characters index of the corpus in hand; stored with the vectors, since they depend on its weights
 */
export function createEmbeddedEmbedder(characters: CharacterIndex): Embedder {
  function project(normalised: string): Float32Array {
    const vector = new Float32Array(embeddedEmbedder.dimensions);
    characters.forEachWeight(normalised, (character, weight) => {
      let random = Math.imul(character + 1, 0x9e3779b1);
      for (let turn = 0; turn < spread; turn += 1) {
        random = (Math.imul(random ^ (random >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
        const mixed = Math.imul(random ^ (random >>> 12), 0x297a2d39) >>> 0;
        const dimension = (mixed >>> 8) % vector.length;
        vector[dimension] = (vector[dimension] ?? 0) + ((mixed & 0x80) === 0 ? weight : -weight);
      }
    });
    return toUnitLength(vector);
  }
  return {
    ...embeddedEmbedder,
    embed: (texts) => Promise.resolve(texts.map((text) => project(normalise(text)))),
    embedQuery: (text) => project(maskStopWords(normalise(text))),
  };
}

/** In place. A zero vector stays one: it is like nothing. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return vector;
  const factor = 1 / Math.sqrt(squares);
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) * factor;
  return vector;
}
