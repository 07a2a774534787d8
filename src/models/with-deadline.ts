/** Work that has to end in time, whether or not it heeds its signal. @module */
import type { ModelFallback } from '../answering/answer.ts';
import { ModelUnavailable } from './model-unavailable.ts';

/**
 * Ends with the work, the deadline or the caller's signal, whichever is first; the work's own signal is raised then.
 * @throws ModelUnavailable `timeout` or `aborted`, or what the work throws.
 */
export async function withDeadline<Result>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const control = new AbortController();
  let cause: ModelFallback = 'timeout';
  const ended = new Promise<never>((_, reject) => {
    control.signal.addEventListener('abort', () => reject(new ModelUnavailable(cause)), { once: true });
  });
  const end = (reason: ModelFallback) => {
    cause = reason;
    control.abort(new ModelUnavailable(reason));
  };
  const leave = () => end('aborted');
  const timer = setTimeout(() => end('timeout'), timeoutMs);
  signal?.addEventListener('abort', leave, { once: true });
  try {
    if (signal?.aborted === true) leave();
    return await Promise.race([ended, work(control.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
    // Whatever still runs for this answer is of no use any more, and nobody waits for its end.
    ended.catch(() => {});
    control.abort(new ModelUnavailable('aborted'));
  }
}
