/** Tables that another process on the same folder has taken. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TableJob } from '../../src/batch/table-job.ts';
import { createTableJobs, type TableJobs, tableLimits } from '../../src/batch/table-jobs.ts';
import { handIn, largeTable, tableThread } from '../support/clerk-tables.ts';

let folder: string;
let faults: unknown[];
const opened: TableJobs[] = [];
const now = new Date('2026-11-29T08:00:00Z');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-jobs-'));
  faults = [];
});
afterEach(() => {
  for (const jobs of opened.splice(0)) jobs.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(limits: Partial<typeof tableLimits> = {}): TableJobs {
  const jobs = createTableJobs({
    folder,
    now: () => now,
    thread: tableThread(),
    limits,
    onFault: (fault) => faults.push(fault),
  });
  opened.push(jobs);
  return jobs;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
const stateAt = async (jobs: TableJobs, { id }: TableJob) => (await jobs.find('a', id))?.state;

describe('a table that another process took', () => {
  it('is listed, followed, downloaded and removed like an own one, by its owner alone', async () => {
    const [one, two] = [open(), open()];
    const job = await handIn(one, 'a', '名单.csv');
    await until(async () => (await stateAt(two, job)) === 'done');
    expect((await two.find('a', job.id))?.summary?.rows).toBe(1);
    expect((await two.list('a')).map(({ name }) => name)).toEqual(['名单.csv']);
    expect(readFileSync((await two.result('a', job.id, 'csv')) ?? '', 'utf8')).toContain('张三');
    expect([await two.find('b', job.id), await two.result('b', job.id, 'csv'), await two.list('b')]).toEqual([
      null,
      null,
      [],
    ]);
    await two.remove('b', job.id);
    expect(await stateAt(one, job)).toBe('done');
    await two.remove('a', job.id);
    expect([await one.find('a', job.id), await one.list('a')]).toEqual([null, []]);
    expect(readdirSync(folder, { recursive: true }).filter((name) => !/^[^/]*$/.test(String(name)))).toEqual(
      [],
    );
  });

  it('is cancelled from here while it runs and while it waits there, and the next one is computed', async () => {
    const [one, two] = [open(), open()];
    const running = await handIn(one, 'a', 'running', largeTable);
    const waiting = await handIn(one, 'a', 'waiting');
    const last = await handIn(one, 'a', 'last');
    expect((await two.find('a', last.id))?.ahead).toBe(2);
    await until(async () => ((await two.find('a', running.id))?.progress ?? 0) > 0);
    await two.remove('a', waiting.id);
    await two.remove('a', running.id);
    expect([await one.find('a', running.id), await one.find('a', waiting.id)]).toEqual([null, null]);
    await until(async () => (await stateAt(one, last)) === 'done');
    expect(faults).toEqual([]);
    expect((await one.list('a')).map(({ name }) => name)).toEqual(['last']);
  });

  it('counts towards the limits here', async () => {
    await handIn(open(), 'a', '1');
    await expect(handIn(open({ own: 1 }), 'a', '2')).rejects.toThrow('您已经有1份表格');
    await expect(handIn(open({ all: 1 }), 'a', '2')).rejects.toThrow('放不下');
  });
});

// No process has the highest number that there is.
const killed = `wenzheng-tables-${hostname().replaceAll(/[^\w.]/g, '_')}-4194304-0123abcd`;

async function leave(id: string, more: object): Promise<string> {
  const jobs = open();
  const job = await handIn(jobs, 'a', '名单.csv');
  await until(async () => (await stateAt(jobs, job)) === 'done');
  const { id: _, ...state } = (await jobs.find('a', job.id)) ?? job;
  await jobs.remove('a', job.id);
  const left = join(folder, killed);
  mkdirSync(join(left, id), { recursive: true });
  writeFileSync(join(left, id, 'state.json'), JSON.stringify({ ...state, ...more }));
  for (const file of ['input.csv', 'result.csv']) writeFileSync(join(left, id, file), '张三');
  return id;
}

describe('a table of a process that was killed', () => {
  it('is said to be broken off, and what people wrote in it is removed', async () => {
    const running = await leave('0123456789abcdef0', { state: 'running', summary: null, until: null });
    const waiting = await leave('0123456789abcdef1', { state: 'waiting', summary: null, until: null });
    const jobs = open();
    for (const id of [running, waiting]) {
      const found = await jobs.find('a', id);
      expect([found?.state, found?.sentence]).toEqual([
        'refused',
        '计算这份表格的服务中途停了，请再上传一次。',
      ]);
      expect(found?.until?.getTime()).toBe(now.getTime() + tableLimits.keepMs);
    }
    expect(existsSync(join(folder, killed))).toBe(false);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.includes('.'),
    );
    expect(files.filter((name) => !name.endsWith('state.json') && name.includes('/'))).toEqual([]);
  });

  it('is still given out when it was done, for as long as it was to be kept', async () => {
    const id = await leave('0123456789abcdef2', {});
    const jobs = open();
    const file = await jobs.result('a', id, 'csv');
    expect(readFileSync(file ?? '', 'utf8')).toBe('张三');
    const found = await jobs.find('a', id);
    expect(found?.until?.getTime()).toBe(now.getTime() + tableLimits.keepMs);
  });

  it('is taken over by one of the others only', async () => {
    const id = await leave('0123456789abcdef3', { state: 'running', summary: null, until: null });
    const all = Array.from({ length: 6 }, () => open());
    const found = await Promise.all(all.map((jobs) => jobs.find('a', id)));
    // Whoever looks while it changes hands finds it the next time.
    expect(found.flatMap((each) => each?.state ?? [])).not.toContain('running');
    for (const jobs of all) expect((await jobs.find('a', id))?.state).toBe('refused');
    expect(
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(id)),
    ).toHaveLength(1);
  });
});
