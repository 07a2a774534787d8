/** The thesaurus of a corpus folder. @module */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { thesaurusFile } from './thesaurus.ts';

/** How people speak is no matter of place: a folder without a thesaurus of its own is searched with this one. */
const sharedThesaurus = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'corpus', thesaurusFile);

/** The folder's own thesaurus, even an empty one; else the one that comes with the program; undefined where both lack. */
export function readThesaurusText(corpusDir: string): string | undefined {
  const path = [join(corpusDir, thesaurusFile), sharedThesaurus].find((each) => existsSync(each));
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}
