/** Numbers as people read them. @module */

/** 3小时5分钟, 2天4小时; less than a minute is 不到1分钟. */
export function sayDuration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return '不到1分钟';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return `${days}天${hours > 0 ? `${hours}小时` : ''}`;
  if (hours > 0) return `${hours}小时${rest > 0 ? `${rest}分钟` : ''}`;
  return `${rest}分钟`;
}

/** 1,234 */
export const sayCount = (count: number): string => count.toLocaleString('en-US');

/** 12 毫秒, 1.2 秒 */
export function sayLatency(milliseconds: number | null): string {
  if (milliseconds === null) return '—';
  return milliseconds < 1000 ? `${milliseconds} 毫秒` : `${Number((milliseconds / 1000).toFixed(1))} 秒`;
}

/** 12.3%; of nothing: — */
export function sayShare(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Number(((part / whole) * 100).toFixed(1))}%`;
}
