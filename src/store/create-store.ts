import type { Engine } from './engine.ts';
import { purge } from './purge.ts';
import type { Store } from './store.ts';
import { storeCalls } from './store-calls.ts';
import { inTransaction } from './transaction.ts';
import type { TransactionScope } from './transaction-scope.ts';
import { deleteUser, exportUser } from './user-data.ts';

/** The store over one of the two databases. */
export function createStore({ kind, db, ...engine }: Engine, scope: TransactionScope): Store {
  let closed: Promise<void> | undefined;
  return {
    kind,
    ...storeCalls(db),
    transaction: (work) => inTransaction(db, (transaction) => scope.run(() => work(storeCalls(transaction)))),
    async purge(now, retention) {
      const report = await purge(db, now, retention);
      await engine.giveSpaceBack();
      return report;
    },
    exportUser: (channel, userKey) => exportUser(db, channel, userKey),
    async deleteUser(channel, userKey) {
      const removed = await deleteUser(db, channel, userKey);
      await engine.wipeDeleted();
      return removed;
    },
    backup: (file) => engine.backup(file),
    isHealthy: () => engine.isHealthy().catch(() => false),
    close: () => (closed ??= engine.close()),
  };
}
