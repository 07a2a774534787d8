/** This project's engine, whole and in parts, as one of the engines of peers.mjs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askOf, copyCorpus, openEngine } from './peers-common.mjs';

const emptyThesaurus = (folder) => writeFileSync(join(folder, 'thesaurus.yaml'), '[]\n');

function answersOf(app) {
  const ask = askOf(app);
  return (question) => ask(question).passages.map(({ text }) => text);
}

/** The retriever alone: nothing is known of places, standings or clauses. The earlier turn is part of the query. */
function searchOf({ corpus, retriever }) {
  return ({ q, context }) => {
    const also = context.slice(-1).map((text) => ({ text, weight: 0.6 }));
    const { hits } = retriever.search({ text: q, limit: 10, also });
    return hits.map(({ passage }) => corpus.passages[passage].text);
  };
}

export async function openAnswers() {
  return answersOf(await openEngine());
}

export async function openAnswersWithoutBank() {
  return answersOf(await openEngine(undefined, { questionBank: false }));
}

export async function openSearch() {
  return searchOf(await openEngine(undefined, { questionBank: false }));
}

export async function openPlainSearch() {
  return searchOf(await openEngine(copyCorpus(emptyThesaurus), { questionBank: false }));
}
