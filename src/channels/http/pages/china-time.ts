/** Times of the store (UTC) as a resident reads them: China has had one zone, UTC+8 without summer time, since 1992. @module */

/** ISO date of the day in China. */
export function chinaDay(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** 14:05, or with the day before it when that is not today: 11月22日 14:05. @param today ISO date; null leaves the day out. */
export function chinaClock(iso: string, today: string | null): string {
  const clock = new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(11, 16);
  const [, month, day] = chinaDay(iso).split('-').map(Number);
  return today === null || chinaDay(iso) === today ? clock : `${month}月${day}日 ${clock}`;
}
