/**
 * The project's corpus with one or two of its sources, for what is about publishing and not about the project's gazettes:
 * an edition over it is built in less than half the time.
 * @module
 */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { realCorpusFolder } from './real-corpus.ts';

export interface CorpusFolders {
  readonly corpusDir: string;
  readonly indexDir: string;
}

/** Of 2018, by their issue. */
export const gazettes = {
  /** 清新府办〔2018〕16号 among others. */
  first: '003_bdaeface9a7eb4db.txt',
  /** 清新府办〔2018〕38号, 40号 and 41号 among others. */
  third: '001_0564e94835db8640.txt',
};

/** To be called where tests are collected or in `beforeAll`: the folder goes after all tests of the file. */
export function someGazettes(...files: readonly string[]): CorpusFolders {
  const root = mkdtempSync(join(tmpdir(), 'wenzheng-some-gazettes-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const corpusDir = join(root, 'corpus');
  mkdirSync(join(corpusDir, 'questions'), { recursive: true });
  for (const each of [...files, 'offices.yaml', 'thesaurus.yaml'])
    copyFileSync(join(realCorpusFolder, each), join(corpusDir, each));
  const sources = files.map((file) => ({
    file,
    publisher: '清远市清新区人民政府',
    region: '清新区',
    kind: 'gazette',
  }));
  writeFileSync(join(corpusDir, 'catalog.yaml'), JSON.stringify({ homeRegion: '清新区', sources }));
  const text = files.map((file) => readFileSync(join(realCorpusFolder, file), 'utf8')).join('\n');
  for (const name of readdirSync(join(realCorpusFolder, 'questions'))) {
    const path = join(realCorpusFolder, 'questions', name);
    const documents = [...readFileSync(path, 'utf8').matchAll(/^document: (.+)$/gm)];
    if (documents.every(([, document = '']) => text.includes(document)))
      copyFileSync(path, join(corpusDir, 'questions', name));
  }
  return { corpusDir, indexDir: join(root, 'index') };
}
