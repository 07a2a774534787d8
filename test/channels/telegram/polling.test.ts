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
});
