import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import {
  openTestStore,
  startTransport,
  testKeys,
  type TestStore,
  type TestTransport,
  type TransportOptions,
} from '../../support/telegram-transport.ts';

const at = '2026-11-29T08:00:00.000Z';
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

/** An open handover of the person. @returns its number. */
async function handOver(chat: number): Promise<number> {
  server.chats.open(chat);
  const { id } = await kept.store.conversations.open(
    {
      channel: 'telegram',
      userKey: testKeys.user('telegram', String(chat)),
      chatKey: testKeys.chat('telegram', String(chat)),
      replyAddress: JSON.stringify({ chatId: String(chat), threadId: null }),
    },
    at,
  );
  const handover = { conversationId: id, summary: '低保', question: '怎么报', openedAt: at };
  return (await kept.store.handovers.open(handover)).number;
}

const sayAs = (sender: 'operator' | 'note' | 'system', handover: number, text: string) =>
  kept.store.handovers.say({ handover, sender, by: '李', text, sentAt: at });

describe('what an operator says', () => {
  it('reaches the resident once, in order, with two processes that look for it', async () => {
    const number = await handOver(7);
    await sayAs('operator', number, '您好');
    start({ timing: { owner: 'one process' } });
    start({ timing: { owner: 'another process' } });
    await server.waitForMessages(7, 1);
    await sayAs('note', number, '此人着急');
    await sayAs('operator', number, '请带身份证');
    await sayAs('system', number, '已交还');
    await server.waitForMessages(7, 3);
    await delay(200);
    expect(said(7)).toEqual(['工作人员：您好', '工作人员：请带身份证', '工作人员：已交还']);
  });

  it('and cannot be shown does not hold up what others say', async () => {
    await sayAs('operator', await handOver(7), '坏');
    await sayAs('operator', await handOver(8), '好');
    const { log } = start({
      renderHandoverMessage: ({ text }) => {
        if (text === '坏') throw new Error('about 13800138000');
        return [{ method: 'sendMessage', chatId: '8', threadId: null, text, replyTo: null, buttons: [] }];
      },
    });
    await server.waitForMessages(8, 1);
    await vi.waitFor(() => expect(log.join('')).toContain('a message of a handover cannot be shown'));
    expect(log.join('')).not.toMatch(/13800138000|坏/);
    expect(await kept.store.handovers.undelivered('telegram', 10)).toHaveLength(1);
  });
});
