import { describe, expect, it } from 'vitest';
import { createWorks, type Work, type Works } from '../../../../../src/channels/http/desk/corpus/works.ts';
import { WenzhengError } from '../../../../../src/errors.ts';

const wanted = { kind: 'read', owner: 'a', title: '读取公报', back: '/desk/corpus/add' } as const;

function open(): { works: Works; faults: unknown[]; clock: { now: number } } {
  const faults: unknown[] = [];
  const clock = { now: Date.parse('2026-11-29T04:00:00Z') };
  const works = createWorks({
    now: () => new Date(clock.now),
    stopping: new AbortController().signal,
    onFault: (error) => faults.push(error),
  });
  return { works, faults, clock };
}

const started = (work: Work | string): Work => {
  if (typeof work === 'string') throw new Error(work);
  return work;
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

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
    const all = Array.from({ length: 8 }, () => started(works.start(wanted, run)));
    await settled();
    expect(all.map(({ state }) => state)).toEqual([...Array(2).fill('running'), ...Array(6).fill('waiting')]);
    expect(works.isFull('read')).toBe(true);
    expect(works.start(wanted, run)).toMatch(/^[^。]*请过一两分钟再上传。$/);
    const publishing = started(works.start({ ...wanted, kind: 'publish' }, () => Promise.resolve('/done')));
    await settled();
    expect(publishing.state).toBe('done');
    expect(all.slice(2).map((work) => works.ahead(work))).toEqual([0, 1, 2, 3, 4, 5]);
    while (ends.length > 0) {
      ends.shift()?.();
      await settled();
    }
    expect(all.map(({ state }) => state)).toEqual(Array(8).fill('done'));
    expect(most).toBe(2);
    expect(works.isFull('read')).toBe(false);
  });

  it('are seen by their owner alone, and forgotten an hour after they ended', async () => {
    const { works, clock } = open();
    const work = started(works.start(wanted, () => Promise.resolve('/done')));
    await settled();
    expect(works.find('a', work.id)?.goal).toBe('/done');
    expect(works.find('b', work.id)).toBeNull();
    clock.now += 61 * 60 * 1000;
    started(works.start(wanted, () => Promise.resolve('/done')));
    expect(works.find('a', work.id)).toBeNull();
  });

  it('that fail tell a sentence: that of the fault where somebody can mend it, else one that names no cause', async () => {
    const { works, faults } = open();
    const fault = new Error('ENOENT: /secret/path');
    const mendable = started(
      works.start(wanted, () =>
        Promise.reject(new WenzhengError('file_unreadable', '这个文件是空的，请重新上传。')),
      ),
    );
    const broken = started(works.start(wanted, () => Promise.reject(fault)));
    await settled();
    expect([mendable.state, mendable.sentence]).toEqual(['refused', '这个文件是空的，请重新上传。']);
    expect(broken.sentence).toMatch(/^服务器出了问题，[^。]*。$/);
    expect(broken.sentence).not.toContain('ENOENT');
    expect(faults).toEqual([fault]);
  });
});
