/**
 * Keeps questions away from an endpoint that is down or slow. One failure is enough, after which nobody waits for it: while
 * the breaker is open every call is refused at once, and the endpoint is tried by a small request of our own, in the
 * background, when a call has asked for it and a pause is over. cockatiel keeps the states; it would make a caller the
 * trial and let the others wait for its end, so callers only ever see it closed.
 * @module
 */
import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { describeFault } from './endpoint-fault.ts';
import { ModelUnavailable } from './model-unavailable.ts';

export interface BreakerOptions {
  /** A request that costs next to nothing; its success closes the breaker. */
  readonly probe: (signal: AbortSignal) => Promise<unknown>;
  /** Before the first trial; doubled after each that fails, and after each failure that follows a successful one. */
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
  /** For one trial. */
  readonly probeMs?: number;
  /** Told when the endpoint is left alone and when it is used again. */
  readonly onChange?: ((state: BreakerState) => void) | undefined;
}

export type BreakerState =
  | { readonly open: true; readonly reason: string; readonly status: number | null }
  | { readonly open: false };

export interface Breaker {
  readonly isOpen: boolean;
  /**
   * @param signal Of who waits for the work; when it ends by a time limit nobody else is let in, even before the work has
   *   noticed.
   * @throws ModelUnavailable `breaker` at once while it is open; what the work throws otherwise.
   */
  run<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

export function createBreaker({
  probe,
  firstPauseMs = 10_000,
  longestPauseMs = 600_000,
  probeMs = 10_000,
  onChange,
}: BreakerOptions): Breaker {
  let pauses = 0;
  // A trial is so small that its success proves little: only a whole reply makes the pauses short again.
  const pause = () => ({
    duration: Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(pauses++, 20)),
    next: pause,
  });
  const policy = circuitBreaker(
    handleWhen((error) => describeFault(error).isEndpoint),
    { breaker: new ConsecutiveBreaker(1), halfOpenAfter: { next: pause } },
  );
  policy.onBreak((failure) => {
    const { reason, status } = describeFault('error' in failure ? failure.error : null);
    onChange?.({ open: true, reason, status });
  });
  policy.onReset(() => onChange?.({ open: false }));

  let isProbing = false;
  async function tryAgain(): Promise<void> {
    if (isProbing) return;
    isProbing = true;
    try {
      // Within the pause this is refused without a request.
      await policy.execute(() => probe(AbortSignal.timeout(probeMs)));
    } catch {
      // Still down, or still within the pause; the next call asks again.
    } finally {
      isProbing = false;
    }
  }

  /** Works that were too late and have not ended yet. */
  let late = 0;
  return {
    get isOpen() {
      return policy.state !== CircuitState.Closed || late > 0;
    },
    async run(work, signal) {
      if (policy.state !== CircuitState.Closed) void tryAgain();
      if (policy.state !== CircuitState.Closed || late > 0) throw new ModelUnavailable('breaker');
      let isLate = false;
      const beLate = () => {
        if (describeFault(signal?.reason).reason !== 'timeout') return;
        isLate = true;
        late += 1;
      };
      signal?.addEventListener('abort', beLate, { once: true });
      try {
        const result = await policy.execute(work);
        pauses = 0;
        return result;
      } finally {
        signal?.removeEventListener('abort', beLate);
        if (isLate) late -= 1;
      }
    },
  };
}
