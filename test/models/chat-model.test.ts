/** The chat model over HTTP: what it sends, what it gives back, and what it does when the endpoint is not in order. */
import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { loadConfig, Secret } from '../../src/config.ts';
import { createBreaker } from '../../src/models/breaker.ts';
import { type ChatModel, type ChatModelOptions, createChatModel } from '../../src/models/chat-model.ts';
import { connectModel } from '../../src/models/connect-model.ts';
import { ModelUnavailable } from '../../src/models/model-unavailable.ts';
import { createMemoryLedger, createTokenBudget, type UsageLedger } from '../../src/models/token-budget.ts';
import {
  callTools,
  fails,
  garbage,
  type OpenAiServer,
  page,
  resets,
  say,
  stalls,
  startOpenAiServer,
} from '../support/openai-server.ts';

let server: OpenAiServer;
let ledger: UsageLedger;
const day = '2026-11-29';

beforeAll(async () => {
  server = await startOpenAiServer({ apiKey: 'test-key' });
});
beforeEach(() => {
  server.reset();
  ledger = createMemoryLedger();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(() => server.close());

function modelOf(own: Partial<ChatModelOptions> & { perDay?: number; perUser?: number } = {}): ChatModel {
  const { perDay = 0, perUser = 0, ...options } = own;
  return createChatModel({
    endpoint: { baseUrl: server.url, apiKey: new Secret('test-key') },
    model: 'scripted',
    timeoutMs: 2000,
    budget: createTokenBudget({ ledger, today: () => day, perDay, perUser }),
    retry: { pauseMs: 5 },
    breaker: { firstPauseMs: 60_000 },
    ...options,
  });
}

const search = tool(() => '', {
  name: 'search_gazette',
  description: '查条文',
  schema: z.strictObject({ query: z.string() }),
});

function ask(
  model: ChatModel,
  own: { signal?: AbortSignal; userKey?: string; onText?: (piece: string) => void; tools?: [] } = {},
) {
  const { signal = AbortSignal.timeout(5000), userKey, onText, tools = [search] } = own;
  const messages = [new HumanMessage('低保户住院能报几成？')];
  return model.turn({ messages, tools, signal, userKey, ...(onText ? { onText } : {}) });
}

const budgetOver = (own: Partial<UsageLedger>) =>
  createTokenBudget({ ledger: { ...ledger, ...own }, today: () => day, perDay: 0, perUser: 0 });

const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof ModelUnavailable ? error.reason : error),
  );

describe('a reply', () => {
  it('comes in pieces, with its cost, from a request with tools and nothing else', async () => {
    server.queueChat(say('按80%给予救助[S1]。', { reasoning: '先想一想', usage: { input: 120, output: 9 } }));
    const pieces: string[] = [];
    const turn = await ask(modelOf(), { onText: (piece) => pieces.push(piece) });
    expect(turn).toEqual({ text: '按80%给予救助[S1]。', calls: [], usage: { input: 120, output: 9 } });
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(turn.text);
    const [request] = server.chatRequests;
    expect(request?.tools).toEqual(['search_gazette']);
    expect(Object.keys(request?.raw ?? {}).toSorted()).toEqual([
      'messages',
      'model',
      'stream',
      'stream_options',
      'temperature',
      'tools',
    ]);
  });

  it('may be calls of tools, in fragments, whatever the ids of messages are', async () => {
    const call = { name: 'search_gazette', arguments: { query: '低保住院报销比例' } };
    server.queueChat(
      callTools(call, { ...call, arguments: { query: '二' } }),
      callTools.with({ ids: 'constant' }, call),
      callTools.with({ ids: 'missing' }, { ...call, arguments: '{"query": "低' }),
    );
    const model = modelOf();
    expect((await ask(model)).calls.map(({ args }) => args)).toEqual([call.arguments, { query: '二' }]);
    expect((await ask(model)).calls).toEqual([{ name: call.name, args: call.arguments }]);
    expect((await ask(model)).calls).toEqual([{ name: call.name, args: null }]);
  });

  it('is asked for with results of tools in the order that services insist on', async () => {
    server.queueChat(say('好。'));
    const turn = await modelOf().turn({
      messages: [
        new HumanMessage('问'),
        new AIMessage({
          content: '',
          tool_calls: [{ type: 'tool_call', id: 'call_1', name: 'search_gazette', args: { query: '低保' } }],
        }),
        new ToolMessage({ tool_call_id: 'call_1', content: '资料' }),
      ],
      tools: [search],
      signal: AbortSignal.timeout(5000),
      userKey: undefined,
    });
    expect(turn.text).toBe('好。');
  });

  it('has its cost estimated where the server counts nothing', async () => {
    server.queueChat(say('按八成给予救助。', { usage: null }));
    const { usage } = await ask(modelOf());
    expect(usage).toEqual({ input: expect.any(Number), output: 8 });
    expect(usage.input).toBeGreaterThan(9);
  });

  it('is asked for again without what a service refuses: temperature and usage', async () => {
    server.onChat = ({ raw }) =>
      'temperature' in raw || 'stream_options' in raw ? fails(400, { message: 'unsupported' }) : say('好。');
    const model = modelOf();
    expect((await ask(model)).text).toBe('好。');
    await ask(model);
    expect(server.requests.map(({ status }) => status)).toEqual([400, 200, 200]);
  });
});

