/** Orama over the same passages, with title and headings as fields of their own. */
import { create, insertMultiple, search } from '@orama/orama';
import { bigramsOf, readPassages } from './peers-passages.mjs';

export async function openBigrams() {
  const passages = await readPassages();
  const index = create({
    schema: { title: 'string', headings: 'string', text: 'string' },
    components: {
      tokenizer: { language: 'chinese', normalizationCache: new Map(), tokenize: (text) => bigramsOf(text) },
    },
  });
  const fields = passages.map(({ id, ...texts }) => ({ id: String(id), ...texts }));
  await insertMultiple(index, fields, 500);
  return async ({ q, context }) => {
    const term = [...context.slice(-1), q].join('\n');
    const { hits } = await search(index, { term, threshold: 1, limit: 10 });
    return hits.map(({ document }) => document.text);
  };
}
