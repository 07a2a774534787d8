import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningHttpServer, startHttpServer } from '../../../src/channels/http/start-http-server.ts';
import { createWebhook, webhookSecretOf } from '../../../src/channels/telegram/create-webhook.ts';
import { Secret } from '../../../src/config.ts';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import {
  keptLog,
  openTestStore,
  startTransport,
  type TestStore,
  type TestTransport,
  type TransportOptions,
} from '../../support/telegram-transport.ts';

let server: BotApiServer;
let kept: TestStore;
const running: { transport: TestTransport; http: RunningHttpServer }[] = [];

beforeEach(async () => {
  server = await startBotApiServer();
  kept = await openTestStore();
});
afterEach(async () => {
  for (const { transport, http } of running.splice(0)) {
    await http.close();
    await transport.telegram.stop();
  }
  await server.close();
  await kept.remove();
});

/** A web server with the webhook mounted, as the real one does it. */
async function start(options: Partial<TransportOptions> & { secret?: string } = {}) {
  const app = new Hono();
  const http = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
  const url = `${http.url}/telegram`;
  const secret = options.secret === undefined ? undefined : new Secret(options.secret);
  const transport = startTransport({ server, store: kept.store, webhook: { url, secret }, ...options });
  app.post('/telegram', (context) => transport.telegram.webhook?.(context.req.raw) ?? context.notFound());
  running.push({ transport, http });
  return { transport, url };
}

const said = (chat: number): string[] => server.messages(chat).map(({ visible }) => visible);

describe('a webhook', () => {
  it('is set with a secret made from the token, and brings updates in order', async () => {
    const { url } = await start();
    for (const text of ['一', '二', '三']) for (const chat of [1, 2, 3]) server.userSays(chat, text);
    for (const chat of [1, 2, 3]) {
      await server.waitForMessages(chat, 3);
      expect(said(chat)).toEqual(['答：一', '答：二', '答：三']);
    }
    expect(server.updates.webhook).toEqual({ url, secret: webhookSecretOf(new Secret(server.token)) });
    expect(server.callsOf('setWebhook')[0]?.parameters).toMatchObject({
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      max_connections: 40,
    });
    expect(server.callsOf('getUpdates')).toEqual([]);
    expect(server.refused).toEqual([]);
  });

  it('takes the secret that is set', async () => {
    await start({ secret: 'our-own-secret' });
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    expect(server.updates.webhook?.secret).toBe('our-own-secret');
  });

  it('brings an update again until the store has taken it', async () => {
    let refusals = 3;
    await start({
      store: {
        ...kept.store,
        transaction: (work) => {
          refusals -= 1;
          return refusals >= 0 ? Promise.reject(new Error('full')) : kept.store.transaction(work);
        },
      },
    });
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    const statuses = server.updates.deliveries.map(({ status }) => status);
    expect(statuses.filter((status) => status === 500)).toHaveLength(3);
    expect(statuses.at(-1)).toBe(200);
    expect(said(7)).toEqual(['答：一']);
  });

  it('is taken over by the others when one of several processes ends', async () => {
    const first = await start({ timing: { owner: 'first' } });
    const second = await start({ timing: { owner: 'second' } });
    server.updates.spread([first.url, second.url]);
    server.updates.retryMs = 20;
    for (let each = 0; each < 10; each += 1)
      for (let chat = 1; chat <= 5; chat += 1) server.userSays(chat, `${each}`);
    await server.waitForMessages(1, 2);
    await first.transport.telegram.stop();
    for (let chat = 1; chat <= 5; chat += 1) {
      await server.waitForMessages(chat, 10);
      expect(said(chat)).toEqual(Array.from({ length: 10 }, (_, each) => `答：${each}`));
    }
  });
});

let answer: () => Promise<boolean>;

describe('a call of the webhook', () => {
  const received: unknown[] = [];
  const { logger, lines } = keptLog();
  const webhook = createWebhook({
    secret: 'right',
    receive: (raw) => {
      received.push(raw);
      return answer();
    },
    logger,
    bodyLimitBytes: 1000,
  });
  const call = async (body: BodyInit, headers: Record<string, string>, method = 'POST') => {
    const content = method === 'GET' ? {} : { body, duplex: 'half' };
    const request = new Request('http://127.0.0.1/telegram?x=1', { method, headers, ...content });
    return (await webhook(request)).status;
  };
  const right = { 'X-Telegram-Bot-Api-Secret-Token': 'right' };
  beforeEach(() => {
    received.length = 0;
    answer = () => Promise.resolve(true);
  });

  it('with the secret is taken over', async () => {
    expect(await call('{"update_id":5}', right)).toBe(200);
    expect(received).toEqual([{ update_id: 5 }]);
  });

  it.each([
    ['no secret', {}],
    ['a wrong secret', { 'X-Telegram-Bot-Api-Secret-Token': 'wrong' }],
    ['a longer secret', { 'X-Telegram-Bot-Api-Secret-Token': 'rightright' }],
  ])('with %s is refused', async (_name, headers) => {
    expect(await call('{"update_id":5}', headers as Record<string, string>)).toBe(401);
    expect(received).toEqual([]);
    expect(lines.join('')).not.toContain('wrong');
  });

  it('that is no post, no JSON or too much is refused', async () => {
    expect(await call('', right, 'GET')).toBe(405);
    expect(await call('{"update_id":', right)).toBe(400);
    expect(await call(`"${'a'.repeat(1000)}"`, right)).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        for (let part = 0; part < 5; part += 1) controller.enqueue(new TextEncoder().encode('a'.repeat(300)));
        controller.close();
      },
    });
    expect(await call(stream, right)).toBe(413);
    expect(received).toEqual([]);
  });

  it('is to be repeated when it cannot be taken over', async () => {
    answer = () => Promise.resolve(false);
    expect(await call('{"update_id":5}', right)).toBe(503);
    answer = () => Promise.reject(new Error('about 13800138000'));
    expect(await call('{"update_id":5}', right)).toBe(500);
    expect(lines.join('')).not.toContain('13800138000');
  });
});
