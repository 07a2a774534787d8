/**
 * The official holidays and make-up days of China, as the State Council announces them each year, for the calculators.
 * @module
 */
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { WorkingDaysCalendar } from './calculators/schemes/working-days.ts';

const tableSchema = z.object({
  holidays: z.record(z.string(), z.string()),
  workdays: z.record(z.string(), z.string()),
});

/**
 * Reads the library's table (2004 to 2026 in the version that is pinned) rather than calling its functions: these read the
 * local weekday of UTC midnight and are a day out on a machine west of Greenwich.
 * A day without a published table is unknown, never guessed from its weekday.
 */
export function loadWorkingDaysCalendar(): WorkingDaysCalendar {
  // Read at the first day that is looked up: few questions need it, and somebody waits for every `ask`.
  let known: WorkingDaysCalendar | undefined;
  return {
    isWorkingDay(day) {
      known ??= readCalendar();
      return known.isWorkingDay(day);
    },
  };
}

function readCalendar(): WorkingDaysCalendar {
  const table = tableSchema.parse(createRequire(import.meta.url)('chinese-days/dist/chinese-days.json'));
  const holidays = new Set(Object.keys(table.holidays));
  const makeUpDays = new Set(Object.keys(table.workdays));
  const hasTable = (year: number): boolean => holidays.has(`${year}-10-01`);
  return {
    isWorkingDay(day) {
      const year = Number(day.slice(0, 4));
      // The last days of December may be moved by the table of the next year, which has the New Year holiday.
      if (!hasTable(year) || (day.slice(5) >= '12-24' && !hasTable(year + 1))) return null;
      if (makeUpDays.has(day)) return true;
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      return weekday !== 0 && weekday !== 6 && !holidays.has(day);
    },
  };
}
