/**
 * How long to wait before the next attempt: doubling, and by chance between half and the whole of it, so that those
 * who failed together do not come back together.
 * @param attempt 1 after the first failure.
 */
export function backoffMs(
  attempt: number,
  { firstMs, mostMs, random = Math.random }: { firstMs: number; mostMs: number; random?: () => number },
): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(whole * (0.5 + random() / 2));
}
