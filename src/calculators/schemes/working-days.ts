/**
 * Adding working days to a date; the table of holidays comes from outside.
 * @module
 */
import { addDays } from '../kernel/partial-date.ts';

/** A table of official holidays and make-up days, handed in from outside. */
export interface WorkingDaysCalendar {
  /** @param day ISO day. @returns null when no table is published for that day. */
  isWorkingDay(day: string): boolean | null;
}

/** For a program without a table: no date is ever known. */
export const emptyCalendar: WorkingDaysCalendar = { isWorkingDay: () => null };

/**
 * The day on which the last of `count` working days falls; the start day itself is not counted.
 * @param start ISO day. @param count 0 gives `start` itself.
 * @returns null when the count runs into days without a table.
 */
export function addWorkingDays(calendar: WorkingDaysCalendar, start: string, count: number): string | null {
  let day = start;
  for (let counted = 0; counted < count; ) {
    day = addDays(day, 1);
    const working = calendar.isWorkingDay(day);
    if (working === null) return null;
    if (working) counted += 1;
  }
  return day;
}
