import { AsyncLocalStorage } from 'node:async_hooks';

/** Knows which code runs within a transaction of the store, to stop it from using the store beside it. */
export class TransactionScope {
  readonly #current = new AsyncLocalStorage<{ isOpen: boolean }>();

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const state = { isOpen: true };
    try {
      return await this.#current.run(state, work);
    } finally {
      // What the work left running may use the store again from here on.
      state.isOpen = false;
    }
  }

  /**
   * Asked before a connection is given out.
   * @throws Error within a transaction: the call would wait for its end, and the transaction for the call.
   */
  refuseWithin(): void {
    if (this.#current.getStore()?.isOpen)
      throw new Error('within a transaction only the calls that it was given may be used');
  }
}
