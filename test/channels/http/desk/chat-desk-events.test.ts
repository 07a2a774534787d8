import { setTimeout as delay } from 'node:timers/promises';
import type { Hono } from 'hono';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createHttpServer } from '../../../../src/channels/http/create-http-server.ts';
import { type ChatDesk, readEvents, serveChatDesk } from '../../../support/chat-desk.ts';
import { type SignedInVisitor, signInVisitor } from '../../../support/desk.ts';

/** Patient: many tests may share the processor. */
const eventually = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, 10_000);
const texts = (markup: readonly string[]): string[] =>
  markup.map((each) => /<p class="said-text">([\s\S]*?)<\/p>/.exec(each)?.[1] ?? '');

async function listen(http: Hono, who: SignedInVisitor, query = '', headers: Record<string, string> = {}) {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await http.request(`/desk/chats/events${query}`, {
    headers: { Accept: 'text/event-stream', Cookie: cookie, ...headers },
  });
  const stream = readEvents(response);
  onTestFinished(() => stream.close());
  return { ...stream, response };
}

async function person(desk: ChatDesk, name: string, role: 'operator' | 'admin' = 'operator') {
  return signInVisitor(desk.http, desk.access, await desk.account([role], name));
}

const take = (who: SignedInVisitor, number: number) => who.post(`/desk/chats/${number}/take`);
const reply = (who: SignedInVisitor, number: number, text: string) =>
  who.post(`/desk/chats/${number}/reply`, { text });

describe('the stream of the desk', () => {
  it('brings the queue, how the open one stands, and what is said from the place that the page has', async () => {
    const desk = await serveChatDesk();
    const li = await person(desk, '李芳');
    const resident = await desk.waiting();
    await take(li, 1);
    await resident.ask('一');
    const stream = await listen(desk.http, li, '?open=1&after=2');
    expect(stream.response.headers.get('Content-Type')).toContain('text/event-stream');
    expect(stream.response.headers.get('Cache-Control')).toBe('no-store');
    await eventually(() => expect(stream.of('queue')[0]).toContain('data-count="1"'));
    expect(stream.of('state')).toEqual(['taken 李芳']);
    await resident.ask('二');
    await reply(li, 1, '三');
    await eventually(() => expect(texts(stream.of('message'))).toEqual(['一', '二', '三']));
    const last = stream.events.findLast(({ event }) => event === 'message')?.id ?? '';
    const again = await listen(desk.http, li, '?open=1&after=0', { 'Last-Event-ID': last });
    await reply(li, 1, '四');
    await eventually(() => expect(texts(again.of('message'))).toEqual(['四']));
    await desk.waiting();
    await eventually(() => expect(stream.of('queue').at(-1)).toContain('waiting-2'));
  });

  it('hears of what another server over the same store does', async () => {
    const desk = await serveChatDesk();
    const [li, wang] = [await person(desk, '李芳'), await person(desk, '王强')];
    await desk.waiting();
    const other = createHttpServer(desk.serverOptions);
    const there = await signInVisitor(other, desk.access, wang.account);
    const stream = await listen(desk.http, li, '?open=1&after=0');
    await eventually(() => expect(stream.of('state')).toEqual(['waiting']));
    await take(there, 1);
    await eventually(() => expect(stream.of('state')).toEqual(['waiting', 'taken 王强']));
    await reply(there, 1, '只给居民看');
    await eventually(() => expect(stream.of('queue').at(-1)).toContain('王强 · 已回复'));
    expect(texts(stream.of('message')).join()).not.toContain('只给居民看');
  });

  it('tells an administrator what others say only as long as they are one', async () => {
    const desk = await serveChatDesk();
    const [li, chief] = [await person(desk, '李芳'), await person(desk, '陈主任', 'admin')];
    await desk.account(['admin']);
    await desk.waiting();
    await take(li, 1);
    const stream = await listen(desk.http, chief, '?open=1&after=0');
    await reply(li, 1, '一');
    await eventually(() => expect(texts(stream.of('message'))).toContain('一'));
    await desk.access.setRoles(chief.account.id, ['operator'], 'terminal');
    await reply(li, 1, '二');
    await eventually(() => expect(stream.isEnded()).toBe(true));
    expect(texts(stream.of('message'))).not.toContain('二');
  });

  it('ends when the session does, and when the server stops', async () => {
    const stopping = new AbortController();
    const desk = await serveChatDesk({ server: { stopping: stopping.signal } });
    const [li, wang] = [await person(desk, '李芳'), await person(desk, '王强')];
    const [first, second] = [await listen(desk.http, li), await listen(desk.http, wang)];
    await eventually(() => expect(first.of('queue')).toHaveLength(1));
    await li.post('/desk/sign-out');
    await desk.waiting();
    await eventually(() => expect(first.isEnded()).toBe(true));
    expect(first.of('queue')).toHaveLength(1);
    await eventually(() => expect(second.of('queue')).toHaveLength(2));
    stopping.abort();
    await eventually(() => expect(second.isEnded()).toBe(true));
    expect((await listen(desk.http, wang)).response.status).toBe(503);
  });

  it('says that somebody deleted everything, and goes on with the queue', async () => {
    const desk = await serveChatDesk();
    const li = await person(desk, '李芳');
    const resident = await desk.waiting();
    await take(li, 1);
    const stream = await listen(desk.http, li, '?open=1&after=0');
    await eventually(() => expect(stream.of('state')).toEqual(['taken 李芳']));
    await resident.post('/chat/forget');
    await eventually(() => expect(stream.of('state').at(-1)).toBe('gone'));
    await eventually(() => expect(stream.of('queue').at(-1)).not.toContain('1号'));
    expect(stream.isEnded()).toBe(false);
  });

  it('looks into the store once for all pages, and sends the oldest of too many away', async () => {
    const desk = await serveChatDesk();
    const li = await person(desk, '李芳');
    const looks = vi.spyOn(desk.store.handovers, 'board');
    const streams: Awaited<ReturnType<typeof listen>>[] = [];
    for (let page = 0; page < 5; page += 1) streams.push(await listen(desk.http, li));
    await eventually(() => expect(streams[0]?.of('elsewhere')).toHaveLength(1));
    await eventually(() => expect(streams[0]?.isEnded()).toBe(true));
    await eventually(() => expect(streams[4]?.of('queue')).toHaveLength(1));
    await desk.waiting();
    await eventually(() => {
      for (const stream of streams.slice(1)) expect(stream.of('queue')).toHaveLength(2);
    });
    // A look that does not end holds up the next one: pages that looked for themselves would make four.
    looks.mockClear();
    looks.mockImplementation(() => new Promise(() => {}));
    await eventually(() => expect(looks).toHaveBeenCalled());
    await delay(150);
    expect(looks).toHaveBeenCalledTimes(1);
  });

  it('survives a store that is away for a while, and says so once in the log', async () => {
    const desk = await serveChatDesk();
    const li = await person(desk, '李芳');
    const stream = await listen(desk.http, li);
    await eventually(() => expect(stream.of('queue')).toHaveLength(1));
    const broken = vi
      .spyOn(desk.store.handovers, 'board')
      .mockRejectedValue(new Error('postgres://user:secret@host'));
    await eventually(() => expect(desk.logged.length).toBeGreaterThan(0));
    await eventually(() => expect(broken.mock.calls.length).toBeGreaterThan(4));
    expect(desk.logged).toHaveLength(1);
    expect(JSON.stringify(desk.logged)).not.toContain('secret');
    broken.mockRestore();
    await desk.waiting();
    await eventually(() => expect(stream.of('queue')).toHaveLength(2));
  });
});
