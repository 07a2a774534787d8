/**
 * Waits that grow with each failure to sign in: for a name, for an address, and for both together. They are counted in
 * the store, so that they hold over all processes, and before the password is looked at, so that many guesses at once
 * count as many. Nobody is locked out for good: whoever signed in from a browser before is counted apart from strangers
 * there, and no wait is longer than a quarter of an hour.
 * @module
 */
import { createHmac } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { SignInFailures } from '../store/staff-records.ts';
import type { Store } from '../store/store.ts';

export interface Attempt {
  /** Folded. */
  readonly loginName: string;
  readonly client: string;
  /** A browser from which this name signed in before. */
  readonly knownBrowser: string | null;
}

export interface SignInThrottle {
  /** Counts the attempt as failed until {@link succeeded} says otherwise. @returns 0, or seconds to wait; then nothing is counted. */
  begin(attempt: Attempt): Promise<number>;
  succeeded(attempt: Attempt): Promise<void>;
  /** The account has a new password: what was counted for its name is forgotten. */
  forget(loginName: string): Promise<void>;
}

export interface SignInThrottleOptions {
  readonly store: Pick<Store, 'signInFailures' | 'transaction'>;
  /** Names and addresses are kept as keyed hashes: people type passwords into the field for the name. */
  readonly key: Buffer;
  readonly now: () => Date;
  /** Attempts of one address in a minute that are looked at by this process at all. Default 60. */
  readonly perMinute?: number;
}

interface Limit {
  readonly key: string;
  /** Failures before there is any wait. */
  readonly free: number;
  /** Seconds. */
  readonly longest: number;
}

const quarterHour = 900;
const hourMs = 3_600_000;

export function createSignInThrottle(options: SignInThrottleOptions): SignInThrottle {
  const { store, key, now, perMinute = 60 } = options;
  const flood = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const hashed = (...parts: readonly string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  const ofName = (loginName: string): string => hashed('name', loginName);
  const ofClient = (client: string): string => hashed('client', client);

  function limitsOf({ loginName, client, knownBrowser }: Attempt): Limit[] {
    if (knownBrowser !== null)
      return [{ key: hashed('browser', loginName, knownBrowser), free: 5, longest: quarterHour }];
    return [
      { key: hashed('both', loginName, client), free: 5, longest: quarterHour },
      { key: ofClient(client), free: 30, longest: quarterHour },
      // Short, since strangers bring it about for others; still only some thousand guesses a day.
      { key: ofName(loginName), free: 10, longest: 60 },
    ];
  }

  async function floodWait({ client, knownBrowser }: Attempt): Promise<number> {
    try {
      await flood.consume(knownBrowser === null ? client : hashed('browser', knownBrowser));
      return 0;
    } catch (rejected) {
      if (rejected instanceof RateLimiterRes) return Math.max(1, Math.ceil(rejected.msBeforeNext / 1000));
      throw rejected;
    }
  }

  return {
    async begin(attempt) {
      const flooded = await floodWait(attempt);
      if (flooded > 0) return flooded;
      const limits = limitsOf(attempt);
      const at = now();
      return store.transaction(async ({ signInFailures }) => {
        const known = await signInFailures.of(limits.map((limit) => limit.key));
        const wait = Math.max(...limits.map((limit) => secondsLeft(limit, known.get(limit.key), at)));
        if (wait > 0) return wait;
        const since = new Date(at.getTime() - hourMs).toISOString();
        for (const limit of limits) await signInFailures.count(limit.key, at.toISOString(), since);
        return 0;
      });
    },
    async succeeded(attempt) {
      const keys = limitsOf(attempt).map((limit) => limit.key);
      const client = ofClient(attempt.client);
      await store.transaction(async ({ signInFailures }) => {
        // An own account must not serve to wipe out what was guessed at others' from the same address.
        await signInFailures.clear(keys.filter((counted) => counted !== client));
        if (keys.includes(client)) await signInFailures.takeBack(client);
      });
    },
    forget: (loginName) => store.signInFailures.clear([ofName(loginName)]),
  };
}

/** 2, 4, 8 … seconds after the failures that are free; nothing after an hour without any. */
function secondsLeft({ free, longest }: Limit, failures: SignInFailures | undefined, at: Date): number {
  if (failures === undefined || failures.count < free) return 0;
  const since = at.getTime() - Date.parse(failures.lastAt);
  if (since > hourMs) return 0;
  const wait = Math.min(longest, 2 ** Math.min(failures.count - free + 1, 20));
  return Math.max(0, Math.ceil(wait - since / 1000));
}
