/**
 * Lay legal questions (STARD, MIT licence): is the engine good for other texts and other askers too? The corpus is
 * rebuilt as text files, one a law, and every third question of the training part is asked; no bank.
 * Usage, after `npm run build`: node bench/peers-legal.mjs [--dist folder] <folder with corpus.jsonl.gz,
 * queries.train.tsv and qrels.train.tsv>
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  compiled,
  openEngine,
  percentile,
  positionals,
  printTable,
  project,
  round,
  temporaryFolder,
} from './peers-common.mjs';

const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('请给出 STARD 的文件夹。\n');
  process.exit(1);
}
const rowsOf = (name) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
const articles = gunzipSync(readFileSync(join(folder, 'corpus.jsonl.gz')))
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));

/** Law → its text and where each article begins in it. */
const laws = new Map();
for (const { id, name, content } of articles) {
  const [, title = name, locator = ''] = /^(.+?)(第[零〇一二三四五六七八九十百千]+条.*)$/.exec(name) ?? [];
  const law = laws.get(title) ?? { title, text: `${title}\n\n`, starts: [] };
  laws.set(title, law);
  law.starts.push([law.text.length, id]);
  law.text += `${locator}　${content.trim().replace(/\n+/g, '\n')}\n`;
}

const corpusDir = temporaryFolder();
const lawOfFile = new Map();
for (const [at, law] of [...laws.values()].entries()) {
  const file = `${String(at).padStart(5, '0')}.txt`;
  lawOfFile.set(file, law);
  writeFileSync(join(corpusDir, file), law.text);
}
const withThesaurus = temporaryFolder();
mkdirSync(withThesaurus, { recursive: true });
cpSync(corpusDir, withThesaurus, { recursive: true });
cpSync(join(project, 'corpus', 'thesaurus.yaml'), join(withThesaurus, 'thesaurus.yaml'));

const asked = new Map(rowsOf('queries.train.tsv'));
const wanted = new Map();
for (const [question, , article] of rowsOf('qrels.train.tsv')) {
  wanted.set(question, [...(wanted.get(question) ?? []), Number(article)]);
}
const questions = [...asked].filter((_, at) => at % 3 === 0).filter(([id]) => wanted.has(id));

/** Articles that a passage holds, by where its clauses stand in the file. */
function articlesOf(corpus, passage) {
  const { starts } = lawOfFile.get(
    corpus.sources[corpus.documents[corpus.passages[passage].document].source].file,
  );
  return corpus.passages[passage].clauses.map((clause) => {
    const [[begin]] = corpus.clauses[clause].spans;
    let found = -1;
    for (const [start, id] of starts) if (start <= begin) found = id;
    return found;
  });
}

const { fusionWeights } = await compiled('retrieval/fusion-weights.js');

/** Share of the wanted articles among the first 5 and 10 passages, averaged over the questions. */
function measure(label, { corpus, retriever }, weights) {
  const before = { ...fusionWeights };
  Object.assign(fusionWeights, weights);
  const totals = { 5: 0, 10: 0 };
  const times = [];
  for (const [id, text] of questions) {
    const began = performance.now();
    const { hits } = retriever.search({ text, limit: 10 });
    times.push(performance.now() - began);
    const found = hits.map(({ passage }) => articlesOf(corpus, passage));
    const gold = wanted.get(id);
    for (const depth of [5, 10]) {
      const held = new Set(found.slice(0, depth).flat());
      totals[depth] += gold.filter((article) => held.has(article)).length / gold.length;
    }
  }
  Object.assign(fusionWeights, before);
  const shares = [5, 10].map((depth) => round(totals[depth] / questions.length));
  return [label, ...shares, round(percentile(times, 0.5), 1), round(percentile(times, 0.99), 1)];
}

const began = performance.now();
const engine = await openEngine(withThesaurus);
const seconds = (performance.now() - began) / 1000;
const plain = await openEngine(corpusDir);
const nothing = { characters: 0, vector: 0, number: 0 };
const rows = [
  measure('全部', engine, {}),
  measure('− 同义词表', plain, {}),
  measure('− 单字', engine, { characters: 0 }),
  measure('− 词面', engine, { lexical: 0 }),
  measure('− 向量', engine, { vector: 0 }),
  measure('只有词面（BM25，无同义词表）', plain, nothing),
];
printTable(
  `STARD：${articles.length} 条、${engine.manifest.counts.passages} 个段落，${questions.length} 题；建索引 ${round(seconds, 1)} s`,
  ['', 'R@5', 'R@10', 'p50 ms', 'p99 ms'],
  rows,
);
