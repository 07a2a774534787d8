/**
 * Counts of the running process. Nothing of a person is in them.
 * @module
 */
import type { Metrics } from '../../metrics.ts';
import type { TelegramUpdate } from './telegram-update.ts';

export interface TelegramFigures {
  /** Updates that were taken over to be handled, by kind. */
  readonly received: Readonly<Record<TelegramUpdate['kind'], number>>;
  /** Delivered again by Telegram, and not handled again. */
  readonly duplicates: number;
  /** Not meant for the bot, or nothing that a person said. */
  readonly ignored: number;
  readonly handled: number;
  /** Answered with the fixed sentence, because the program failed. */
  readonly faults: number;
  /** From taking up an update until what follows from it was kept; seconds. */
  readonly handlingSeconds: { readonly sum: number; readonly count: number; readonly longest: number };
  readonly sent: number;
  /** Sent with something taken away that Telegram refused. */
  readonly mended: number;
  /** Attempts that are repeated, by what was in the way. */
  readonly retries: Readonly<Record<'flood' | 'unreachable', number>>;
  /** Given up, by reason. */
  readonly failed: Readonly<Record<'gone' | 'refused' | 'too_old', number>>;
}

/** What `src/metrics.ts` counts for all channels. */
export type ChannelCounters = Pick<Metrics, 'received' | 'sent' | 'retried' | 'failed'>;

export interface FigureCounter {
  received(kind: TelegramUpdate['kind']): void;
  duplicate(): void;
  ignored(): void;
  handled(seconds: number): void;
  fault(): void;
  sent(mended: boolean): void;
  retried(reason: keyof TelegramFigures['retries']): void;
  failed(reason: keyof TelegramFigures['failed'], count?: number): void;
  read(): TelegramFigures;
}

export function createFigureCounter(counters?: ChannelCounters): FigureCounter {
  const received = { message: 0, unsupported: 0, button: 0, membership: 0 };
  const retries = { flood: 0, unreachable: 0 };
  const failed = { gone: 0, refused: 0, too_old: 0 };
  const counts = { duplicates: 0, ignored: 0, handled: 0, faults: 0, sent: 0, mended: 0 };
  const handling = { sum: 0, count: 0, longest: 0 };
  return {
    received(kind) {
      received[kind] += 1;
      counters?.received('telegram');
    },
    duplicate() {
      counts.duplicates += 1;
      counters?.received('telegram');
    },
    ignored() {
      counts.ignored += 1;
    },
    handled(seconds) {
      counts.handled += 1;
      handling.sum += seconds;
      handling.count += 1;
      handling.longest = Math.max(handling.longest, seconds);
    },
    fault() {
      counts.faults += 1;
    },
    sent(mended) {
      counts.sent += 1;
      if (mended) counts.mended += 1;
      counters?.sent('telegram');
    },
    retried(reason) {
      retries[reason] += 1;
      counters?.retried('telegram');
    },
    failed(reason, count = 1) {
      failed[reason] += count;
      for (let each = 0; each < count; each += 1) counters?.failed('telegram');
    },
    read: () => ({
      ...counts,
      received: { ...received },
      retries: { ...retries },
      failed: { ...failed },
      handlingSeconds: { ...handling },
    }),
  };
}
