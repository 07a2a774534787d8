import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

const readCorpora = `
import { readFileSync } from 'node:fs';
import { buildIndex } from './code/retrieval/build-index.js';
const corpora = JSON.parse(readFileSync(new URL('corpora.json', import.meta.url), 'utf8'));
for (const corpus of corpora) corpus.mentioned = new Map();
`;

/** Builds one index after another until it is killed; says when the first, slow one is done. */
const endlessBuilder = `${readCorpora}
for (let turn = 0; ; turn += 1) {
  await buildIndex({ corpus: corpora[turn % corpora.length], indexDir: process.argv[2] });
  if (turn === 0) process.stdout.write('begun');
}
`;

/** Builds once and kills itself before its n-th step on the disk; of the writes to one file only the first is a step. */
const doomedBuilder = `${readCorpora}
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
let left = Number(process.argv[3]);
let justOpened = false;
for (const name of ['mkdirSync', 'openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync']) {
  const original = fs[name];
  fs[name] = (...parameters) => {
    if (name !== 'writeSync' || justOpened) left -= 1;
    justOpened = name === 'openSync';
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return original(...parameters);
  };
}
syncBuiltinESMExports();
await buildIndex({ corpus: corpora[1], indexDir: process.argv[2] });
`;

const corpora = ['aa11', 'bb22'].map((digest) => tinyCorpus(twoNotices, digest));

/** Starts a builder script on an index that holds the first corpus. */
async function start(script: string, indexDir: string, ...more: string[]): Promise<ChildProcess> {
  await buildIndex({ corpus: tinyCorpus(twoNotices, 'aa11'), indexDir });
  const stored = JSON.stringify(corpora.map((corpus) => ({ ...corpus, mentioned: null })));
  writeFileSync(join(workplace, 'corpora.json'), stored);
  writeFileSync(join(workplace, 'builder.mjs'), script);
  return spawn(process.execPath, [join(workplace, 'builder.mjs'), indexDir, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function expectUsable(indexDir: string): Promise<string> {
  const { corpus, retriever, manifest } = await openIndex(indexDir);
  expect(['aa11', 'bb22']).toContain(corpus.digest);
  expect(retriever.search({ text: '禁火期' }).hits.length).toBeGreaterThan(0);
  return manifest.generation;
}

it('leaves a usable index behind at whatever moment a build is killed', { timeout: 60_000 }, async () => {
  const indexDir = join(workplace, 'random');
  const generations = new Set<string>();
  for (let round = 0; round < 4; round += 1) {
    const builder = await start(endlessBuilder, indexDir);
    const ended = new Promise((resolve) => builder.once('exit', resolve));
    await Promise.race([new Promise((resolve) => builder.stdout?.once('data', resolve)), ended]);
    // Builds of this corpus take some 10 ms, so the moments fall on every step of one.
    await new Promise((resolve) => setTimeout(resolve, 3 + Math.random() * 60));
    builder.kill('SIGKILL');
    await ended;
    expect(builder.signalCode).toBe('SIGKILL');
    generations.add(await expectUsable(indexDir));
  }
  // Else nothing was built between the kills and the test proves nothing.
  expect(generations.size).toBe(4);
});

it('leaves a usable index behind before each single step on the disk', { timeout: 120_000 }, async () => {
  const indexDir = join(workplace, 'steps');
  let step = 0;
  let signal: string | null = 'SIGKILL';
  while (signal !== null) {
    step += 1;
    const builder = await start(doomedBuilder, indexDir, String(step));
    await new Promise((resolve) => builder.once('exit', resolve));
    signal = builder.signalCode;
    await expectUsable(indexDir);
  }
  // The last one was not killed: every step of a build has had its turn.
  expect(step).toBeGreaterThan(15);
});
