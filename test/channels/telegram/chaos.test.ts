import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import { startProcess } from '../../support/chaos-processes.ts';
import { runChaos } from '../../support/telegram-chaos.ts';

const script = join(import.meta.dirname, '..', '..', 'support', 'telegram-echo-process.mjs');

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

describe('when things go wrong', () => {
  it('and the process is killed again and again, every question is answered, in order, once', {
    timeout: 60_000,
  }, async () => {
    const logFile = join(folder, 'log');
    const start = () =>
      startProcess({
        command: [script, dirname(inject('cliPath'))],
        environment: {
          TELEGRAM_BOT_TOKEN: server.token,
          TELEGRAM_API_ROOT: server.url,
          WENZHENG_DATA_DIR: folder,
          WENZHENG_TELEGRAM_RATE: '1000',
          WENZHENG_TELEGRAM_CHAT_RATE: '6000',
          WENZHENG_LOG_LEVEL: 'warn',
        },
        logFile,
      });
    const report = await runChaos({
      server,
      chats: 10,
      questionsPerChat: 6,
      questions: ['一', '二', '三', '四', '五'],
      duplicates: 0.1,
      faults: 0.1,
      lostAnswers: 0.01,
      kills: 2,
      settleMs: 50,
      processes: 1,
      start,
      patienceMs: 15_000,
      seed: 20_261_129,
    });
    expect(report).toMatchObject({
      wrong: [],
      doubledUnexplained: [],
      refused: [],
      chatsRight: 10,
      kills: 2,
    });
    expect(readFileSync(logFile, 'utf8')).not.toContain(server.token.split(':')[1]);
  });
});
