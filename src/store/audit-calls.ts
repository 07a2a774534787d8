import { refusePrivateNumber } from './refuse-private-number.ts';
import type { StoreCalls } from './store.ts';
import type { Database } from './tables.ts';

export function auditCalls(db: Database): StoreCalls['audit'] {
  return {
    async add({ at, actor, action, subject, detail }) {
      refusePrivateNumber('操作记录的说明', detail);
      await db.insertInto('audit').values({ at, actor, action, subject, detail }).execute();
    },

    async list(count) {
      return db
        .selectFrom('audit')
        .select(['at', 'actor', 'action', 'subject', 'detail'])
        .orderBy('id', 'desc')
        .limit(count)
        .execute();
    },
  };
}
