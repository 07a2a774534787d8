/**
 * Texts → vectors by an OpenAI-compatible service. What comes back is checked before anybody compares with it: the client
 * itself turns floats that it took for base64 into a quarter of the numbers, and services send nulls without a word.
 * @module
 */
import { createHash } from 'node:crypto';
import OpenAI from 'openai';
import { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import { toUnitLength } from '../retrieval/embedder.ts';
import { clientOptions, type NamedModel } from './endpoint.ts';
import { isRefusedRequest } from './endpoint-fault.ts';
import { type RetryOptions, withRetries } from './retry.ts';

export interface EmbeddingModelOptions extends NamedModel {
  /** Asked of the service and insisted on; absent: the length of the first vector counts for all. */
  readonly dimensions?: number | undefined;
  /** Insisted on without being asked for: the length of the vectors that these are compared with. */
  readonly expectedLength?: number;
  /** For one request. */
  readonly timeoutMs: number;
  readonly retry?: Omit<RetryOptions, 'signal'>;
}

export interface EmbeddingModel {
  /** Address, model and wished length: vectors of two ids are never compared. The address is in it as a digest. */
  readonly id: string;
  /**
   * Unit vectors, in the order of the texts.
   * @param onBatch Told of each batch that has come, with the place of its first text.
   * @throws WenzhengError `input_invalid` for vectors that cannot be used; what the client throws for a service that fails.
   */
  embed(
    texts: readonly string[],
    options?: {
      readonly signal?: AbortSignal;
      readonly onBatch?: (first: number, vectors: readonly Float32Array[]) => void;
    },
  ): Promise<Float32Array[]>;
}

const replySchema = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()) })),
});

/** Texts in one request. Some services take ten: a refused batch is halved, and so are those after it. */
const largestBatch = 64;

function idOf({ endpoint, model, dimensions }: EmbeddingModelOptions): string {
  const address = createHash('sha256').update(endpoint.baseUrl).digest('hex').slice(0, 8);
  return `${model}@${address}${dimensions === undefined ? '' : `/${dimensions}`}`;
}

export function createEmbeddingModel(options: EmbeddingModelOptions): EmbeddingModel {
  const { endpoint, model, dimensions, timeoutMs, retry } = options;
  const client = new OpenAI({ ...clientOptions(endpoint), timeout: timeoutMs });
  let batch = largestBatch;
  let length = options.expectedLength ?? dimensions;

  async function ask(texts: readonly string[], signal: AbortSignal | undefined): Promise<Float32Array[]> {
    const reply: unknown = await withRetries(
      () =>
        client.embeddings.create(
          {
            model,
            input: [...texts],
            encoding_format: 'float',
            ...(dimensions === undefined ? {} : { dimensions }),
          },
          signal === undefined ? {} : { signal },
        ),
      { ...retry, signal },
    );
    const vectors = readVectors(reply, texts.length);
    length ??= vectors[0]?.length;
    for (const vector of vectors) {
      if (vector.length !== length)
        throw unusable(
          `给了 ${vector.length} 维的向量，应为 ${length} 维，请检查 WENZHENG_EMBEDDING_MODEL 和 WENZHENG_EMBEDDING_DIMENSIONS`,
        );
    }
    return vectors;
  }

  return {
    id: idOf(options),
    async embed(texts, { signal, onBatch } = {}) {
      const all: Float32Array[] = [];
      while (all.length < texts.length) {
        const part = texts.slice(all.length, all.length + batch);
        try {
          const vectors = await ask(part, signal);
          onBatch?.(all.length, vectors);
          all.push(...vectors);
        } catch (error) {
          if (part.length === 1 || !isRefusedRequest(error)) throw error;
          batch = Math.ceil(part.length / 2);
        }
      }
      return all;
    },
  };
}

/** In the order of the texts, whatever order they came in. */
function readVectors(reply: unknown, count: number): Float32Array[] {
  const read = replySchema.safeParse(reply);
  if (!read.success) throw unusable('回的不是数字组成的向量，请检查它是不是向量模型');
  const { data } = read.data;
  const places = data.map(({ index }, at) => index ?? at);
  if (data.length !== count || new Set(places).size !== count || places.some((at) => at < 0 || at >= count))
    throw unusable(`对 ${count} 段文字给了 ${data.length} 个对不上的向量，请检查模型服务`);
  const vectors: Float32Array[] = [];
  for (const [at, { embedding }] of data.entries()) {
    const vector = toUnitLength(Float32Array.from(embedding));
    if (!vector.some((value) => value !== 0) || !vector.every(Number.isFinite))
      throw unusable('给了全是零或超出范围的向量，请检查模型服务');
    vectors[places[at] ?? 0] = vector;
  }
  return vectors;
}

function unusable(what: string): WenzhengError {
  return new WenzhengError('input_invalid', `向量模型${what}。`);
}
