/** A server that is not ours (@copilotkit/aimock, from npm) understands what we send, and we what it sends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { HumanMessage } from '@langchain/core/messages';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { modelLabel } from '../../src/answering/reply.ts';
import { createApp, modelFromSettings } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { connectModel } from '../../src/models/connect-model.ts';
import { createEmbeddingModel } from '../../src/models/embeddings.ts';
import { embedGazettes } from '../../src/models/embed-gazettes.ts';
import { createRerankModel } from '../../src/models/rerank.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

const today = '2026-11-22';
const q = '低保户住院能报几成？';
const draft = '低保户住院，政策范围内的个人自付部分按80%给予救助[S1]。';
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-second-'));
let mock: LLMock;

beforeAll(async () => {
  mock = new LLMock({ port: 0, logLevel: 'silent', chunkSize: 5 });
  await mock.start();
});
beforeEach(() => {
  mock.clearFixtures();
  mock.clearRequests();
});
afterAll(async () => {
  await mock.stop();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (more: NodeJS.ProcessEnv = {}) =>
  loadConfig({
    OPENAI_BASE_URL: `${mock.url}/v1`,
    OPENAI_API_KEY: 'test-key',
    WENZHENG_CHAT_MODEL: 'gpt-4o-mini',
    WENZHENG_SEND_TO_MODEL: 'on',
    ...more,
  });

async function openApp(more: NodeJS.ProcessEnv = {}) {
  const model = modelFromSettings(settings(more));
  return createApp({
    corpusDir: realCorpusFolder,
    indexDir: join(folder, 'index'),
    today: () => today,
    ...(model === undefined ? {} : { model }),
  });
}

describe('the second server', () => {
  it('completes a chat, in pieces and with its usage', async () => {
    mock.onMessage('几成', { content: draft });
    const pieces: string[] = [];
    const model = connectModel(settings(), { today: () => today });
    const turn = await model.turn({
      messages: [new HumanMessage(q)],
      tools: [],
      signal: AbortSignal.timeout(10_000),
      userKey: undefined,
      onText: (piece) => pieces.push(piece),
    });
    expect(turn.text).toBe(draft);
    expect(pieces.length).toBeGreaterThan(3);
    expect(turn.usage.output).toBeGreaterThan(0);
  });

  it('calls a tool, reads what it gives and writes a draft that passes the checks', async () => {
    mock.on({ userMessage: '几成', hasToolResult: true }, { content: draft });
    mock.on(
      { userMessage: '几成', hasToolResult: false },
      { toolCalls: [{ name: 'search_gazette', arguments: JSON.stringify({ query: '低保 住院 救助比例' }) }] },
    );
    const answer = await (await openApp()).reply({ q });
    expect(answer.model).toMatchObject({ name: 'gpt-4o-mini', rounds: 2, fallback: null, removed: [] });
    expect(answer.answer).toContain('80%');
    expect(answer.answer.endsWith(modelLabel)).toBe(true);
    expect(mock.getRequests().map(({ response }) => response.status)).toEqual([200, 200]);
  });

  it('fails as services do, and the engine’s answer stands', async () => {
    mock.on({ userMessage: /./ }, { error: { message: 'overloaded', type: 'server_error' }, status: 503 });
    const app = await openApp({ WENZHENG_MODEL_TIMEOUT: '10' });
    const answer = await app.reply({ q });
    expect(answer.model).toMatchObject({ fallback: 'unreachable' });
    expect(answer.answer).toBe(app.answer({ q }).answer);
  });

  it('embeds texts as floats of the length that is wanted', async () => {
    const model = createEmbeddingModel({
      endpoint: { baseUrl: `${mock.url}/v1`, apiKey: undefined },
      model: 'text-embedding-3-small',
      dimensions: 256,
      timeoutMs: 5000,
    });
    const vectors = await model.embed(['低保', '禁火期']);
    expect(vectors.map(({ length }) => length)).toEqual([256, 256]);
    expect(vectors[0]).not.toEqual(vectors[1]);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it('embeds the gazettes, and the question when it is asked', async () => {
    mock.onMessage('几成', { content: draft });
    const more = { WENZHENG_EMBEDDING_MODEL: 'text-embedding-3-small', WENZHENG_EMBEDDING_DIMENSIONS: '64' };
    const app = await openApp(more);
    const report = await embedGazettes(settings(more), { index: app, indexDir: join(folder, 'index') });
    expect(report).toMatchObject({ dimensions: 64, unchanged: 0 });
    expect(report?.embedded).toBeGreaterThan(app.corpus.passages.length);
    mock.clearRequests();
    const answer = await app.reply({ q });
    expect(answer.model).toMatchObject({ fallback: null });
    expect(mock.getRequests().map(({ path }) => path)).toEqual(['/v1/embeddings', '/v1/chat/completions']);
  });

  it('ranks as Cohere does', async () => {
    mock.onRerank('低保', [
      { index: 2, relevance_score: 0.9 },
      { index: 0, relevance_score: 0.4 },
      { index: 1, relevance_score: 0.1 },
    ]);
    const model = createRerankModel({
      endpoint: { baseUrl: `${mock.url}/v2`, apiKey: undefined },
      model: 'rerank-v3.5',
      timeoutMs: 5000,
    });
    expect(await model.rank('低保住院', ['甲', '乙', '丙'])).toEqual([2, 0, 1]);
  });
});
