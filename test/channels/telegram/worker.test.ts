import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HandleUpdate } from '../../../src/channels/telegram/handled.ts';
import { statusTexts } from '../../../src/answering/fixed-texts.ts';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import {
  echo,
  openTestStore,
  outgoing,
  say,
  startTransport,
  testKeys,
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
const textOf = (update: Parameters<HandleUpdate>[0]): string => ('text' in update ? update.text : '');

const hold = (owner: string, milliseconds: number) =>
  kept.store.leases.acquire(
    `telegram:handle:${testKeys.chat('telegram', '7')}`,
    owner,
    new Date().toISOString(),
    new Date(Date.now() + milliseconds).toISOString(),
  );

/** Like the echo, but waits first. */
const slowly =
  (milliseconds: (text: string) => number): HandleUpdate =>
  async (update) => {
    await delay(milliseconds(textOf(update)));
    return echo(update);
  };

describe('updates', () => {
  it('of one chat are handled in order, however long each takes; others do not wait', async () => {
    const held = new EventEmitter();
    start({
      handle: async (update) => {
        await (textOf(update) === '慢' ? once(held, 'release') : delay(Math.random() * 20));
        return echo(update);
      },
    });
    server.userSays(1, '慢');
    for (let each = 0; each < 5; each += 1)
      for (let chat = 1; chat <= 20; chat += 1) server.userSays(chat, `${each}`);
    const answers = ['答：0', '答：1', '答：2', '答：3', '答：4'];
    for (let chat = 2; chat <= 20; chat += 1) {
      await server.waitForMessages(chat, 5);
      expect(said(chat)).toEqual(answers);
    }
    expect(said(1)).toEqual([]);
    held.emit('release');
    await server.waitForMessages(1, 6);
    expect(said(1)).toEqual(['答：慢', ...answers]);
  });

  it('that are delivered again are answered once', async () => {
    start();
    const { updateId } = server.userSays(7, '一');
    server.redeliver(updateId);
    await server.waitForMessages(7, 1);
    server.redeliver(updateId);
    server.userSays(7, '二');
    await server.waitForMessages(7, 2);
    await delay(100);
    expect(said(7)).toEqual(['答：一', '答：二']);
  });

  it('that came before the start are answered', async () => {
    const first = start();
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    await first.telegram.stop();
    server.userSays(7, '二');
    start();
    await server.waitForMessages(7, 2);
    expect(said(7)).toEqual(['答：一', '答：二']);
  });
});

describe('a handler', () => {
  it('that throws is answered for with the fixed sentence, and the next question is handled', async () => {
    const { log, telegram } = start({
      handle: (update) =>
        textOf(update) === '坏' ? Promise.reject(new Error('about 13800138000')) : echo(update),
    });
    server.userSays(7, '坏');
    server.userSays(7, '好');
    await server.waitForMessages(7, 2);
    expect(said(7)).toEqual([statusTexts.error_internal, '答：好']);
    expect(log.join('')).toContain('an update could not be handled');
    expect(log.join('')).not.toMatch(/13800138000|坏/);
    expect(telegram.metrics.read()).toMatchObject({ faults: 1, handled: 2 });
  });

  it('that comes to no end is given up', async () => {
    start({
      handle: (update) => (textOf(update) === '坏' ? new Promise(() => {}) : echo(update)),
      timing: { handleTimeoutMs: 60 },
    });
    server.userSays(7, '坏');
    server.userSays(7, '好');
    await server.waitForMessages(7, 2);
    expect(said(7)).toEqual([statusTexts.error_internal, '答：好']);
  });

  it('whose result rests on what has changed is asked anew, and nothing of the first stays', async () => {
    let asked = 0;
    start({
      handle: (update) => {
        asked += 1;
        const number = asked;
        return Promise.resolve({
          async commit(calls, at) {
            await say(calls, update, at, outgoing(update, `第${number}次`));
            return number === 3;
          },
        });
      },
    });
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    await delay(100);
    expect(said(7)).toEqual(['第3次']);
  });

  it('whose result never holds is given up', async () => {
    start({ handle: () => Promise.resolve({ commit: () => Promise.resolve(false) }) });
    server.userSays(7, '一');
    await server.waitForMessages(7, 1);
    expect(said(7)).toEqual([statusTexts.error_internal]);
  });

  it('that fails while the store is away is asked again when it is back', async () => {
    let isAway = true;
    const { store } = kept;
    start({
      store: { ...store, isHealthy: () => Promise.resolve(!isAway) },
      handle: (update) => (isAway ? Promise.reject(new Error('no connection')) : echo(update)),
    });
    server.userSays(7, '一');
    await delay(300);
    expect(said(7)).toEqual([]);
    isAway = false;
    await server.waitForMessages(7, 1);
    expect(said(7)).toEqual(['答：一']);
  });

  it('keeps nobody waiting with nothing said when it said nothing', async () => {
    start();
    server.userBlocks(7);
    server.userUnblocks(7);
    server.userSays(7, '我回来了');
    await server.waitForMessages(7, 1);
    expect(said(7)).toEqual(['答：我回来了']);
  });
});

describe('the sign of typing', () => {
  it('is shown in private while an answer takes long, and only then', async () => {
    start({ handle: slowly((text) => (text === '慢' ? 500 : 0)) });
    server.userSays(7, '快');
    server.userSays(8, '慢');
    server.userSays({ chat: -1_001_000_000_001, user: 8 }, '@wenzheng_bot 慢');
    await server.waitForMessages(8, 1);
    await server.waitForMessages(-1_001_000_000_001, 1);
    expect(server.callsOf('sendChatAction').map(({ parameters }) => parameters)).toEqual([
      { chat_id: '8', action: 'typing' },
    ]);
    server.failNext('sendChatAction', { kind: 'status', code: 502 });
    server.userSays(8, '慢');
    await server.waitForMessages(8, 2);
  });
});

describe('the right to work on a chat', () => {
  it('of an earlier process holds nobody up over the embedded database', async () => {
    await hold('a process that was killed', 60_000);
    start();
    server.userSays(7, '一');
    await server.waitForMessages(7, 1, 1000);
    expect(said(7)).toEqual(['答：一']);
  });

  it('of another process is waited for, and taken over when it is not renewed', async () => {
    await hold('a process that was killed', 700);
    start({ timing: { owner: 'another process' } });
    server.userSays(7, '一');
    server.userSays(8, '一');
    await server.waitForMessages(8, 1);
    await delay(200);
    expect(said(7)).toEqual([]);
    await server.waitForMessages(7, 1, 2000);
  });

  it('is renewed while a handler takes longer than it lasts', async () => {
    const handled: string[] = [];
    const handle =
      (name: string): HandleUpdate =>
      async (update) => {
        handled.push(name);
        await delay(600);
        return echo(update);
      };
    const timing = { leaseMs: 150 };
    start({ handle: handle('first'), timing: { ...timing, owner: 'first' } });
    server.userSays(7, '一');
    await server.waitUntil(
      () => handled.length === 1,
      () => 'handling',
    );
    start({ handle: handle('second'), timing: { ...timing, owner: 'second' } });
    await server.waitForMessages(7, 1);
    await delay(200);
    expect(handled).toEqual(['first']);
    expect(said(7)).toEqual(['答：一']);
  });
});

describe('stopping', () => {
  it('ends what is being handled, sends it, and leaves the rest for the next start', async () => {
    const begun: string[] = [];
    const first = start({
      handle: async (update) => {
        begun.push(textOf(update));
        await delay(200);
        return echo(update);
      },
    });
    server.userSays(7, '一');
    server.userSays(7, '二');
    await server.waitUntil(
      () => begun.length === 1,
      () => 'handling',
    );
    await first.telegram.stop();
    expect(said(7)).toEqual(['答：一']);
    expect(await first.telegram.metrics.waiting()).toEqual({ updates: 1, messages: 0 });
    start();
    await server.waitForMessages(7, 2);
    expect(said(7)).toEqual(['答：一', '答：二']);
  });

  it('does not wait for Telegram', async () => {
    await server.close();
    const { telegram } = start();
    const began = performance.now();
    await delay(50);
    await telegram.stop();
    expect(performance.now() - began).toBeLessThan(1000);
    server = await startBotApiServer();
  });

  it('does not wait for a Telegram that is silent', async () => {
    server.failNext('getMe', { kind: 'hang', ms: 30_000 });
    const { telegram } = start();
    await server.waitUntil(
      () => server.callsOf('getMe').length === 1,
      () => 'getMe',
    );
    const began = performance.now();
    await telegram.stop();
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
