/**
 * Days as people know them: 2019, 2019-02 or 2019-02-28, kept as typed in ISO form; comparisons look at the first and the last
 * day that may be meant.
 * @module
 */

/** Reads 2019-2-8, 2019年2月, 2019/2/8, 2019.2, 20190208. impossible: 2019-02-30. */
export function readPartialDate(
  raw: number | string,
): { date: string } | { problem: 'unreadable' | 'impossible' } {
  const text = String(raw).normalize('NFKC').replace(/\s/g, '');
  const found =
    /^(\d{4})年?$/.exec(text) ??
    /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|份|月份)?$/.exec(text) ??
    /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (found === null) return { problem: 'unreadable' };
  const [, year = '', month, day] = found;
  if (month === undefined) return Number(year) < 1900 ? { problem: 'impossible' } : { date: year };
  if (Number(month) < 1 || Number(month) > 12 || Number(year) < 1900) return { problem: 'impossible' };
  const head = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined) return { date: head };
  const last = Number(lastDay(head).slice(8));
  return Number(day) >= 1 && Number(day) <= last
    ? { date: `${head}-${day.padStart(2, '0')}` }
    : { problem: 'impossible' };
}

/** 2019 → 2019-01-01. */
export const firstDay = (date: string): string =>
  date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;

/** 2019-02 → 2019-02-28. */
export function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  const days = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
  return `${date}-${days}`;
}

/** ISO day plus so many calendar days. @param day a full ISO day. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
