import { z } from 'zod';
import type { DaySpan } from '../../../../store/overview-records.ts';

/** Ready to choose, in days. */
export const readySpans = [7, 30, 90] as const;
const usual = 30;
/** A year and a day: more is asked of the copy of the database. */
const longest = 366;

export interface AskedSpan extends DaySpan {
  /** One of {@link readySpans} where that was chosen; null for days of one's own. */
  readonly ready: number | null;
  /** What could not be used, in one sentence; the usual span is shown then. */
  readonly fault?: string;
}

const isoDay = z.iso.date();

/** @param today ISO day in China. */
export function readSpan(
  asked: { readonly days?: string; readonly from?: string; readonly to?: string },
  today: string,
): AskedSpan {
  const back = (days: number): AskedSpan => ({ from: daysLater(today, 1 - days), to: today, ready: days });
  const { from = '', to = '' } = asked;
  if (from === '' && to === '') return back(readySpans.find((days) => String(days) === asked.days) ?? usual);
  const [first, last] = [from === '' ? to : from, to === '' ? today : to];
  if (!isoDay.safeParse(first).success || !isoDay.safeParse(last).success)
    return { ...back(usual), fault: '开始和结束请写成日期，例如 2026-11-01。' };
  if (first > last) return { ...back(usual), fault: '开始日期在结束日期之后，请对调后再查。' };
  if (daysOf({ from: first, to: last }).length > longest)
    return { ...back(usual), fault: `一次最多看${longest}天，请缩短后再查。` };
  return { from: first, to: last, ready: null };
}

export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Every day of it, in order. */
export function daysOf({ from, to }: DaySpan): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return Array.from({ length: Math.min(count, 100_000) }, (_day, n) => daysLater(from, n));
}
