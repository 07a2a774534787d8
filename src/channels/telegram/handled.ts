/** What a handler makes of an update: computed outside any transaction, then kept with the update in one. @module */
import type { StoreCalls } from '../../store/store.ts';
import type { TelegramUpdate } from './telegram-update.ts';

export interface Handled {
  /**
   * Writes everything that follows from the update, messages for the outbox too.
   * @returns false when what it rests on has changed meanwhile: nothing is kept, the update is handled anew.
   */
  commit(calls: StoreCalls, at: string): Promise<boolean>;
}

/** @throws only for faults of the program: the update is then answered with the fixed sentence of error_internal. */
export type HandleUpdate = (update: TelegramUpdate) => Promise<Handled>;
