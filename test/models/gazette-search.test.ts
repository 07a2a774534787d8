/** The agent's search with an embedding model, over HTTP: what it finds, and the engine's ranking when the model is not in order. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answering/answerer.ts';
import { loadConfig } from '../../src/config.ts';
import type { AgentModel } from '../../src/models/agent.ts';
import { connectSearch } from '../../src/models/connect-search.ts';
import { embedGazettes } from '../../src/models/embed-gazettes.ts';
import { createModelReplies } from '../../src/models/model-replies.ts';
import { readPrompts } from '../../src/models/prompts.ts';
import { createMemoryLedger, createTokenBudget } from '../../src/models/token-budget.ts';
import { buildIndex } from '../../src/retrieval/build-index.ts';
import { type OpenedIndex, openIndex } from '../../src/retrieval/open-index.ts';
import { fireNotice, tinyCorpus, twoNotices } from '../retrieval/support/tiny-corpus.ts';
import { fails, type OpenAiServer, stalls, startOpenAiServer } from '../support/openai-server.ts';

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

const corpus = tinyCorpus(twoNotices);

/** What the fire notice says of fines is what this model takes the question to mean. */
const meant = '烧山被抓到会怎么样';
const vector = (text: string) => (/烧山|罚款/.test(text) ? [1, 0.1, 0] : [0, text.length % 7, 1]);

const settings = (own: NodeJS.ProcessEnv = {}) =>
  loadConfig({
    OPENAI_BASE_URL: server.url,
    OPENAI_API_KEY: 'test-key',
    WENZHENG_CHAT_MODEL: 'scripted',
    WENZHENG_SEND_TO_MODEL: 'on',
    WENZHENG_EMBEDDING_MODEL: 'vectors',
    WENZHENG_MODEL_TIMEOUT: '1',
    ...own,
  });

