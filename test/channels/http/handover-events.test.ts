import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../../../src/channels/http/create-http-server.ts';
import { startHttpServer } from '../../../src/channels/http/start-http-server.ts';
import type { Store } from '../../../src/store/store.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';
import { webConversations } from '../../support/web-conversations.ts';
import { webVisitor } from '../../support/web-visitor.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of clean.splice(0).toReversed()) await close();
});

/** Patient: many tests may share the processor. */
function eventually(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, 10_000);
}

interface StreamEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

/** Reads a stream of events as a browser does. */
function eventsOf(response: Response) {
  const events: StreamEvent[] = [];
  let text = '';
  let ended = false;
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async (): Promise<void> => {
    for (;;) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) break;
      text += chunk.value;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split('\n')
            .filter((line) => line.startsWith(`${name}: `))
            .map((line) => line.slice(name.length + 2));
        const [event] = field('event');
        if (event !== undefined)
          events.push({ event, data: field('data').join('\n'), id: field('id')[0] ?? null });
      }
    }
    ended = true;
  };
  read().catch(() => {
    ended = true;
  });
  const texts = (): string[] =>
    events
      .filter(({ event }) => event === 'message')
      .map(({ data }) => /<p class="message-text">([\s\S]*?)<\/p>/.exec(data)?.[1] ?? '');
  return { events, texts, isEnded: () => ended, close: () => reader?.cancel() };
}

async function serve(options: Partial<HttpServerOptions> = {}, wrap?: (store: Store) => Store) {
  const backend = fixtureBackend();
  const kept = await webConversations(backend, wrap);
  clean.push(() => kept.close());
  const stopping = new AbortController();
  clean.push(() => stopping.abort());
  const logged: unknown[] = [];
  const app = createHttpServer({
    backend,
    logger: { info() {}, error: (...line: unknown[]) => void logged.push(line) },
    conversations: kept.options,
    rateLimit: { perMinute: 10_000 },
    stopping: stopping.signal,
    ...options,
  });
  const { staff } = kept.options.conversing;
  const at = (): string => kept.options.now().toISOString();
  const reply = (text: string, number = 1) =>
    kept.store.transaction((calls) => staff.reply(calls, number, '李四', text, at()));
  const close = (number = 1) =>
    kept.store.transaction((calls) => staff.close(calls, number, '李四', '办完了', at()));
  const note = (text: string) => kept.store.transaction((calls) => staff.note(calls, 1, '李四', text, at()));
  /** Somebody who has asked and called a person. */
  const waiting = async () => {
    const visitor = webVisitor(app);
    await visitor.ask('公厕', { message: '' });
    await visitor.post('/chat/handover');
    return visitor;
  };
  const listen = async (cookie: string | null, headers: Record<string, string> = {}, query = '') => {
    const response = await app.request(`/chat/events${query}`, {
      headers: { ...headers, Cookie: cookie ?? '' },
    });
    const stream = eventsOf(response);
    clean.push(() => stream.close());
    return { ...stream, response };
  };
  return { app, backend, kept, reply, close, note, waiting, listen, stopping, logged };
}

