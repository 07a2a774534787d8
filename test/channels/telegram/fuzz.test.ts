import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readUpdate } from '../../../src/channels/telegram/read-update.ts';
import { telegramUpdateSchema } from '../../../src/channels/telegram/telegram-update.ts';
import { hasPrivateNumber } from '../../../src/gazette/private-numbers.ts';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { plantedNumbers, randomUpdate } from '../../support/telegram-fuzz.ts';
import { openTestStore, startTransport, type TestStore } from '../../support/telegram-transport.ts';

let server: BotApiServer;
let kept: TestStore;
beforeEach(async () => {
  server = await startBotApiServer();
  kept = await openTestStore();
});
afterEach(async () => {
  await server.close();
  await kept.remove();
});

const bot = { id: '110201543', username: 'wenzheng_bot' };

describe('odd updates', () => {
  it('are read without a fault, and what is kept of them is in order', () => {
    const random = seededRandom(1);
    const texts: string[] = [];
    for (let count = 0; count < 3000; count += 1) {
      const read = readUpdate({ update_id: count, ...randomUpdate(random, 7) }, bot);
      if (read === null) continue;
      const update = telegramUpdateSchema.parse(read);
      expect(update).toEqual(read);
      texts.push(JSON.stringify('text' in update ? update.text : ''));
    }
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((text) => hasPrivateNumber(text, 'typed'))).toEqual([]);
  });

  it('do not keep the bot from answering, nor leave numbers anywhere', async () => {
    const faults: unknown[] = [];
    const onFault = (error: unknown): void => void faults.push(error);
    process.on('unhandledRejection', onFault);
    const { telegram, log } = startTransport({ server, store: kept.store });
    const random = seededRandom(2);
    for (let count = 0; count < 500; count += 1) {
      server.chats.open(count % 10 || 10);
      server.pushUpdate(randomUpdate(random, count % 10 || 10));
      if (count % 100 === 0) server.userSays(500, `第${count}次`);
    }
    const answers = ['答：第0次', '答：第100次', '答：第200次', '答：第300次', '答：第400次'];
    await vi.waitFor(
      () => expect(server.messages(500).map(({ visible }) => visible)).toEqual(answers),
      15_000,
    );
    await vi.waitFor(
      async () => expect(await telegram.metrics.waiting()).toEqual({ updates: 0, messages: 0 }),
      15_000,
    );
    const stored = Buffer.concat(
      readdirSync(kept.dataDir).map((name) => readFileSync(join(kept.dataDir, name))),
    );
    await telegram.stop();
    process.off('unhandledRejection', onFault);
    expect(faults).toEqual([]);
    expect(telegram.metrics.read().faults).toBe(0);
    expect(stored.length).toBeGreaterThan(10_000);
    const written = Buffer.concat([stored, Buffer.from(log.join(''))]);
    expect(plantedNumbers.filter((number) => written.includes(number))).toEqual([]);
  });
});
