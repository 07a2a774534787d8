/**
 * Answers questions in one process, as the server does.
 * Usage, after `npm run build`: node bench/answers.mjs [folder of .txt files] [questions: .jsonl with "q", or one a line] [index folder]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const { createApp } = await import(new URL('../dist/app.js', import.meta.url));
const [corpusDir = join(project, 'corpus'), questionFile = join(project, 'eval', 'questions.jsonl'), kept] =
  process.argv.slice(2);

const questions = readFileSync(questionFile, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => (line.startsWith('{') ? JSON.parse(line) : { q: line.split('\t').at(-1) ?? '' }));
const indexDir = kept ?? mkdtempSync(join(tmpdir(), 'wenzheng-bench-'));
const app = await createApp({ corpusDir, indexDir });
const rounds = Math.max(1, Math.ceil(600 / questions.length));
const milliseconds = [];
// The first round warms caches and the compiler; it is not counted.
for (let round = 0; round <= rounds; round += 1) {
  for (const { q, context } of questions) {
    const began = performance.now();
    app.answer({ q, ...(context === undefined ? {} : { context }) });
    if (round > 0) milliseconds.push(performance.now() - began);
  }
}
milliseconds.sort((left, right) => left - right);
const at = (share) => Math.round((milliseconds[Math.floor(milliseconds.length * share)] ?? 0) * 100) / 100;
process.stdout.write(
  `${JSON.stringify({
    passages: app.manifest.counts.passages,
    answers: milliseconds.length,
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    memoryMegabytes: Math.round(process.memoryUsage().rss / 1e6),
  })}\n`,
);
if (kept === undefined) rmSync(indexDir, { recursive: true, force: true });
