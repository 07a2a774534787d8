import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toTwoDigits } from '../../../src/store/question-calls.ts';
import type { CountedQuestion } from '../../../src/store/overview-records.ts';
import { describeOverBoth } from '../over-both-databases.ts';
import { answerTo, ask, begin, unique } from '../samples.ts';

let months = 0;
/** A month that no other test writes to. */
const ownMonth = (): string => `20${40 + (months += 1)}-05`;

function question(day: string, change: Partial<CountedQuestion> = {}): CountedQuestion {
  return {
    day,
    channel: 'web',
    status: 'answered',
    scheme: null,
    words: 'engine',
    latencyMs: 12,
    documents: [],
    ...change,
  };
}

export function testOverview(): void {
  describeOverBoth('questions', (database) => {
    it('are counted by day, channel, status, words and calculator, by many at once', async () => {
      const month = ownMonth();
      const [first, second, third] = [`${month}-01`, `${month}-02`, `${month}-03`];
      const title = unique('办法');
      const documents = [{ documentNumber: null, title }];
      await Promise.all([
        ...Array.from({ length: 20 }, (_each, n) =>
          (n % 2 ? database.store : database.other).questions.add(question(first, { documents })),
        ),
        database.store.questions.add(
          question(second, { channel: 'telegram', status: 'needs_input', scheme: 'medical-aid' }),
        ),
        database.other.questions.add(question(second, { words: 'model', latencyMs: 2345 })),
        database.store.questions.add(question(third, { documents })),
      ]);
      const span = { from: first, to: second };
      const { overview } = database.other;
      expect(await overview.questions(span)).toEqual([
        { day: first, channel: 'web', status: 'answered', words: 'engine', scheme: null, count: 20 },
        {
          day: second,
          channel: 'telegram',
          status: 'needs_input',
          words: 'engine',
          scheme: 'medical-aid',
          count: 1,
        },
        { day: second, channel: 'web', status: 'answered', words: 'model', scheme: null, count: 1 },
      ]);
      expect(await overview.latencies(span)).toEqual([
        { day: first, ms: 12, count: 20 },
        { day: second, ms: 12, count: 1 },
        { day: second, ms: 2300, count: 1 },
      ]);
      expect(await overview.documents(span, 5)).toEqual([{ documentNumber: null, title, count: 20 }]);
      expect(await overview.documents({ from: first, to: third }, 5)).toEqual([
        { documentNumber: null, title, count: 21 },
      ]);
    });

    it('whose length is not known are counted without one', async () => {
      const day = `${ownMonth()}-09`;
      await database.store.questions.add(question(day, { latencyMs: null }));
      const span = { from: day, to: day };
      expect(await database.store.overview.latencies(span)).toEqual([]);
      expect(await database.store.overview.questions(span)).toHaveLength(1);
    });

    it('leave nothing when the transaction that they belong to is taken back', async () => {
      const day = `${ownMonth()}-09`;
      const title = unique('通知');
      const failing = database.store.transaction(async (calls) => {
        await calls.questions.add(question(day, { documents: [{ documentNumber: 'x', title }] }));
        throw new Error('taken back');
      });
      await expect(failing).rejects.toThrow('taken back');
      expect(await database.store.overview.questions({ from: day, to: day })).toEqual([]);
    });

    it('go with the record of actions, by their day in China', async () => {
      const { store } = database;
      for (const day of ['2003-05-01', '2003-05-02', '2003-05-03'])
        await store.questions.add(
          question(day, { documents: [{ documentNumber: null, title: unique('t') }] }),
        );
      // Ten days before 17:00 UTC is the third of May in China.
      await store.purge('2003-05-12T17:00:00.000Z', { conversationDays: 36_500, auditDays: 10 });
      const span = { from: '2003-01-01', to: '2003-12-31' };
      expect((await store.overview.questions(span)).map(({ day }) => day)).toEqual(['2003-05-03']);
      expect(await store.overview.documents(span, 9)).toHaveLength(1);
    });
  });

  describeOverBoth('the overview', (database) => {
    it('counts verdicts and handovers by the days of China, and holds no word of them', async () => {
      const { store } = database;
      const month = ownMonth();
      const conversation = await begin(store);
      const answer = await answerTo(store, await ask(store, conversation, '低保户能报几成？'));
      // 16:00 UTC is midnight in China: the first is of the tenth, the second of the eleventh.
      const moments = [`${month}-10T15:59:59.999Z`, `${month}-10T16:00:00.000Z`];
      for (const [n, givenAt] of moments.entries())
        await store.feedback.give({
          answerId: answer.id,
          userKey: unique('u'),
          useful: n === 0,
          reason: n === 0 ? null : 'outdated',
          givenAt,
        });
      const [tenth, eleventh] = [`${month}-10`, `${month}-11`];
      expect(await store.overview.feedback({ from: tenth, to: tenth })).toEqual([
        { useful: true, reason: null, count: 1 },
      ]);
      expect(await store.overview.feedback({ from: eleventh, to: eleventh })).toEqual([
        { useful: false, reason: 'outdated', count: 1 },
      ]);
      const openedAt = moments[1] ?? '';
      const { number } = await store.handovers.open({
        conversationId: conversation.id,
        summary: 's',
        question: 'q',
        openedAt,
      });
      expect(await store.overview.openHandovers(1000)).toContainEqual({
        state: 'waiting',
        openedAt,
        takenAt: null,
        closedAt: null,
      });
      await store.handovers.take(number, '李芳', `${month}-10T16:05:00.000Z`);
      await store.handovers.end(number, 'closed', 'done', `${month}-10T16:09:00.000Z`);
      expect(await store.overview.handovers({ from: tenth, to: tenth }, 10)).toEqual([]);
      expect(await store.overview.handovers({ from: eleventh, to: eleventh }, 10)).toEqual([
        {
          state: 'closed',
          openedAt,
          takenAt: `${month}-10T16:05:00.000Z`,
          closedAt: `${month}-10T16:09:00.000Z`,
        },
      ]);
    });

    it('counts gaps without their questions, those that are asked most first', async () => {
      const { store } = database;
      const key = unique('缺口');
      for (let n = 0; n < 20; n += 1)
        await store.gaps.count(
          { kind: 'no_source', key, question: '问题的原话', reason: null },
          `2026-11-29T08:00:${10 + n}.000Z`,
        );
      const found = await store.overview.gaps(100);
      expect(found.map(({ count }) => count)).toEqual(
        found.map(({ count }) => count).toSorted((a, b) => b - a),
      );
      expect(found.find(({ lastAt }) => lastAt === '2026-11-29T08:00:29.000Z')).toMatchObject({
        kind: 'no_source',
        state: 'open',
        count: 20,
        lastAt: '2026-11-29T08:00:29.000Z',
      });
      expect(JSON.stringify(found)).not.toContain('原话');
      const counted = (await store.overview.gapStates()).find(
        ({ state, kind }) => state === 'open' && kind === 'no_source',
      );
      expect(counted?.count).toBeGreaterThan(0);
    });

    it('adds up tokens by day', async () => {
      const day = `${ownMonth()}-20`;
      await database.store.modelUsage.add({ day, userKey: 'a', input: 5, output: 1 });
      await database.store.modelUsage.add({ day, userKey: 'b', input: 7, output: 2 });
      expect(await database.store.overview.tokens({ from: day, to: day })).toEqual([
        { day, input: 12, output: 3 },
      ]);
    });
  });

  describeOverBoth('what is set while the program runs', (database) => {
    it('is what was set last, and every process sees it', async () => {
      const name = unique('channel');
      const setting = {
        name,
        value: 'off',
        reason: '维护',
        note: '明天8点恢复。',
        changedBy: '陈主任',
        changedAt: '2026-11-29T08:00:00.000Z',
      };
      await database.store.runSettings.set(setting);
      expect(await database.other.runSettings.list()).toContainEqual(setting);
      const later = {
        ...setting,
        value: 'on',
        note: null,
        changedBy: 'terminal',
        changedAt: '2026-11-29T09:00:00.000Z',
      };
      await database.other.runSettings.set(later);
      expect((await database.store.runSettings.list()).filter((each) => each.name === name)).toEqual([later]);
    });

    it('holds no private number; the telephone of an office may be told', async () => {
      const setting = {
        name: unique('x'),
        value: 'off',
        reason: '维护',
        note: '请拨0763-5811234',
        changedBy: 'a',
        changedAt: '2026-11-29T08:00:00.000Z',
      };
      await database.store.runSettings.set(setting);
      const calls = [
        { reason: '找张三 13800138000' },
        { note: '请打 13800138000' },
        { value: '440102198001011231' },
      ];
      for (const change of calls)
        await expect(database.store.runSettings.set({ ...setting, ...change })).rejects.toThrow('请先隐去');
    });
  });

  it('lengths keep two digits that count', () => {
    expect([0, 7, 99, 100, 104, 105, 1234, 98_765, -3, 12.6].map(toTwoDigits)).toEqual([
      0, 7, 99, 100, 100, 110, 1200, 99_000, 0, 13,
    ]);
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (ms) => {
        expect(Math.abs(toTwoDigits(ms) - ms)).toBeLessThanOrEqual(ms * 0.05);
        expect(toTwoDigits(toTwoDigits(ms))).toBe(toTwoDigits(ms));
      }),
    );
  });
}
