/** Reading and writing the files of an index folder. @module */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { indexManifestSchema } from './manifest.ts';
import type { IndexManifest } from './manifest.ts';

export const currentFile = 'current.json';

/** Files of one generation. */
export const fileNames = {
  corpus: 'corpus.bin',
  lexical: 'lexical.bin',
  characters: 'characters.bin',
  vectors: 'vectors.bin',
  graph: 'graph.hnsw',
  /** Which passages there are and what they held: what a rebuild compares with. */
  digests: 'digests.bin',
  thesaurus: 'thesaurus.json',
  /** What sounds like what, for typing errors. */
  pinyin: 'pinyin.bin',
  /** The question bank: its questions, and the three ways in which wordings are compared. */
  questions: 'questions.json',
  questionLexical: 'question-lexical.bin',
  questionCharacters: 'question-characters.bin',
  questionVectors: 'question-vectors.bin',
  questionGraph: 'question-graph.hnsw',
} as const;

export function digestOf(...pieces: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** Writes the pieces and waits until they are on the disk. */
export function writePieces(path: string, pieces: readonly Uint8Array[]): { bytes: number; sha256: string } {
  const file = openSync(path, 'w');
  try {
    let bytes = 0;
    for (const piece of pieces) {
      for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done);
      bytes += piece.length;
    }
    fsyncSync(file);
    return { bytes, sha256: digestOf(...pieces) };
  } finally {
    closeSync(file);
  }
}

/** As {@link writePieces} for a file that another library wrote. */
export function settleFile(path: string): { bytes: number; sha256: string } {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const bytes = readFileSync(path);
  return { bytes: bytes.length, sha256: digestOf(bytes) };
}

/** Makes a rename or a new file last through a power cut; not every system can do it for a folder. */
export function syncFolder(path: string): void {
  let folder: number | null = null;
  try {
    folder = openSync(path, 'r');
    fsyncSync(folder);
  } catch {
    // Windows opens no folders; there the rename alone has to do.
  } finally {
    if (folder !== null) closeSync(folder);
  }
}

/** The manifest in use, or null when there is none or it cannot be read. */
export function readManifest(indexDir: string): IndexManifest | null {
  try {
    return indexManifestSchema.parse(JSON.parse(readFileSync(join(indexDir, currentFile), 'utf8')));
  } catch {
    return null;
  }
}

/** Switches the folder to this manifest's generation by one rename. */
export function switchTo(indexDir: string, manifest: IndexManifest): void {
  const path = join(indexDir, `${manifest.generation}.json`);
  writePieces(path, [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8')]);
  renameSync(path, join(indexDir, currentFile));
  syncFolder(indexDir);
}

/** @throws Error when the file is missing, cut or not the one that was written */
export function readChecked(indexDir: string, manifest: IndexManifest, name: string): Uint8Array {
  const expected = manifest.files[name];
  if (expected === undefined) throw new Error(`${name} is not in the manifest`);
  const bytes = readFileSync(join(indexDir, manifest.generation, name));
  if (bytes.length !== expected.bytes || digestOf(bytes) !== expected.sha256)
    throw new Error(`${name} is damaged`);
  return bytes;
}
