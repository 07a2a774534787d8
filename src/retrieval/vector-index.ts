/** Nearest passages by vector. Two kinds: hnswlib where its addon loads, and an exact twin in plain JavaScript. @module */
import { WenzhengError } from '../errors.ts';

export interface Neighbour {
  /** Index into `Corpus.passages`. */
  readonly passage: number;
  /** Cosine. */
  readonly similarity: number;
}

export interface VectorIndex {
  readonly kind: 'hnsw' | 'exact';
  readonly dimensions: number;
  readonly count: number;
  /**
   * The nearest passages, best first. A question without a usable vector has no neighbours.
   * @throws WenzhengError index_unusable when the vector has another length than the index
   */
  search(vector: Float32Array, limit: number): Neighbour[];
}

/**
 * Holds the rule that no unusable vector enters an index: hnswlib takes them without a word and answers nonsense.
 * @throws WenzhengError input_invalid naming the passage when a vector has another length or a value that is no number
 */
export function checkVector(vector: Float32Array, dimensions: number, name: string): void {
  if (vector.length !== dimensions) {
    throw new WenzhengError(
      'input_invalid',
      `${name} 的向量是 ${vector.length} 维，应为 ${dimensions} 维，请检查向量模型和 WENZHENG_EMBEDDING_DIMENSIONS。`,
    );
  }
  if (!vector.every(Number.isFinite)) {
    throw new WenzhengError('input_invalid', `${name} 的向量里有不是数字的值，请检查向量模型的服务。`);
  }
}

/** Whether a question's vector can be compared at all; false for a zero vector or one that is not finite. */
export function isComparable(vector: Float32Array): boolean {
  return vector.every(Number.isFinite) && vector.some((value) => value !== 0);
}
