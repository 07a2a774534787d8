/** Passages in the order of a rerank model, by the `/rerank` that Jina, Cohere, vLLM and Xinference share. @module */
import OpenAI from 'openai';
import { z } from 'zod';
import { clientOptions, type NamedModel } from './endpoint.ts';
import { ModelUnavailable } from './model-unavailable.ts';

export interface RerankModelOptions extends NamedModel {
  /** For one request. */
  readonly timeoutMs: number;
}

export interface RerankModel {
  /**
   * Places of the documents, the one that answers best first; each is there once.
   * @throws ModelUnavailable `broken_off` for an order that cannot be trusted; what the client throws otherwise.
   */
  rank(query: string, documents: readonly string[], signal?: AbortSignal): Promise<number[]>;
}

const replySchema = z.object({
  results: z.array(z.object({ index: z.number().int(), relevance_score: z.number() })),
});

export function createRerankModel({ endpoint, model, timeoutMs }: RerankModelOptions): RerankModel {
  const client = new OpenAI({ ...clientOptions(endpoint), timeout: timeoutMs });
  return {
    async rank(query, documents, signal) {
      const reply: unknown = await client.post('/rerank', {
        body: { model, query, documents, top_n: documents.length },
        ...(signal === undefined ? {} : { signal }),
      });
      return readOrder(reply, documents.length);
    },
  };
}

function readOrder(reply: unknown, count: number): number[] {
  const read = replySchema.safeParse(reply);
  const results = read.success ? read.data.results : [];
  const places = new Set(results.map(({ index }) => index));
  const isWhole = results.length === count && places.size === count;
  if (!isWhole || [...places].some((place) => place < 0 || place >= count))
    throw new ModelUnavailable('broken_off');
  return results
    .toSorted((left, right) => right.relevance_score - left.relevance_score || left.index - right.index)
    .map(({ index }) => index);
}
