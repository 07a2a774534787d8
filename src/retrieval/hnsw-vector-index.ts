import type { HierarchicalNSW } from 'hnswlib-node';
import { requireDimensions } from './exact-vector-index.ts';
import { isComparable } from './vector-index.ts';
import type { Neighbour, VectorIndex } from './vector-index.ts';

type Hnswlib = typeof import('hnswlib-node');

/** Breadth of the search while asking, and the seed that makes two builds of the same vectors equal. */
const parameters = { searchBreadth: 100, seed: 100 } as const;
const carefulGraph = { links: 16, buildBreadth: 200 } as const;

/** The addon, or null where it was not built (no compiler) or does not load. */
export async function loadHnswlib(): Promise<Hnswlib | null> {
  try {
    const module = (await import('hnswlib-node')) as Hnswlib & { default?: Hnswlib };
    return module.default ?? module;
  } catch {
    return null;
  }
}

/** hnswlib over unit vectors with the inner product, so that 1 - distance is the cosine. */
export class HnswVectorIndex implements VectorIndex {
  readonly kind = 'hnsw';
  readonly dimensions: number;
  readonly count: number;
  private readonly graph: HierarchicalNSW;

  private constructor(graph: HierarchicalNSW, dimensions: number) {
    this.graph = graph;
    this.dimensions = dimensions;
    this.count = graph.getCurrentCount();
    // hnswlib forgets this on loading and falls back to 10.
    graph.setEf(parameters.searchBreadth);
  }

  /** @param vectors checked unit vectors one after another, in passage order */
  static build(
    hnswlib: Hnswlib,
    vectors: Float32Array,
    dimensions: number,
    { links, buildBreadth }: { readonly links: number; readonly buildBreadth: number } = carefulGraph,
    onPassage?: (passage: number) => void,
  ): HnswVectorIndex {
    const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
    const count = vectors.length / dimensions;
    graph.initIndex(Math.max(1, count), links, buildBreadth, parameters.seed);
    for (let passage = 0; passage < count; passage += 1) {
      graph.addPoint(Array.from(vectors.subarray(passage * dimensions, (passage + 1) * dimensions)), passage);
      onPassage?.(passage);
    }
    return new HnswVectorIndex(graph, dimensions);
  }

  /**
   * Reads a graph whose digest has been checked against the manifest: hnswlib itself notices no wrong dimension.
   * @throws Error when the file is cut or foreign
   */
  static read(hnswlib: Hnswlib, file: string, dimensions: number): HnswVectorIndex {
    const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
    graph.readIndexSync(file);
    return new HnswVectorIndex(graph, dimensions);
  }

  write(file: string): void {
    this.graph.writeIndexSync(file);
  }

  search(vector: Float32Array, limit: number): Neighbour[] {
    requireDimensions(vector, this.dimensions);
    if (!isComparable(vector) || limit < 1 || this.count === 0) return [];
    const { neighbors, distances } = this.graph.searchKnn(Array.from(vector), Math.min(limit, this.count));
    return neighbors.map((passage, at) => ({ passage, similarity: 1 - (distances[at] ?? 1) }));
  }
}
