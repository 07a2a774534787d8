/**
 * Other engines on the same questions: recall by the evidence rule of eval/README.md on what each of them brings,
 * time, and memory. Each runs in a process of its own, one after another.
 * Usage, after `npm run build`: node bench/peers.mjs [--dist folder] [name of one engine]
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  compiled,
  compiledFolder,
  percentile,
  positionals,
  printTable,
  readQuestions,
  round,
} from './peers-common.mjs';

/** name → [label, module, function of the module]; the function gives a search: question → texts, best first. */
const engines = {
  answers: ['本引擎：完整回答', './peers-own.mjs', 'openAnswers'],
  answersWithoutBank: ['本引擎：完整回答，无问答库', './peers-own.mjs', 'openAnswersWithoutBank'],
  search: ['本引擎：只检索，无问答库', './peers-own.mjs', 'openSearch'],
  plainSearch: ['本引擎：只检索，无问答库、无同义词表', './peers-own.mjs', 'openPlainSearch'],
  langchain: ['LangChain，1000 字一块（教程）', './peers-langchain.mjs', 'openTutorial'],
  langchainChinese: ['LangChain，300 字一块，按中文标点切', './peers-langchain.mjs', 'openChinese'],
  minisearch: ['MiniSearch，双字', './peers-minisearch.mjs', 'openBigrams'],
  minisearchOurTerms: ['MiniSearch，本引擎的分词', './peers-minisearch.mjs', 'openOurTerms'],
  orama: ['Orama，双字', './peers-orama.mjs', 'openBigrams'],
};
const sets = ['questions', 'fresh'];
const [only] = positionals;

if (only === undefined) {
  const rows = [];
  for (const name of Object.keys(engines)) {
    const printed = execFileSync(
      process.execPath,
      [fileURLToPath(import.meta.url), '--dist', compiledFolder, name],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    rows.push([engines[name][0], ...JSON.parse(printed)]);
  }
  const recalls = sets.flatMap((name) => [1, 5, 10].map((depth) => `${name} @${depth}`));
  printTable('同类程序', ['', ...recalls, 'p50 ms', 'p99 ms', '建 ms', '内存 MB'], rows);
} else {
  const [, module, open] = engines[only];
  const { scoreAnswer } = await compiled('evaluation/score-answer.js');
  const questions = await Promise.all(sets.map(readQuestions));
  const started = await import(module);
  const began = performance.now();
  const search = await started[open]();
  const built = performance.now() - began;
  const recalls = [];
  for (const set of questions) {
    const found = { 1: 0, 5: 0, 10: 0 };
    const answerable = set.filter(({ kind }) => kind !== 'refuse');
    for (const question of answerable) {
      const passages = (await search(question)).map((text) => ({ text }));
      const { recall } = scoreAnswer(question, { status: 'answered', answer: '', passages, citations: [] });
      for (const depth of [1, 5, 10]) if (recall[depth]) found[depth] += 1;
    }
    recalls.push(...[1, 5, 10].map((depth) => round(found[depth] / answerable.length)));
  }
  const times = [];
  for (let turn = 0; turn < 4; turn += 1) {
    for (const question of questions.flat()) {
      const start = performance.now();
      await search(question);
      times.push(performance.now() - start);
    }
  }
  const cells = [
    ...recalls,
    round(percentile(times, 0.5), 2),
    round(percentile(times, 0.99), 2),
    Math.round(built),
    Math.round(process.memoryUsage.rss() / 1e6),
  ];
  process.stdout.write(JSON.stringify(cells));
}