describe('services that differ', () => {
  const noTools = '"auto" tool choice requires --enable-auto-tool-choice';
  const takesNone = ({ tools }: { tools: readonly string[] }) =>
    tools.length > 0 ? fails(400, { message: noTools }) : say('好。');

  it('without tools are asked once more without them, and from then on never with them', async () => {
    server.onChat = takesNone;
    const model = modelOf();
    expect((await ask(model)).text).toBe('好。');
    const first = server.requests.length;
    await ask(model);
    await ask(model);
    expect(server.requests.slice(first).map(({ status }) => status)).toEqual([200, 200]);
    expect(server.requests.map(({ status }) => status).slice(0, first)).toEqual([400, 400, 200]);
    expect(model.isResting).toBe(false);
  });

  it('that say so with another status are understood too', async () => {
    server.onChat = ({ tools }) =>
      tools.length > 0 ? fails(404, { message: 'No endpoints found that support tool use' }) : say('好。');
    expect((await ask(modelOf())).text).toBe('好。');
  });

  it('are asked with tools again when a request was only too long with them', async () => {
    const tooLong = 'maximum context length is 4096 tokens, you requested 5000 (1000 in the functions)';
    server.queueChat(
      fails(400, { message: tooLong }),
      fails(400, { message: tooLong }),
      say('好。'),
      say('好。'),
    );
    const model = modelOf();
    await ask(model);
    await ask(model);
    expect(server.chatRequests.map(({ tools }) => tools.length)).toEqual([1, 1, 0, 1]);
    server.onChat = () => fails(400, { message: tooLong });
    await reasonOf(ask(model));
    expect(model.isResting).toBe(false);
    expect(server.requests).toHaveLength(7);
  });

  it('refuse for good what fails without tools as well', async () => {
    server.onChat = () => fails(400, { message: 'no such tool or anything' });
    expect(await reasonOf(ask(modelOf()))).not.toBe('no error');
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['between signs', '<think>也许是75%？</think>按80%给予救助[S1]。', {}],
    ['with the opening sign kept back', '也许是75%[S1]。\n</think>\n\n按80%给予救助[S1]。', {}],
    ['in a field of their own', '按80%给予救助[S1]。', { reasoning: '也许是75%？' }],
    [
      'in a field of another name',
      '按80%给予救助[S1]。',
      { deltas: [{ reasoning: '也许是75%？' }, { content: null, reasoning_content: '也许' }] },
    ],
  ])('send thoughts %s: none is part of the reply', async (_name, text, options) => {
    server.queueChat(say(text, { pieceLength: 3, ...options }));
    let shown = '';
    const model = modelOf();
    const turn = await model.turn({
      messages: [new HumanMessage('低保户住院能报几成？')],
      tools: [search],
      signal: AbortSignal.timeout(5000),
      userKey: undefined,
      onText: (piece) => {
        shown += piece;
      },
      onMistaken: () => {
        shown = '';
      },
    });
    expect(turn.text.trim()).toBe('按80%给予救助[S1]。');
    expect(shown).toBe(turn.text);
  });

  it('that refuse to answer in a field of its own have said nothing', async () => {
    server.queueChat(
      say('', { deltas: [{ content: null }, { refusal: '这个问题我不能回答，按75%算吧。' }] }),
    );
    expect(await ask(modelOf())).toMatchObject({ text: '', calls: [] });
  });
});

describe('before the first token', () => {
  it('too many requests, faults of the server and lost connections are tried again', async () => {
    server.queueChat(fails(429), resets(), say('好。'), fails(503), say('好。'));
    const model = modelOf();
    expect((await ask(model)).text).toBe('好。');
    expect((await ask(model)).text).toBe('好。');
    expect(server.requests).toHaveLength(5);
  });

  it('waits as long as it is asked to, where that is short', async () => {
    server.queueChat(fails(429, { retryAfter: 1 }), say('好。'));
    const began = performance.now();
    await ask(modelOf());
    expect(performance.now() - began).toBeGreaterThan(950);
  });

  it('does not wait for a minute, and does not repeat what cannot succeed', async () => {
    for (const fault of [fails(429, { retryAfter: 60 }), fails(401), fails(404)]) {
      server.reset();
      server.queueChat(fault);
      expect(await reasonOf(ask(modelOf()))).toBe('unreachable');
      expect(server.requests).toHaveLength(1);
    }
  });

  it('gives up after two more tries', async () => {
    server.onChat = () => fails(500);
    expect(await reasonOf(ask(modelOf()))).toBe('unreachable');
    expect(server.requests).toHaveLength(3);
  });
});

