import { setTimeout as delay } from 'node:timers/promises';
import { faultOf, type Logger } from '../../logger.ts';
import { backoffMs } from './backoff.ts';
import { updateIdOf, wantedUpdates } from './read-update.ts';
import type { TelegramApi } from './telegram-api.ts';
import { TelegramFault } from './telegram-fault.ts';

export interface PollOptions {
  readonly api: Pick<TelegramApi, 'getUpdates'>;
  /** Takes updates over for good. */
  readonly receive: (raws: readonly unknown[]) => Promise<void>;
  readonly signal: AbortSignal;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** How long Telegram may wait for an update before it answers that there is none. Default 25. */
  readonly seconds?: number;
  /** First wait after a fault; default 1,000, doubling up to half a minute. */
  readonly firstRetryMs?: number;
}

const mostRetryMs = 30_000;
/** To be told so quickly that there is nothing is not what was asked for. */
const promptMs = 500;

/**
 * Asks for updates until the signal says stop. The next question tells Telegram which ones have arrived, so they are
 * stored before it is asked; what was not told is delivered again after a restart, and known by its id.
 */
export async function pollUpdates(options: PollOptions): Promise<void> {
  const { api, receive, signal, logger, seconds = 25, firstRetryMs = 1000 } = options;
  let offset: number | null = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const asked = performance.now();
      const updates: readonly unknown[] = await api.getUpdates(offset, seconds, wantedUpdates, signal);
      await receive(updates);
      const before: number | null = offset;
      for (const raw of updates) {
        const id = updateIdOf(raw);
        if (id !== null && id >= (offset ?? 0)) offset = id + 1;
      }
      failures = 0;
      // All is confirmed. The numbers begin anew, perhaps lower, when nothing came for a week.
      if (updates.length === 0) offset = null;
      // Nothing that could be confirmed, or a server that does not wait: the same answer would come again at once.
      const isIdle = updates.length === 0 ? performance.now() - asked < promptMs : offset === before;
      if (isIdle) await pause(firstRetryMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      await pause(report(error, failures), signal);
    }
  }

  /** @returns milliseconds to wait. */
  function report(error: unknown, failed: number): number {
    const waitMs = backoffMs(failed, { firstMs: firstRetryMs, mostMs: mostRetryMs });
    if (!(error instanceof TelegramFault)) {
      logger.error({ ...faultOf(error), waitMs }, 'updates could not be stored and will be asked for again');
      return waitMs;
    }
    if (error.code === 409) {
      logger.error(
        { waitMs },
        'another program receives the updates of this bot: stop it, or give each its own token (a webhook that somebody set is removed at the next start)',
      );
      return waitMs;
    }
    if (error.code === 429 && error.retryAfterSeconds !== null) return error.retryAfterSeconds * 1000;
    logger.warn({ code: error.code, waitMs }, 'Telegram could not be asked for updates');
    return waitMs;
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
