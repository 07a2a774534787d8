/**
 * Vectors that a service has made of texts, kept beside the index: by embedder, and by the text itself, so that they stay
 * good when passages move and only a new or changed text has to be embedded. Embedders never share a file.
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { digestOf, syncFolder, writePieces } from './index-files.ts';
import { decodeSections, encodeSections } from './section-file.ts';

const manifestFile = 'embeddings.json';
const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  /** By id. */
  embedders: z.record(
    z.string(),
    z.object({
      dimensions: z.number().int().positive(),
      count: z.number().int().positive(),
      file: z.string().regex(/^embeddings-[0-9a-f]+\.bin$/),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Bytes of a text's digest. */
const keyBytes = 16;
const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, keyBytes);

export class StoredVectors {
  readonly embedder: string;
  private readonly vectors = new Map<string, Float32Array>();

  constructor(embedder: string) {
    this.embedder = embedder;
  }

  /** What the folder has of this embedder; nothing where it has none, or where the file is damaged. */
  static open(indexDir: string, embedder: string): StoredVectors {
    const stored = new StoredVectors(embedder);
    const entry = readManifest(indexDir).embedders[embedder];
    if (entry === undefined) return stored;
    try {
      const bytes = readFileSync(join(indexDir, entry.file));
      if (bytes.length !== entry.bytes || digestOf(bytes) !== entry.sha256) return stored;
      const sections = decodeSections(bytes);
      const keys = sections.u8('keys');
      const values = sections.f32('vectors');
      for (let at = 0; at < entry.count; at += 1) {
        const key = Buffer.from(keys.subarray(at * keyBytes, (at + 1) * keyBytes)).toString('hex');
        stored.vectors.set(key, values.subarray(at * entry.dimensions, (at + 1) * entry.dimensions));
      }
    } catch {
      // Gone or cut: to be made again.
    }
    return stored;
  }

  get size(): number {
    return this.vectors.size;
  }

  /** null while there is no vector. */
  get dimensions(): number | null {
    for (const vector of this.vectors.values()) return vector.length;
    return null;
  }

  get(text: string): Float32Array | undefined {
    return this.vectors.get(keyOf(text).toString('hex'));
  }

  /** @throws Error for a vector of another length than those that are here. */
  set(text: string, vector: Float32Array): void {
    if (vector.length !== (this.dimensions ?? vector.length)) throw new Error('another length of vectors');
    this.vectors.set(keyOf(text).toString('hex'), vector);
  }

  clear(): void {
    this.vectors.clear();
  }

  /** Writes the vectors of these texts, all on the disk before the folder names them. Those of other embedders stay. */
  save(indexDir: string, texts: readonly string[]): void {
    const kept = new Map<string, Float32Array>();
    for (const text of texts) {
      const vector = this.get(text);
      if (vector !== undefined) kept.set(keyOf(text).toString('hex'), vector);
    }
    const dimensions = this.dimensions;
    if (dimensions === null || kept.size === 0) return;
    const values = new Float32Array(kept.size * dimensions);
    [...kept.values()].forEach((vector, at) => values.set(vector, at * dimensions));
    const keys = new Uint8Array(Buffer.from([...kept.keys()].join(''), 'hex'));
    mkdirSync(indexDir, { recursive: true });
    const former = readManifest(indexDir);
    const file = `embeddings-${randomBytes(8).toString('hex')}.bin`;
    const written = writePieces(join(indexDir, file), encodeSections({ keys, vectors: values }));
    const manifest: Manifest = {
      schemaVersion: 1,
      embedders: {
        ...former.embedders,
        [this.embedder]: { dimensions, count: kept.size, file, ...written },
      },
    };
    const draft = join(indexDir, `${file}.json`);
    writePieces(draft, [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8')]);
    renameSync(draft, join(indexDir, manifestFile));
    syncFolder(indexDir);
    const replaced = former.embedders[this.embedder];
    if (replaced !== undefined) rmSync(join(indexDir, replaced.file), { force: true });
  }
}

function readManifest(indexDir: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(indexDir, manifestFile), 'utf8')));
  } catch {
    return { schemaVersion: 1, embedders: {} };
  }
}
