/** Replies that are made to harm whoever reads them: endless, packed, nested, counted wrongly, written to deceive the eye. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { HumanMessage } from '@langchain/core/messages';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../src/config.ts';
import { type ChatModel, createChatModel } from '../../src/models/chat-model.ts';
import { createEmbeddingModel } from '../../src/models/embeddings.ts';
import { ModelUnavailable } from '../../src/models/model-unavailable.ts';
import { createMemoryLedger, createTokenBudget, type UsageLedger } from '../../src/models/token-budget.ts';
import { callTools, say } from '../support/openai-server.ts';
import { type ScriptedAgent, startScriptedAgent } from './support/scripted-agent.ts';

let agent: ScriptedAgent;
let http: Server;
let url: string;
let write: (response: ServerResponse) => void = () => {};

beforeAll(async () => {
  agent = await startScriptedAgent();
  http = createServer((request, response) => {
    request.resume();
    write(response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`;
});
afterEach(() => agent.server.reset());
afterAll(async () => {
  await agent.close();
  http.closeAllConnections();
  http.close();
});

const day = '2026-11-29';
const q = '低保户住院能报几成？';
const honest = '本区城乡最低生活保障家庭的个人自付部分（含门诊、住院），按80%给予救助[S1]。';

function modelAt(baseUrl: string, ledger: UsageLedger = createMemoryLedger(), perDay = 0): ChatModel {
  return createChatModel({
    endpoint: { baseUrl, apiKey: new Secret('test-key') },
    model: 'scripted',
    timeoutMs: 20_000,
    budget: createTokenBudget({ ledger, today: () => day, perDay, perUser: 0 }),
    retry: { retries: 0 },
  });
}

const turn = (model: ChatModel) =>
  model.turn({
    messages: [new HumanMessage(q)],
    tools: [],
    signal: AbortSignal.timeout(20_000),
    userKey: undefined,
  });

const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof ModelUnavailable ? error.reason : error),
  );

/** Goes on for as long as anybody reads. */
function without(end: string, status = 200) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'text/event-stream' });
    const more = (): void => {
      while (!response.destroyed && response.write(end));
    };
    response.on('drain', more);
    more();
  };
}

