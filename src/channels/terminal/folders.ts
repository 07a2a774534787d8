import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../config.ts';
import { editionsPath } from '../../editions/edition-folder.ts';

export interface Folders {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Where the editions of this corpus are published. */
  readonly editionsDir: string;
}

/** --corpus and --index as they were given. */
export interface FolderOptions {
  readonly corpus?: string;
  readonly index?: string;
}

/**
 * Where the gazettes and the index are: the package's own unless told otherwise. Another corpus without --index gets
 * a folder of its own inside the package's index, so that looking at it once does not cost the own index.
 * @param dataDir where what is added to the gazettes lies
 */
export function resolveFolders(options: FolderOptions, dataDir: string): Folders {
  const ownCorpus = join(packageRoot, 'corpus');
  const ownIndex = join(packageRoot, 'index');
  const corpusDir = options.corpus === undefined ? ownCorpus : resolve(options.corpus);
  const isOwn = corpusDir === ownCorpus;
  const editionsDir = editionsPath(dataDir, corpusDir, isOwn);
  if (options.index !== undefined) return { corpusDir, indexDir: resolve(options.index), editionsDir };
  if (isOwn) return { corpusDir, indexDir: ownIndex, editionsDir };
  const name = createHash('sha256').update(corpusDir).digest('hex').slice(0, 12);
  return { corpusDir, indexDir: join(ownIndex, `corpus-${name}`), editionsDir };
}

/** Whether the embedded database was made before. */
export function hasDatabase(dataDir: string): boolean {
  return existsSync(join(dataDir, 'wenzheng.db'));
}
