/**
 * Builds an index over a folder of texts, opens it in a fresh process and asks questions.
 * Usage, after `npm run build`: node bench/retrieval.mjs [folder of .txt files] [questions: .jsonl with "q", or one a line]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const compiled = new URL('../dist/', import.meta.url);
const [folder = join(project, 'corpus'), questionFile = join(project, 'eval', 'questions.jsonl'), openOnly] =
  process.argv.slice(2);

function questions() {
  const lines = readFileSync(questionFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => (line.startsWith('{') ? JSON.parse(line).q : (line.split('\t').at(-1) ?? '')));
}

function megabytes(bytes) {
  return Math.round(bytes / 1e5) / 10;
}

function percentile(values, share) {
  const sorted = values.toSorted((left, right) => left - right);
  return (
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100
  );
}

/** In its own process, so that the time and memory of building are not counted. */
async function openAndAsk(indexDir) {
  const began = performance.now();
  const { openIndex } = await import(new URL('retrieval/open-index.js', compiled));
  const imported = performance.now();
  const { retriever } = await openIndex(indexDir);
  const opened = performance.now();
  retriever.search({ text: '申请需要哪些材料' });
  const first = performance.now();
  const times = questions().map((text) => {
    const start = performance.now();
    retriever.search({ text });
    return performance.now() - start;
  });
  console.log(
    JSON.stringify({
      importMs: Math.round(imported - began),
      openMs: Math.round(opened - imported),
      firstQuestionMs: Math.round(first - opened),
      questions: times.length,
      p50Ms: percentile(times, 0.5),
      p99Ms: percentile(times, 0.99),
      rssMb: megabytes(process.memoryUsage.rss()),
    }),
  );
}

if (openOnly !== undefined) {
  await openAndAsk(openOnly);
} else {
  const { ensureIndex } = await import(new URL('retrieval/open-index.js', compiled));
  const { readCorpus, corpusDigest } = await import(new URL('gazette/read-corpus.js', compiled));
  const indexDir = mkdtempSync(join(tmpdir(), 'wenzheng-bench-'));
  try {
    const began = performance.now();
    const { report } = await ensureIndex({ corpusDir: folder, indexDir, readCorpus, corpusDigest });
    const seconds = (performance.now() - began) / 1000;
    const generation = join(indexDir, report.manifest.generation);
    const bytes = readdirSync(generation).reduce(
      (sum, name) => sum + statSync(join(generation, name)).size,
      0,
    );
    console.log(
      JSON.stringify({
        ...report.manifest.counts,
        vectors: report.manifest.vectorKind,
        stepsMs: report.milliseconds,
        buildAndOpenS: Math.round(seconds * 100) / 100,
        passagesPerS: Math.round(report.manifest.counts.passages / seconds),
        indexMb: megabytes(bytes),
        peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
      }),
    );
    const rebuilt = performance.now();
    await ensureIndex({ corpusDir: folder, indexDir, readCorpus, corpusDigest });
    console.log(JSON.stringify({ openWhenFreshMs: Math.round(performance.now() - rebuilt) }));
    process.stdout.write(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), folder, questionFile, indexDir]),
    );
  } finally {
    rmSync(indexDir, { recursive: true, force: true });
  }
}
