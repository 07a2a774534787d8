import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorks, type Work, type Works } from '../../../../../src/channels/http/desk/corpus/works.ts';
import { WenzhengError } from '../../../../../src/errors.ts';

const wanted = { kind: 'read', owner: 'a', title: '读取公报', back: '/desk/corpus/add' } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-works-of-tests-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(): { works: Works; faults: unknown[]; clock: { now: number } } {
  const faults: unknown[] = [];
  const clock = { now: Date.parse('2026-11-29T04:00:00Z') };
  const works = createWorks({
    folder,
    now: () => new Date(clock.now),
    stopping: new AbortController().signal,
    onFault: (error) => faults.push(error),
  });
  return { works, faults, clock };
}

async function started(work: Promise<Work | string>): Promise<Work> {
  const begun = await work;
  if (typeof begun === 'string') throw new Error(begun);
  return begun;
}
const stateOf = async (works: Works, { id }: Work): Promise<string | undefined> =>
  (await works.find('a', id))?.state;
async function ended(works: Works, work: Work): Promise<void> {
  while (!/^(?:done|refused)$/.test((await stateOf(works, work)) ?? ''))
    await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('works', () => {
  it('are two readings at once, six waiting, and then a sentence; publishing is not held up by them', async () => {
    const { works } = open();
    const ends: (() => void)[] = [];
    let most = 0;
    let now = 0;
    const run = async () => {
      most = Math.max(most, (now += 1));
      await new Promise<void>((resolve) => {
        ends.push(resolve);
      });
      now -= 1;
      return '/desk/corpus/draft?id=1';
    };
    const all: Work[] = [];
    for (let times = 0; times < 8; times += 1) all.push(await started(works.start(wanted, run)));
    const states = (): Promise<(string | undefined)[]> =>
      Promise.all(all.map((work) => stateOf(works, work)));
    expect(await states()).toEqual([...Array(2).fill('running'), ...Array(6).fill('waiting')]);
    expect(await works.start(wanted, run)).toMatch(/^[^。]*请过一两分钟再上传。$/);
    await ended(works, await started(works.start({ ...wanted, kind: 'publish' }, async () => '/done')));
    const ahead = await Promise.all(all.slice(2).map(async ({ id }) => (await works.find('a', id))?.ahead));
    expect(ahead).toEqual([0, 1, 2, 3, 4, 5]);
    for (const work of all) {
      while (ends.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      ends.shift()?.();
      await ended(works, work);
    }
    expect(await states()).toEqual(Array(8).fill('done'));
    expect(most).toBe(2);
  });

  it('are seen by their owner alone, and forgotten an hour after they ended', async () => {
    const { works, clock } = open();
    const work = await started(works.start(wanted, async () => '/done'));
    await ended(works, work);
    expect((await works.find('a', work.id))?.goal).toBe('/done');
    expect(await works.find('b', work.id)).toBeNull();
    clock.now += 61 * 60 * 1000;
    await started(works.start(wanted, async () => '/done'));
    expect(await works.find('a', work.id)).toBeNull();
  });

  it('that fail tell a sentence: that of the fault where somebody can mend it, else one that names no cause', async () => {
    const { works, faults } = open();
    const fault = new Error('ENOENT: /secret/path');
    const mendable = await started(
      works.start(wanted, () =>
        Promise.reject(new WenzhengError('file_unreadable', '这个文件是空的，请重新上传。')),
      ),
    );
    const broken = await started(works.start(wanted, () => Promise.reject(fault)));
    await ended(works, mendable);
    await ended(works, broken);
    expect(await works.find('a', mendable.id)).toMatchObject({
      state: 'refused',
      sentence: '这个文件是空的，请重新上传。',
    });
    const sentence = (await works.find('a', broken.id))?.sentence;
    expect(sentence).toMatch(/^服务器出了问题，[^。]*。$/);
    expect(sentence).not.toContain('ENOENT');
    expect(faults).toEqual([fault]);
  });
});

describe('another process on the same folder', () => {
  it('tells how far a work is, and where its result is', async () => {
    const [one, two] = [open().works, open().works];
    let end: (() => void) | undefined;
    const work = await started(
      one.start(wanted, async (report) => {
        report('正在读取文件', 0.25);
        await new Promise<void>((resolve) => {
          end = resolve;
        });
        return '/desk/corpus/draft?id=1';
      }),
    );
    expect(await two.find('a', work.id)).toMatchObject({
      state: 'running',
      step: '正在读取文件',
      progress: 0.25,
    });
    expect(await two.find('b', work.id)).toBeNull();
    end?.();
    await ended(two, work);
    expect((await two.find('a', work.id))?.goal).toBe('/desk/corpus/draft?id=1');
  });

  it('says of a work whose process has ended that it was broken off, and of one that was done before where its result is', async () => {
    // No process has the highest number that there is.
    const left = join(folder, `wenzheng-works-${hostname().replaceAll(/[^\w.]/g, '_')}-4194304-0123abcd`);
    const leave = (id: string, more: object): void => {
      mkdirSync(join(left, id), { recursive: true });
      const state = { ...wanted, startedAt: '2026-11-29T03:59:00.000Z', ahead: 0, step: '正在读取文件' };
      const nothing = { progress: null, sentence: null, goal: null };
      writeFileSync(join(left, id, 'state.json'), JSON.stringify({ ...state, ...nothing, ...more }));
    };
    leave('0123456789abcdef01234567', { state: 'running' });
    leave('0123456789abcdef01234568', { state: 'running', kind: 'publish' });
    leave('0123456789abcdef01234569', { state: 'done', goal: '/desk/corpus/draft?id=1' });
    const { works } = open();
    const [read, publish, done] = await Promise.all(
      ['7', '8', '9'].map((end) => works.find('a', `0123456789abcdef0123456${end}`)),
    );
    expect([read?.state, publish?.state, done?.state]).toEqual(['refused', 'refused', 'done']);
    expect(read?.sentence).toBe('读这个文件的服务中途停了，请再上传一次。');
    expect(publish?.sentence).toMatch(/请到版本记录看/);
    expect(done?.goal).toBe('/desk/corpus/draft?id=1');
  });

  it('finds nothing under a name that is no number of a work', async () => {
    const { works } = open();
    for (const id of ['', '..', '../../secret', 'a/b', '0'.repeat(300)])
      expect(await works.find('a', id)).toBeNull();
  });
});
