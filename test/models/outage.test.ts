/** All questions of the evaluation while the model is down, slow or has no budget: the engine's answers, and nobody waits. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Question } from '../../src/answering/answer.ts';
import { type App, createApp, modelFromSettings } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { embedGazettes } from '../../src/models/embed-gazettes.ts';
import type { UsageLedger } from '../../src/models/token-budget.ts';
import { parseGoldQuestions } from '../../src/evaluation/gold-question.ts';
import { type OpenAiServer, say, stalls, startOpenAiServer } from '../support/openai-server.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const questions = parseGoldQuestions(readFileSync('eval/questions.jsonl', 'utf8'), 'questions.jsonl').map(
  ({ id, q, context, asOf }): Question => ({ id, q, context, asOf }),
);
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-outage-'));
let server: OpenAiServer;
/** The engine's answers. */
let own: readonly Answer[];

const settings = (baseUrl: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  OPENAI_BASE_URL: baseUrl,
  WENZHENG_CHAT_MODEL: 'scripted',
  WENZHENG_SEND_TO_MODEL: 'on',
  WENZHENG_MODEL_TIMEOUT: '1',
  ...more,
});

async function open(env: NodeJS.ProcessEnv, ledger?: UsageLedger): Promise<App> {
  const model = modelFromSettings(loadConfig(env), ledger === undefined ? {} : { ledger });
  return createApp({
    corpusDir: realCorpusFolder,
    indexDir: join(folder, 'index'),
    today: () => '2026-11-22',
    ...(model === undefined ? {} : { model }),
  });
}

async function replies(app: App): Promise<Answer[]> {
  const all: Answer[] = [];
  for (const question of questions) all.push(await app.reply(question, { userKey: 'a' }));
  return all;
}

const bare = (answers: readonly Answer[]) =>
  answers.map((answer) => ({ ...answer, model: undefined, timings: {} }));

/** How often each reason stands on the answers; answers that no model may touch have none. */
function reasonsOf(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { model } of answers)
    if (model !== undefined) counts[model.fallback ?? 'none'] = (counts[model.fallback ?? 'none'] ?? 0) + 1;
  return counts;
}

async function closedPort(): Promise<string> {
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise<void>((resolve) => void listening.close(() => resolve()));
  return `http://127.0.0.1:${port}/v1`;
}

beforeAll(async () => {
  server = await startOpenAiServer();
  // Vectors are put beside it.
  cpSync(realIndexFolder(), join(folder, 'index'), { recursive: true });
  const app = await open({});
  own = questions.map((question) => app.answer(question));
});
beforeEach(() => server.reset());
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('every question of the evaluation', () => {
  it('has the engine’s answer when nothing listens at the address', async () => {
    const env = settings(await closedPort(), { WENZHENG_MODEL_TIMEOUT: '10' });
    const answers = await replies(await open(env));
    expect(bare(answers)).toEqual(bare(own));
    const reasons = reasonsOf(answers);
    // The first one finds out; for all others the breaker knows.
    expect(reasons).toEqual({ unreachable: 1, breaker: reasons['breaker'] });
    expect(reasons['breaker']).toBeGreaterThan(60);
  });

  it('has the engine’s answer when the service stalls: one waits for the time limit, the others for nothing', async () => {
    server.onChat = () => stalls();
    const answers = await replies(await open(settings(server.url)));
    expect(bare(answers)).toEqual(bare(own));
    const reasons = reasonsOf(answers);
    expect(reasons).toEqual({ timeout: 1, breaker: reasons['breaker'] });
    // The breaker's first trial comes after ten seconds at the earliest.
    expect(server.requests).toHaveLength(1);
  });

  it('has the engine’s answer when all three services stall, each of which is waited for once', async () => {
    const env = settings(server.url, {
      WENZHENG_EMBEDDING_MODEL: 'vectors',
      WENZHENG_RERANK_MODEL: 'ranker',
    });
    const app = await open(env);
    await embedGazettes(loadConfig(env), { index: app, indexDir: join(folder, 'index') });
    server.reset();
    server.onChat = () => stalls();
    server.onEmbeddings = () => stalls();
    server.onRerank = () => stalls();
    const answers = await replies(app);
    expect(bare(answers)).toEqual(bare(own));
    expect(reasonsOf(answers)).toMatchObject({ timeout: 1 });
    expect(server.requests.map(({ path }) => path)).toEqual(['/embeddings', '/rerank', '/chat/completions']);
  });

  it('has the engine’s answer when the budget of the day is spent, and nothing is sent', async () => {
    server.onChat = () => say('不该问到这里[S1]。');
    const spent: UsageLedger = {
      add: () => Promise.resolve(),
      spent: () => Promise.resolve({ all: 500, user: 0 }),
    };
    const env = settings(server.url, {
      WENZHENG_MODEL_DAILY_TOKENS: '500',
      WENZHENG_EMBEDDING_MODEL: 'vectors',
      WENZHENG_RERANK_MODEL: 'ranker',
    });
    const answers = await replies(await open(env, spent));
    expect(bare(answers)).toEqual(bare(own));
    expect(Object.keys(reasonsOf(answers))).toEqual(['budget']);
    expect(server.requests).toEqual([]);
  });
});
