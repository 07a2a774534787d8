/** What the word indexes of peers.mjs are given: this project's passages, cut into bigrams. */
import { join } from 'node:path';
import { compiled, project } from './peers-common.mjs';

export async function readPassages() {
  const { readCorpus } = await compiled('gazette/read-corpus.js');
  const { passages, documents } = readCorpus(join(project, 'corpus'));
  return passages.map(({ document, headings, text }, id) => ({
    id,
    title: documents[document].title,
    headings: headings.join('\n'),
    text,
  }));
}

/** Neighbouring characters, and Latin words and numbers as they stand. */
export function bigramsOf(text) {
  const terms = [];
  for (const [run] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[a-z0-9.%]+/gu)) {
    if (/^[a-z0-9.%]/.test(run)) terms.push(run);
    for (let at = 0; at + 1 < run.length && !/^[a-z0-9.%]/.test(run); at += 1)
      terms.push(run.slice(at, at + 2));
  }
  return terms;
}
