import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { describeOverBoth, open } from './over-both-databases.ts';
import type { Place } from './over-both-databases.ts';
import { unique } from './samples.ts';

interface StoreProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has said so far, line by line. */
  readonly lines: string[];
  readonly ended: Promise<unknown>;
}

function start(place: Place, task: 'open' | 'record', userKey: string): StoreProcess {
  const modules = dirname(inject('cliPath'));
  const given = JSON.stringify({ modules, place, task, userKey });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'store-process.mjs'), given]);
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = once(child, 'close').then(() => lines.push(...(complaint ? [complaint] : [])));
  return { child, lines, ended };
}

describeOverBoth('several processes', (database) => {
  it('that start at once make the tables once, and share them from then on', async () => {
    const place = await database.newPlace();
    const userKey = unique('user');
    const processes = Array.from({ length: 3 }, () => start(place, 'open', userKey));
    await Promise.all(processes.map(({ ended }) => ended));
    const store = await open(place);
    const [conversation, ...others] = await store.conversations.ofUser('telegram', userKey);
    expect(processes.map(({ lines }) => lines)).toEqual(processes.map(() => [conversation?.id]));
    expect(others).toEqual([]);
    const turns = await store.turns.last(conversation?.id ?? '', 100);
    expect(turns.map(({ turn }) => turn.number)).toEqual(Array.from({ length: 60 }, (_each, n) => n + 1));
  });

  it('killed at any moment lose nothing that was acknowledged, and leave nothing half done', async () => {
    const place = await database.newPlace();
    const store = await open(place);
    const said: string[] = [];
    const users: string[] = [];
    for (let round = 0; round < 2; round++) {
      const pair = [start(place, 'record', unique('user')), start(place, 'record', unique('user'))];
      users.push(...pair.map(({ child }) => JSON.parse(child.spawnargs[2] ?? '').userKey));
      while (pair.some(({ lines, child }) => lines.length < 8 && child.exitCode === null)) await delay(5);
      await delay(Math.random() * 60);
      for (const { child } of pair) child.kill('SIGKILL');
      await Promise.all(pair.map(({ ended }) => ended));
      said.push(...pair.flatMap(({ lines }) => lines));
    }
    const idsOf = (word: string) =>
      said.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length + 1));
    const [received, finished] = [idsOf('received'), idsOf('finished')];
    expect(said.filter((line) => !/^(?:received|finished) \d+$/.test(line))).toEqual([]);

    const kept: string[] = [];
    for (const userKey of users) {
      const [conversation] = await store.conversations.ofUser('telegram', userKey);
      const turns = await store.turns.last(conversation?.id ?? '', 10_000);
      const sending: string[] = [];
      for (let message = await store.outbox.first('telegram', userKey); message; ) {
        sending.push(message.payload);
        await store.outbox.markSent(message.id, null, '2026-11-29T09:00:00.000Z');
        message = await store.outbox.first('telegram', userKey);
      }
      // A turn, its answer and its message stand or fall together.
      expect(turns.every(({ answer }) => answer !== null)).toBe(true);
      expect(sending).toEqual(turns.map(({ turn }) => turn.messageRef));
      const waiting = (await store.updates.waiting('telegram', userKey, 100)).map(({ updateId }) => updateId);
      expect(waiting.length).toBeLessThanOrEqual(1);
      expect(waiting.filter((id) => sending.includes(id))).toEqual([]);
      kept.push(...sending, ...waiting);
      for (const id of sending) expect(await store.updates.finish('telegram', id, 'now')).toBe(false);
    }
    expect(received.filter((id) => !kept.includes(id))).toEqual([]);
    expect(finished.filter((id) => !kept.includes(id))).toEqual([]);
  });
});
