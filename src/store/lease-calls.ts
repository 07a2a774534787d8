import type { StoreCalls } from './store.ts';
import type { Database } from './tables.ts';

export function leaseCalls(db: Database): StoreCalls['leases'] {
  return {
    async acquire(name, owner, at, until) {
      const taken = await db
        .insertInto('leases')
        .values({ name, owner, until_at: until })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ owner, until_at: until })
            .where((query) =>
              query.or([query('leases.owner', '=', owner), query('leases.until_at', '<=', at)]),
            ),
        )
        .returning('name')
        .executeTakeFirst();
      return taken !== undefined;
    },

    async release(name, owner) {
      await db.deleteFrom('leases').where('name', '=', name).where('owner', '=', owner).execute();
    },
  };
}
