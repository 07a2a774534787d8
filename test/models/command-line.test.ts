/** The command line with a model and without one: what it loads, and what it answers. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { modelLabel } from '../../src/answering/reply.ts';
import { packageRoot } from '../../src/config.ts';
import { fails, type OpenAiServer, say, stalls, startOpenAiServer } from '../support/openai-server.ts';
import { realIndexFolder } from '../support/real-corpus.ts';
import { runCli } from '../support/run-cli.ts';

let server: OpenAiServer;
/** Without a model. */
let own: Awaited<ReturnType<typeof ask>>;
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-models-'));
const q = '低保户住院能报几成';
const args = ['ask', q, '--as-of', '2019-06-01', '--json', '--index', realIndexFolder()];

beforeAll(async () => {
  server = await startOpenAiServer({ apiKey: 'test-key' });
  own = await ask({});
});
beforeEach(() => server.reset());
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const withModel = (): NodeJS.ProcessEnv => ({
  OPENAI_BASE_URL: server.url,
  OPENAI_API_KEY: 'test-key',
  WENZHENG_CHAT_MODEL: 'scripted',
  WENZHENG_MODEL_TIMEOUT: '3',
  WENZHENG_SEND_TO_MODEL: 'on',
});

async function ask(env: NodeJS.ProcessEnv) {
  const loaded = join(folder, 'loaded');
  rmSync(loaded, { force: true });
  const listing = pathToFileURL(join(packageRoot, 'test', 'support', 'list-modules.mjs'));
  const result = await runCli(args, {
    env: { ...env, NODE_OPTIONS: `--import ${listing.href}`, LOADED_MODULES: loaded },
  });
  expect(result.code).toBe(0);
  const answer = JSON.parse(result.stdout) as Answer;
  const modules = readFileSync(loaded, 'utf8').split('\n');
  expect(modules.length).toBeGreaterThan(100);
  return { answer, modules, output: result.stdout + result.stderr };
}

const ofModels = /node_modules\/(?:@langchain|langchain|openai|langsmith|cockatiel)\/|\/dist\/models\//;

describe('wenzheng ask', () => {
  it('without a model loads nothing of LangChain, of the OpenAI client or of our own code for models', () => {
    const { modules, answer } = own;
    expect(modules.filter((address) => ofModels.test(address))).toEqual([]);
    expect(answer.model).toBeUndefined();
  });

  it('loads and sends nothing while no administrator has switched the model on', async () => {
    const { modules, answer } = await ask({ ...withModel(), WENZHENG_SEND_TO_MODEL: '' });
    expect(modules.filter((address) => ofModels.test(address))).toEqual([]);
    expect(server.requests).toEqual([]);
    expect(answer.model).toBeUndefined();
  });

  it('gives the checked words of the model where one is switched on', async () => {
    server.queueChat(say('低保户住院，政策范围内的个人自付部分按80%给予救助[S1]。'));
    const { answer, modules, output } = await ask(withModel());
    expect(answer.model).toMatchObject({ name: 'scripted', fallback: null });
    expect(answer.answer).toContain('80%');
    expect(answer.answer.endsWith(modelLabel)).toBe(true);
    // So the list above would have shown it.
    expect(modules.some((address) => ofModels.test(address))).toBe(true);
    expect(output).not.toContain('test-key');
  });

  it.each([
    ['down', () => fails(500), 'unreachable', '3'],
    ['slow', () => stalls(), 'timeout', '1'],
  ] as const)('gives the engine’s answer when the service is %s', async (_name, fault, fallback, limit) => {
    server.onChat = fault;
    const { answer, output } = await ask({ ...withModel(), WENZHENG_MODEL_TIMEOUT: limit });
    expect(output).not.toContain('test-key');
    expect(answer.model).toMatchObject({ fallback });
    expect({ ...answer, timings: {}, model: undefined }).toEqual({ ...own.answer, timings: {} });
  });
});
