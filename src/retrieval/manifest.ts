/**
 * What an index folder says about itself. `current.json` holds one manifest; it names the generation folder in use
 * and is replaced by one rename, so that a build killed at any moment leaves the former index usable.
 * @module
 */
import { z } from 'zod';

/** Raised whenever the files of an index mean something else than before, or the same text gives other terms. */
export const indexSchemaVersion = 5;

const fileSchema = z.object({
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const indexManifestSchema = z.object({
  schemaVersion: z.literal(indexSchemaVersion),
  /** Folder inside the index folder that holds the files. */
  generation: z.string().regex(/^generation-[0-9a-f]+-[0-9a-z]+$/),
  /** `Corpus.digest` of the corpus that was indexed. */
  corpusDigest: z.string(),
  /** Digest of thesaurus.yaml, empty when there was none. */
  thesaurusDigest: z.string(),
  /** Digest of questions/*.yaml, empty when there were none. */
  questionBankDigest: z.string(),
  embedder: z.object({ id: z.string(), dimensions: z.number().int().positive() }),
  /** Which kind of vector index was written; the exact twin needs only vectors.bin. */
  vectorKind: z.enum(['hnsw', 'exact']),
  counts: z.object({
    sources: z.number().int().nonnegative(),
    documents: z.number().int().nonnegative(),
    clauses: z.number().int().nonnegative(),
    passages: z.number().int().nonnegative(),
    questions: z.number().int().nonnegative(),
    terms: z.number().int().nonnegative(),
    postings: z.number().int().nonnegative(),
  }),
  files: z.record(z.string(), fileSchema),
});

export type IndexManifest = z.infer<typeof indexManifestSchema>;
