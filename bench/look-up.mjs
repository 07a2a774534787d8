/**
 * Types questions into the desk's look-up in a real browser and measures from the key stroke until its results are painted,
 * and what the first page weighs. Needs Chromium (CHROMIUM_PATH, else /usr/bin/chromium) and `npm run build`.
 * Usage: node bench/look-up.mjs [folder of .txt files] [index folder]
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const project = fileURLToPath(new URL('..', import.meta.url));
const compiled = new URL('../dist/', import.meta.url);
const [folder = join(project, 'corpus'), index = join(project, 'index')] = process.argv.slice(2);
const port = 3900;
const url = `http://127.0.0.1:${port}`;
/** A person who types fast: milliseconds between two strokes. */
const strokeEvery = 120;
const askedQuestions = 25;

const { openStore } = await import(new URL('store/open-store.js', compiled));
const { createStaffAccess } = await import(new URL('staff/create-staff-access.js', compiled));

const dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-look-up-'));
const password = randomBytes(12).toString('base64url');
const store = await openStore({ dataDir, logger: { info() {}, warn() {}, error() {} } });
const access = createStaffAccess({ store, key: randomBytes(32), now: () => new Date() });
await access.create({ loginName: 'bench', displayName: '测量', roles: ['operator'], password }, 'terminal');
await store.close();

const server = spawn(
  process.execPath,
  [join(project, 'dist', 'cli.js'), 'serve', '--corpus', folder, '--index', index],
  {
    env: {
      ...process.env,
      WENZHENG_DATA_DIR: dataDir,
      WENZHENG_PORT: String(port),
      WENZHENG_LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);

const percentile = (values, share) =>
  Math.round(
    values.toSorted((left, right) => left - right)[Math.ceil(values.length * share) - 1] ?? Number.NaN,
  );

async function untilItServes() {
  for (let tries = 0; tries < 600; tries += 1) {
    if (
      await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not start');
}

/** In the page: every stroke with its time, and the first frame in which results of the words as they then are stand. */
function watchStrokes() {
  const box = document.querySelector('#q');
  const waiting = [];
  window.measured = { search: [], answer: [] };
  box.addEventListener('input', ({ timeStamp }) => {
    // Emptying the box asks for nothing.
    if (box.value === '') waiting.length = 0;
    else waiting.push({ text: box.value, at: timeStamp });
    window.lastStroke = timeStamp;
  });
  const { measured } = window;
  const painted = (list, strokes) =>
    requestAnimationFrame(() =>
      setTimeout(() => measured[list].push(...strokes.map((at) => performance.now() - at))),
    );
  const fetched = window.fetch;
  window.fetch = async (path, init) => {
    const response = await fetched(path, init);
    const asked = new URLSearchParams(init?.body ?? '').get('q');
    if (response.url.endsWith('/search')) window.searched = asked;
    return response;
  };
  new MutationObserver(() => {
    const done = waiting.findIndex(({ text }) => text === window.searched);
    if (done === -1) return;
    // Strokes before it were overtaken: they are measured by what overtook them.
    painted(
      'search',
      waiting.splice(0, done + 1).map(({ at }) => at),
    );
  }).observe(document.querySelector('#passages'), { childList: true });
  new MutationObserver(() => {
    if (document.querySelector('#answer-read-out') !== null) painted('answer', [window.lastStroke]);
  }).observe(document.querySelector('#answer'), { childList: true });
}

try {
  await untilItServes();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' });
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await page.goto(`${url}/desk/sign-in`);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('input:not([type="hidden"]):not([type="password"])').first().fill('bench');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => !address.pathname.includes('sign-in'));

  // With an empty cache, as on the first day.
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(`${url}/desk/look-up`, { waitUntil: 'networkidle' });
  const { usable } = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return { usable: navigation.domContentLoadedEventEnd };
  });
  const transferred = bytes;

  await page.evaluate(watchStrokes);
  const questions = readFileSync(join(project, 'eval', 'questions.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line).q)
    .filter((_, at, all) => at % Math.floor(all.length / askedQuestions) === 0);
  for (const question of questions) {
    await page.locator('#q').fill('');
    await page.locator('#q').pressSequentially(question.slice(0, 30), { delay: strokeEvery });
    await page.waitForFunction(() => !document.querySelector('#answer').hasAttribute('data-stale'));
    await page.waitForTimeout(300);
  }
  const { search, answer } = await page.evaluate(() => window.measured);
  await browser.close();
  console.log(
    JSON.stringify({
      questions: questions.length,
      strokes: search.length,
      strokeToResults: {
        p50: percentile(search, 0.5),
        p95: percentile(search, 0.95),
        p99: percentile(search, 0.99),
      },
      lastStrokeToAnswer: { p50: percentile(answer, 0.5), p95: percentile(answer, 0.95) },
      firstPage: { kB: Math.round(transferred / 100) / 10, usableMs: Math.round(usable) },
    }),
  );
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}
