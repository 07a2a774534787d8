import { expect, it } from 'vitest';
import type { GapSearch } from '../../../src/store/store.ts';
import { describeOverBoth } from '../over-both-databases.ts';
import { at, unique } from '../samples.ts';

const gapOf = (key: string) => ({ kind: 'no_source', key, question: `${key}？`, reason: null }) as const;

export function testGapsAndAudit(): void {
  describeOverBoth('gaps', (database) => {
    it('are counted by many at once, each question under one', async () => {
      const key = unique('2024年低保标准');
      const counted = await Promise.all(
        Array.from({ length: 30 }, (_each, n) => {
          const store = n % 2 ? database.store : database.other;
          return n % 3
            ? store.gaps.count(gapOf(key), at(n))
            : store.transaction(({ gaps }) => gaps.count(gapOf(key), at(n)));
        }),
      );
      expect(counted.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
        counted.map((_each, n) => n + 1),
      );
      const gap = await database.store.gaps.byId(counted[0]?.id ?? 0);
      expect(gap).toMatchObject({
        ...gapOf(key),
        count: 30,
        state: 'open',
        owner: null,
        note: null,
        lastAt: at(29),
      });
      expect(await database.store.gaps.byId(987_654)).toBeNull();
    });

    it('of feedback are apart by their reason', async () => {
      const key = unique('问');
      const outdated = { kind: 'feedback', key, question: '问', reason: 'outdated' } as const;
      const first = await database.store.gaps.count(outdated, at(1));
      const other = await database.store.gaps.count({ ...outdated, reason: 'unclear' }, at(1));
      const source = await database.store.gaps.count(gapOf(key), at(1));
      expect(new Set([first.id, other.id, source.id]).size).toBe(3);
      expect(await database.store.gaps.count(outdated, at(2))).toMatchObject({
        id: first.id,
        count: 2,
        reason: 'outdated',
      });
    });

    it('are counted for a question of any length', async () => {
      const key = `${unique('长')}${'低保'.repeat(20_000)}`;
      await database.store.gaps.count(gapOf(key), at(1));
      expect(await database.store.gaps.count(gapOf(key), at(2))).toMatchObject({ key, count: 2 });
    });

    it('are worked on, closed, and opened again when they are asked once more', async () => {
      const { gaps } = database.store;
      const { id } = await gaps.count(gapOf(unique('问')), at(1));
      expect(await gaps.change(id, { state: 'in_work', owner: '甲' }, at(2))).toMatchObject({
        state: 'in_work',
        owner: '甲',
        note: null,
      });
      expect(await gaps.change(id, { state: 'closed', note: '已补公报' }, at(3))).toMatchObject({
        state: 'closed',
        owner: '甲',
        note: '已补公报',
        lastAt: at(1),
      });
      const { key } = (await gaps.byId(id)) ?? { key: '' };
      expect(await gaps.count({ ...gapOf(key), question: '另一种问法' }, at(4))).toMatchObject({
        id,
        state: 'open',
        count: 2,
        question: `${key}？`,
        firstAt: at(1),
        lastAt: at(4),
      });
      expect(await gaps.change(id, { owner: null, note: null }, at(5))).toMatchObject({
        owner: null,
        note: null,
      });
      expect(await gaps.change(987_654, { state: 'closed' }, at(5))).toBeNull();
    });

    it('are listed with the most asked first', async () => {
      const { gaps } = database.store;
      const [seldom, often] = [unique('少'), unique('多')];
      await gaps.count(gapOf(seldom), at(1));
      for (let time = 0; time < 40; time++) await gaps.count(gapOf(often), at(time));
      const keys = (await gaps.list(['open'], 1000)).map(({ key }) => key);
      expect(keys.indexOf(often)).toBe(0);
      expect(keys).toContain(seldom);
      expect(await gaps.list(['open'], 1)).toHaveLength(1);
      expect(await gaps.list([], 10)).toEqual([]);
      expect((await gaps.list(['closed', 'in_work'], 1000)).map(({ key }) => key)).not.toContain(often);
    });
  });

  describeOverBoth('the ledger of gaps', (database) => {
    it('is searched by state, kind, owner and words, page by page', async () => {
      const { gaps } = database.store;
      const mark = unique('账');
      const made = [];
      for (let n = 0; n < 7; n++) made.push(await gaps.count(gapOf(`${mark}第${n}问`), at(n)));
      const ids = made.map(({ id }) => id);
      const verdict = await gaps.count(
        { kind: 'feedback', key: mark, question: `${mark}50%_!`, reason: 'unclear' },
        at(9),
      );
      await gaps.change(ids[2] ?? 0, { state: 'in_work', owner: mark }, at(10));
      const all = { states: ['open', 'in_work', 'closed'], kind: null, owner: null, words: mark } as const;
      // Asked equally often: the last asked first.
      const inOrder = [verdict.id, ...ids.toReversed()];
      expect((await gaps.search(all, 0, 50)).map(({ id }) => id)).toEqual(inOrder);
      expect((await gaps.search(all, 3, 3)).map(({ id }) => id)).toEqual(inOrder.slice(3, 6));
      expect(await gaps.countFound(all)).toBe(8);
      const found = async (search: Partial<GapSearch>) => {
        const wanted = { ...all, ...search };
        const page = await gaps.search(wanted, 0, 50);
        expect(await gaps.countFound(wanted)).toBe(page.length);
        return page.map(({ id }) => id);
      };
      expect(await found({ kind: 'feedback' })).toEqual([verdict.id]);
      expect(await found({ owner: mark })).toEqual([ids[2]]);
      expect(await found({ states: ['in_work'] })).toEqual([ids[2]]);
      expect(await found({ words: `${mark}第5` })).toEqual([ids[5]]);
      // What searches for any text in SQL is text here.
      expect(await found({ words: '0%_!' })).toEqual([verdict.id]);
      expect(await found({ words: `${mark}_第` })).toEqual([]);
      expect(await found({ states: [] })).toEqual([]);
      expect(await gaps.owners()).toContain(mark);
    });

    it('changes only what is still as it was seen', async () => {
      const { gaps } = database.store;
      const { id } = await gaps.count(gapOf(unique('问')), at(1));
      const seen = { state: 'open', owner: null } as const;
      const taking = ['甲', '乙', '丙'].map((owner) =>
        gaps.change(id, { state: 'in_work', owner }, at(2), seen),
      );
      const taken = (await Promise.all(taking)).filter((each) => each !== null);
      expect(taken).toHaveLength(1);
      const owner = taken[0]?.owner ?? '';
      const closed = { state: 'closed', closedAs: 'not_ours' } as const;
      expect(await gaps.change(id, closed, at(3), { state: 'in_work', owner: '别人' })).toBeNull();
      expect(await gaps.change(id, closed, at(3), { state: 'in_work', owner })).toMatchObject({
        ...closed,
        owner,
      });
    });

    it('forgets as what a gap was closed when it is asked again', async () => {
      const { gaps } = database.store;
      const key = unique('问');
      const { id } = await gaps.count(gapOf(key), at(1));
      await gaps.change(id, { state: 'closed', closedAs: 'answered' }, at(2));
      expect(await gaps.byId(id)).toMatchObject({ closedAs: 'answered' });
      expect(await gaps.count(gapOf(key), at(3))).toMatchObject({ id, state: 'open', closedAs: null });
    });
  });

  describeOverBoth('audit', (database) => {
    it('lists the newest entry first', async () => {
      const entry = { at: at(1), actor: '甲', action: 'handover.take', subject: '12', detail: null };
      await database.store.audit.add(entry);
      await database.store.audit.add({ ...entry, action: 'handover.close', detail: '已答复' });
      expect(await database.store.audit.list(2)).toEqual([
        { ...entry, action: 'handover.close', detail: '已答复' },
        entry,
      ]);
    });
  });

  describeOverBoth('leases', (database) => {
    it('belong to one owner until they end', async () => {
      const name = unique('chat');
      const { leases } = database.store;
      expect(await leases.acquire(name, 'a', at(0), at(2))).toBe(true);
      expect(await leases.acquire(name, 'b', at(1), at(9))).toBe(false);
      expect(await leases.acquire(name, 'a', at(1), at(4))).toBe(true);
      expect(await leases.acquire(name, 'b', at(3), at(9))).toBe(false);
      expect(await leases.acquire(name, 'b', at(4), at(9))).toBe(true);
      await leases.release(name, 'a');
      expect(await leases.acquire(name, 'a', at(5), at(9))).toBe(false);
      await leases.release(name, 'b');
      expect(await leases.acquire(name, 'a', at(5), at(9))).toBe(true);
    });

    it('are given to one of many who ask at once', async () => {
      const name = unique('chat');
      const given = await Promise.all(
        Array.from({ length: 20 }, (_each, n) =>
          (n % 2 ? database.store : database.other).leases.acquire(name, `owner ${n}`, at(0), at(2)),
        ),
      );
      expect(given.filter(Boolean)).toHaveLength(1);
    });
  });
}
