/** The agent's search as the settings say it. @module */
import { type Config, forgetForeignSwitches } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { OpenedIndex } from '../retrieval/open-index.ts';
import { createMeaningIndex } from '../retrieval/meaning-index.ts';
import { StoredVectors } from '../retrieval/stored-vectors.ts';
import { createBreaker } from './breaker.ts';
import { createEmbeddingModel } from './embeddings.ts';
import { auxiliaryModelOf } from './endpoint.ts';
import { createGazetteSearch, type GazetteSearch, type GazetteSearchOptions } from './gazette-search.ts';
import { createRerankModel } from './rerank.ts';
import type { TokenBudget } from './token-budget.ts';

export interface SearchParts {
  readonly index: Pick<OpenedIndex, 'corpus' | 'retriever' | 'questions'>;
  readonly indexDir: string;
  readonly budget: TokenBudget;
  readonly logger?: Pick<Logger, 'warn' | 'info'> | undefined;
}

/** Longest wait for one vector or one order; of a short time limit for the whole answer a quarter. */
const longestWaitMs = 5000;

/** null: neither model is set, or there is nothing to search with. Nothing is sent yet. */
export function connectSearch(
  config: Config,
  { index, indexDir, budget, logger }: SearchParts,
): GazetteSearch | null {
  forgetForeignSwitches();
  const timeoutMs = Math.min(longestWaitMs, config.WENZHENG_MODEL_TIMEOUT * 250);
  const watched = (name: string, probe: (signal: AbortSignal) => Promise<unknown>) =>
    createBreaker({
      probe,
      onChange: (state) => {
        if (state.open)
          logger?.warn(
            { reason: state.reason, status: state.status },
            `the ${name} is left alone for a while`,
          );
        else logger?.info(`the ${name} is used again`);
      },
    });
  const embedding = openEmbedding();
  const ranking = auxiliaryModelOf(config, 'RERANK');
  const ranker = ranking === null ? null : createRerankModel({ ...ranking, timeoutMs });
  if (embedding === null && ranker === null) return null;
  return createGazetteSearch({
    ...index,
    embedding,
    rerank:
      ranker === null
        ? null
        : {
            model: ranker,
            breaker: watched('rerank model', (signal) => ranker.rank('你好', ['你好', '再见'], signal)),
          },
    budget,
    timeoutMs,
  });

  function openEmbedding(): GazetteSearchOptions['embedding'] {
    const named = auxiliaryModelOf(config, 'EMBEDDING');
    if (named === null) return null;
    const dimensions = config.WENZHENG_EMBEDDING_DIMENSIONS;
    const { id } = createEmbeddingModel({ ...named, dimensions, timeoutMs });
    const vectors = createMeaningIndex(index.corpus, index.questions, StoredVectors.open(indexDir, id));
    if (vectors === null) {
      logger?.warn(
        { embedder: id },
        'the index has no vectors of this embedding model, or not all: it is not used until wenzheng index has run',
      );
      return null;
    }
    // A question's vector of another length than the index is none.
    const model = createEmbeddingModel({
      ...named,
      dimensions,
      expectedLength: vectors.dimensions,
      timeoutMs,
      retry: { retries: 1, pauseMs: 200 },
    });
    return {
      model,
      index: vectors,
      breaker: watched('embedding model', (signal) => model.embed(['你好'], { signal })),
    };
  }
}
