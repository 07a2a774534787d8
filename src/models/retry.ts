/** A few more tries for a request that failed in passing, with pauses that grow and differ. @module */
import { DelegateBackoff, handleWhen, retry } from 'cockatiel';
import { describeFault } from './endpoint-fault.ts';

export interface RetryOptions {
  /** Beside the first one. Default 2. */
  readonly retries?: number;
  /** Before the first retry at most; each next pause may be twice as long. Default 500. */
  readonly pauseMs?: number;
  /** An endpoint that asks for a longer pause is not waited for. Default 3000: whoever asked has an answer without it. */
  readonly longestPauseMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** @param work one try; what it throws is looked at by {@link describeFault}. */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  { retries = 2, pauseMs = 500, longestPauseMs = 3000, signal }: RetryOptions = {},
): Promise<Result> {
  const mayRetry = (error: Error): boolean => {
    const { isPassing, retryAfterMs } = describeFault(error);
    return isPassing && (retryAfterMs ?? 0) <= longestPauseMs;
  };
  const policy = retry(handleWhen(mayRetry), {
    maxAttempts: retries,
    backoff: new DelegateBackoff<{ attempt: number; result: object }>(({ attempt, result }) => {
      const asked = 'error' in result ? describeFault(result.error).retryAfterMs : null;
      const most = Math.min(longestPauseMs, pauseMs * 2 ** (attempt - 1));
      // Those who were turned away together do not come back together.
      return Math.max(asked ?? 0, most * (0.5 + Math.random() / 2));
    }),
  });
  return policy.execute(async () => {
    signal?.throwIfAborted();
    return work();
  }, signal);
}
