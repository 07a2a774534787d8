import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../../../src/channels/http/create-http-server.ts';
import { createMetrics } from '../../../src/metrics.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';
import { webConversations } from '../../support/web-conversations.ts';
import { webVisitor } from '../../support/web-visitor.ts';

const clean: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of clean.splice(0)) await close();
});

async function serve(options: Partial<HttpServerOptions> = {}) {
  const backend = fixtureBackend();
  const kept = await webConversations(backend);
  clean.push(() => kept.close());
  const app = createHttpServer({
    backend,
    logger: { info() {}, error() {} },
    conversations: kept.options,
    ...options,
  });
  return { app, backend, kept };
}

describe('/healthz', () => {
  test('counts what was read, and says that the store is well', async () => {
    const { app, backend } = await serve();
    const response = await app.request('/healthz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ok',
      documents: backend.corpus.documents.length,
      passages: backend.corpus.passages.length,
      corpusDigest: backend.corpus.digest,
      store: 'ok',
    });
  });

  test('says how the model does; it is well without it too', async () => {
    const backend = { ...fixtureBackend(), modelState: () => 'breaker_open' };
    const { app } = await serve({ backend });
    const response = await app.request('/healthz');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok', model: 'breaker_open' });
  });

  test.each([
    ['says that it is ill', () => Promise.resolve(false)],
    ['fails', () => Promise.reject(new Error('postgres://user:secret@host'))],
    ['never answers', () => new Promise<boolean>(() => {})],
  ])('is 503 when the store %s', async (_, isHealthy) => {
    const { kept, backend } = await serve();
    const store = Object.assign(Object.create(kept.store) as typeof kept.store, { isHealthy });
    const app = createHttpServer({
      backend,
      logger: { info() {}, error() {} },
      conversations: { ...kept.options, store },
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = app.request('/healthz');
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    const response = await asked;
    expect(response.status).toBe(503);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ status: 'unavailable', store: 'unreachable' });
    expect(text).not.toContain('secret');
  });
});

describe('/metrics', () => {
  const token = 'a-token-of-the-tests-0001';

  test('is there for the token alone', async () => {
    const { app } = await serve({ metrics: createMetrics(), metricsToken: token });
    const get = (authorization?: string) =>
      app.request(
        '/metrics',
        authorization === undefined ? {} : { headers: { Authorization: authorization } },
      );
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      `Basic ${token}`,
      token,
    ]) {
      const response = await get(wrong);
      expect(response.status).toBe(401);
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
      expect(await response.text()).not.toContain('wenzheng_');
    }
    const response = await get(`Bearer ${token}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toContain('version=0.0.4');
    expect(await response.text()).toContain('process_resident_memory_bytes');
    // There is no address with the token in it, which a log would keep.
    expect((await app.request(`/metrics?token=${token}`)).status).toBe(401);
  });

  test.each([undefined, ''])('without the setting (%s) there is no such page', async (metricsToken) => {
    const { app } = await serve({ metrics: createMetrics(), metricsToken });
    const tries: Record<string, string>[] = [
      {},
      { Authorization: 'Bearer undefined' },
      { Authorization: 'Bearer ' },
    ];
    for (const headers of tries) expect((await app.request('/metrics', { headers })).status).toBe(404);
  });

  test('counts questions by channel and answers by status, and who waits; nothing that was typed is in it', async () => {
    const { app, kept } = await serve({
      metrics: createMetrics(),
      metricsToken: token,
      rateLimit: { perMinute: 99 },
    });
    const visitor = webVisitor(app);
    await visitor.ask('低保户住院报几成？');
    await visitor.ask('张三的邻居领了多少', { message: '' });
    await visitor.ask('请出错', { message: '' });
    await visitor.post('/chat/handover');
    await visitor.ask('这句是给工作人员的', { message: '' });
    await app.request('/api/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ q: '公厕' }),
    });
    const response = await app.request('/metrics', { headers: { Authorization: `Bearer ${token}` } });
    const text = await response.text();
    expect(text).toContain('wenzheng_received_total{channel="web"} 4');
    expect(text).toContain('wenzheng_received_total{channel="api"} 1');
    expect(text).toContain('wenzheng_answers_total{channel="web",status="answered"} 1');
    expect(text).toContain('wenzheng_answers_total{channel="web",status="refused_private_data"} 1');
    expect(text).toContain('wenzheng_answers_total{channel="web",status="error_internal"} 1');
    expect(text).toContain('wenzheng_answer_seconds_count{channel="web"} 3');
    expect(text).toContain('wenzheng_handovers{state="waiting"} 1');
    expect(text).toContain('wenzheng_outgoing_waiting{channel="telegram"} 0');
    expect(text).not.toMatch(/张三|低保|工作人员/);
    await kept.store.transaction((calls) =>
      kept.options.conversing.staff.take(calls, 1, '李四', kept.options.now().toISOString()),
    );
    const later = await app.request('/metrics', { headers: { Authorization: `Bearer ${token}` } });
    expect(await later.text()).toContain('wenzheng_handovers{state="waiting"} 0');
  });
});

describe('a route of another channel', () => {
  const handled: string[] = [];
  const mount: HttpServerOptions['mount'] = [
    {
      method: 'POST',
      path: '/telegram',
      bodyLimitBytes: 100,
      async handle(request) {
        if (request.headers.get('X-Secret') !== 'right') return new Response(null, { status: 401 });
        handled.push(await request.text());
        return new Response('ok');
      },
    },
    {
      method: 'GET',
      path: '/broken',
      handle() {
        throw new Error('a secret of the channel');
      },
    },
  ];

  test('is on the same server, with its headers, and decides itself who may post', async () => {
    const { app } = await serve({ mount });
    const post = (body: string, secret: string) =>
      app.request('/telegram', {
        method: 'POST',
        headers: { 'X-Secret': secret, Origin: 'https://elsewhere.example' },
        body,
      });
    expect((await post('{"update_id":1}', 'wrong')).status).toBe(401);
    const response = await post('{"update_id":1}', 'right');
    expect(await response.text()).toBe('ok');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(handled).toEqual(['{"update_id":1}']);
    expect((await post('x'.repeat(101), 'right')).status).toBe(413);
    expect((await app.request('/telegram')).status).toBe(404);
    const broken = await app.request('/broken');
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain('secret');
  });
});
