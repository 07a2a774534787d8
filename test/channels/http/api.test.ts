import { connect } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { answerSchema } from '../../../src/answering/answer.ts';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { startHttpServer } from '../../../src/channels/http/start-http-server.ts';
import { createRateLimit } from '../../../src/channels/http/rate-limit.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';

function serve(options: { perMinute?: number; bodyLimitBytes?: number; trustProxy?: boolean } = {}) {
  const backend = fixtureBackend();
  const logged: unknown[] = [];
  const levels = { info: new Array<unknown[]>(), error: new Array<unknown[]>() };
  const logAt =
    (level: keyof typeof levels) =>
    (...line: unknown[]): void => {
      logged.push(line);
      levels[level].push(line);
    };
  const { perMinute = 1000, trustProxy = false, bodyLimitBytes = 16 * 1024 } = options;
  const app = createHttpServer({
    backend,
    logger: { info: logAt('info'), error: logAt('error') },
    rateLimit: { perMinute },
    trustProxy,
    bodyLimitBytes,
  });
  const ask = (body: string, headers: Record<string, string> = {}) =>
    app.request('/api/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
  const lines = (level: keyof typeof levels) => levels[level];
  return { app, backend, logged, lines, ask };
}

const question = (q: string, rest: object = {}): string => JSON.stringify({ q, ...rest });

async function errorOf(response: Response): Promise<{ field: string; message: string }> {
  const body: { error: { field: string; message: string } } = await response.json();
  expect(body.error.message).toMatch(/[。？]$/);
  expect(body.error.message.match(/[。？]/g)?.length ?? 0).toBeLessThanOrEqual(2);
  return body.error;
}

describe('POST /api/ask', () => {
  test('answers with the schema of every other door, and hands the whole question on', async () => {
    const { ask, backend } = serve();
    const response = await ask(
      question('低保户住院报几成？', { context: ['你好'], asOf: '2019-06-01', id: 'a-1' }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const answer = answerSchema.parse(await response.json());
    expect(answer.id).toBe('a-1');
    expect(answer.citations[0]?.documentNumber).toBe('清新府办〔2018〕16号');
    expect(backend.asked).toEqual([
      { q: '低保户住院报几成？', context: ['你好'], asOf: '2019-06-01', id: 'a-1' },
    ]);
  });

  test.each([
    ['{"q":', 'body'],
    ['[]', 'body'],
    ['null', 'body'],
    ['"低保"', 'body'],
    ['{}', 'q'],
    ['{"q":5}', 'q'],
    ['{"q":"   "}', 'q'],
    ['{"q":"低保","context":"低保"}', 'context'],
    ['{"q":"低保","context":[1]}', 'context'],
    [question('低保', { context: Array<string>(21).fill('问') }), 'context'],
    ['{"q":"低保","asOf":"2019-02-30"}', 'asOf'],
    ['{"q":"低保","id":{}}', 'id'],
  ])('%s is refused with one sentence that names the field %s', async (body, field) => {
    const { ask, backend } = serve();
    const response = await ask(body);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).field).toBe(field);
    expect(backend.asked).toEqual([]);
  });

  test('no body whatever, of any shape, makes it fail', async () => {
    const { ask } = serve();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), async (body) => {
        expect((await ask(body)).status).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  });

  test('a body over the limit is 413, whether its length was declared or not', async () => {
    const { ask } = serve({ bodyLimitBytes: 1024 });
    expect((await ask(question('低'.repeat(100)))).status).toBe(200);
    const response = await ask(question('低'.repeat(400)));
    expect(response.status).toBe(413);
    expect((await errorOf(response)).message).toContain('1 kB');
    expect((await ask(question('低'.repeat(400)), { 'Transfer-Encoding': 'chunked' })).status).toBe(413);
  });

  test('anything but JSON is 415', async () => {
    const { app, backend } = serve();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      const response = await app.request('/api/ask', {
        method: 'POST',
        headers: { 'Content-Type': type },
        body: question('低保'),
      });
      expect(response.status).toBe(415);
      expect((await errorOf(response)).message).toContain('application/json');
    }
    expect(backend.asked).toEqual([]);
  });

  test('an exception becomes an answer, and neither it nor the question reaches the reader or the log', async () => {
    const { ask, logged } = serve();
    const response = await ask(question('请出错：张三的病'));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(answerSchema.parse(JSON.parse(text)).status).toBe('error_internal');
    expect(text).not.toContain('broken');
    expect(JSON.stringify(logged)).toContain('"fault":"Error"');
    expect(JSON.stringify(logged)).not.toMatch(/broken|张三|出错/);
  });

  test('the page of another site cannot ask in a visitor’s name', async () => {
    const { ask, backend } = serve();
    const host = { Host: 'wenzheng.example' };
    const foreign: Record<string, string>[] = [
      { Origin: 'https://elsewhere.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site', Origin: 'http://wenzheng.example' },
    ];
    for (const headers of foreign) {
      const response = await ask(question('低保'), { ...host, ...headers });
      expect(response.status).toBe(403);
      await errorOf(response);
    }
    expect(backend.asked).toEqual([]);
    const own: Record<string, string>[] = [
      {},
      { Origin: 'https://wenzheng.example' },
      { 'Sec-Fetch-Site': 'same-origin' },
    ];
    for (const headers of own) {
      expect((await ask(question('低保'), { ...host, ...headers })).status).toBe(200);
    }
  });

  test('too many questions are 429 with the time to wait; each client has its own allowance behind a trusted proxy', async () => {
    const { ask, app } = serve({ perMinute: 2, trustProxy: true });
    const from = (address: string) => ask(question('低保'), { 'X-Forwarded-For': `6.6.6.6, ${address}` });
    expect((await from('10.0.0.1')).status).toBe(200);
    expect((await from('10.0.0.1')).status).toBe(200);
    const refused = await from('10.0.0.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBe(30);
    expect((await errorOf(refused)).message).toContain('30秒');
    expect((await from('10.0.0.2')).status).toBe(200);
    expect((await app.request('/documents')).status).toBe(200);
  });

  test('nobody gets a second allowance by writing the proxy’s header himself', async () => {
    const { ask } = serve({ perMinute: 1 });
    expect((await ask(question('低保'), { 'X-Forwarded-For': '1.1.1.1' })).status).toBe(200);
    expect((await ask(question('低保'), { 'X-Forwarded-For': '2.2.2.2' })).status).toBe(429);
  });

  test('is JSON whatever is said to be wanted', async () => {
    const { ask } = serve();
    const response = await ask(question('低保户住院'), { Accept: 'text/html' });
    expect(response.headers.get('Content-Type')).toContain('application/json');
  });
});

describe('POST /chat/ask', () => {
  test('the page’s script gets the turn as the page would show it', async () => {
    const { app } = serve();
    const response = await app.request('/chat/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ q: '<b>低保户住院</b>' }).toString(),
    });
    const markup = await response.text();
    expect(response.headers.get('Content-Type')).toContain('text/html');
    expect(response.headers.get('Wenzheng-Kept')).toBe('no');
    expect(markup).toMatch(/^<li class="turn"/);
    expect(markup).toContain('&lt;b&gt;低保户住院&lt;/b&gt;');
  });

  test('a refusal is JSON with the sentence', async () => {
    const { app } = serve({ perMinute: 1 });
    const post = (q: string) =>
      app.request('/chat/ask', { method: 'POST', body: new URLSearchParams({ q }) });
    expect((await errorOf(await post(''))).message).toContain('请先在框里写上');
    expect((await post('请出错')).status).toBe(500);
    const refused = await post('低保户住院');
    expect(refused.status).toBe(429);
    expect((await errorOf(refused)).message).toContain('请等');
    const foreign = await app.request('/chat/ask', {
      method: 'POST',
      headers: { Origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ q: '低保' }),
    });
    expect(foreign.status).toBe(403);
    await errorOf(foreign);
  });
});

