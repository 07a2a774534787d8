/**
 * Which questions are answered, answered under the word that it is only the nearest, and refused: questions that the
 * gazettes answer, and questions that they do not, among them each question of the bank with its own entry taken out
 * (to be answered) and with its whole document taken out (not to be answered).
 * Usage, after `npm run build`: node bench/answerability.mjs [--dist folder] [file of other questions …]
 * Such a file is a JSON list of objects with a `query`, or JSON Lines with a `q`; none of them is in the gazettes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { compiled, openEngine, positionals, printTable, project } from './peers-common.mjs';

const today = () => '2026-11-22';
const { createAnswerer } = await compiled('answering/answerer.js');
const { fixedTexts } = await compiled('answering/fixed-texts.js');
const { corpus, retriever } = await openEngine(undefined, { today });

/** A document's index or a bank question's wording that must not be used; null for none. */
let hidden = { document: null, ask: null };
const pointsAtHidden = ({ ask, clauses }) =>
  ask === hidden.ask || clauses.some((clause) => corpus.clauses[clause]?.document === hidden.document);
const answerer = createAnswerer({
  corpus,
  today,
  retriever: {
    ...retriever,
    search: (query) =>
      retriever.search({
        ...query,
        acceptDocument: (document) =>
          document !== hidden.document && query.acceptDocument?.(document) !== false,
      }),
    matchQuestions: (query) =>
      retriever.matchQuestions(query).filter(({ question }) => !pointsAtHidden(question)),
  },
});

function outcomeOf({ q, context }, without = { document: null, ask: null }) {
  hidden = without;
  const { status, answer } = answerer.answer({ q, context: context ?? [] });
  if (!status.startsWith('answered')) return 'refused';
  return answer.includes(fixedTexts.nearest_only) ? 'nearest' : 'answered';
}

function readBank() {
  const folder = join(project, 'corpus', 'questions');
  const documents = new Map(corpus.documents.map(({ id }, index) => [id, index]));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => loadAll(readFileSync(join(folder, name), 'utf8')))
    .flatMap(({ document, questions }) =>
      questions.map(({ ask, also }, at) => ({
        document: documents.get(document) ?? null,
        ask,
        q: also[at % also.length] ?? ask,
      })),
    );
}

function readOthers(path) {
  const text = readFileSync(path, 'utf8');
  if (text.trimStart().startsWith('[')) return JSON.parse(text).map(({ query }) => ({ q: query }));
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const rows = [];
function report(name, outcomes) {
  const share = (wanted) => {
    const count = outcomes.filter((outcome) => outcome === wanted).length;
    return `${((100 * count) / outcomes.length).toFixed(1)}%`;
  };
  rows.push([name, outcomes.length, share('refused'), share('nearest'), share('answered')]);
}

const isToRefuse = ({ kind }) => kind === 'refuse';
for (const name of ['questions', 'fresh', 'present', 'ordinary', 'absent', 'everyday', 'everyday-unseen']) {
  const questions = readOthers(join(project, 'eval', `${name}.jsonl`));
  const answerable = questions.filter((question) => !isToRefuse(question));
  if (answerable.length > 0)
    report(
      `${name}，应答`,
      answerable.map((question) => outcomeOf(question)),
    );
  const others = questions.filter(isToRefuse);
  if (others.length > 0)
    report(
      `${name}，不应答`,
      others.map((question) => outcomeOf(question)),
    );
}
const bank = readBank().filter(({ document }) => document !== null);
report(
  '问答库，去掉自己那一条，应答',
  bank.map((question) => outcomeOf(question, { document: null, ask: question.ask })),
);
report(
  '问答库，去掉整份文件，不应答',
  bank.map((question) => outcomeOf(question, { document: question.document, ask: null })),
);
for (const path of positionals)
  report(
    `${basename(path)}，不应答`,
    readOthers(path).map((question) => outcomeOf(question)),
  );

printTable('没有作答、只给最接近的、作答', ['题', '道数', '没有作答', '先说“最接近的是”', '作答'], rows);
