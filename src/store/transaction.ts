import type { Database } from './tables.ts';
import { isWorthRepeating } from './postgres-faults.ts';

/** Times that a transaction is begun. Of those that meet at one row one gets through a time. */
const attempts = 30;

/**
 * Does the work in the transaction that is open, else in one of its own, which is repeated when PostgreSQL says that
 * it came in another's way. Repeatable read: what a transaction reads does not change under it, and of two that change
 * one row the second is repeated. All calls about a conversation touch its row, so they take effect one after another,
 * as they do in the embedded database.
 */
export async function inTransaction<Result>(
  db: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  if (db.isTransaction) return work(db);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().setIsolationLevel('repeatable read').execute(work);
    } catch (error) {
      if (attempt === attempts || !isWorthRepeating(error)) throw error;
    }
    await pause(attempt);
  }
}

/** Longer from time to time and by chance, so that those who met do not meet again. */
function pause(attempt: number): Promise<void> {
  const milliseconds = Math.random() * Math.min(2 ** attempt, 200);
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
