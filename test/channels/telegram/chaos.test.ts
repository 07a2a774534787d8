import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import { type ProcessOptions, startProcess } from '../../support/chaos-processes.ts';
import { findPostgres, startPostgres } from '../../support/postgres.ts';
import { type ChaosOptions, runChaos } from '../../support/telegram-chaos.ts';

const script = join(import.meta.dirname, '..', '..', 'support', 'telegram-echo-process.mjs');
const bin = findPostgres(process.env);

let server: BotApiServer;
let folder: string;
beforeEach(async () => {
  server = await startBotApiServer();
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-chaos-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const processOf = (more: Readonly<Record<string, string>> = {}): ProcessOptions => ({
  command: [script, dirname(inject('cliPath'))],
  environment: {
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
    WENZHENG_DATA_DIR: folder,
    WENZHENG_TELEGRAM_RATE: '1000',
    WENZHENG_TELEGRAM_CHAT_RATE: '6000',
    WENZHENG_LOG_LEVEL: 'warn',
    ...more,
  },
  logFile: join(folder, 'log'),
});

const usual: Omit<ChaosOptions, 'server' | 'start' | 'kills' | 'processes'> = {
  chats: 10,
  questionsPerChat: 5,
  questions: ['一', '二', '三', '四', '五'],
  duplicates: 0.1,
  faults: 0.1,
  lostAnswers: 0.01,
  settleMs: 50,
  patienceMs: 15_000,
  seed: 20_261_129,
};

const right = { wrong: [], doubledUnexplained: [], refused: [], chatsRight: usual.chats };

describe('when calls fail and processes are killed', { timeout: 60_000 }, () => {
  it('every question is answered, in order, once, over the embedded database', async () => {
    const report = await runChaos({
      ...usual,
      server,
      start: () => startProcess(processOf()),
      kills: 2,
      processes: 1,
    });
    expect(report).toMatchObject({ ...right, kills: 2 });
    expect(readFileSync(join(folder, 'log'), 'utf8')).not.toContain(server.token.split(':')[1]);
  });

  it.skipIf(bin === undefined)('and over PostgreSQL with two processes behind a webhook', async () => {
    const postgres = await startPostgres(bin ?? '');
    try {
      const databaseUrl = await postgres.createDatabase();
      const ports = [await freePort(), await freePort()];
      const addresses = ports.map((port) => `http://127.0.0.1:${port}/telegram`);
      server.updates.spread(addresses);
      const start = (number: number) =>
        startProcess(
          processOf({
            WENZHENG_PORT: String(ports[number]),
            TELEGRAM_WEBHOOK_URL: addresses[number] ?? '',
            DATABASE_URL: databaseUrl,
            LEASE_MS: '1500',
          }),
        );
      const smaller = { ...usual, chats: 5, questionsPerChat: 3 };
      const report = await runChaos({ ...smaller, server, start, kills: 1, processes: 2 });
      expect(report).toMatchObject({ ...right, chatsRight: 5, kills: 1 });
    } finally {
      await postgres.stop();
    }
  });
});

/** Of a server that was closed just now. */
async function freePort(): Promise<number> {
  const passing = await startBotApiServer();
  await passing.close();
  return Number(new URL(passing.url).port);
}
