/**
 * Writes to the store, several in one transaction where that saves time: the embedded database waits for the disk with
 * every commit, and everybody with it. PostgreSQL does this itself.
 * @module
 */
import type { Store, StoreCalls } from '../../store/store.ts';

type Work<Result> = (calls: StoreCalls) => Promise<Result>;

export interface StoreWriter {
  /** All of it or nothing. The work may be repeated, so it does nothing but call the store. */
  transaction<Result>(work: Work<Result>): Promise<Result>;
  /** A single call that stands for itself. */
  call<Result>(work: Work<Result>): Promise<Result>;
  /** Resolves when what waits by now to be written together is written, whether or not it could be. */
  written(): Promise<void>;
}

const nothing = async (): Promise<void> => {};
/** Writes that wait for each other; more would keep readers out too long. */
const mostTogether = 100;

export function createStoreWriter(store: Store): StoreWriter {
  if (store.kind === 'postgres')
    return {
      transaction: (work) => store.transaction(work),
      call: (work) => work(store),
      written: () => Promise.resolve(),
    };
  let waiting: (() => Member)[] = [];
  let isWriting = false;

  function add<Result>(work: Work<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      waiting.push(() => createMember(store, work, resolve, reject));
      if (!isWriting) void writeAll();
    });
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      // Whatever the network has brought in the meantime comes along.
      await new Promise(setImmediate);
      const group = waiting.slice(0, mostTogether).map((create) => create());
      waiting = waiting.slice(mostTogether);
      await writeTogether(store, group);
    }
    isWriting = false;
  }

  return {
    transaction: add,
    call: add,
    async written() {
      if (isWriting) await add(nothing).catch(nothing);
    },
  };
}

interface Member {
  /** Within the transaction of the group. */
  write(calls: StoreCalls): Promise<void>;
  /** The transaction was committed. */
  settle(): void;
  /** In a transaction of its own. Never throws. */
  writeAlone(): Promise<void>;
}

function createMember<Result>(
  store: Store,
  work: Work<Result>,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): Member {
  let settle = (): void => reject(new Error('settled before it was written'));
  return {
    async write(calls) {
      const result = await work(calls);
      settle = () => resolve(result);
    },
    settle: () => settle(),
    writeAlone: () => store.transaction(work).then(resolve, reject),
  };
}

/** One that fails undoes what the others have written, so they are then written one by one. */
async function writeTogether(store: Store, group: readonly Member[]): Promise<void> {
  if (group.length > 1) {
    const isWritten = await store
      .transaction(async (calls) => {
        for (const member of group) await member.write(calls);
      })
      .then(
        () => true,
        () => false,
      );
    if (isWritten) {
      for (const member of group) member.settle();
      return;
    }
  }
  for (const member of group) await member.writeAlone();
}
