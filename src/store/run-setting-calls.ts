import type { RunSettingCalls } from './overview-records.ts';
import { refusePrivateNumber } from './refuse-private-number.ts';
import type { Database } from './tables.ts';

export function runSettingCalls(db: Database): RunSettingCalls {
  return {
    async list() {
      const rows = await db.selectFrom('run_settings').selectAll().orderBy('name').execute();
      return rows.map(({ changed_by: changedBy, changed_at: changedAt, ...row }) => ({
        ...row,
        changedBy,
        changedAt,
      }));
    },

    async set({ name, value, reason, note, changedBy, changedAt }) {
      refusePrivateNumber('原因', reason);
      refusePrivateNumber('设置', value, 'printed');
      // Telephones of offices are told to residents here, those of people are not.
      refusePrivateNumber('给居民的话', note, 'printed');
      const row = { value, reason, note, changed_by: changedBy, changed_at: changedAt };
      await db
        .insertInto('run_settings')
        .values({ name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
    },
  };
}
