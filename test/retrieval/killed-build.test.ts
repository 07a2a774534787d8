import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { buildIndex } from '../../src/retrieval/build-index.ts';
import { openIndex } from '../../src/retrieval/open-index.ts';
import { tinyCorpus, twoNotices } from './support/tiny-corpus.ts';

const workplace = mkdtempSync(join(tmpdir(), 'wenzheng-killed-build-'));
afterAll(() => rmSync(workplace, { recursive: true, force: true }));

/** A killed process needs code that Node runs by itself. */
const compiled = pathToFileURL(join(dirname(inject('cliPath')), 'retrieval', 'build-index.js')).href;
const readCorpora = `
import { readFileSync } from 'node:fs';
import { buildIndex } from ${JSON.stringify(compiled)};
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

/**
 * Builds once and kills itself before its n-th step on the disk; of the writes to one file only the first is a step. Where
 * it was not killed it says how many there were.
 */
const doomedBuilder = `${readCorpora}
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const doomed = Number(process.argv[3]);
let steps = 0;
let justOpened = false;
for (const name of ['mkdirSync', 'openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync']) {
  const original = fs[name];
  fs[name] = (...parameters) => {
    if (name !== 'writeSync' || justOpened) steps += 1;
    justOpened = name === 'openSync';
    if (steps === doomed) process.kill(process.pid, 'SIGKILL');
    return original(...parameters);
  };
}
syncBuiltinESMExports();
await buildIndex({ corpus: corpora[1], indexDir: process.argv[2] });
process.stdout.write(String(steps));
`;

const corpora = ['aa11', 'bb22'].map((digest) => tinyCorpus(twoNotices, digest));

const first = join(workplace, 'first');
beforeAll(async () => {
  await buildIndex({ corpus: tinyCorpus(twoNotices, 'aa11'), indexDir: first });
  const stored = JSON.stringify(corpora.map((corpus) => ({ ...corpus, mentioned: null })));
  writeFileSync(join(workplace, 'corpora.json'), stored);
  writeFileSync(join(workplace, 'endless.mjs'), endlessBuilder);
  writeFileSync(join(workplace, 'doomed.mjs'), doomedBuilder);
});

/** Starts a builder script on an index that holds the first corpus. */
function start(script: 'endless' | 'doomed', indexDir: string, ...more: string[]) {
  rmSync(indexDir, { recursive: true, force: true });
  cpSync(first, indexDir, { recursive: true });
  return spawn(process.execPath, [join(workplace, `${script}.mjs`), indexDir, ...more], {
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
    const builder = start('endless', indexDir);
    const ended = new Promise((resolve) => builder.once('exit', resolve));
    await Promise.race([new Promise((resolve) => builder.stdout.once('data', resolve)), ended]);
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

/** @returns how many steps it took, of which `step` was not one, or what ended it. */
async function buildKilledBefore(step: number): Promise<number | NodeJS.Signals | null> {
  const indexDir = join(workplace, `step-${step}`);
  const builder = start('doomed', indexDir, String(step));
  let said = '';
  builder.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(builder, 'close');
  await expectUsable(indexDir);
  return builder.exitCode === 0 ? Number(said) : builder.signalCode;
}

it('leaves a usable index behind before each single step on the disk', { timeout: 120_000 }, async () => {
  const steps = await buildKilledBefore(0);
  expect(steps).toBeGreaterThan(15);
  const before = Array.from({ length: Number(steps) }, (_, at) => at + 1);
  // Most of what one takes is the start of a process.
  for (let from = 0; from < before.length; from += 4) {
    const some = before.slice(from, from + 4);
    expect(await Promise.all(some.map(buildKilledBefore))).toEqual(some.map(() => 'SIGKILL'));
  }
  // Not one more: every step of a build has had its turn.
  expect(await buildKilledBefore(Number(steps) + 1)).toBe(steps);
});
