/**
 * What is laid over a corpus folder: sources that were added, and corrections. The folder itself stays as it was
 * delivered.
 * @module
 */
import type { CatalogSource } from './catalog.ts';
import type { Correction } from './corrections.ts';

export interface AddedSource {
  /** Where its extracted text lies, UTF-8. */
  readonly path: string;
  /** Of its bytes when it was published: another text under that path is not read. */
  readonly sha256: string;
  /** As a source of the corpus; `file` begins with `added/`, so that it can be no file of the folder. */
  readonly catalog: CatalogSource;
}

export interface CorpusOverlay {
  readonly sources: readonly AddedSource[];
  readonly corrections: readonly Correction[];
}

export const noOverlay: CorpusOverlay = { sources: [], corrections: [] };
