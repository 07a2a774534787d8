import { sql } from 'kysely';
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

    async search({ actor, action, subject, from, until, before, count }) {
      let wanted = db.selectFrom('audit').select(['id', 'at', 'actor', 'action', 'subject', 'detail']);
      if (actor !== null) wanted = wanted.where('actor', '=', actor);
      if (action !== null) wanted = wanted.where(sql`substr(action, 1, ${action.length})`, '=', action);
      if (subject !== null) wanted = wanted.where('subject', '=', subject);
      if (from !== null) wanted = wanted.where('at', '>=', from);
      if (until !== null) wanted = wanted.where('at', '<', until);
      if (before !== null) wanted = wanted.where('id', '<', before);
      return wanted.orderBy('id', 'desc').limit(count).execute();
    },
  };
}
