/**
 * The whole engine with each part switched off in turn, answers by kind and style, mistyped questions with and
 * without homophones, and what bank and thesaurus cost in time.
 * Usage, after `npm run build`: node bench/ablation.mjs [--dist folder] [parts] [groups] [typing] [speed]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  askOf,
  compiled,
  copyCorpus,
  openEngine,
  percentile,
  positionals,
  printTable,
  readQuestions,
  round,
  score,
  scoreCells,
  scoreColumns,
  seededRandom,
} from './peers-common.mjs';

const wanted = (part) => positionals.length === 0 || positionals.includes(part);
const sets = { questions: await readQuestions('questions'), fresh: await readQuestions('fresh') };
const { fusionWeights, candidateCounts } = await compiled('retrieval/fusion-weights.js');
const { questionWeights } = await compiled('retrieval/question-index.js');
const { LexicalIndex, lexicalParameters } = await compiled('retrieval/lexical-index.js');
const { CharacterIndexBuilder } = await compiled('retrieval/character-index.js');
const { PinyinIndex } = await compiled('retrieval/pinyin-index.js');

/** Sets properties of an exported table or class while `run` goes on. */
async function changed(changes, run) {
  const before = changes.map(([target, name]) => [target, name, target[name]]);
  try {
    for (const [target, name, value] of changes) target[name] = value;
    return await run();
  } finally {
    for (const [target, name, value] of before) target[name] = value;
  }
}

/** Only the terms that are kept are searched by. */
function keepTerms(keep) {
  const { search, score: scoreOne } = LexicalIndex.prototype;
  return [
    [
      LexicalIndex.prototype,
      'search',
      function searchKept(terms, ...rest) {
        return search.call(this, terms.filter(keep), ...rest);
      },
    ],
    [
      LexicalIndex.prototype,
      'score',
      function scoreKept(terms, ...rest) {
        return scoreOne.call(this, terms.filter(keep), ...rest);
      },
    ],
  ];
}

const isBigram = ({ term }) => /^\p{Script=Han}{2}$/u.test(term);
const noHomophones = [[PinyinIndex.prototype, 'homophones', () => []]];
/** Title and headings neither in BM25 nor among the characters; the headings that a passage carries stay. */
const addCharacters = CharacterIndexBuilder.prototype.add;
const bodyOnly = [
  [lexicalParameters.title, 'weight', 0],
  [lexicalParameters.headings, 'weight', 0],
  [
    CharacterIndexBuilder.prototype,
    'add',
    function addBody(normalised) {
      return addCharacters.call(this, normalised.slice(normalised.indexOf('\n') + 1));
    },
  ],
];
const emptyThesaurus = (folder) => writeFileSync(join(folder, 'thesaurus.yaml'), '[]\n');

const full = await openEngine();
const withoutBank = await openEngine(undefined, { indexDir: full.indexDir, questionBank: false });
const withoutThesaurus = await openEngine(copyCorpus(emptyThesaurus));
const withoutBoth = await openEngine(copyCorpus(emptyThesaurus), { questionBank: false });
const withoutHeadings = await changed(bodyOnly, () => openEngine());
// Opened under the same figures: an index that was built with others is refused and built anew.
const withoutHeadingsAndBank = await changed(bodyOnly, () =>
  openEngine(undefined, { indexDir: withoutHeadings.indexDir, questionBank: false }),
);

const vectorsOff = [
  [fusionWeights, 'vector', 0],
  [candidateCounts, 'vector', 0],
  [questionWeights, 'vector', 0],
];
const configurations = [
  ['全部', full, []],
  ['− 词面（BM25）', full, [[fusionWeights, 'lexical', 0]]],
  ['　− 只去双字', full, keepTerms((term) => !isBigram(term))],
  ['　− 只去数字、字母、文号词', full, keepTerms(isBigram)],
  ['− 单字', full, [[fusionWeights, 'characters', 0]]],
  ['− 拼音', full, noHomophones],
  ['− 同义词表', withoutThesaurus, []],
  ['− 向量（含问答库里的）', full, vectorsOff],
  ['− 文号', full, [[fusionWeights, 'number', 0]]],
  ['− 标题和小标题', withoutHeadings, []],
  ['− 前一轮对话', full, [], (question) => ({ ...question, context: [] })],
  ['− 问答库', withoutBank, []],
  ['− 问答库、词面', withoutBank, [[fusionWeights, 'lexical', 0]]],
  ['− 问答库、单字', withoutBank, [[fusionWeights, 'characters', 0]]],
  ['− 问答库、拼音', withoutBank, noHomophones],
  ['− 问答库、同义词表', withoutBoth, []],
  ['− 问答库、向量', withoutBank, vectorsOff],
  ['− 问答库、标题和小标题', withoutHeadingsAndBank, []],
];