describe('half a reply', () => {
  it.each([
    ['cut off', say('低保按80%给予救助。', { breakAfter: 2 }), 'broken_off'],
    ['no JSON', garbage(), 'broken_off'],
    ['a page of a proxy', page(200), 'broken_off'],
    ['cut by the length', say('低保按80%', { finishReason: 'length' }), 'empty'],
    ['cut by a filter', say('低保按80%', { finishReason: 'content_filter' }), 'empty'],
    ['without end', say('低保'.repeat(11_000), { pieceLength: 500 }), 'empty'],
  ] as const)('is none: %s', async (_name, reply, reason) => {
    server.queueChat(reply);
    // Nothing of it is asked for again.
    expect(await reasonOf(ask(modelOf({ retry: { retries: 0 } })))).toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('is counted: what was read and written has been paid for', async () => {
    server.queueChat(say('低保按80%给予救助。', { pieceLength: 1, breakAfter: 5 }));
    await reasonOf(ask(modelOf(), { userKey: 'a' }));
    expect((await ledger.spent(day, 'a')).user).toBeGreaterThan(10);
  });

  it('ends with the time limit of who asked, and the server is let go', async () => {
    server.queueChat(stalls(), say('低保按', { stallAfter: 1 }));
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await reasonOf(ask(modelOf(), { signal: AbortSignal.timeout(150) }))).toBe('timeout');
    }
    await vi.waitFor(() => expect(server.requests.map(({ aborted }) => aborted)).toEqual([true, true]));
  });
});

describe('the breaker', () => {
  it('opens at the first failure: nobody waits a second time, however many ask', async () => {
    const changes: unknown[] = [];
    const model = modelOf({
      breaker: { firstPauseMs: 60_000, onChange: (state) => changes.push(state) },
    });
    server.onChat = () => stalls();
    expect(await reasonOf(ask(model, { signal: AbortSignal.timeout(200) }))).toBe('timeout');
    const reasons = await Promise.all(Array.from({ length: 50 }, () => reasonOf(ask(model))));
    expect(new Set(reasons)).toEqual(new Set(['breaker']));
    expect(server.requests).toHaveLength(1);
    expect(changes).toEqual([{ open: true, reason: 'timeout', status: null }]);
  });

  it('lets nobody in between the end of a time limit and its being noticed', async () => {
    const model = modelOf();
    server.onChat = () => stalls();
    const waiting = new AbortController();
    const first = reasonOf(ask(model, { signal: waiting.signal }));
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    waiting.abort(new ModelUnavailable('timeout'));
    expect(await reasonOf(ask(model))).toBe('breaker');
    expect(await first).toBe('timeout');
    expect(server.requests).toHaveLength(1);
  });

  it('tries by a small request of its own, in the background, and closes when that succeeds', async () => {
    const changes: unknown[] = [];
    const model = modelOf({ breaker: { firstPauseMs: 50, onChange: (state) => changes.push(state) } });
    server.onChat = () => fails(500);
    await reasonOf(ask(model));
    expect(model.isResting).toBe(true);
    server.onChat = ({ raw }) => (raw['max_tokens'] === undefined ? say('好。') : say('你'));
    await vi.waitFor(
      async () => {
        expect(await reasonOf(ask(model))).toBe('no error');
      },
      { timeout: 5000, interval: 30 },
    );
    expect(changes).toEqual([{ open: true, reason: 'unreachable', status: 500 }, { open: false }]);
    const probes = server.chatRequests.filter(({ raw }) => raw['max_tokens'] !== undefined);
    expect(probes).toHaveLength(1);
    expect(probes[0]?.allText).toBe('你好');
  });

  it('makes its pauses longer when trials succeed and replies do not', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    let trials = 0;
    const breaker = createBreaker({
      firstPauseMs: 1000,
      probe: () => {
        trials += 1;
        return Promise.resolve();
      },
    });
    const fail = () => reasonOf(breaker.run(() => Promise.reject(new ModelUnavailable('unreachable'))));
    for (const pause of [1000, 2000, 4000]) {
      const before = trials;
      expect(await fail()).toBe('unreachable');
      vi.setSystemTime(Date.now() + pause - 1);
      expect(await fail()).toBe('breaker');
      expect(trials).toBe(before);
      vi.setSystemTime(Date.now() + 1);
      expect(await fail()).toBe('breaker');
      expect(trials).toBe(before + 1);
      await vi.waitFor(() => expect(breaker.isOpen).toBe(false));
    }
    // A whole reply makes them short again.
    await breaker.run(() => Promise.resolve());
    await fail();
    vi.setSystemTime(Date.now() + 1000);
    await fail();
    expect(trials).toBe(4);
  });

  it('stays closed for a request that was refused, and for who went away', async () => {
    const model = modelOf({ retry: { retries: 0 } });
    server.onChat = () => fails(413);
    await reasonOf(ask(model));
    server.onChat = () => stalls();
    const control = new AbortController();
    setTimeout(() => control.abort(), 50);
    expect(await reasonOf(ask(model, { signal: control.signal }))).toBe('aborted');
    expect(model.isResting).toBe(false);
  });
});

