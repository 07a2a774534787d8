/** The vectors of an embedding model for passages and bank questions: made when an administrator builds the index. @module */
import { type Config, forgetForeignSwitches } from '../config.ts';
import { WenzhengError } from '../errors.ts';
import type { Corpus } from '../gazette/model.ts';
import { textsToEmbed } from '../retrieval/meaning-index.ts';
import type { BankQuestion } from '../retrieval/question-bank.ts';
import { StoredVectors } from '../retrieval/stored-vectors.ts';
import { createEmbeddingModel, type EmbeddingModel } from './embeddings.ts';
import { auxiliaryModelOf } from './endpoint.ts';
import { explainFault } from './endpoint-fault.ts';

export interface EmbeddedTexts {
  readonly index: { readonly corpus: Corpus; readonly questions: readonly BankQuestion[] };
  readonly indexDir: string;
  /** Texts that have their vector, of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface EmbeddingReport {
  readonly model: string;
  readonly dimensions: number;
  /** Texts: passages and wordings of the bank. */
  readonly embedded: number;
  readonly unchanged: number;
}

/** Batches that are made here are waited for by nobody but the administrator. */
const batchTimeoutMs = 120_000;
const patience = { retries: 5, pauseMs: 1000, longestPauseMs: 60_000 } as const;
/** Vectors of one model for one text are equal but for rounding. */
const sameVector = 0.98;
/** Vectors that may be lost when the power goes. */
const unsavedVectors = 2000;

/**
 * Embeds what has no vector of this model yet; null: no embedding model is set, or nobody has allowed that anything is sent.
 * @throws WenzhengError `config_invalid` when the service fails, `input_invalid` for vectors that cannot be used; what was
 *   made by then is kept.
 */
export async function embedGazettes(config: Config, texts: EmbeddedTexts): Promise<EmbeddingReport | null> {
  const named = auxiliaryModelOf(config, 'EMBEDDING');
  if (named === null) return null;
  forgetForeignSwitches();
  const model = createEmbeddingModel({
    ...named,
    dimensions: config.WENZHENG_EMBEDDING_DIMENSIONS,
    timeoutMs: batchTimeoutMs,
    retry: patience,
  });
  try {
    const counts = await fillVectors(model, texts);
    return { model: named.model, ...counts };
  } catch (error) {
    if (error instanceof WenzhengError) throw error;
    throw new WenzhengError(
      'config_invalid',
      `向量模型 ${named.model} ${explainFault(error, 'WENZHENG_EMBEDDING')}。`,
      {
        cause: error,
      },
    );
  }
}

/** @throws as `EmbeddingModel.embed`; what was made by then is kept. */
export async function fillVectors(
  model: EmbeddingModel,
  { index, indexDir, onProgress }: EmbeddedTexts,
): Promise<Omit<EmbeddingReport, 'model'>> {
  const wanted = [...new Set(textsToEmbed(index.corpus, index.questions))];
  const stored = StoredVectors.open(indexDir, model.id);
  await forgetOtherModel(model, stored, wanted);
  const missing = wanted.filter((text) => stored.get(text) === undefined);
  const before = wanted.length - missing.length;
  let unsaved = 0;
  onProgress?.(before, wanted.length);
  try {
    await model.embed(missing, {
      onBatch: (first, vectors) => {
        vectors.forEach((vector, at) => stored.set(missing[first + at] ?? '', vector));
        unsaved += vectors.length;
        // Each saving writes all: it has to become rarer as they become many.
        if (unsaved >= Math.max(unsavedVectors, stored.size / 2)) {
          stored.save(indexDir, wanted);
          unsaved = 0;
        }
        onProgress?.(before + first + vectors.length, wanted.length);
      },
    });
  } finally {
    stored.save(indexDir, wanted);
  }
  return { dimensions: stored.dimensions ?? 0, embedded: missing.length, unchanged: before };
}

/** A service can put another model behind the same name: a text that has its vector is asked for again and compared. */
async function forgetOtherModel(
  model: EmbeddingModel,
  stored: StoredVectors,
  wanted: readonly string[],
): Promise<void> {
  const known = wanted.find((text) => stored.get(text) !== undefined);
  if (known === undefined) return;
  const before = stored.get(known) ?? new Float32Array(0);
  const [now = new Float32Array(0)] = await model.embed([known]);
  const cosine = now.reduce((sum, value, at) => sum + value * (before[at] ?? 0), 0);
  if (now.length !== before.length || cosine < sameVector) stored.clear();
}
