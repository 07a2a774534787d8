/**
 * How much of the gain of bank and thesaurus is left for what their authors did not write about: the bank without the
 * file of the very document that is asked about, and the thesaurus without a random half of its entries, or with the
 * entries of an earlier thesaurus.yaml alone and without them.
 * Usage, after `npm run build`: node bench/leave-one-out.mjs [--dist folder] [--early thesaurus.yaml] [bank] [thesaurus]
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load, loadAll } from 'js-yaml';
import {
  compiled,
  copyCorpus,
  openEngine,
  options,
  positionals,
  printTable,
  project,
  readQuestions,
  round,
  score,
  seededRandom,
} from './peers-common.mjs';

const wanted = (part) => positionals.length === 0 || positionals.includes(part);
const { comparable } = await compiled('evaluation/score-answer.js');
const sets = { questions: await readQuestions('questions'), fresh: await readQuestions('fresh') };

const full = await openEngine();
const withoutBank = await openEngine(undefined, { indexDir: full.indexDir, questionBank: false });

/** Id of the document that a question is about: its 文号's, else the one that holds its evidence. */
function documentOf(question) {
  const { documents, clauses } = full.corpus;
  const named = documents.find((document) => document.number?.canonical === question.docNo);
  if (named !== undefined) return named.id;
  const words = (question.evidence[0] ?? []).map(comparable);
  if (words.length === 0) return null;
  const holder = documents.find((document) => {
    const text = comparable(
      clauses
        .slice(...document.clauses)
        .map((clause) => clause.text)
        .join(''),
    );
    return words.some((each) => text.includes(each));
  });
  return holder?.id ?? null;
}

function withEntries(kept) {
  return copyCorpus((copy) => writeFileSync(join(copy, 'thesaurus.yaml'), dump(kept)));
}

/** Sums of right questions over the folds, to be divided in the end. */
function sum(totals, report) {
  totals.all += report.answerable;
  for (const name of figures) totals[name] += Math.round(report[name] * report.answerable);
}
const figures = ['recall@1', 'recall@5', 'recall@10', 'cited', 'answer_ok'];
const emptyTotals = () => ({ all: 0, ...Object.fromEntries(figures.map((name) => [name, 0])) });
const cellsOf = (totals) => figures.map((name) => round(totals[name] / totals.all));

if (wanted('bank')) {
  const folder = join(project, 'corpus', 'questions');
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const documentsIn = new Map(
    files.map((file) => [
      file,
      new Set(loadAll(readFileSync(join(folder, file), 'utf8')).map((each) => each?.document)),
    ]),
  );
  const { fusionWeights } = await compiled('retrieval/fusion-weights.js');
  const { evidenceWeights } = await compiled('answering/find-evidence.js');
  const asItIs = [fusionWeights.askedAs, evidenceWeights.askedAs];
  const folds = new Map();
  for (const file of files)
    folds.set(file, await openEngine(copyCorpus((copy) => rmSync(join(copy, 'questions', file)))));
  for (const [name, questions] of Object.entries(sets)) {
    const placed = questions
      .filter(({ kind }) => kind !== 'refuse')
      .map((question) => ({ question, document: documentOf(question) }));
    const asked = files
      .map((file) => ({
        file,
        questions: placed
          .filter(({ document }) => documentsIn.get(file).has(document))
          .map(({ question }) => question),
      }))
      .filter((each) => each.questions.length > 0);
    const rows = [];
    const sums = [];
    for (const weights of [asItIs, [1, 1.3], [0.75, 1]]) {
      [fusionWeights.askedAs, evidenceWeights.askedAs] = weights;
      const totals = { 全部: emptyTotals(), 去掉本文件: emptyTotals(), 无问答库: emptyTotals() };
      for (const { file, questions: mine } of asked) {
        const reports = [];
        for (const app of [full, folds.get(file), withoutBank]) reports.push(await score(app, mine));
        Object.values(totals).forEach((each, at) => sum(each, reports[at]));
        const right = reports.map((report) => `${Math.round(report.answer_ok * mine.length)}/${mine.length}`);
        if (weights === asItIs) rows.push([file.replace(/\.ya?ml$/, ''), ...right]);
      }
      for (const [label, each] of Object.entries(totals)) {
        if (label !== '无问答库' || weights === asItIs)
          sums.push([weights.join(' / '), label, ...cellsOf(each)]);
      }
    }
    [fusionWeights.askedAs, evidenceWeights.askedAs] = asItIs;
    printTable(`问答库，eval/${name}.jsonl：答对数`, ['文件', '全部', '去掉本文件', '无问答库'], rows);
    const count = asked.reduce((total, each) => total + each.questions.length, 0);
    printTable(
      `问答库，eval/${name}.jsonl：合计（${count} 题）`,
      ['权重（检索 / 条款）', '', 'recall@1', 'recall@5', 'recall@10', '引用', '回答'],
      sums,
    );
  }
}

if (wanted('thesaurus')) {
  const entries = load(readFileSync(join(project, 'corpus', 'thesaurus.yaml'), 'utf8'));
  const halves = [];
  for (let seed = 1; seed <= 5; seed += 1) {
    const random = seededRandom(seed);
    const order = entries
      .map((entry) => ({ entry, at: random() }))
      .toSorted((left, right) => left.at - right.at);
    halves.push(order.slice(0, Math.ceil(entries.length / 2)).map(({ entry }) => entry));
  }
  const kinds = { 全部: [entries], 随机一半: halves, 无同义词: [[]] };
  if (options.early !== undefined) {
    const early = load(readFileSync(options.early, 'utf8'));
    const words = new Set(early.flatMap(({ say }) => say));
    kinds[`只有早先的 ${early.length} 条`] = [early];
    kinds['只有后来的'] = [entries.filter(({ say }) => !say.some((word) => words.has(word)))];
  }
  for (const questionBank of [true, false]) {
    const rows = [];
    for (const [label, lists] of Object.entries(kinds)) {
      const engines = [];
      for (const list of lists) engines.push(await openEngine(withEntries(list), { questionBank }));
      for (const [name, questions] of Object.entries(sets)) {
        const reports = [];
        for (const app of engines) reports.push(await score(app, questions));
        const cells = figures.map((figure) => {
          const values = reports.map((report) => report[figure]);
          const mean = round(values.reduce((total, value) => total + value, 0) / values.length);
          return values.length === 1
            ? mean
            : `${mean}（${round(Math.min(...values))}–${round(Math.max(...values))}）`;
        });
        rows.push([label, name, ...cells]);
      }
    }
    printTable(
      `同义词表 ${entries.length} 条，${questionBank ? '有' : '无'}问答库`,
      ['', '题', 'recall@1', 'recall@5', 'recall@10', '引用', '回答'],
      rows,
    );
  }
}
