/** Whose turn it is, what ends a table, and how long it is kept. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTableJobs, type TableJobs, tableLimits } from '../../src/batch/table-jobs.ts';
import { handIn, largeTable, tableThread } from '../support/clerk-tables.ts';

let parent: string;
let time: number;
let done: string[];
let faults: unknown[];
const opened: TableJobs[] = [];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'wenzheng-jobs-'));
  time = Date.parse('2026-11-29T08:00:00Z');
  done = [];
  faults = [];
});
afterEach(() => {
  for (const jobs of opened.splice(0)) jobs.close();
  rmSync(parent, { recursive: true, force: true });
});

function open(limits: Partial<typeof tableLimits> = {}): TableJobs {
  const jobs = createTableJobs({
    folder: parent,
    now: () => new Date(time),
    thread: tableThread(),
    limits,
    onFault: (fault) => faults.push(fault),
    onDone: async ({ name }) => void done.push(name),
  });
  opened.push(jobs);
  return jobs;
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const everyFile = (): string[] =>
  readdirSync(parent, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const statesNow = (): string[] =>
  readdirSync(parent, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('state.json'))
    .map(
      (name) =>
        z.object({ state: z.string() }).parse(JSON.parse(readFileSync(join(parent, name), 'utf8'))).state,
    );
/** Of people: without what is said of the tables. */
const files = (): string[] => everyFile().filter((name) => !/^state\.json$|\.new$/.test(name));

describe('tables that wait', () => {
  it('are computed one at a time, each clerk in turn, whoever handed in first having no more than one turn', async () => {
    const jobs = open();
    // Long enough for the others to come meanwhile.
    await handIn(jobs, 'a', 'a1', largeTable);
    await handIn(jobs, 'a', 'a2');
    await handIn(jobs, 'a', 'a3');
    await handIn(jobs, 'b', 'b1');
    const last = await handIn(jobs, 'b', 'b2');
    expect(last.ahead).toBeGreaterThanOrEqual(3);
    let most = 0;
    await until(async () => {
      // Read in one go: between two lists one may end and the next begin.
      most = Math.max(most, statesNow().filter((state) => state === 'running').length);
      const all = [...(await jobs.list('a')), ...(await jobs.list('b'))];
      return all.every(({ state }) => state === 'done');
    });
    expect(most).toBe(1);
    expect(done).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
    expect(faults).toEqual([]);
  });

  it('are bounded for each clerk, for all, and in bytes', async () => {
    const own = open({ own: 2 });
    await handIn(own, 'a', '1');
    await handIn(own, 'a', '2');
    await expect(handIn(own, 'a', '3')).rejects.toThrow('您已经有2份表格，请先删除不用的，再上传。');
    await handIn(own, 'b', '3');
    const all = open({ all: 5 });
    await handIn(all, 'a', '1');
    await handIn(all, 'b', '2');
    await expect(handIn(all, 'c', '3')).rejects.toThrow('放不下');
    await expect(handIn(open({ keptBytes: 10 }), 'a', '1')).rejects.toThrow('放不下');
  });
});

describe('a table', () => {
  it('can be cancelled while it runs and while it waits; the others go on', async () => {
    const jobs = open();
    const running = await handIn(jobs, 'a', 'running', largeTable);
    const waiting = await handIn(jobs, 'a', 'waiting');
    await handIn(jobs, 'a', 'other');
    await until(async () => ((await jobs.find('a', running.id))?.progress ?? 0) > 0);
    await jobs.remove('a', waiting.id);
    await jobs.remove('b', running.id);
    expect((await jobs.find('a', running.id))?.state).toBe('running');
    await jobs.remove('a', running.id);
    expect(await jobs.find('a', running.id)).toBeNull();
    await until(() => done.length > 0);
    expect(done).toEqual(['other']);
    expect(files().toSorted()).toEqual(['input.csv', 'result.csv', 'result.xlsx']);
  });

  it('that takes too long is stopped, and said to be', async () => {
    const jobs = open({ timeoutMs: 400 });
    const { id } = await handIn(jobs, 'a', 'slow', largeTable);
    await until(async () => (await jobs.find('a', id))?.state === 'refused');
    expect((await jobs.find('a', id))?.sentence).toMatch(/没有算完，已经停下，请拆成几份/);
    await until(() => files().length === 0);
    await handIn(jobs, 'a', 'next');
  });

  it('is kept for its time and not longer, with its files', async () => {
    const jobs = open();
    const { id } = await handIn(jobs, 'a', 'one');
    await until(async () => (await jobs.find('a', id))?.state === 'done');
    time += tableLimits.keepMs - 1;
    expect(await jobs.result('a', id, 'csv')).not.toBeNull();
    time += 1;
    expect(await Promise.all([jobs.find('a', id), jobs.result('a', id, 'csv'), jobs.list('a')])).toEqual([
      null,
      null,
      [],
    ]);
    await jobs.sweep();
    expect(everyFile()).toEqual([]);
  });

  it('goes with the process, whether it runs, waits or is done', async () => {
    const jobs = open();
    const { id } = await handIn(jobs, 'a', 'done');
    await until(async () => (await jobs.find('a', id))?.state === 'done');
    const running = await handIn(jobs, 'a', 'running', largeTable);
    await handIn(jobs, 'a', 'waiting');
    await until(async () => ((await jobs.find('a', running.id))?.progress ?? 0) > 0);
    jobs.close();
    expect(readdirSync(parent)).toEqual([]);
    // The thread that was ended may not write any more.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(readdirSync(parent)).toEqual([]);
    await expect(handIn(jobs, 'a', 'late')).rejects.toThrow('放不下');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('that cannot be computed by a fault is said so, and the next one is computed', async () => {
    const broken = createTableJobs({
      folder: parent,
      now: () => new Date(time),
      thread: new URL('file:///none/table-thread.js'),
      onFault: (fault) => faults.push(fault),
    });
    opened.push(broken);
    const first = await handIn(broken, 'a', '1');
    const second = await handIn(broken, 'a', '2');
    await until(async () => (await broken.find('a', second.id))?.state === 'refused');
    expect((await broken.find('a', first.id))?.sentence).toMatch(/是程序出了问题，请/);
    expect(faults).toHaveLength(2);
    expect(files()).toEqual([]);
  });
});

const machine = hostname().replaceAll(/[^\w.]/g, '_');
function leave(name: string, minutesAgo = 0): string {
  const folder = join(parent, `wenzheng-tables-${name}-0123abcd`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'input.csv'), '张三');
  const at = new Date(time - minutesAgo * 60_000);
  utimesSync(folder, at, at);
  return folder;
}

describe('what another process left', () => {
  it('is removed at the start when that process is no more, and nothing else is', async () => {
    // No process has the highest number that there is.
    const gone = leave(`${machine}-4194304`);
    const earlier = leave(`${machine}-${process.pid}`);
    const silent = leave('elsewhere-7', 4);
    const living = leave('elsewhere-8', 2);
    const parents = leave(`${machine}-${process.ppid}`);
    const other = join(parent, 'wenzheng.db');
    writeFileSync(other, '');
    const jobs = open();
    await jobs.sweep();
    expect([gone, earlier, silent].map((folder) => existsSync(folder))).toEqual([false, false, false]);
    expect([living, parents, other].map((folder) => existsSync(folder))).toEqual([true, true, true]);
    // Another server of this process has its own.
    await handIn(jobs, 'a', '1');
    await open().sweep();
    expect(files()).toContain('input.csv');
    expect(await jobs.list('a')).toHaveLength(1);
  });
});
