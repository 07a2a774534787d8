import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  callTools,
  fails,
  garbage,
  type OpenAiServer,
  resets,
  say,
  stalls,
  startOpenAiServer,
} from '../support/openai-server.ts';

let server: OpenAiServer;
let client: OpenAI;

beforeAll(async () => {
  server = await startOpenAiServer({ apiKey: 'test-key', models: ['scripted'] });
  client = new OpenAI({ apiKey: 'test-key', baseURL: server.url, maxRetries: 0, timeout: 300 });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const messages = [{ role: 'user' as const, content: '你好' }];

async function streamed(model = 'scripted') {
  const stream = await client.chat.completions.create({
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let calls = '';
  let usage = null;
  const ids = new Set<string>();
  for await (const chunk of stream) {
    ids.add(chunk.id);
    text += chunk.choices[0]?.delta.content ?? '';
    for (const call of chunk.choices[0]?.delta.tool_calls ?? []) calls += call.function?.arguments ?? '';
    usage = chunk.usage ?? usage;
  }
  return { text, calls, usage, ids: [...ids] };
}

describe('the scripted model server', () => {
  it('says what is queued, streamed in pieces or whole, and keeps the requests', async () => {
    server.queueChat(say('按80%给予救助。', { pieceLength: 2 }), say('整句'));
    expect(await streamed()).toMatchObject({ text: '按80%给予救助。', usage: { prompt_tokens: 2 } });
    const whole = await client.chat.completions.create({ model: 'scripted', messages });
    expect(whole.choices[0]?.message.content).toBe('整句');
    expect(server.chatRequests.map(({ stream, lastText }) => [stream, lastText])).toEqual([
      [true, '你好'],
      [false, '你好'],
    ]);
  });

  it('calls tools in fragments, with ids of its own, constant ids or none', async () => {
    const call = { name: 'search_gazette', arguments: { query: '低保住院报销' } };
    server.queueChat(
      callTools(call),
      callTools.with({ ids: 'constant' }, call),
      say('好', { ids: 'missing' }),
    );
    expect(JSON.parse((await streamed()).calls)).toEqual({ query: '低保住院报销' });
    expect((await streamed()).ids).toEqual(['chatcmpl-0']);
    expect((await streamed()).ids).toEqual([undefined]);
  });

  it('breaks off, stalls, resets, refuses and talks nonsense when told to', async () => {
    server.queueChat(say('一二三四五六', { pieceLength: 1, breakAfter: 3 }));
    await expect(streamed()).rejects.toBeInstanceOf(Error);
    for (const fault of [stalls(), resets(), garbage(), fails(429, { retryAfter: 1 })]) {
      server.queueChat(fault);
      await expect(streamed()).rejects.toBeInstanceOf(Error);
    }
    expect(server.requests.map(({ status }) => status)).toEqual([200, 0, 0, 200, 429]);
    await expect(streamed()).rejects.toThrow('nothing is scripted');
    expect(server.unscripted).toBe(1);
  });

  it('refuses a wrong key, an unknown model and a tool result without its call', async () => {
    const stranger = new OpenAI({ apiKey: 'other', baseURL: server.url, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401 });
    await expect(streamed('unknown')).rejects.toMatchObject({ status: 404 });
    await expect(
      client.chat.completions.create({
        model: 'scripted',
        messages: [...messages, { role: 'tool', tool_call_id: 'call_1', content: '' }],
      }),
    ).rejects.toMatchObject({ status: 400 });
  });
});
