/**
 * A bot of its own process that says everything again, to be killed by the tests.
 * Usage: node telegram-echo-process.mjs <compiled program>, with the environment of the real one; PORT for the webhook.
 * Writes a line to standard output when it runs.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const compiled = process.argv[2] ?? '';
const load = (path) => import(pathToFileURL(join(compiled, path)).href);
const [
  { startTelegram },
  { openStore },
  { createLogger },
  { loadConfig },
  { deriveKeys, keyedHash },
  { startHttpServer },
  { Hono },
] = await Promise.all([
  load('channels/telegram/start-telegram.js'),
  load('store/open-store.js'),
  load('logger.js'),
  load('config.js'),
  load('conversations/derive-keys.js'),
  load('channels/http/start-http-server.js'),
  import('hono'),
]);

const config = loadConfig(process.env);
const logger = createLogger(config.WENZHENG_LOG_LEVEL);
const { hashing } = deriveKeys('a secret of the tests');
const store = await openStore({
  dataDir: config.WENZHENG_DATA_DIR,
  databaseUrl: config.DATABASE_URL?.reveal(),
  logger,
});
const keys = {
  user: (channel, id) => keyedHash(hashing, 'user', channel, id),
  chat: (channel, id) => keyedHash(hashing, 'chat', channel, id),
};

async function echo(update) {
  const text = 'text' in update ? `答：${update.text.replaceAll(/[&<>]/g, '')}` : '看不了';
  const { chatId, threadId, userId } = update;
  const payload = { method: 'sendMessage', chatId, threadId, text, replyTo: null, buttons: [] };
  const chatKey = keys.chat('telegram', chatId);
  return {
    async commit(calls, at) {
      const wanted = { channel: 'telegram', userKey: keys.user('telegram', userId), chatKey };
      const { id } = await calls.conversations.open(
        { ...wanted, replyAddress: JSON.stringify({ chatId, threadId }) },
        at,
      );
      await calls.outbox.add({
        channel: 'telegram',
        chatKey,
        conversationId: id,
        payload: JSON.stringify(payload),
        createdAt: at,
      });
      return true;
    },
  };
}

const url = config.TELEGRAM_WEBHOOK_URL;
const telegram = startTelegram({
  token: config.TELEGRAM_BOT_TOKEN,
  apiRoot: config.TELEGRAM_API_ROOT,
  webhook: url === undefined ? null : { url, secret: config.TELEGRAM_WEBHOOK_SECRET },
  store,
  keys,
  createHandler: () => echo,
  renderHandoverMessage: () => [],
  commands: { privateChats: [{ command: 'help', description: '怎么用' }], groups: [] },
  rates: {
    perSecond: config.WENZHENG_TELEGRAM_RATE,
    perChatMinute: config.WENZHENG_TELEGRAM_CHAT_RATE,
    perGroupMinute: 20,
  },
  now: () => new Date(),
  logger,
  timing: { firstRetryMs: 200, leaseMs: Number(process.env.LEASE_MS ?? 30_000) },
});
let http;
if (telegram.webhook) {
  const app = new Hono();
  app.post('/telegram', (context) => telegram.webhook(context.req.raw));
  http = await startHttpServer(app, { host: '127.0.0.1', port: config.WENZHENG_PORT });
}
process.stdout.write('runs\n');
process.once('SIGTERM', async () => {
  await http?.close();
  await telegram.stop();
  await store.close();
});
