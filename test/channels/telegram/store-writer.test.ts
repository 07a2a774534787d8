import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStoreWriter } from '../../../src/channels/telegram/store-writer.ts';
import type { Store, StoreCalls } from '../../../src/store/store.ts';
import { openTestStore, type TestStore } from '../../support/telegram-transport.ts';

const at = '2026-11-29T08:00:00.000Z';
let kept: TestStore;
let transactions: number;
beforeEach(async () => {
  kept = await openTestStore();
  transactions = 0;
});
afterEach(() => kept.remove());

function counted(store: Store = kept.store): Store {
  return {
    ...store,
    transaction: (work) => {
      transactions += 1;
      return store.transaction(work);
    },
  };
}

const note = (action: string) => (calls: StoreCalls) =>
  calls.audit.add({ at, actor: 'system', action, subject: 'test', detail: null });
const noted = async (): Promise<string[]> =>
  (await kept.store.audit.list(1000)).map(({ action }) => action).sort();

describe('writes over the embedded database', () => {
  it('that come together are made together, in their order, each with its result', async () => {
    const writer = createStoreWriter(counted());
    const order: number[] = [];
    const results = await Promise.all(
      Array.from({ length: 250 }, (_, number) =>
        writer.transaction(async (calls) => {
          order.push(number);
          await note(`a${number}`)(calls);
          return number;
        }),
      ),
    );
    expect(results).toEqual(Array.from({ length: 250 }, (_, number) => number));
    expect(order).toEqual(results);
    expect(transactions).toBe(3);
    expect(await noted()).toHaveLength(250);
  });

  it('of which one fails leave nothing of that one, and all of the others', async () => {
    const writer = createStoreWriter(counted());
    const failing = writer.transaction(async (calls) => {
      await note('bad')(calls);
      throw new Error('stale');
    });
    const others = ['a', 'b', 'c'].map((action) => writer.call(note(action)));
    await expect(failing).rejects.toThrow('stale');
    await Promise.all(others);
    expect(await noted()).toEqual(['a', 'b', 'c']);
  });

  it('can be waited for, whether they succeed or not', async () => {
    const writer = createStoreWriter(counted());
    await writer.written();
    expect(transactions).toBe(0);
    let isWritten = false;
    void writer.call(async (calls) => {
      await note('a')(calls);
      isWritten = true;
    });
    await writer.written();
    expect(isWritten).toBe(true);
    const away = createStoreWriter({ ...kept.store, transaction: () => Promise.reject(new Error('away')) });
    const failing = away.call(note('b'));
    await away.written();
    await expect(failing).rejects.toThrow('away');
  });

  it('go on after a fault of the database', async () => {
    let isAway = true;
    const writer = createStoreWriter({
      ...kept.store,
      transaction: (work) => (isAway ? Promise.reject(new Error('away')) : kept.store.transaction(work)),
    });
    await expect(Promise.all([writer.call(note('a')), writer.call(note('b'))])).rejects.toThrow('away');
    isAway = false;
    await writer.call(note('c'));
    expect(await noted()).toEqual(['c']);
  });
});

describe('writes over PostgreSQL', () => {
  it('are made each for itself, single calls without a transaction', async () => {
    const writer = createStoreWriter({ ...counted(), kind: 'postgres' });
    await Promise.all([writer.call(note('a')), writer.transaction(note('b')), writer.written()]);
    expect(transactions).toBe(1);
    expect(await noted()).toEqual(['a', 'b']);
  });
});
