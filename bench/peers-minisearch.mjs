/** MiniSearch over the same passages, with title and headings as fields of their own. */
import MiniSearch from 'minisearch';
import { bigramsOf, readPassages } from './peers-passages.mjs';
import { compiled } from './peers-common.mjs';

async function open(tokenize, tokenizeQuestion) {
  const passages = await readPassages();
  const index = new MiniSearch({
    fields: ['title', 'headings', 'text'],
    tokenize,
    processTerm: (term) => term,
    searchOptions: { tokenize: tokenizeQuestion },
  });
  index.addAll(passages);
  return ({ q, context }) =>
    index
      .search([...context.slice(-1), q].join('\n'))
      .slice(0, 10)
      .map(({ id }) => passages[id].text);
}

export function openBigrams() {
  return open(bigramsOf, bigramsOf);
}

/** With simplified characters, canonical numbers and 文号 terms, and without the words that only ask. */
export async function openOurTerms() {
  const { tokenise, tokeniseQuestion } = await compiled('retrieval/tokenise.js');
  return open(tokenise, tokeniseQuestion);
}
