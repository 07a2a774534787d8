/** Nearest passages by vector. Two kinds: hnswlib where its addon loads, and an exact twin in plain JavaScript. @module */
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

/** Whether a question's vector can be compared at all; false for a zero vector or one that is not finite. */
export function isComparable(vector: Float32Array): boolean {
  return vector.every(Number.isFinite) && vector.some((value) => value !== 0);
}
