/**
 * How long a person waits for the bot: from the update that Telegram has until the sendMessage that answers it, with
 * the real program as a process of its own, the embedded database, long polling, and Telegram's limits out of the way.
 * Usage, after `npm run build`: node bench/telegram.mjs [--chats 200] [--rounds 6] [--rate 30] [--seconds 20] [--program dist]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadSupport, project, serveCommand } from './telegram-support.mjs';

const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '6' },
    rate: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '20' },
    program: { type: 'string', default: join(project, 'dist') },
  },
});
const chats = Number(values.chats);
const questions = [
  '低保户住院能报多少？',
  '临时救助怎么申请',
  '公厕建设补助标准是多少',
  '清新府办〔2018〕16号有效吗',
  '精神病人监护人有补助吗',
  '森林防火期是几月到几月',
  '畜禽养殖场什么时候要清拆',
  '清新2024年低保标准是多少？',
];

const { startBotApiServer, startProcess } = await loadSupport('bot-api-server', 'chaos-processes');
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-bench-'));
const server = await startBotApiServer();
const bot = await startProcess({
  command: serveCommand({ program: resolve(values.program), folder }),
  environment: {
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
    WENZHENG_DATA_DIR: join(folder, 'data'),
    WENZHENG_PORT: '0',
    WENZHENG_TELEGRAM_RATE: '1000',
    WENZHENG_TELEGRAM_CHAT_RATE: '6000',
    WENZHENG_LOG_LEVEL: 'warn',
  },
  logFile: join(folder, 'log'),
});
try {
  server.userSays(chats + 1, '/start');
  await server.waitForMessages(chats + 1, 1, 60_000);
  console.log(`${cpus().length} cores, Node ${process.version}, ${chats} chats`);
  for (let round = 1; round <= Number(values.rounds); round += 1) await allAtOnce(round);
  await steadily(Number(values.rate), Number(values.seconds));
} finally {
  await bot.stop();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Every chat asks at the same moment. */
async function allAtOnce(round) {
  const asked = [];
  for (let chat = 1; chat <= chats; chat += 1) asked.push(ask(chat, round + chat));
  const waits = await Promise.all(asked);
  report(`round ${round}, all at once`, waits, Math.max(...waits) / 1000);
}

/** So many questions a second, each in another chat. */
async function steadily(rate, seconds) {
  const asked = [];
  const began = performance.now();
  for (let count = 0; count < rate * seconds; count += 1) {
    await delay(Math.max(0, began + (count * 1000) / rate - performance.now()));
    asked.push(ask((count % chats) + 1, count));
  }
  report(`${rate} a second`, await Promise.all(asked), (performance.now() - began) / 1000);
}

/** @returns milliseconds until the first message of the answer. */
async function ask(chat, number) {
  const before = server.messages(chat).length;
  const began = performance.now();
  server.userSays(chat, questions[number % questions.length]);
  const messages = await server.waitForMessages(chat, before + 1, 120_000);
  return messages[before].at - began;
}

function report(name, waits, seconds) {
  const sorted = waits.toSorted((left, right) => left - right);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  console.log(
    `${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms; ${Math.round((10 * waits.length) / seconds) / 10} answers a second`,
  );
}
