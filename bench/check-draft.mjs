/**
 * Time of a processor to check a draft of ten sentences against eight items of evidence, without and with what is kept between drafts.
 * Usage, after `npm run build`: node bench/check-draft.mjs [drafts (50)] [--dist folder]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledFolder, positionals, printTable } from './peers-common.mjs';

const load = (path) => import(pathToFileURL(join(compiledFolder, path)).href);
const { checkDraft } = await load('answering/check-draft/check-draft.js');
const { clauseEvidence } = await load('answering/check-draft/make-evidence.js');
const { readCorpus } = await load('gazette/read-corpus.js');
const { parseThesaurus } = await load('retrieval/thesaurus.js');

const asOf = '2026-11-29';
const items = 8;
const sentences = 10;
const corpus = readCorpus('corpus');
const thesaurus = parseThesaurus(readFileSync('corpus/thesaurus.yaml', 'utf8'));
const context = { corpus, asOf, question: '', thesaurus };
const long = corpus.passages.filter(({ clauses }) => clauses.length > 1);

/** Half of the sentences are the evidence's own with the beginning cut off, half have a word changed. */
function makeDraft(from) {
  const evidence = Array.from({ length: items }, (_, at) => {
    const passage = long[(from * items + at) % long.length];
    return clauseEvidence(corpus, `S${at + 1}`, passage.clauses, asOf);
  });
  const text = Array.from({ length: sentences }, (_, at) => {
    const item = evidence[at % items];
    const unit = item.units[at % item.units.length].text.replace(/[。；]$/, '');
    const said = at % 2 === 0 ? unit.slice(2) : unit.replace('应当', '可以').replace('不', '');
    return `${said}[${item.token}]。`;
  }).join('');
  return { evidence, text };
}

function timeOf(text, evidence) {
  const before = process.cpuUsage();
  checkDraft(text, evidence, context);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const times = [];
for (let from = 0; from < Number(positionals[0] ?? 50); from += 1) {
  const { evidence, text } = makeDraft(from);
  times.push([timeOf(text, evidence), timeOf(text, evidence)]);
}
const share = (column, part) => {
  const sorted = times
    .slice(1)
    .map((row) => row[column])
    .toSorted((left, right) => left - right);
  return `${sorted[Math.floor((sorted.length - 1) * part)].toFixed(1)} ms`;
};
printTable(
  `${sentences} sentences, ${items} items`,
  ['', 'median', '95%'],
  [
    ['evidence new', share(0, 0.5), share(0, 0.95)],
    ['evidence known', share(1, 0.5), share(1, 0.95)],
  ],
);
