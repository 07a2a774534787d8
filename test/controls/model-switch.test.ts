import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createMemoryLedger, createTokenBudget } from '../../src/models/token-budget.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-model-switch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a model that an administrator has switched off', () => {
  it('is not asked, not even connected, and is asked again when it is on', async () => {
    writeFileSync(
      join(folder, 'one.txt'),
      '关于印发医疗救助办法的通知\n清新府办〔2018〕16号\n\n第一条 低保户住院自付部分按80%给予救助。\n',
    );
    let isAllowed = false;
    let connections = 0;
    const faults: unknown[] = [];
    const app = await createApp({
      corpusDir: folder,
      indexDir: join(folder, 'index'),
      today: () => '2026-11-23',
      onFault: (error) => void faults.push(error),
      model: {
        isAllowed: () => isAllowed,
        timeoutMs: 1000,
        connect: () => {
          connections += 1;
          return Promise.reject(new Error('nobody is there'));
        },
      },
    });
    const question = { q: '低保户住院能救助几成？' };
    const { timings: _one, ...engine } = app.answer(question);
    const { timings: _other, ...given } = await app.reply(question);
    expect(given).toEqual(engine);
    expect([connections, app.modelState()]).toEqual([0, 'off']);
    isAllowed = true;
    await app.reply(question);
    expect([connections, app.modelState(), faults.length]).toEqual([1, 'on', 1]);
  });

  it('may use fewer tokens a day from the moment that this is set', async () => {
    let perDay = 1000;
    const budget = createTokenBudget({
      ledger: createMemoryLedger(),
      today: () => '2026-11-29',
      perDay: () => perDay,
      perUser: 0,
    });
    const first = await budget.reserve(undefined, 100);
    await first?.settle({ input: 80, output: 20 });
    expect(await budget.reserve(undefined, 100)).not.toBeNull();
    perDay = 50;
    expect(await budget.reserve(undefined, 100)).toBeNull();
  });
});
