/**
 * The search of the agent where an embedding or rerank model is set: the engine's ranking, with nearness by meaning as a
 * further part of it, its best hits in the order of the rerank model. Whatever goes wrong with either, the ranking is the
 * engine's own. The engine itself never waits for a service: its search stays as it is.
 * @module
 */
import type { Corpus } from '../gazette/model.ts';
import { maskPrivateNumbers } from '../gazette/private-numbers.ts';
import type { MeaningIndex } from '../retrieval/meaning-index.ts';
import type { Hit, Retriever, SearchQuery } from '../retrieval/model.ts';
import { textToEmbed } from '../retrieval/passage-vectors.ts';
import type { Breaker } from './breaker.ts';
import type { EmbeddingModel } from './embeddings.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { ModelUnavailable } from './model-unavailable.ts';
import type { RerankModel } from './rerank.ts';
import type { TokenBudget } from './token-budget.ts';
import { withDeadline } from './with-deadline.ts';

export interface SearchUse {
  readonly signal: AbortSignal;
  /** Keyed hash of the person, for the budget. */
  readonly userKey: string | undefined;
}

/** Hits, best first. @throws only when the signal is aborted. */
export type GazetteSearch = (query: SearchQuery, use: SearchUse) => Promise<readonly Hit[]>;

export interface GazetteSearchOptions {
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly embedding: {
    readonly model: EmbeddingModel;
    readonly index: MeaningIndex;
    readonly breaker: Breaker;
  } | null;
  readonly rerank: { readonly model: RerankModel; readonly breaker: Breaker } | null;
  readonly budget: TokenBudget;
  /** For each request. */
  readonly timeoutMs: number;
}

const usualLimit = 10;
/** Hits that the rerank model is shown. */
const rankedHits = 20;
/** Of a passage, in UTF-16 units: rerank models read some hundred tokens. */
const shownText = 600;

export function createGazetteSearch(options: GazetteSearchOptions): GazetteSearch {
  const { corpus, retriever, embedding, rerank, budget, timeoutMs } = options;

  /** What the service gives, or null where it gives nothing that can be used. */
  async function ask<Result>(
    { signal, userKey }: SearchUse,
    { breaker, tokens }: { readonly breaker: Breaker; readonly tokens: number },
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result | null> {
    try {
      return await breaker.run(async () => {
        const reserved = await budget.reserve(userKey, tokens);
        if (reserved === null) throw new ModelUnavailable('budget');
        try {
          return await withDeadline(timeoutMs, signal, work);
        } finally {
          await reserved.settle({ input: tokens, output: 0 });
        }
      });
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  async function nearByMeaning(text: string, use: SearchUse): Promise<ReadonlyMap<number, number> | null> {
    if (embedding === null) return null;
    const { model, index, breaker } = embedding;
    return ask(use, { breaker, tokens: estimateTokens(text) }, async (signal) => {
      const [vector] = await model.embed([text], { signal });
      return vector === undefined ? null : index.near(vector);
    });
  }

  async function inOrder(text: string, hits: readonly Hit[], use: SearchUse): Promise<readonly Hit[]> {
    if (rerank === null || hits.length < 2) return hits;
    const documents = hits.map(({ passage }) => {
      const found = corpus.passages[passage];
      return found === undefined ? '' : textToEmbed(corpus, found).slice(0, shownText);
    });
    const tokens = estimateTokens(documents.join('')) + documents.length * estimateTokens(text);
    const order = await ask(use, { breaker: rerank.breaker, tokens }, (signal) =>
      rerank.model.rank(text, documents, signal),
    );
    const ranked = (order ?? []).flatMap((place) => hits[place] ?? []);
    return order === null ? hits : [...ranked.filter(isNamed), ...ranked.filter((hit) => !isNamed(hit))];
  }

  return async (query, use) => {
    const limit = query.limit ?? usualLimit;
    const said = [...(query.also ?? []).map(({ text }) => text), query.text].join('\n');
    const text = maskPrivateNumbers(said, 'typed');
    const meaning = await nearByMeaning(text, use);
    const { hits } = retriever.search({
      ...query,
      limit: rerank === null ? limit : Math.max(limit, rankedHits),
      ...(meaning === null ? {} : { meaning }),
    });
    return (await inOrder(text, hits, use)).slice(0, limit);
  };
}

/** Who names a document by its number means no other, whatever is more alike. */
const isNamed = ({ parts }: Hit): boolean => (parts['number'] ?? 0) > 0;