describe('the agent’s search', () => {
  let opened: OpenedIndex;

  function connect(own: NodeJS.ProcessEnv = {}, perDay = 0) {
    const warnings: unknown[] = [];
    const search = connectSearch(settings(own), {
      index: { ...opened, questions: [] },
      indexDir: folder,
      budget: createTokenBudget({
        ledger: createMemoryLedger(),
        today: () => '2026-11-29',
        perDay,
        perUser: 0,
      }),
      logger: { warn: (...said: unknown[]) => void warnings.push(said), info: () => {} },
    });
    const ask = async (text: string) =>
      (await search?.({ text, limit: 3 }, { signal: AbortSignal.timeout(10_000), userKey: 'a' })) ?? [];
    return { search, ask, warnings };
  }

  beforeEach(async () => {
    server.onEmbeddings = () => ({ vector });
    await buildIndex({ corpus, indexDir: folder });
    opened = await openIndex(folder);
    await embedGazettes(settings(), { index: { corpus: opened.corpus, questions: [] }, indexDir: folder });
    server.requests.length = 0;
  });

  const own = () => opened.retriever.search({ text: meant, limit: 3 }).hits;

  it('finds what is meant and not said, and leaves the engine’s own search as it was', async () => {
    const before = own();
    const hits = await connect().ask(meant);
    expect(opened.corpus.passages[hits[0]?.passage ?? -1]?.text).toContain('罚款');
    expect(hits[0]?.parts).toMatchObject({ meaning: 0.5 });
    expect(own()).toEqual(before);
    expect(JSON.stringify(before)).not.toContain('meaning');
  });

  it('comes by way of the bank’s questions too', async () => {
    const questions = [{ ask: '烧山', also: [], answer: null, document: 0, clauses: [2] }];
    await embedGazettes(settings(), { index: { corpus: opened.corpus, questions }, indexDir: folder });
    const search = connectSearch(settings(), {
      index: { ...opened, questions },
      indexDir: folder,
      budget: createTokenBudget({ ledger: createMemoryLedger(), today: () => '', perDay: 0, perUser: 0 }),
    });
    const hits = await search?.({ text: meant }, { signal: AbortSignal.timeout(5000), userKey: undefined });
    expect(hits?.find(({ passage }) => passage === 2)?.parts['meaning']).toBe(0.5);
  });

  it('sends the question without numbers of persons', async () => {
    await connect().ask('我的手机13800138000，烧山怎么罚');
    expect(JSON.stringify(server.requests[0]?.body)).toContain('烧山');
    expect(JSON.stringify(server.requests[0]?.body)).not.toContain('13800138000');
  });

  it.each([
    ['fails', () => fails(500)],
    ['stalls', () => stalls()],
    ['gives vectors of another length', () => ({ vector: () => [1, 2] })],
    ['gives no numbers', () => ({ mode: 'null_value' as const })],
  ])('is the engine’s when the service %s, which is then left alone', async (_name, reply) => {
    server.onEmbeddings = reply;
    const { ask, warnings } = connect();
    expect(await ask(meant)).toEqual(own());
    const requests = server.requests.length;
    for (let turn = 0; turn < 20; turn += 1) expect(await ask(meant)).toEqual(own());
    expect(server.requests).toHaveLength(requests);
    expect(warnings).toHaveLength(1);
  });

  it('is the engine’s without a budget, and nothing is asked', async () => {
    const { ask } = connect({}, 30);
    await ask(meant);
    await ask(meant.repeat(3));
    server.requests.length = 0;
    expect(await ask(meant)).toEqual(own());
    expect(server.requests).toEqual([]);
  });

  it('uses no vectors of another embedding model, nor an index with holes, and says so', () => {
    for (const other of [{ WENZHENG_EMBEDDING_MODEL: 'other' }, { WENZHENG_EMBEDDING_DIMENSIONS: '3' }]) {
      const { search, warnings } = connect(other);
      expect(search).toBeNull();
      expect(JSON.stringify(warnings)).toContain('wenzheng index');
    }
    const wider = tinyCorpus([...twoNotices, { ...fireNotice, title: '新文件', passages: ['新的规定。'] }]);
    opened = { ...opened, corpus: wider };
    expect(connect().search).toBeNull();
  });

  it('gives a key only to the address that it is for', async () => {
    const other = await startOpenAiServer();
    const named = { WENZHENG_EMBEDDING_BASE_URL: other.url };
    await embedGazettes(settings(named), {
      index: { corpus: opened.corpus, questions: [] },
      indexDir: folder,
    });
    await embedGazettes(settings({ ...named, WENZHENG_EMBEDDING_API_KEY: 'own-key' }), {
      index: { corpus: opened.corpus, questions: [] },
      indexDir: folder,
    });
    const keys = other.requests.map(({ headers }) => headers['authorization']);
    expect(new Set(keys)).toEqual(new Set(['Bearer none', 'Bearer own-key']));
    await other.close();
  });
});

describe('a chat model', () => {
  const text = '从2021年3月1日至4月30日为禁火期，林区禁止一切野外用火。';
  const q = '最低生活保障对象住院治疗的按多少比例给予救助？';

  async function sentTo(model: Pick<AgentModel, 'isResting'>) {
    await buildIndex({ corpus, indexDir: folder });
    const opened = await openIndex(folder);
    const searched: string[] = [];
    let sent = '';
    const engine = createAnswerer({ ...opened, offices: [], schemes: [], today: () => '2021-11-29' });
    const reply = createModelReplies({
      ...opened,
      engine,
      schemes: [],
      offices: [],
      prompts: readPrompts(),
      today: () => '2021-11-29',
      timeoutMs: 5000,
      model: {
        name: 'recording',
        ...model,
        turn: ({ messages }) => {
          sent = messages.map((message) => message.text).join('\n');
          return Promise.resolve({ text: '无', calls: [], usage: { input: 1, output: 1 } });
        },
      },
      search: (query) => {
        searched.push(query.text);
        const passage = opened.corpus.passages.findIndex((each) => each.text === text);
        return Promise.resolve([{ passage, score: 1, parts: {} }]);
      },
    });
    const { model: work } = await reply({ q });
    expect(work?.fallback).toBe('empty');
    return { searched, sent };
  }

  it('is shown from the start what the search has found beside the engine’s evidence', async () => {
    const { searched, sent } = await sentTo({});
    expect(searched).toEqual([q]);
    expect(sent).toContain(text);
    expect(sent).toContain('百分之七十');
  });

  it('that rests has nothing looked up for it', async () => {
    expect((await sentTo({ isResting: true })).searched).toEqual([]);
  });
});