describe('every response', () => {
  test.each([
    '/',
    '/documents',
    '/document/%E6%97%A0',
    '/nothing',
    '/healthz',
    '/api/ask',
    '/assets/style.css',
  ])('%s carries the security headers', async (path) => {
    const response = await serve().app.request(path);
    const policy = response.headers.get('Content-Security-Policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Referrer-Policy')).toBe('same-origin');
  });

  test('refusals carry them too', async () => {
    const response = await serve().ask('{');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

test('/healthz counts what was read', async () => {
  const { app, backend } = serve();
  expect(await (await app.request('/healthz')).json()).toEqual({
    status: 'ok',
    documents: backend.corpus.documents.length,
    passages: backend.corpus.passages.length,
    corpusDigest: backend.corpus.digest,
  });
});

describe('the allowance of questions', () => {
  test('refills with time and never beyond the full allowance', () => {
    let now = 0;
    const limit = createRateLimit({ perMinute: 6, now: () => now });
    const burst = (): number => {
      let taken = 0;
      while (limit.take('a') === 0) taken++;
      return taken;
    };
    expect(burst()).toBe(6);
    now += 10_000;
    expect(burst()).toBe(1);
    now += 3_600_000;
    expect(burst()).toBe(6);
  });

  test('stays small under a flood of addresses', () => {
    const limit = createRateLimit({ perMinute: 1, now: () => 0 });
    for (let client = 0; client < 30_000; client++) expect(limit.take(`client ${client}`)).toBe(0);
    expect(limit.take('client 29999')).toBeGreaterThan(0);
  });
});

describe('the server', () => {
  test('answers over the network, counts by address and stops when told', async () => {
    const { app } = serve({ perMinute: 1 });
    const server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
    const post = async (): Promise<number> => {
      const response = await fetch(`${server.url}/api/ask`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: question('低保户住院'),
      });
      await response.text();
      return response.status;
    };
    expect(await post()).toBe(200);
    expect(await post()).toBe(429);
    await server.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('a private number in the address is not in the log', async () => {
    const { app, lines } = serve();
    await app.request('/13800138000');
    await app.request('/document/44010219900101123%34');
    const paths = lines('info').map(([line]) => line);
    expect(paths).toMatchObject([
      { path: '/【已隐去手机号】', status: 404 },
      { path: '/document/【已隐去身份证号】', status: 404 },
    ]);
  });

  test.each([
    ['of a known length', '/api/ask', 'Content-Length: 500'],
    ['in chunks', '/api/ask', 'Transfer-Encoding: chunked'],
    ['of a form', '/ask', 'Content-Length: 500'],
  ])('a client that leaves in the middle of a body %s is no fault of the server', async (_, path, length) => {
    const { app, lines } = serve();
    const server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
    const { hostname, port } = new URL(server.url);
    const type = path === '/ask' ? 'application/x-www-form-urlencoded' : 'application/json';
    const client = connect(Number(port), hostname);
    client.on('error', () => {});
    client.write(`POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`);
    client.write(length.startsWith('Transfer') ? '5\r\n{"q":\r\n' : '{"q":');
    setTimeout(() => client.destroy(), 50);
    await vi.waitFor(() => expect(lines('info')).toHaveLength(1));
    expect(lines('info')[0]).toMatchObject([{ path, status: expect.any(Number) }, 'request']);
    expect(JSON.stringify(lines('info'))).not.toContain('500');
    expect(lines('error')).toEqual([]);
    await server.close();
  });

  test('a port that is taken is told with the variable that mends it', async () => {
    const { app } = serve();
    const first = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
    const port = Number(new URL(first.url).port);
    await expect(startHttpServer(app, { host: '127.0.0.1', port })).rejects.toThrow(
      `端口 ${port} 已被别的程序占用，请关闭那个程序，或把环境变量 WENZHENG_PORT 改成别的端口。`,
    );
    await first.close();
  });

  test('an address that is not this machine’s is told with its variable', async () => {
    await expect(startHttpServer(serve().app, { host: '192.0.2.1', port: 0 })).rejects.toThrow(
      'WENZHENG_HOST',
    );
  });
});
