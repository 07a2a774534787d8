import { expect, it } from 'vitest';
import { describeOverBoth } from '../over-both-databases.ts';
import { unique } from '../samples.ts';

export function testCitations(): void {
  describeOverBoth('citations of a document', (database) => {
    const cite = (day: string, documentNumber: string | null, title: string) =>
      database.store.questions.add({
        day,
        channel: 'web',
        status: 'answered',
        scheme: null,
        words: 'engine',
        latencyMs: 12,
        documents: [{ documentNumber, title }],
      });

    it('are counted since a day, with the last one, under every title that its number had', async () => {
      const number = unique('清新府办');
      await cite('2026-08-01', number, '旧名');
      await cite('2026-09-01', number, '旧名');
      await cite('2026-10-02', number, '新名');
      await cite('2026-10-03', unique('清新府办'), '新名');
      expect(await database.other.citations.since('2026-09-01', number, '新名')).toEqual({
        count: 2,
        lastDay: '2026-10-02',
      });
      expect(await database.other.citations.since('2026-10-03', number, '新名')).toEqual({
        count: 0,
        lastDay: null,
      });
    });

    it('are counted by the title where there is no number', async () => {
      const title = unique('节水方案');
      await cite('2026-09-01', null, title);
      await cite('2026-09-02', unique('清新府办'), title);
      expect(await database.other.citations.since('2026-01-01', null, title)).toEqual({
        count: 1,
        lastDay: '2026-09-01',
      });
    });
  });
}