describe('the stream of messages', () => {
  test('brings what the staff write, in order, once, with ids; never a note', async () => {
    const { reply, note, waiting, listen, kept } = await serve();
    const visitor = await waiting();
    const stream = await listen(visitor.cookie);
    expect(stream.response.headers.get('Content-Type')).toContain('text/event-stream');
    expect(stream.response.headers.get('Cache-Control')).toBe('no-store');
    expect(stream.response.headers.get('X-Accel-Buffering')).toBe('no');
    await reply('一');
    await note('不给居民看');
    await reply('二\n第二行 <b>');
    await eventually(() => expect(stream.texts().slice(1)).toEqual(['一', '二\n第二行 &lt;b&gt;']));
    expect(stream.events.filter(({ event }) => event === 'message').map(({ id }) => id)).toEqual([
      '1.1',
      '1.2',
      '1.4',
    ]);
    const states = () => stream.events.filter(({ event }) => event === 'state').map(({ data }) => data);
    await eventually(() => expect(states().at(-1)).toBe('taken-1'));
    await eventually(async () => {
      const delivered = (await kept.store.handovers.messages(1)).filter(
        ({ sender }) => sender === 'operator',
      );
      expect(delivered.every(({ deliveredAt }) => deliveredAt !== null)).toBe(true);
    });
  });

  test('goes on after the last message that the browser has', async () => {
    const { reply, waiting, listen } = await serve();
    const visitor = await waiting();
    for (const text of ['一', '二', '三']) await reply(text);
    const again = await listen(visitor.cookie, { 'Last-Event-ID': '1.3' });
    await eventually(() => expect(again.texts()).toEqual(['三']));
    const first = await listen(visitor.cookie, {}, '?after=1.2');
    await eventually(() => expect(first.texts()).toEqual(['二', '三']));
    for (const absurd of ['', 'x', '1', '-1.2', '9999999999.1', "1.1' or 1=1"]) {
      const stream = await listen(visitor.cookie, { 'Last-Event-ID': absurd });
      await eventually(() => expect(stream.texts()).toHaveLength(4));
    }
  });

  test('says that it is over, with the last message, and ends', async () => {
    const { reply, close, waiting, listen } = await serve();
    const visitor = await waiting();
    const stream = await listen(visitor.cookie);
    await reply('好了');
    await close();
    await eventually(() => expect(stream.isEnded()).toBe(true));
    expect(stream.texts().at(-1)).toContain('人工服务已经结束');
    expect(stream.events.at(-1)?.event).toBe('ended');
    // A browser that had lost its connection meanwhile gets the rest, and the end.
    const late = await listen(visitor.cookie, { 'Last-Event-ID': '1.1' });
    await eventually(() => expect(late.isEnded()).toBe(true));
    expect(late.texts()).toEqual(['好了', expect.stringContaining('已经结束')]);
  });

  test('of a second handover is found by a page that slept through the end of the first', async () => {
    const { reply, close, waiting, listen } = await serve();
    const visitor = await waiting();
    await reply('第一次');
    await close();
    await visitor.post('/chat/handover');
    await reply('第二次', 2);
    const stream = await listen(visitor.cookie, { 'Last-Event-ID': '1.2' });
    await eventually(() =>
      expect(stream.texts()).toEqual([
        expect.stringContaining('已经结束'),
        expect.stringContaining('编号是2'),
        '第二次',
      ]),
    );
  });

  test('is nobody’s without a conversation, and nobody else’s', async () => {
    const { app, reply, waiting, listen } = await serve();
    expect((await app.request('/chat/events')).status).toBe(204);
    expect((await app.request('/chat/events', { headers: { Cookie: 'wenzheng=x.y' } })).status).toBe(204);
    const [visitor, other] = [await waiting(), await waiting()];
    const stream = await listen(other.cookie);
    await reply('给第一位的');
    const own = await listen(visitor.cookie);
    await eventually(() => expect(own.texts()).toContain('给第一位的'));
    expect(stream.texts().join()).not.toContain('给第一位的');
  });

  test('ends for a conversation that is deleted', async () => {
    const { waiting, listen } = await serve();
    const visitor = await waiting();
    const stream = await listen(visitor.cookie);
    await eventually(() => expect(stream.texts()).toHaveLength(1));
    await visitor.post('/chat/forget');
    await eventually(() => expect(stream.isEnded()).toBe(true));
  });

  test('is open three times for a conversation; the oldest gives way', async () => {
    const { reply, waiting, listen } = await serve();
    const visitor = await waiting();
    const streams: Awaited<ReturnType<typeof listen>>[] = [];
    for (let count = 0; count < 4; count++) streams.push(await listen(visitor.cookie));
    await eventually(() => expect(streams[0]?.isEnded()).toBe(true));
    expect(streams[0]?.events.at(-1)?.event).toBe('elsewhere');
    await reply('给三页的');
    for (const stream of streams.slice(1))
      await eventually(() => expect(stream.texts()).toContain('给三页的'));
  });

  test('is open twenty times for an address; who leaves makes room', async () => {
    const { app, waiting } = await serve({ trustProxy: true });
    const open = async (cookie: string | null, address: string) => {
      const response = await app.request('/chat/events', {
        headers: { Cookie: cookie ?? '', 'X-Forwarded-For': address },
      });
      const stream = eventsOf(response);
      clean.push(() => stream.close());
      return { ...stream, status: response.status };
    };
    const streams: Awaited<ReturnType<typeof open>>[] = [];
    for (let count = 0; count < 20; count++) streams.push(await open((await waiting()).cookie, '10.0.0.1'));
    expect(streams.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const { cookie } = await waiting();
    expect((await open(cookie, '10.0.0.1')).status).toBe(429);
    expect((await open(cookie, '10.0.0.2')).status).toBe(200);
    await streams[0]?.close();
    await eventually(async () => expect((await open(cookie, '10.0.0.1')).status).toBe(200));
  });

  test('asks the store once for all pages, and not at all when there are none', async () => {
    let looks = 0;
    const counting = (store: Store): Store => ({
      ...store,
      handovers: {
        ...store.handovers,
        newest: (ids) => {
          looks++;
          return store.handovers.newest(ids);
        },
      },
    });
    const { kept, waiting, listen } = await serve({}, counting);
    const visitors = [await waiting(), await waiting(), await waiting()];
    await new Promise((resolve) => setTimeout(resolve, 3 * (kept.options.pollInterval ?? 0)));
    expect(looks).toBe(0);
    const streams: Awaited<ReturnType<typeof listen>>[] = [];
    for (const { cookie } of visitors) streams.push(await listen(cookie));
    for (const { texts } of streams) await eventually(() => expect(texts()).toHaveLength(1));
    looks = 0;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(looks).toBeLessThanOrEqual(10);
    for (const { close } of streams) await close();
    await new Promise((resolve) => setTimeout(resolve, 60));
    looks = 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(looks).toBe(0);
  });

  test('survives a store that is away for a while, and says so once in the log', async () => {
    let broken = false;
    const breaking = (store: Store): Store => ({
      ...store,
      handovers: {
        ...store.handovers,
        newest: (ids) =>
          broken ? Promise.reject(new Error('postgres://user:secret@host')) : store.handovers.newest(ids),
      },
    });
    const { reply, waiting, listen, logged } = await serve({}, breaking);
    const stream = await listen((await waiting()).cookie);
    await eventually(() => expect(stream.texts()).toHaveLength(1));
    broken = true;
    await eventually(() => expect(logged).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain('secret');
    broken = false;
    await reply('又通了');
    await eventually(() => expect(stream.texts()).toContain('又通了'));
  });
});

describe('the stop of the server', () => {
  test('ends the streams at once, and a page that comes back afterwards has lost nothing', async () => {
    const { app, kept, reply, waiting, stopping } = await serve();
    const server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
    const visitor = await waiting();
    const response = await fetch(`${server.url}/chat/events`, { headers: { Cookie: visitor.cookie ?? '' } });
    const stream = eventsOf(response);
    await reply('停机之前');
    await eventually(() => expect(stream.texts()).toContain('停机之前'));
    const last = stream.events.findLast(({ id }) => id !== null)?.id ?? '';
    const start = performance.now();
    stopping.abort();
    await server.close();
    expect(performance.now() - start).toBeLessThan(4000);
    await eventually(() => expect(stream.isEnded()).toBe(true));
    expect(stream.events.map(({ event }) => event)).not.toContain('ended');
    expect((await app.request('/chat/events', { headers: { Cookie: visitor.cookie ?? '' } })).status).toBe(
      503,
    );

    await reply('停机期间');
    const next = createHttpServer({
      backend: fixtureBackend(),
      logger: { info() {}, error() {} },
      conversations: kept.options,
    });
    const again = eventsOf(
      await next.request('/chat/events', {
        headers: { Cookie: visitor.cookie ?? '', 'Last-Event-ID': last },
      }),
    );
    clean.push(() => again.close());
    await eventually(() => expect(again.texts()).toEqual(['停机期间']));
  });
});