describe('the budget', () => {
  it('of a day is for all, and of a person for each; without any left nothing is asked', async () => {
    server.onChat = () => say('好。', { usage: { input: 90, output: 10 } });
    const model = modelOf({ perDay: 250, perUser: 150 });
    expect(await reasonOf(ask(model, { userKey: 'a' }))).toBe('no error');
    expect(await reasonOf(ask(model, { userKey: 'a' }))).toBe('no error');
    expect(await reasonOf(ask(model, { userKey: 'a' }))).toBe('budget');
    expect(await reasonOf(ask(model, { userKey: 'b' }))).toBe('no error');
    expect(await reasonOf(ask(model, { userKey: 'c' }))).toBe('budget');
    expect(server.requests).toHaveLength(3);
    expect(model.isResting).toBe(false);
  });

  it('is not overrun by many at once', async () => {
    server.onChat = () => say('好。', { usage: { input: 90, output: 10 }, pieceDelayMs: 20 });
    const model = modelOf({ perDay: 1500 });
    const reasons = await Promise.all(Array.from({ length: 20 }, () => reasonOf(ask(model))));
    expect(reasons.filter((reason) => reason === 'no error').length).toBeLessThanOrEqual(2);
  });

  it('that cannot be read lets nothing be asked; usage that cannot be written takes nothing from the answer', async () => {
    server.onChat = () => say('好。');
    const broken = new Error('no database');
    const faults: unknown[] = [];
    const unread = modelOf({ budget: budgetOver({ spent: () => Promise.reject(broken) }) });
    expect(await reasonOf(ask(unread))).toBe(broken);
    expect(server.requests).toHaveLength(0);
    const unwritten = modelOf({
      budget: budgetOver({ add: () => Promise.reject(broken) }),
      onFault: (error) => faults.push(error),
    });
    expect((await ask(unwritten)).text).toBe('好。');
    expect(faults).toEqual([broken]);
  });
});

describe('what leaves the machine', () => {
  it('goes to the endpoint only, whatever tracing or gateway the environment asks for', async () => {
    const elsewhere = await startOpenAiServer();
    const origin = elsewhere.url.replace(/\/v1$/, '');
    for (const name of ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2']) vi.stubEnv(name, 'true');
    for (const name of ['LANGSMITH_ENDPOINT', 'LANGCHAIN_ENDPOINT', 'LANGSMITH_GATEWAY'])
      vi.stubEnv(name, origin);
    vi.stubEnv('LANGSMITH_API_KEY', 'key');
    const printed = ['log', 'error', 'warn', 'debug'].map((name) =>
      vi.spyOn(console, name as 'log').mockImplementation(() => {}),
    );
    vi.stubEnv('OPENAI_LOG', 'debug');
    const model = connectModel(
      loadConfig({
        OPENAI_BASE_URL: server.url,
        OPENAI_API_KEY: 'test-key',
        WENZHENG_CHAT_MODEL: 'scripted',
        WENZHENG_SEND_TO_MODEL: 'on',
      }),
      { today: () => day },
    );
    server.queueChat(say('好。'), garbage());
    expect((await ask(model)).text).toBe('好。');
    await reasonOf(ask(model));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(elsewhere.requests).toEqual([]);
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    await elsewhere.close();
  });

  it('is nothing without consent, address or model', () => {
    const all = { OPENAI_BASE_URL: server.url, WENZHENG_CHAT_MODEL: 'm', WENZHENG_SEND_TO_MODEL: 'on' };
    for (const missing of Object.keys(all))
      expect(() => connectModel(loadConfig({ ...all, [missing]: '' }), { today: () => day })).toThrow(
        'no chat model is switched on',
      );
  });

  it('follows no redirection to another host', async () => {
    const { createServer } = await import('node:http');
    const redirecting = createServer((_request, response) => {
      response.writeHead(307, { location: `${server.url}/chat/completions` });
      response.end();
    });
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    const address = redirecting.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server.onChat = () => say('不该到这里。');
    const model = modelOf({
      endpoint: { baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: new Secret('test-key') },
      retry: { retries: 0 },
    });
    expect(await reasonOf(ask(model))).toBe('unreachable');
    expect(server.requests).toEqual([]);
    redirecting.close();
  });
});
