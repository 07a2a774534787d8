import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildIndex } from '../../src/retrieval/build-index.ts';
import { openIndex } from '../../src/retrieval/open-index.ts';
import { tinyCorpus, twoNotices } from './support/tiny-corpus.ts';

// Inside the project, so that the compiled code finds node_modules; var/ is not kept in git.
const project = fileURLToPath(new URL('../..', import.meta.url));
let workplace = '';

beforeAll(() => {
  mkdirSync(join(project, 'var'), { recursive: true });
  workplace = mkdtempSync(join(project, 'var', 'killed-build-'));
  // A killed process needs code that Node runs by itself; types are checked elsewhere.
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [
      compiler,
      '-p',
      project,
      '--outDir',
      join(workplace, 'code'),
      '--noCheck',
    ]);
  } catch {
    // The compiler writes its output even where it has something to say.
  }
});
afterAll(() => rmSync(workplace, { recursive: true, force: true }));

/** Builds one index after another until it is killed; says when the first, slow one is done. */
const endlessBuilder = `
import { readFileSync } from 'node:fs';
import { buildIndex } from './code/retrieval/build-index.js';
const [indexDir] = process.argv.slice(2);
const corpora = JSON.parse(readFileSync(new URL('corpora.json', import.meta.url), 'utf8'));
for (const corpus of corpora) corpus.mentioned = new Map();
for (let turn = 0; ; turn += 1) {
  await buildIndex({ corpus: corpora[turn % corpora.length], indexDir });
  if (turn === 0) process.stdout.write('begun');
}
`;

it('leaves a usable index behind whenever a build is killed', { timeout: 60_000 }, async () => {
  const corpora = ['aa11', 'bb22'].map((digest) => tinyCorpus(twoNotices, digest));
  writeFileSync(
    join(workplace, 'corpora.json'),
    JSON.stringify(corpora.map((corpus) => ({ ...corpus, mentioned: null }))),
  );
  writeFileSync(join(workplace, 'builder.mjs'), endlessBuilder);
  const indexDir = join(workplace, 'index');
  await buildIndex({ corpus: tinyCorpus(twoNotices, 'aa11'), indexDir });
  const generations = new Set<string>();
  for (let round = 0; round < 10; round += 1) {
    const builder = spawn(process.execPath, [join(workplace, 'builder.mjs'), indexDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => builder.once('exit', resolve));
    await Promise.race([new Promise((resolve) => builder.stdout.once('data', resolve)), ended]);
    // Builds of this corpus take some 10 ms, so the moments fall on every step of one.
    await new Promise((resolve) => setTimeout(resolve, 3 + Math.random() * 60));
    builder.kill('SIGKILL');
    await ended;
    expect(builder.signalCode).toBe('SIGKILL');
    const { corpus, retriever, manifest } = await openIndex(indexDir);
    expect(['aa11', 'bb22']).toContain(corpus.digest);
    expect(retriever.search({ text: '禁火期' }).hits.length).toBeGreaterThan(0);
    generations.add(manifest.generation);
  }
  expect(JSON.parse(readFileSync(join(indexDir, 'current.json'), 'utf8'))).toHaveProperty('generation');
  // Else nothing was built between the kills and the test proves nothing.
  expect(generations.size).toBe(10);
});
