/**
 * Works through chats: several at once, each by one process at a time, each anew as soon as something more is there.
 * The work itself (handle its updates, send its messages) is handed in.
 * @module
 */
import { faultOf, type Logger } from '../../logger.ts';
import type { StoreCalls } from '../../store/store.ts';
import { backoffMs } from './backoff.ts';

/** The right to work on a chat, which another process takes over when this one does not renew it. */
export interface ChatLease {
  /** Between two steps of the work. @returns false when the work must end: the right is lost, or the process stops. */
  keep(): Promise<boolean>;
}

export interface ChatRunnerOptions {
  /** Distinguishes the leases of several runners. */
  readonly name: string;
  /** null: there is no other process. */
  readonly leases: StoreCalls['leases'] | null;
  /** Of this process. */
  readonly owner: string;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'error'>;
  /** Chats that are worked on at the same time. */
  readonly atOnce: number;
  /** Chats that have work by what the store says, the longest waiting first. */
  readonly findChats: (count: number) => Promise<string[]>;
  readonly hasWork: (chatKey: string) => Promise<boolean>;
  readonly work: (chatKey: string, lease: ChatLease) => Promise<void>;
  /** How often the store is asked for what other processes, or earlier ones, have left. Default 500. */
  readonly pollMs?: number;
  /** How long a lease lasts without renewal. Default 30,000: a process that was killed holds a chat up so long. */
  readonly leaseMs?: number;
}

export interface ChatRunner {
  /** There is work for this chat, from now or from so many milliseconds on. */
  wake(chatKey: string, afterMs?: number): void;
  readonly running: number;
  /**
   * Takes up nothing from the store any more.
   * @param drainMs so long, what this process was woken for is still taken up; then the steps going on are finished.
   * @param patienceMs after which steps that go on are left alone.
   */
  stop(drainMs: number, patienceMs: number): Promise<void>;
}

export function startChatRunner(options: ChatRunnerOptions): ChatRunner {
  const { name, leases, owner, now, logger, atOnce, pollMs = 500, leaseMs = 30_000 } = options;
  const ready = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const later = new Map<string, NodeJS.Timeout>();
  const failures = new Map<string, number>();
  let state: 'open' | 'draining' | 'stopped' = 'open';

  function wake(chatKey: string, afterMs = 0): void {
    if (state === 'stopped') return;
    clearTimeout(later.get(chatKey));
    later.delete(chatKey);
    if (afterMs > 0) {
      if (state === 'open') later.set(chatKey, setTimeout(wake, Math.min(afterMs, 2 ** 31 - 1), chatKey));
      return;
    }
    if (running.has(chatKey)) again.add(chatKey);
    else ready.add(chatKey);
    startMore();
  }

  function startMore(): void {
    for (const chatKey of ready) {
      if (running.size >= atOnce || state === 'stopped') return;
      ready.delete(chatKey);
      running.set(
        chatKey,
        run(chatKey).finally(() => {
          running.delete(chatKey);
          if (again.delete(chatKey)) ready.add(chatKey);
          startMore();
        }),
      );
    }
  }

  async function run(chatKey: string): Promise<void> {
    try {
      if (!(await options.hasWork(chatKey))) return;
      if (await withLease(`telegram:${name}:${chatKey}`, (lease) => options.work(chatKey, lease)))
        failures.delete(chatKey);
      // Another process is at it; whether it saw this piece of work will be seen soon.
      else wake(chatKey, Math.min(200, pollMs));
    } catch (error) {
      const failed = (failures.get(chatKey) ?? 0) + 1;
      failures.set(chatKey, failed);
      logger.error({ ...faultOf(error), runner: name, failed }, 'work on a chat failed and will be repeated');
      again.delete(chatKey);
      wake(chatKey, backoffMs(failed, { firstMs: 500, mostMs: 30_000 }));
    }
  }

  /** @returns false when another process has the lease. */
  async function withLease(leaseName: string, work: (lease: ChatLease) => Promise<void>): Promise<boolean> {
    if (!leases) {
      await work({ keep: async () => state !== 'stopped' });
      return true;
    }
    let renewedAt = 0;
    let isHeld = false;
    const renew = async (): Promise<void> => {
      const at = now();
      const until = new Date(at.getTime() + leaseMs).toISOString();
      const began = performance.now();
      isHeld = await leases.acquire(leaseName, owner, at.toISOString(), until);
      renewedAt = began;
    };
    await renew();
    if (!isHeld) return false;
    const renewal = setInterval(() => {
      renew().catch((error: unknown) => logger.error(faultOf(error), 'a lease could not be renewed'));
    }, leaseMs / 3);
    try {
      await work({
        async keep() {
          if (state === 'stopped') return false;
          // The timer may have been held up by a long computation.
          if (isHeld && performance.now() - renewedAt > leaseMs / 2) await renew();
          return isHeld;
        },
      });
    } finally {
      clearInterval(renewal);
      await leases.release(leaseName, owner);
    }
    return true;
  }

  let pollFailures = 0;
  let poll = setTimeout(look, 0);
  async function look(): Promise<void> {
    try {
      for (const chatKey of await options.findChats(running.size + ready.size + later.size + 2 * atOnce))
        if (!running.has(chatKey) && !later.has(chatKey)) wake(chatKey);
      pollFailures = 0;
    } catch (error) {
      pollFailures += 1;
      logger.error({ ...faultOf(error), runner: name }, 'the store could not be asked for waiting chats');
    }
    const pause = pollFailures === 0 ? pollMs : backoffMs(pollFailures, { firstMs: pollMs, mostMs: 10_000 });
    if (state === 'open') poll = setTimeout(look, pause);
  }

  return {
    wake,
    get running() {
      return running.size;
    },
    async stop(drainMs, patienceMs) {
      if (state === 'open') state = 'draining';
      clearTimeout(poll);
      for (const timer of later.values()) clearTimeout(timer);
      later.clear();
      const drained = performance.now() + drainMs;
      while (running.size + ready.size > 0 && performance.now() < drained)
        await settledWithin(running, drained - performance.now(), 'one');
      state = 'stopped';
      ready.clear();
      await settledWithin(running, patienceMs, 'all');
    },
  };
}

async function settledWithin(
  running: ReadonlyMap<string, Promise<void>>,
  milliseconds: number,
  how: 'one' | 'all',
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, milliseconds));
  });
  const work = [...running.values()];
  await Promise.race([how === 'one' ? Promise.race(work) : Promise.all(work), end]);
  clearTimeout(timer);
}