if (wanted('parts')) {
  for (const [name, questions] of Object.entries(sets)) {
    const rows = [];
    for (const [label, app, changes, alter = (question) => question] of configurations) {
      const report = await changed(changes, () => score(app, questions.map(alter)));
      rows.push([label, ...scoreCells(report)]);
    }
    printTable(`eval/${name}.jsonl`, ['', ...scoreColumns], rows);
  }
}

if (wanted('groups')) {
  for (const group of ['by_kind', 'by_style']) {
    const reports = await Promise.all(
      Object.values(sets).flatMap((questions) => [score(full, questions), score(withoutBank, questions)]),
    );
    const names = [...new Set(reports.flatMap((report) => Object.keys(report[group])))];
    printTable(
      `答对数（${group}）`,
      ['', 'questions', 'questions，无问答库', 'fresh', 'fresh，无问答库'],
      names.map((name) => [name, ...reports.map((report) => report[group][name] ?? '–')]),
    );
  }
}

/** Some characters of the question replaced by others of the same sound, as a hurried typist would. */
function mistype(question, soundOf, alike, count, random) {
  const characters = Array.from(question.q);
  const places = characters.flatMap((character, at) =>
    (alike.get(soundOf(character))?.length ?? 0) > 1 ? [at] : [],
  );
  for (let turn = 0; turn < count && places.length > 0; turn += 1) {
    const [at] = places.splice(Math.floor(random() * places.length), 1);
    const others = alike.get(soundOf(characters[at])).filter((other) => other !== characters[at]);
    characters[at] = others[Math.floor(random() * others.length)];
  }
  return { ...question, q: characters.join('') };
}

if (wanted('typing')) {
  const { pinyin } = await import('pinyin-pro');
  const sounds = new Map();
  const soundOf = (character) => {
    if (!/\p{Script=Han}/u.test(character)) return '';
    if (!sounds.has(character)) sounds.set(character, pinyin(character, { toneType: 'none' }));
    return sounds.get(character);
  };
  // Characters that the corpus uses often: what an input method would offer first.
  const uses = new Map();
  for (const { text } of full.corpus.passages) {
    for (const character of text) uses.set(character, (uses.get(character) ?? 0) + 1);
  }
  const alike = new Map();
  for (const [character, count] of [...uses].toSorted((left, right) => right[1] - left[1])) {
    const sound = soundOf(character);
    if (sound === '' || count < 5) continue;
    alike.set(sound, [...(alike.get(sound) ?? []), character].slice(0, 6));
  }
  const rows = [];
  for (const mistakes of [0, 1, 2, 4]) {
    for (const [label, app, changes] of [
      ['有拼音', full, []],
      ['无拼音', full, noHomophones],
      ['有拼音，无问答库', withoutBank, []],
      ['无拼音，无问答库', withoutBank, noHomophones],
    ]) {
      const totals = [];
      for (let seed = 1; seed <= (mistakes === 0 ? 1 : 3); seed += 1) {
        const random = seededRandom(seed);
        const questions = [...sets.questions, ...sets.fresh].map((question) =>
          mistype(question, soundOf, alike, mistakes, random),
        );
        totals.push(await changed(changes, () => score(app, questions)));
      }
      const mean = (name) => round(totals.reduce((sum, report) => sum + report[name], 0) / totals.length);
      rows.push([mistakes, label, mean('recall@5'), mean('cited'), mean('answer_ok')]);
    }
  }
  printTable('每题打错几个同音字（两份题合起来，三次平均）', ['错字', '', 'recall@5', '引用', '回答'], rows);
}

if (wanted('speed')) {
  const apps = { 两样都没有: withoutBoth, 无问答库: withoutBank, 无同义词表: withoutThesaurus, 全部: full };
  const names = Object.keys(apps);
  const times = names.map(() => []);
  const added = names.map(() => []);
  const questions = [...sets.questions, ...sets.fresh];
  for (let turn = 0; turn < 6; turn += 1) {
    for (const [at, question] of questions.entries()) {
      const pair = [];
      // The order changes from question to question, so that none always comes first.
      for (let step = 0; step < names.length; step += 1) {
        const place = (step + at + turn) % names.length;
        const began = performance.now();
        askOf(apps[names[place]])(question);
        pair[place] = performance.now() - began;
      }
      if (turn === 0) continue;
      pair.forEach((time, place) => {
        times[place].push(time);
        added[place].push(time - pair[0]);
      });
    }
  }
  printTable(
    '一次回答的毫秒数',
    ['', 'p50', 'p90', 'p99', '同一题多用（中位数）'],
    names.map((name, place) => [
      name,
      ...[0.5, 0.9, 0.99].map((share) => round(percentile(times[place], share), 2)),
      round(percentile(added[place], 0.5), 2),
    ]),
  );
}
