/** A rerank model over HTTP: the order it gives, and the engine's own wherever it cannot be trusted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { connectSearch } from '../../src/models/connect-search.ts';
import { createMemoryLedger, createTokenBudget } from '../../src/models/token-budget.ts';
import { buildIndex } from '../../src/retrieval/build-index.ts';
import type { SearchQuery } from '../../src/retrieval/model.ts';
import { type OpenedIndex, openIndex } from '../../src/retrieval/open-index.ts';
import { tinyCorpus, twoNotices } from '../retrieval/support/tiny-corpus.ts';
import {
  fails,
  garbage,
  type OpenAiServer,
  page,
  resets,
  stalls,
  startOpenAiServer,
} from '../support/openai-server.ts';

let server: OpenAiServer;
let opened: OpenedIndex;
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-rerank-'));
const text = '低保住院救助多少';

beforeAll(async () => {
  server = await startOpenAiServer({ apiKey: 'own-key' });
  await buildIndex({ corpus: tinyCorpus(twoNotices), indexDir: folder });
  opened = await openIndex(folder);
});
beforeEach(() => server.reset());
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function connect() {
  const warnings: unknown[] = [];
  const search = connectSearch(
    loadConfig({
      WENZHENG_SEND_TO_MODEL: 'on',
      WENZHENG_MODEL_TIMEOUT: '1',
      WENZHENG_RERANK_MODEL: 'ranker',
      WENZHENG_RERANK_BASE_URL: server.url,
      WENZHENG_RERANK_API_KEY: 'own-key',
    }),
    {
      index: opened,
      indexDir: folder,
      budget: createTokenBudget({ ledger: createMemoryLedger(), today: () => '', perDay: 0, perUser: 0 }),
      logger: { warn: (...said: unknown[]) => void warnings.push(said), info: () => {} },
    },
  );
  const ask = async (query: SearchQuery) =>
    (await search?.(query, { signal: AbortSignal.timeout(10_000), userKey: undefined })) ?? [];
  return { ask, warnings };
}

const own = (query: SearchQuery) => opened.retriever.search(query).hits;

describe('the order of a rerank model', () => {
  it('is asked for over the best hits, and taken', async () => {
    server.onRerank = () => ({ score: (_, document) => (document.includes('特困供养') ? 0.9 : -2) });
    const hits = await connect().ask({ text, limit: 2 });
    expect(hits).toHaveLength(2);
    expect(opened.corpus.passages[hits[0]?.passage ?? -1]?.text).toContain('特困供养');
    const sent = server.requestsTo('/rerank')[0]?.body as { documents: string[] };
    expect(sent).toEqual({
      model: 'ranker',
      query: text,
      documents: sent.documents,
      top_n: sent.documents.length,
    });
    // More than are wanted: the best one may stand below them.
    expect(sent.documents.length).toBeGreaterThan(2);
  });

  it('leaves equal scores in the engine’s order', async () => {
    server.onRerank = () => ({ score: () => 0.5 });
    expect(await connect().ask({ text, limit: 5 })).toEqual(own({ text, limit: 5 }));
  });

  it('moves nothing before the document that is named by its number', async () => {
    const query = { text: '东山府〔2021〕7号怎么规定救助', limit: 5 };
    server.onRerank = () => ({ score: (_, document) => (document.includes('医疗救助') ? 1 : 0) });
    const [first] = await connect().ask(query);
    expect(first?.parts['number']).toBeGreaterThan(0);
  });

  it.each([
    ['a place that no document has', () => ({ mode: 'foreign_index' as const })],
    ['a place twice', () => ({ mode: 'twice' as const })],
    ['a score that is no number', () => ({ mode: 'no_score' as const })],
    ['fewer results than documents', () => ({ mode: 'short' as const })],
    ['no JSON', () => garbage()],
    ['the page of a proxy', () => page(200)],
    ['an error', () => fails(500)],
    ['no such path', () => fails(404)],
    ['a lost connection', () => resets()],
    ['no answer', () => stalls()],
  ])('is the engine’s own with %s, and the model is left alone', async (_name, reply) => {
    server.onRerank = reply;
    const { ask, warnings } = connect();
    const query = { text, limit: 5 };
    expect(await ask(query)).toEqual(own(query));
    expect(await ask(query)).toEqual(own(query));
    expect(server.requests).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });
});