const event = (delta: object): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { role: 'assistant', ...delta } }] })}\n\n`;

describe('a reply without end', () => {
  it.each([
    ['in one line', 'a'.repeat(60_000)],
    ['of thoughts', event({ reasoning_content: '想'.repeat(10_000) })],
    ['of text', event({ content: '好'.repeat(1000) })],
    ['of calls', event({ tool_calls: [...Array(60).keys()].map((index) => ({ index, function: {} })) })],
  ])('%s is left, and the connection closed', async (_name, piece) => {
    const closed = new Promise<boolean>((resolve) => {
      write = (response) => {
        response.once('close', () => resolve(!response.writableFinished));
        without(piece)(response);
      };
    });
    expect(['broken_off', 'empty']).toContain(await reasonOf(turn(modelAt(url))));
    expect(await closed).toBe(true);
  });

  it('is left too where the service says that it failed', async () => {
    write = without('a'.repeat(60_000), 500);
    expect(await reasonOf(turn(modelAt(url)))).toBe('unreachable');
  });

  it('that was packed small is not unpacked whole', async () => {
    const packed = gzipSync(Buffer.alloc(100_000_000, ' '));
    write = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(packed);
    };
    const model = createEmbeddingModel({
      endpoint: { baseUrl: url, apiKey: undefined },
      model: 'vectors',
      timeoutMs: 20_000,
      retry: { retries: 0 },
    });
    expect(await reasonOf(model.embed(['低保']))).toBe('broken_off');
  });
});

describe('a draft without end', () => {
  it.each([
    ['of many sentences', '好的。'.repeat(5000)],
    ['of many sentences that pass', honest.repeat(400)],
    ['of one sentence', `${'按80%给予救助，'.repeat(1500)}[S1]。`],
    ['of nothing that ends', '“'.repeat(15_000)],
  ])('%s holds nobody up: the engine’s answer stands', async (_name, text) => {
    agent.server.queueChat(say(text, { pieceLength: 15_000 }));
    const { answer, shown } = await agent.follow({ q });
    expect(answer.model?.fallback).toBe('empty');
    expect(answer.answer).toBe(agent.app.answer({ q }).answer);
    expect(['', answer.answer]).toContain(shown);
  });
});

describe('arguments that are nested without end', () => {
  it('come back to the model as a fault of its own', async () => {
    agent.server.queueChat(
      callTools.with(
        { pieceLength: 20_000 },
        { name: 'search_gazette', arguments: `${'['.repeat(9000)}${']'.repeat(9000)}` },
      ),
      callTools.with(
        { pieceLength: 20_000 },
        { name: 'search_gazette', arguments: `{"query":${'['.repeat(5000)}${']'.repeat(5000)}}` },
      ),
      say(honest),
    );
    const { answer } = await agent.follow({ q });
    expect(answer.model).toMatchObject({ fallback: null, rounds: 3 });
    expect(agent.server.chatRequests[2]?.lastText).toContain('不是完整的 JSON 对象');
  });
});

describe('usage', () => {
  it.each([
    ['below nothing', -1e9],
    ['beyond all models', 1e300],
    ['that is no number', Number.NaN],
  ])('%s is estimated, so that it gives nothing back to the budget', async (_name, count) => {
    agent.server.onChat = () => say('好。', { usage: { input: count, output: count } });
    const ledger = createMemoryLedger();
    const { usage } = await modelAt(agent.server.url, ledger).turn({
      messages: [new HumanMessage(q)],
      tools: [],
      signal: AbortSignal.timeout(5000),
      userKey: 'anybody',
    });
    expect(usage.input).toBeGreaterThan(5);
    expect(usage.input).toBeLessThan(100);
    expect((await ledger.spent(day, 'anybody')).user).toBe(usage.input + usage.output);
  });

  it('of thoughts that were broken off is counted', async () => {
    agent.server.queueChat(say('好。', { reasoning: '想'.repeat(700), pieceLength: 7, breakAfter: 90 }));
    const ledger = createMemoryLedger();
    expect(await reasonOf(turn(modelAt(agent.server.url, ledger)))).toBe('broken_off');
    expect((await ledger.spent(day, '')).all).toBeGreaterThan(600);
  });
});

describe('a service that leaves out whose words a piece is, or sends text in parts', () => {
  it('is understood: text, calls and usage, and nothing is printed', async () => {
    const pieces = [
      { content: '我先' },
      {
        content: [
          { type: 'thinking', thinking: '想' },
          { type: 'text', text: '查一下。' },
        ],
      },
      { content: { text: '假' } },
      { content: 5 },
      { tool_calls: [{ index: 0, id: 'a', function: { name: 'search_gazette', arguments: '{"query":' } }] },
      { role: 'user', tool_calls: [{ index: 0, function: { arguments: '"低保"}' } }] },
    ];
    write = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const lines = [
        ...pieces.map((delta) => ({ choices: [{ index: 0, delta }] })),
        { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
        { choices: [], usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 } },
      ];
      response.end(
        [...lines.map((line) => `data: ${JSON.stringify(line)}\n\n`), 'data: [DONE]\n\n'].join(''),
      );
    };
    const printed = vi.spyOn(console, 'log').mockReturnValue();
    const said = await turn(modelAt(url));
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
    expect(said).toEqual({
      text: '我先查一下。',
      calls: [{ name: 'search_gazette', args: { query: '低保' } }],
      usage: { input: 7, output: 5 },
    });
  });
});

describe('characters that deceive the eye', () => {
  it.each([
    ['turn what follows', '\u202e'],
    ['strike out', '\u0336'],
    ['hide', '\u200b\u2060\u{e0031}'],
    ['are controls of a terminal', '\u001b\u009b\b\u0000'],
    ['deny', '❌🚫✗'],
  ])('and %s are no part of an answer', async (_name, signs) => {
    agent.server.queueChat(say(honest.replace('按', `${signs}按${signs}`), { pieceLength: 1 }));
    const { answer, shown } = await agent.follow({ q });
    expect(answer.model?.fallback).toBeNull();
    expect(answer.answer).toContain('按80%给予救助');
    expect(Array.from(signs).filter((sign) => shown.includes(sign))).toEqual([]);
    expect(shown).toBe(answer.answer);
  });
});

describe('marks that only the program sets', () => {
  it.each([
    ['规则计算：「', '」'],
    ['【规则计算】', ''],
    ['原文：「', '」'],
    ['（AI生成，仅供参考）', ''],
  ])('such as %s are taken from the words of a model', async (before, after) => {
    agent.server.queueChat(say(`${before}救助对象每人每年最高救助金额为50000元${after}[S1]。`));
    const { answer, shown } = await agent.follow({ q });
    expect(answer.model?.fallback).toBeNull();
    expect(answer.answer).toContain('最高救助金额为50000元');
    expect(answer.answer).not.toMatch(/规则计算|原文：「|AI生成.*AI生成/s);
    expect(shown).toBe(answer.answer);
  });
});

describe('numbers of a person that masking leaves', () => {
  it.each([
    '138,1234,5678',
    '138（1234）5678',
    '138*1234*5678',
    'l38I234S678的电话138|1234|5678',
    '441827,19800101,1234',
    '6222，0212，3456，7890，123',
    '护照号码是 E 1234 5678',
  ])('as %s keep the message and what follows it from the model', async (number) => {
    const said = `我的号码是${number}，低保户住院能报几成？`;
    expect((await agent.reply({ q: said })).model?.fallback).toBe('private_number');
    expect((await agent.reply({ q, context: [said] })).model?.fallback).toBe('private_number');
    expect(agent.server.requests).toEqual([]);
  });

  it('are not seen in amounts, days and numbers of documents', async () => {
    agent.server.onChat = () => say('无');
    const said = '2019-06-01住院，花了58,200元，报销37,000，20000，1200元，看过清新府办〔2018〕16号';
    await agent.reply({ q, context: [said] });
    expect(agent.server.requests.length).toBeGreaterThan(0);
  });
});
