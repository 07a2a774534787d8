/** Answers as server-sent events, for other systems and for the page's script. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { answerSchema } from '../../../src/answering/answer.ts';
import { modelLabel } from '../../../src/answering/reply.ts';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { startHttpServer } from '../../../src/channels/http/start-http-server.ts';
import { webConversations } from '../../support/web-conversations.ts';
import { writingBackend } from '../../support/writing-backend.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of clean.splice(0).toReversed()) await close();
});

const asksForEvents = { Accept: 'text/event-stream' };
const q = '低保户住院报几成？';

async function serve() {
  const backend = writingBackend();
  const kept = await webConversations(backend);
  clean.push(() => kept.close());
  const stopping = new AbortController();
  const app = createHttpServer({
    backend,
    logger: { info() {}, error() {} },
    conversations: kept.options,
    rateLimit: { perMinute: 3 },
    stopping: stopping.signal,
  });
  const server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
  clean.push(() => server.close());
  const api = (headers: Record<string, string>, signal?: AbortSignal) =>
    fetch(`${server.url}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ q }),
      ...(signal === undefined ? {} : { signal }),
    });
  const page = (headers: Record<string, string>, cookie = '') =>
    fetch(`${server.url}/chat/ask`, {
      method: 'POST',
      headers: { ...headers, Cookie: cookie },
      body: new URLSearchParams({ q, message: 'key-of-this-message-1' }),
    });
  const pageShown = async (cookie: string) =>
    (await fetch(server.url, { headers: { Cookie: cookie } })).text();
  return { backend, kept, stopping, api, page, pageShown };
}

interface Event {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

async function* eventsOf(response: Response): AsyncGenerator<Event, undefined> {
  let text = '';
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + piece).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event !== '') yield { event, data: JSON.parse(data) as Event['data'] };
    }
  }
  return undefined;
}

async function allEvents(events: AsyncGenerator<Event, undefined>): Promise<Event[]> {
  const all: Event[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('POST /api/ask with Accept: text/event-stream', () => {
  test('gives each sentence when it is there, what takes its place, and last the whole answer', async () => {
    const { api, backend } = await serve();
    const answering = api(asksForEvents);
    await backend.asked();
    const response = await answering;
    expect(response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const events = eventsOf(response);
    backend.say('甲[1]。');
    // Before the answer is whole.
    expect((await events.next()).value).toEqual({ event: 'sentence', data: { text: '甲[1]。' } });
    backend.say('乙。');
    backend.say('丙。', true);
    backend.end();
    const rest = await allEvents(events);
    expect(rest.map(({ event }) => event)).toEqual(['sentence', 'replace', 'answer']);
    expect(answerSchema.parse(rest.at(-1)?.data).answer).toMatch(modelLabel);
  });

  test('a plain request waits for the whole answer', async () => {
    const { api, backend } = await serve();
    const answering = api({});
    await backend.asked();
    backend.say('甲。');
    backend.end();
    const response = await answering;
    expect(response.headers.get('Content-Type')).toMatch(/json/);
    expect(answerSchema.parse(await response.json()).answer).toMatch(modelLabel);
  });

  test.each([
    ['that streams', asksForEvents],
    ['that waits', {}],
  ])('a client %s and hangs up ends the work of the model', async (_name, headers) => {
    const { api, backend } = await serve();
    const leaving = new AbortController();
    const answering = api(headers, leaving.signal).catch(() => null);
    await backend.asked();
    expect(backend.isAborted).toBe(false);
    leaving.abort();
    await vi.waitFor(() => expect(backend.isAborted).toBe(true), 5000);
    await answering;
  });

  test('the end of the server ends it with the answer that is there', async () => {
    const { api, backend, stopping } = await serve();
    const answering = api(asksForEvents);
    await backend.asked();
    stopping.abort();
    const [last] = await allEvents(eventsOf(await answering));
    expect(last).toMatchObject({ event: 'answer', data: { answer: '引擎的回答。' } });
  });

  test('what is refused at the door is refused as always', async () => {
    const { api, backend } = await serve();
    for (let each = 0; each < 3; each += 1) {
      const answering = api({});
      await backend.asked();
      backend.end();
      await answering;
    }
    const refused = await api(asksForEvents);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: { field: 'request' } });
  });
});

describe('the page', () => {
  test('gets the sentences and then the turn, which is kept in the conversation of its cookie', async () => {
    const { page, backend, pageShown } = await serve();
    const answering = page(asksForEvents);
    await backend.asked();
    backend.say('甲[1]。');
    backend.end();
    const response = await answering;
    const cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const events = await allEvents(eventsOf(response));
    expect(events.map(({ event }) => event)).toEqual(['sentence', 'entries']);
    const added = events.at(-1)?.data ?? {};
    expect(added).toMatchObject({ kept: true, handover: 'none' });
    expect(added['markup']).toContain('按80%给予救助');
    expect(await pageShown(cookie)).toContain('按80%给予救助');
  });

  test('sent again, the same message is the same turn', async () => {
    const { page, backend, kept } = await serve();
    const answering = page(asksForEvents);
    await backend.asked();
    backend.end();
    const response = await answering;
    await response.text();
    const cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const again = await allEvents(eventsOf(await page(asksForEvents, cookie)));
    expect(again.map(({ event }) => event)).toEqual(['entries']);
    const visitor = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    const userKey = kept.options.conversing.keys.user('web', visitor);
    const [conversation] = await kept.store.conversations.ofUser('web', userKey);
    expect(await kept.store.turns.last(conversation?.id ?? '', 10)).toHaveLength(1);
  });

  test('hears nothing of sentences where no model writes', async () => {
    const { page, backend } = await serve();
    Object.assign(backend, { sendsToModel: false });
    const answering = page(asksForEvents);
    await backend.asked();
    backend.end('按80%给予救助[1]。');
    const response = await answering;
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(response.headers.get('Wenzheng-Handover')).toBe('none');
  });
});
