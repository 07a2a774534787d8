import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plainWords } from '../../../src/channels/telegram/deliver-message.ts';
import type { OutgoingPayload } from '../../../src/channels/telegram/outgoing-payload.ts';
import type { Conversation } from '../../../src/store/store.ts';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import {
  openTestStore,
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
const conversationOf = (chat: number): Promise<Conversation> =>
  kept.store.conversations.open(
    {
      channel: 'telegram',
      userKey: testKeys.user('telegram', String(chat)),
      chatKey: testKeys.chat('telegram', String(chat)),
      replyAddress: JSON.stringify({ chatId: String(chat), threadId: null }),
    },
    new Date().toISOString(),
  );

/** Puts a message into the outbox, for a chat that exists. */
async function post(chat: number, text: string, more: object = {}, createdAt = new Date()) {
  server.chats.open(chat);
  const payload = { method: 'sendMessage', chatId: String(chat), threadId: null, text, replyTo: null };
  return kept.store.outbox.add({
    channel: 'telegram',
    chatKey: testKeys.chat('telegram', String(chat)),
    conversationId: (await conversationOf(chat)).id,
    payload: JSON.stringify({ ...payload, buttons: [], ...more }),
    createdAt: createdAt.toISOString(),
  });
}

const untilSent = (transport: TestTransport): Promise<void> =>
  vi.waitFor(async () => expect((await transport.telegram.metrics.waiting()).messages).toBe(0), 5000);

const edit = (messageId: number): Partial<OutgoingPayload> => ({ method: 'editMessage', messageId });

describe('messages', () => {
  it('go out in their order in each chat, with their buttons', async () => {
    for (let each = 0; each < 5; each += 1)
      for (let chat = 1; chat <= 4; chat += 1) await post(chat, `<b>${each}</b>`);
    await post(1, '看', {
      buttons: [
        [
          { text: '算一算', data: 'c:1' },
          { text: '私聊', url: 'https://t.me/wenzheng_bot' },
        ],
      ],
    });
    await untilSent(start());
    for (let chat = 2; chat <= 4; chat += 1) expect(said(chat)).toEqual(['0', '1', '2', '3', '4']);
    expect(server.messages(1).at(-1)?.buttons).toEqual([
      [
        { text: '算一算', callback_data: 'c:1' },
        { text: '私聊', url: 'https://t.me/wenzheng_bot' },
      ],
    ]);
    expect(server.refused).toEqual([]);
  });

  it('that were on their way when the process died are sent again', async () => {
    const message = await post(7, '一');
    await kept.store.outbox.markSending(message.id);
    await untilSent(start());
    expect(said(7)).toEqual(['一']);
  });

  it('that are too old help nobody', async () => {
    await post(7, '旧', {}, new Date(Date.now() - 25 * 3_600_000));
    await post(7, '新');
    const transport = start();
    await untilSent(transport);
    expect(said(7)).toEqual(['新']);
    expect(transport.telegram.metrics.read().failed).toEqual({ gone: 0, refused: 0, too_old: 1 });
  });

  it('that cannot be read hold nobody up', async () => {
    await post(7, '一', { text: undefined });
    await post(7, '二');
    await untilSent(start());
    expect(said(7)).toEqual(['二']);
  });
});

describe('when Telegram asks to wait', () => {
  it('the chat waits as long as asked, its later messages behind it; other chats go on', async () => {
    server.failNext('sendMessage', { kind: 'status', code: 429, retryAfter: 1 });
    await post(1, '一');
    await post(1, '二');
    const transport = start();
    await server.waitUntil(
      () => server.callsOf('sendMessage').length === 1,
      () => 'first call',
    );
    const asked = performance.now();
    await post(2, '一');
    await server.waitForMessages(2, 1, 900);
    await untilSent(transport);
    expect(said(1)).toEqual(['一', '二']);
    expect(server.messages(1)[0]?.at).toBeGreaterThan(asked + 950);
    expect(transport.telegram.metrics.read()).toMatchObject({ retries: { flood: 1 }, sent: 3 });
  });

  it('in several chats one after the other, all wait', async () => {
    const flood = { kind: 'status', code: 429, retryAfter: 1 } as const;
    server.failNext('sendMessage', flood, flood, flood);
    for (const chat of [1, 2, 3]) await post(chat, '一');
    const transport = start();
    await vi.waitFor(() => expect(transport.telegram.metrics.read().retries.flood).toBe(3));
    const asked = performance.now();
    await post(4, '一');
    await untilSent(transport);
    expect(server.messages(4)[0]?.at).toBeGreaterThan(asked + 800);
  });
});

describe('when Telegram is not reached', () => {
  it.each([
    ['502', { kind: 'status', code: 502 }],
    ['a page of a proxy', { kind: 'page', code: 503 }],
    ['a page with status 200', { kind: 'page', code: 200 }],
    ['a page with status 404', { kind: 'page', code: 404 }],
    ['a reset', { kind: 'reset' }],
    ['no answer', { kind: 'hang', ms: 300 }],
    ['an unknown token', { kind: 'status', code: 401, description: 'Unauthorized' }],
  ] as const)('by %s, the message is sent later', async (_name, fault) => {
    server.failNext('sendMessage', fault, fault);
    await post(7, '一');
    await post(7, '二');
    const transport = start({ timing: { callTimeoutMs: 100 } });
    await untilSent(transport);
    expect(said(7)).toEqual(['一', '二']);
    expect(transport.telegram.metrics.read()).toMatchObject({ retries: { unreachable: 2 }, sent: 2 });
    expect(transport.log.join('')).not.toContain(server.token.slice(-20));
  });

  it('an answer that got lost means the message twice: this is known', async () => {
    server.failNext('sendMessage', { kind: 'reset', after: true });
    await post(7, '一');
    await untilSent(start());
    expect(said(7)).toEqual(['一', '一']);
  });
});

describe('a message that Telegram does not take', () => {
  it('with wrong HTML goes out as plain words', async () => {
    await post(7, '<b>低保 &lt; 5 &amp; 6 &#20013;</i>');
    const transport = start();
    await untilSent(transport);
    expect(server.messages(7)).toMatchObject([{ visible: '低保 < 5 & 6 中', isHtml: false }]);
    expect(transport.telegram.metrics.read()).toMatchObject({ mended: 1, sent: 1 });
    expect(plainWords('a < b <b>c</b> &nbsp; &#99999999;')).toBe('a < b c &nbsp; &#99999999;');
  });

  it('as an answer to a message that is gone goes out without it', async () => {
    server.failNext('sendMessage', {
      kind: 'status',
      code: 400,
      description: 'Bad Request: message to be replied not found',
    });
    await post(7, '答', { replyTo: server.chats.nextMessageId(server.chats.open(7)) });
    await untilSent(start());
    expect(server.messages(7)).toMatchObject([{ visible: '答', replyTo: null }]);
  });

  it('in a topic that is gone goes out beside it', async () => {
    await post(-1_001_000_000_001, '一', { threadId: 5 });
    await untilSent(start());
    expect(server.messages(-1_001_000_000_001)).toMatchObject([{ visible: '一', threadId: null }]);
  });

  it('with buttons that it refuses goes out without them', async () => {
    await post(7, '一', { buttons: [[{ text: '看', data: '民'.repeat(30) }]] });
    await untilSent(start());
    expect(server.messages(7)).toMatchObject([{ visible: '一', buttons: [], isHtml: true }]);
  });

  it('with half a character goes out without it', async () => {
    await post(7, '一\ud800二', { buttons: [[{ text: '看\udc00', data: 'x' }]] });
    await untilSent(start());
    expect(server.messages(7)).toMatchObject([{ visible: '一\ufffd二', buttons: [[{ text: '看\ufffd' }]] }]);
    expect(server.refused).toEqual([]);
  });

  it('because it is too long is cut, and the next one follows', async () => {
    await post(7, '民'.repeat(5000));
    await post(7, '二');
    await untilSent(start());
    expect(said(7)).toEqual(['民'.repeat(4096), '二']);
  });

  it('in any form is given up, and the next one follows', async () => {
    await post(7, ' ');
    await post(7, '二');
    const transport = start();
    await untilSent(transport);
    expect(said(7)).toEqual(['二']);
    expect(transport.telegram.metrics.read().failed.refused).toBe(1);
  });

  it('because nothing changed is done', async () => {
    await post(7, '一');
    const transport = start();
    await untilSent(transport);
    await post(7, '二', edit(1));
    await post(7, '二', edit(1));
    await untilSent(transport);
    expect(server.messages(7)).toMatchObject([{ visible: '二', earlier: ['一'], edits: 1 }]);
    expect(transport.telegram.metrics.read()).toMatchObject({ sent: 3, failed: { refused: 0 } });
  });

  it('as an edit of a message that is gone becomes a new one', async () => {
    await post(7, '一', edit(55));
    await untilSent(start());
    expect(said(7)).toEqual(['一']);
  });

  it('because the group became a supergroup goes there', async () => {
    server.chats.open(-1_001_000_000_002);
    await post(-5, '一');
    server.refuseChat(-5, {
      code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      migrateTo: -1_001_000_000_002,
    });
    await untilSent(start());
    expect(said(-1_001_000_000_002)).toEqual(['一']);
  });

  it.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: not enough rights to send text messages to the chat'],
  ])('because the person is out of reach (%i %s) ends the attempts', async (code, description) => {
    await post(7, '一');
    await post(7, '二');
    server.refuseChat(7, { code, description });
    const transport = start();
    await untilSent(transport);
    expect(server.callsOf('sendMessage')).toHaveLength(1);
    expect(await conversationOf(7)).toMatchObject({ unreachable: true });
    expect(transport.telegram.metrics.read().failed.gone).toBe(2);
  });
});
