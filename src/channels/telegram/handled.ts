/** What a handler makes of an update: computed outside any transaction, then kept with the update in one. @module */
import type { StoreCalls } from '../../store/store.ts';
import type { PlacedDraft } from './draft-message.ts';
import type { TelegramUpdate } from './telegram-update.ts';

export interface Handled {
  /**
   * Writes everything that follows from the update, messages for the outbox too.
   * @param draft the message in which the answer was shown while it was written: its place is taken, or it is deleted.
   * @returns false when what it rests on has changed meanwhile: nothing is kept, the update is handled anew.
   */
  commit(calls: StoreCalls, at: string, draft?: PlacedDraft | null): Promise<boolean>;
}

/** For an answer that takes its time. */
export interface Progress {
  /** The answer so far as HTML; shown when Telegram's limits allow it, or not at all. */
  show(html: string): void;
  /** Raised when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * @param progress absent in groups, where an answer is shown when it is whole.
 * @throws only for faults of the program: the update is then answered with the fixed sentence of error_internal.
 */
export type HandleUpdate = (update: TelegramUpdate, progress?: Progress) => Promise<Handled>;
