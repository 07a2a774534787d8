import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import telegramTestApi from 'telegram-test-api';
import { startBotApiServer } from '../../support/bot-api-server.ts';
import {
  openTestStore,
  startTransport,
  type TestStore,
  type TestTransport,
} from '../../support/telegram-transport.ts';

/** What is exported is the class itself, other than its types say. */
const TelegramServer = telegramTestApi as unknown as typeof telegramTestApi.default;

const token = '110201543:sampleToken';
let server: InstanceType<typeof TelegramServer>;
let kept: TestStore;
let transport: TestTransport;

beforeEach(async () => {
  server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' });
  await server.start();
  kept = await openTestStore();
});
afterEach(async () => {
  await transport.telegram.stop();
  await server.stop();
  await kept.remove();
});

/** Of a server that was closed just now. */
async function freePort(): Promise<number> {
  const passing = await startBotApiServer();
  await passing.close();
  return Number(new URL(passing.url).port);
}

describe('a Bot API server that somebody else wrote', () => {
  it('is answered in order, in private, with a command and a button', async () => {
    transport = startTransport({
      server: { url: server.config.apiURL, token },
      store: kept.store,
    });
    const client = server.getClient(token, { chatId: 7, userId: 7 });
    await client.sendMessage(client.makeMessage('低保户能报几成？'));
    await client.sendCommand(client.makeCommand('/help 怎么用'));
    await client.sendCallback(client.makeCallbackQuery('c:1', { message: { message_id: 1 } }));
    await vi.waitFor(() => {
      const texts = server.storage.botMessages.map(({ message }) => message.text);
      expect(texts).toEqual(['答：低保户能报几成？', '答：怎么用', '按：c:1']);
    }, 8000);
  });
});
