import { expect, it } from 'vitest';
import { describeOverBoth } from '../over-both-databases.ts';
import { unique } from '../samples.ts';

let days = 0;
/** A day that no other test writes to. */
const ownDay = (): string => `2031-01-${String((days += 1)).padStart(2, '0')}`;

export function testModelUsage(): void {
  describeOverBoth('usage of the model', (database) => {
    it('is counted by many at once, by day and person', async () => {
      const day = ownDay();
      const [one, other] = [unique('one'), unique('other')];
      await Promise.all(
        Array.from({ length: 40 }, (_each, n) =>
          (n % 2 ? database.store : database.other).modelUsage.add({
            day,
            userKey: n % 4 === 0 ? other : one,
            input: 100,
            output: 7,
          }),
        ),
      );
      expect(await database.store.modelUsage.spent(day, one)).toEqual({ all: 4280, user: 3210 });
      expect(await database.store.modelUsage.spent(day, other)).toEqual({ all: 4280, user: 1070 });
      expect(await database.store.modelUsage.spent(day, unique('nobody'))).toEqual({ all: 4280, user: 0 });
      expect(await database.store.modelUsage.spent('2031-02-01', one)).toEqual({ all: 0, user: 0 });
      expect(await database.store.modelUsage.list(1)).toEqual([{ day, input: 4000, output: 280 }]);
    });

    it('holds more than 2 to the 31st', async () => {
      const day = ownDay();
      await database.store.modelUsage.add({ day, userKey: '', input: 2 ** 32, output: 1 });
      await database.store.modelUsage.add({ day, userKey: '', input: 1, output: 1 });
      expect(await database.store.modelUsage.spent(day, '')).toEqual({
        all: 2 ** 32 + 3,
        user: 2 ** 32 + 3,
      });
    });

    it('is handed out with a person, whose name goes with them; the sum of the day stays', async () => {
      const day = ownDay();
      const userKey = unique('leaving');
      const { store } = database;
      await store.modelUsage.add({ day, userKey, input: 30, output: 4 });
      await store.modelUsage.add({ day, userKey: '', input: 1, output: 1 });
      expect(await store.exportUser('web', userKey)).toMatchObject({
        modelUsage: [{ day, input: 30, output: 4 }],
      });
      await store.deleteUser('web', userKey);
      expect(await store.modelUsage.spent(day, userKey)).toEqual({ all: 36, user: 0 });
      expect(await store.exportUser('web', userKey)).toMatchObject({ modelUsage: [] });
    });

    it('goes with the record of actions, by its day', async () => {
      const { store } = database;
      await store.modelUsage.add({ day: '2001-05-01', userKey: 'a', input: 1, output: 1 });
      await store.modelUsage.add({ day: '2001-05-03', userKey: 'a', input: 1, output: 1 });
      const retention = { conversationDays: 36_500, auditDays: 10 };
      const report = await store.purge('2001-05-12T08:00:00.000Z', retention);
      expect(report.modelUsage).toBe(1);
      expect(await store.modelUsage.spent('2001-05-03', 'a')).toEqual({ all: 2, user: 2 });
    });
  });
}
