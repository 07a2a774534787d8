/** An embedding model over HTTP: the vectors that it gives, and what is kept of them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, Secret } from '../../src/config.ts';
import { embedGazettes, fillVectors } from '../../src/models/embed-gazettes.ts';
import { createEmbeddingModel, type EmbeddingModelOptions } from '../../src/models/embeddings.ts';
import { StoredVectors } from '../../src/retrieval/stored-vectors.ts';
import { aidNotice, fireNotice, tinyCorpus, twoNotices } from '../retrieval/support/tiny-corpus.ts';
import {
  fails,
  garbage,
  hashedVector,
  type OpenAiServer,
  page,
  resets,
  startOpenAiServer,
} from '../support/openai-server.ts';

let server: OpenAiServer;
let folder = '';
beforeAll(async () => {
  server = await startOpenAiServer({ apiKey: 'test-key' });
});
beforeEach(() => {
  server.reset();
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-vectors-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => server.close());

const modelOf = (own: Partial<EmbeddingModelOptions> = {}) =>
  createEmbeddingModel({
    endpoint: { baseUrl: server.url, apiKey: new Secret('test-key') },
    model: 'vectors',
    timeoutMs: 2000,
    retry: { pauseMs: 5 },
    ...own,
  });

const texts = (count: number) => Array.from({ length: count }, (_, at) => `第${at + 1}段`);
const asked = () =>
  server.requestsTo('/embeddings').map(({ body }) => (body as { input: string[] }).input.length);
const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  );

describe('vectors', () => {
  it('are asked for as floats, come in the order of the texts and have unit length', async () => {
    server.queueEmbeddings({ mode: 'reversed' });
    const vectors = await modelOf({ dimensions: 16 }).embed(['低保', '禁火期', '低保']);
    expect(server.requests[0]?.body).toEqual({
      model: 'vectors',
      input: ['低保', '禁火期', '低保'],
      encoding_format: 'float',
      dimensions: 16,
    });
    const raw = hashedVector('禁火期', 16);
    const norm = Math.hypot(...raw);
    expect([...(vectors[1] ?? [])]).toEqual(raw.map((value) => Math.fround(value / norm)));
    expect(vectors[2]).toEqual(vectors[0]);
  });

  it.each([
    ['wrong_length', '给了 31 维的向量，应为 32 维'],
    ['null_value', '不是数字组成的向量'],
    ['zero_vector', '全是零'],
    ['short_batch', '对 2 段文字给了 1 个'],
  ] as const)('that cannot be used are an error of one sentence: %s', async (mode, message) => {
    const model = modelOf();
    await model.embed(['第一次']);
    server.queueEmbeddings({ mode });
    const said = await messageOf(model.embed(['一', '二']));
    expect(said).toContain(message);
    expect(said).toMatch(/^WenzhengError: 向量模型[^。\n]+。$/);
  });

  it('are those of floats although a service ignores what it was asked for', async () => {
    server.queueEmbeddings({ mode: 'ignores_format' });
    expect((await modelOf().embed(['低保']))[0]).toHaveLength(32);
  });

  it.each([
    ['no JSON', garbage()],
    ['the page of a proxy', page(200)],
    ['a bare NaN', { mode: 'bare_nan' }],
  ] as const)('are none in %s', async (_name, reply) => {
    server.queueEmbeddings(reply);
    expect(await messageOf(modelOf({ retry: { retries: 0 } }).embed(['低保', '二']))).not.toBe('no error');
  });

  it('of many texts come in batches, smaller ones where a service takes no more', async () => {
    server.onEmbeddings = ({ input }) => (input.length > 10 ? fails(400) : {});
    const done: number[] = [];
    const model = modelOf();
    const vectors = await model.embed(texts(40), {
      onBatch: (first, made) => done.push(first + made.length),
    });
    expect(vectors).toHaveLength(40);
    expect(asked()).toEqual([40, 20, 10, 10, 10, 10]);
    expect(done).toEqual([10, 20, 30, 40]);
    server.reset();
    server.onEmbeddings = () => fails(400);
    expect(await messageOf(model.embed(texts(3)))).toContain('400');
    expect(asked()).toEqual([3, 2, 1]);
  });

  it('are asked for again after faults that pass', async () => {
    server.queueEmbeddings(fails(429), resets(), {});
    expect(await modelOf().embed(['低保'])).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
    server.reset();
    server.queueEmbeddings(fails(401));
    expect(await messageOf(modelOf().embed(['低保']))).toContain('401');
    expect(server.requests).toHaveLength(1);
  });
});

const corpus = tinyCorpus(twoNotices);
const bank = [
  { ask: '低保住院报几成', also: ['吃低保看病报多少'], answer: null, document: 0, clauses: [0] },
] as const;
const index = { corpus, questions: bank };

const fill = (own: Partial<Parameters<typeof fillVectors>[1]> = {}) =>
  fillVectors(modelOf(), { index, indexDir: folder, ...own });

describe('the vectors of an index', () => {
  it('are made once: later only for what is new or has changed', async () => {
    const progress: [number, number][] = [];
    expect(await fill({ onProgress: (...step) => progress.push(step) })).toEqual({
      dimensions: 32,
      embedded: 9,
      unchanged: 0,
    });
    expect(progress).toEqual([
      [0, 9],
      [9, 9],
    ]);
    const changed = tinyCorpus([
      fireNotice,
      { ...aidNotice, passages: ['新的一段。', ...aidNotice.passages.slice(1)] },
    ]);
    server.reset();
    expect(await fill({ index: { corpus: changed, questions: bank } })).toMatchObject({
      embedded: 1,
      unchanged: 8,
    });
    // One text that is known already, to see that it is the same model.
    expect(asked()).toEqual([1, 1]);
  });

  it('of two models stay apart, and the former are there when it comes back', async () => {
    const small = modelOf({ dimensions: 8 });
    await fill();
    expect(await fillVectors(small, { index, indexDir: folder })).toMatchObject({
      dimensions: 8,
      embedded: 9,
    });
    const elsewhere = modelOf({ endpoint: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: undefined } });
    expect(new Set([modelOf().id, small.id, elsewhere.id, modelOf({ model: 'other' }).id]).size).toBe(4);
    expect(await fill()).toMatchObject({ embedded: 0 });
    expect(StoredVectors.open(folder, small.id).dimensions).toBe(8);
    expect(JSON.parse(readFileSync(join(folder, 'embeddings.json'), 'utf8'))).toMatchObject({
      embedders: { [modelOf().id]: { dimensions: 32, count: 9 }, [small.id]: { dimensions: 8, count: 9 } },
    });
    expect(readdirSync(folder).filter((name) => name.endsWith('.bin'))).toHaveLength(2);
  });

  it('are all made anew where another model answers by the same name', async () => {
    await fill();
    server.onEmbeddings = () => ({ vector: (text, length) => hashedVector(`另一个${text}`, length) });
    expect(await fill()).toMatchObject({
      embedded: 9,
      unchanged: 0,
    });
    server.onEmbeddings = () => ({ vector: () => [1, 2, 3] });
    expect(await fill()).toMatchObject({
      embedded: 9,
      dimensions: 3,
    });
  });

  it('that were made before the service failed are kept', async () => {
    server.onEmbeddings = ({ input }) => (input.length > 2 ? fails(400) : {});
    let batches = 0;
    const stopping = new Error('stopped');
    const model = modelOf();
    const stopped = {
      ...model,
      embed: (all: readonly string[], options: Parameters<typeof model.embed>[1]) =>
        model.embed(all, {
          ...options,
          onBatch: (first, vectors) => {
            options?.onBatch?.(first, vectors);
            batches += 1;
            if (batches === 2) throw stopping;
          },
        }),
    };
    expect(await messageOf(fillVectors(stopped, { index, indexDir: folder }))).toBe('Error: stopped');
    expect(await fillVectors(model, { index, indexDir: folder })).toMatchObject({
      embedded: 5,
      unchanged: 4,
    });
  });

  it('are made again when their file is damaged', async () => {
    await fill();
    const file = readdirSync(folder).find((name) => name.endsWith('.bin')) ?? '';
    truncateSync(join(folder, file), 100);
    expect(StoredVectors.open(folder, modelOf().id).size).toBe(0);
    expect(await fill()).toMatchObject({ embedded: 9 });
  });

  it('are not made without consent, and a failing service is named without its key', async () => {
    const settings = {
      WENZHENG_EMBEDDING_MODEL: 'vectors',
      OPENAI_BASE_URL: server.url,
      OPENAI_API_KEY: 'sk-wrong',
    };
    expect(await embedGazettes(loadConfig(settings), { index, indexDir: folder })).toBeNull();
    expect(server.requests).toEqual([]);
    const allowed = loadConfig({ ...settings, WENZHENG_SEND_TO_MODEL: 'on' });
    const said = await messageOf(embedGazettes(allowed, { index, indexDir: folder }));
    expect(said).toContain('向量模型 vectors 密钥不被接受（HTTP 401）');
    expect(said).not.toContain('sk-wrong');
  });
});
