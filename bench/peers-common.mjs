/**
 * What the measurements share: the compiled modules, the questions, copies of the corpus folder with a part left out,
 * and tables. `--dist folder` measures another build than dist/.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

export const project = fileURLToPath(new URL('..', import.meta.url));
export const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { dist: { type: 'string', default: 'dist' }, early: { type: 'string' } },
});
export const compiledFolder = resolve(project, options.dist);

export function compiled(path) {
  return import(pathToFileURL(join(compiledFolder, path)).href);
}

let workFolder;

/** A folder that is removed when the process ends. */
export function temporaryFolder() {
  if (workFolder === undefined) {
    workFolder = mkdtempSync(join(tmpdir(), 'wenzheng-measure-'));
    process.on('exit', () => rmSync(workFolder, { recursive: true, force: true }));
  }
  return mkdtempSync(join(workFolder, 'part-'));
}

/** The corpus folder copied, so that a part of it can be changed. */
export function copyCorpus(change) {
  const folder = temporaryFolder();
  cpSync(join(project, 'corpus'), folder, { recursive: true });
  change?.(folder);
  return folder;
}

export async function readQuestions(name) {
  const { parseGoldQuestions } = await compiled('evaluation/gold-question.js');
  return parseGoldQuestions(readFileSync(join(project, 'eval', `${name}.jsonl`), 'utf8'), name);
}

/** An engine over a corpus folder, with an index of its own. */
export async function openEngine(corpusDir = join(project, 'corpus'), more = {}) {
  const { createApp } = await compiled('app.js');
  const indexDir = more.indexDir ?? temporaryFolder();
  return { ...(await createApp({ ...more, corpusDir, indexDir })), indexDir };
}

export function askOf(app) {
  return ({ q, context, asOf }) => app.answer({ q, context, ...(asOf === undefined ? {} : { asOf }) });
}

/** Asks and adds up, by the rules of eval/README.md. */
export async function score(app, questions) {
  const { evaluate } = await compiled('evaluation/evaluation-report.js');
  return evaluate(questions, askOf(app));
}

/** Numbers that look random and are the same in every run. */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function percentile(values, share) {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function round(value, digits = 3) {
  return value.toFixed(digits);
}

const line = (cells) => `| ${cells.join(' | ')} |`;

export function printTable(title, columns, rows) {
  process.stdout.write(
    `\n### ${title}\n\n${[line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')}\n`,
  );
}

export const scoreColumns = [
  'recall@1',
  'recall@5',
  'recall@10',
  '引用',
  '回答',
  '误拒',
  '该拒的拒了',
  '长度中位数',
];

export function scoreCells(report) {
  return [
    round(report['recall@1']),
    round(report['recall@5']),
    round(report['recall@10']),
    round(report.cited),
    round(report.answer_ok),
    round(report.wrongly_refused),
    round(report.refuse_ok),
    report.answer_chars_median,
  ];
}
