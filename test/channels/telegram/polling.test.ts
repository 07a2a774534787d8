import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import {
  openTestStore,
  startTransport,
  type TestStore,
  type TestTransport,
  type TransportOptions,
} from '../../support/telegram-transport.ts';

let server: BotApiServer;
let kept: TestStore;
const running: TestTransport[] = [];

beforeEach(async () => {
  server = await startBotApiServer();
  kept = await openTestStore();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ telegram }) => telegram.stop()));
  await server.close();
  await kept.remove();
});

function start(options: Partial<TransportOptions> = {}): TestTransport {
  const transport = startTransport({ server, store: kept.store, ...options });
  running.push(transport);
  return transport;
}

const said = (chat: number): string[] => server.messages(chat).map(({ visible }) => visible);

describe('long polling', () => {
  it('asks who the bot is, removes a webhook, sets the menu and answers', async () => {
    const { telegram } = start();
    server.userSays(7, '低保户能报几成？');
    await server.waitForMessages(7, 1);
    expect(said(7)).toEqual(['答：低保户能报几成？']);
    expect(server.messages(7)[0]).toMatchObject({ replyTo: 1 });
    await server.waitUntil(
      () => server.chats.commands.size === 2,
      () => 'menus',
    );
    expect(server.chats.commands.get('all_private_chats')).toMatchObject([{ command: 'help' }]);
    expect(server.updates.allowed).toEqual(['message', 'edited_message', 'callback_query', 'my_chat_member']);
    expect(server.refused).toEqual([]);
    expect(telegram.webhook).toBeNull();
    await vi.waitFor(async () =>
      expect(await telegram.metrics.waiting()).toEqual({ updates: 0, messages: 0 }),
    );
    expect(telegram.metrics.read()).toMatchObject({ received: { message: 1 }, sent: 1, duplicates: 0 });
  });

  it('goes on when Telegram is out of reach at the start', async () => {
    const down = { kind: 'status', code: 502 } as const;
    server.failNext('getMe', down, { kind: 'page', code: 200 });
    server.failNext('deleteWebhook', { kind: 'reset' });
    server.failNext(
      'getUpdates',
      down,
      { kind: 'reset' },
      { kind: 'page', code: 200 },
      { kind: 'page', code: 404 },
    );
    server.failNext('setMyCommands', down, down);
    const { log } = start();
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    await server.waitUntil(
      () => server.chats.commands.size === 2,
      () => 'menus',
    );
    expect(log.join('')).toContain('Telegram could not be asked for updates');
    expect(log.join('')).not.toContain(server.token.split(':')[1]);
  });

  it('says what to do when the token is not known, and goes on when it is', async () => {
    server.failNext('getMe', { kind: 'status', code: 401, description: 'Unauthorized' });
    const { log } = start();
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    expect(log.join('')).toContain('set TELEGRAM_BOT_TOKEN');
  });

  it('tells whoever runs the program once, in Chinese, what is wrong, and when it is well again', async () => {
    server.failNext(
      'getMe',
      { kind: 'status', code: 502 },
      { kind: 'reset' },
      { kind: 'status', code: 401, description: 'Unauthorized' },
      { kind: 'status', code: 401, description: 'Unauthorized' },
    );
    const told: string[] = [];
    start({ tell: (sentence) => void told.push(sentence) });
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    expect(told).toEqual([
      expect.stringMatching(/^连不上 Telegram.*程序会一直重试/),
      expect.stringMatching(/^Telegram 不认这个令牌.*请检查 TELEGRAM_BOT_TOKEN/),
      '已经连上 Telegram，机器人是 @wenzheng_bot。',
    ]);
    expect(told.join('')).not.toContain(server.token.split(':')[1]);
  });

  it('tells nothing when all is well, and what to do when Telegram does not take the webhook', async () => {
    const told: string[] = [];
    const tell = (sentence: string) => void told.push(sentence);
    start({ tell });
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    expect(told).toEqual([]);
    server.failNext('setWebhook', { kind: 'status', code: 400, description: 'Bad Request' });
    start({ tell, webhook: { url: 'https://example.gov.cn/telegram', secret: undefined } });
    await vi.waitFor(() =>
      expect(told).toEqual([expect.stringMatching(/^Telegram 不接受推送地址.*TELEGRAM_WEBHOOK_URL/)]),
    );
  });

  it('says what to do when somebody else receives the updates', async () => {
    const { log } = start();
    await server.waitUntil(
      () => server.callsOf('getUpdates').length > 0,
      () => 'polling',
    );
    await fetch(`${server.url}/bot${server.token}/getUpdates`);
    await vi.waitFor(() => expect(log.join('')).toContain('another program receives the updates'));
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
  });

  it('waits as long as Telegram asks', async () => {
    server.failNext('getUpdates', { kind: 'status', code: 429, retryAfter: 1 });
    start();
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    const [first, second] = server.callsOf('getUpdates');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
  });

  it('asks again for what the store did not take', async () => {
    let refusals = 3;
    const { log } = start({
      store: {
        ...kept.store,
        transaction: (work) => {
          refusals -= 1;
          return refusals >= 0 ? Promise.reject(new Error('full')) : kept.store.transaction(work);
        },
      },
    });
    server.userSays(7, '一');
    server.userSays(7, '二');
    await server.waitForMessages(7, 2);
    expect(said(7)).toEqual(['答：一', '答：二']);
    expect(log.join('')).toContain('updates could not be stored');
  });

  it('does not spin on what it cannot confirm, nor lose what comes with it', async () => {
    start();
    server.pushUpdate({ update_id: 'x', message: {} });
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.callsOf('getUpdates').length).toBeLessThan(15);
  });

  it('takes over hundreds at once', async () => {
    for (let each = 1; each <= 210; each += 1) server.userSays(each % 30 || 30, `${each}`);
    start();
    for (let chat = 1; chat <= 30; chat += 1) {
      await server.waitForMessages(chat, 7);
      expect(said(chat)).toEqual(Array.from({ length: 7 }, (_, round) => `答：${chat + 30 * round}`));
    }
  });
});
