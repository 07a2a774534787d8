export interface RateLimitOptions {
  /** Questions that one client may ask a minute, and at most at once. */
  readonly perMinute: number;
  /** Milliseconds; the clock of the process unless a test brings its own. */
  readonly now?: () => number;
}

export interface RateLimit {
  /** Takes one question from the client's allowance: 0 when it may ask, else the seconds until it may. */
  take(client: string): number;
}

/** More clients than this are not told apart at once: whoever has a full allowance again is forgotten first. */
const rememberedClients = 10_000;

/** A token bucket for each client address, kept in memory. */
export function createRateLimit({ perMinute, now = () => performance.now() }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const refilled = (bucket: { tokens: number; at: number }, at: number): number =>
    Math.min(perMinute, bucket.tokens + ((at - bucket.at) / 60_000) * perMinute);

  function forgetIdleClients(at: number): void {
    for (const [client, bucket] of buckets) if (refilled(bucket, at) >= perMinute) buckets.delete(client);
    // A flood of distinct addresses: the oldest give way, so that memory stays bounded; a tenth at once, so that
    // the next newcomers need not look through all again.
    for (const client of buckets.keys()) {
      if (buckets.size < rememberedClients * 0.9) break;
      buckets.delete(client);
    }
  }

  return {
    take(client) {
      const at = now();
      const bucket = buckets.get(client);
      if (bucket === undefined && buckets.size >= rememberedClients) forgetIdleClients(at);
      const tokens = bucket === undefined ? perMinute : refilled(bucket, at);
      const allowed = tokens >= 1;
      buckets.set(client, { tokens: allowed ? tokens - 1 : tokens, at });
      return allowed ? 0 : Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute));
    },
  };
}
