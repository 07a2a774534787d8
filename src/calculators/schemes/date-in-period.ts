/**
 * Where a day, month or year lies against a period of the text.
 * @module
 */
import { firstDay, lastDay } from '../kernel/partial-date.ts';

/** across: only a part of what may be meant is inside. */
export type PeriodPosition = 'before' | 'inside' | 'across' | 'after';

/** @param date YYYY[-MM[-DD]]. @param from First day, inside. @param to Last day, inside; null when the text states no end. */
export function positionInPeriod(date: string, from: string, to: string | null): PeriodPosition {
  const first = firstDay(date);
  const last = lastDay(date);
  if (last < from) return 'before';
  if (to !== null && first > to) return 'after';
  return first >= from && (to === null || last <= to) ? 'inside' : 'across';
}

/** 2018-07-31 → 2018年7月31日, 2018-07 → 2018年7月: for sentences. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month === undefined ? '' : `${month}月`}${day === undefined ? '' : `${day}日`}`;
}
