/** A small request to every model that is set, for whoever wants to know whether the settings are right. @module */
import type { Config } from '../config.ts';
import { connectModel } from './connect-model.ts';
import { createEmbeddingModel } from './embeddings.ts';
import { auxiliaryModelOf } from './endpoint.ts';
import { explainFault } from './endpoint-fault.ts';
import { createRerankModel } from './rerank.ts';
import { WenzhengError } from '../errors.ts';

export interface TriedModel {
  readonly kind: 'chat' | 'embedding' | 'rerank';
  /** As the endpoint calls it. */
  readonly name: string;
  /** Half a sentence with the remedy, without a full stop; null: it answered. */
  readonly fault: string | null;
}

const longestWaitMs = 10_000;
const words = '你好';

/** Nothing that a resident wrote is sent. @throws Error when no chat model is switched on. */
export async function tryModels(
  config: Config,
  { today, timeoutMs = longestWaitMs }: { readonly today: () => string; readonly timeoutMs?: number },
): Promise<TriedModel[]> {
  const signal = () => AbortSignal.timeout(timeoutMs);
  const chat = connectModel(config, { today });
  const tries = [attempt('chat', chat.name, 'OPENAI', () => chat.probe(signal()))];
  const embedding = auxiliaryModelOf(config, 'EMBEDDING');
  if (embedding !== null) {
    const dimensions = config.WENZHENG_EMBEDDING_DIMENSIONS;
    const model = createEmbeddingModel({ ...embedding, dimensions, timeoutMs, retry: { retries: 0 } });
    const embed = () => model.embed([words], { signal: signal() });
    tries.push(attempt('embedding', embedding.model, 'WENZHENG_EMBEDDING', embed));
  }
  const ranking = auxiliaryModelOf(config, 'RERANK');
  if (ranking !== null) {
    const model = createRerankModel({ ...ranking, timeoutMs });
    const rank = () => model.rank(words, [words, '再见'], signal());
    tries.push(attempt('rerank', ranking.model, 'WENZHENG_RERANK', rank));
  }
  return Promise.all(tries);
}

async function attempt(
  kind: TriedModel['kind'],
  name: string,
  settings: Parameters<typeof explainFault>[1],
  request: () => Promise<unknown>,
): Promise<TriedModel> {
  try {
    await request();
    return { kind, name, fault: null };
  } catch (error) {
    // Vectors that cannot be used are told in a whole sentence about the embedding model.
    const fault =
      error instanceof WenzhengError
        ? error.message.replaceAll(/^向量模型|。$/g, '')
        : explainFault(error, settings);
    return { kind, name, fault };
  }
}
