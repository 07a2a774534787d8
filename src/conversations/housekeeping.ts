/** What is to be done whether or not anybody writes: deleting what is too old, handing back what nobody took. @module */
import { randomBytes } from 'node:crypto';
import { faultOf, type Logger } from '../logger.ts';
import type { PurgeReport, Retention, Store } from '../store/store.ts';
import type { Conversing } from './conversing.ts';

const minute = 60_000;
const day = 1440 * minute;
/** Longer than deleting takes: of several processes one does it. */
const purgeLease = 10 * minute;

/** Deletes what is older than its time, and says so in the audit. @param actor `system` or `terminal`. */
export async function purgeOld(
  store: Pick<Store, 'purge' | 'audit'>,
  retention: Retention,
  at: string,
  actor: string,
): Promise<PurgeReport> {
  const report = await store.purge(at, retention);
  const { conversations, updates, outgoing, audit } = report;
  if (conversations + updates + outgoing + audit > 0) {
    const detail = `对话 ${conversations}，收到的消息 ${updates}，发出的消息 ${outgoing}，操作记录 ${audit}`;
    await store.audit.add({ at, actor, action: 'store.purge', subject: 'store', detail });
  }
  return report;
}

export interface HousekeepingOptions {
  readonly store: Store;
  readonly conversing: Pick<Conversing, 'timeOutHandovers'>;
  readonly retention: Retention;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'error' | 'info'>;
}

export interface Housekeeping {
  /** Begins nothing new, and waits for what is going on. */
  stop(): Promise<void>;
}

/** Looks after the queue every minute and deletes at once and then daily. A fault is logged and tried again at the next turn. */
export function startHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { store, conversing, retention, now, logger } = options;
  const owner = randomBytes(9).toString('base64url');
  let purgedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  async function purge(at: Date): Promise<void> {
    const until = new Date(at.getTime() + purgeLease).toISOString();
    if (!(await store.leases.acquire('purge', owner, at.toISOString(), until))) return;
    try {
      const report = await purgeOld(store, retention, at.toISOString(), 'system');
      logger.info(report, 'what was too old was deleted');
    } finally {
      await store.leases.release('purge', owner);
    }
  }

  async function round(): Promise<void> {
    const at = now();
    await attempt('handovers could not be handed back', async () => {
      await store.transaction((calls) => conversing.timeOutHandovers(calls, at.toISOString()));
    });
    if (at.getTime() - purgedAt < day) return;
    // Set before: a database that refuses is asked again tomorrow, not every minute.
    purgedAt = at.getTime();
    await attempt('what is too old could not be deleted', () => purge(at));
  }

  async function attempt(fault: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.error(faultOf(error), fault);
    }
  }

  const begin = (): void => {
    running ??= round().finally(() => {
      running = null;
    });
  };
  begin();
  const timer = setInterval(begin, minute);
  // Nothing of this is worth keeping a process for.
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
