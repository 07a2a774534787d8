import type { Corpus } from '../gazette/model.ts';

/**
 * Something that is made from the gazettes, made anew whenever another edition is in use:
 * `following(app, () => createCorpusLookup(app.corpus))`.
 * @param holder whose `corpus` is that of the edition in use
 */
export function following<Made extends object>(holder: { readonly corpus: Corpus }, make: () => Made): Made {
  let { corpus } = holder;
  let made = make();
  return new Proxy(made, {
    get(_, name) {
      if (corpus !== holder.corpus) {
        corpus = holder.corpus;
        made = make();
      }
      return Reflect.get(made, name);
    },
  });
}
