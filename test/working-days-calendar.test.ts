import { describe, expect, it } from 'vitest';
import { loadWorkingDaysCalendar } from '../src/working-days-calendar.ts';

const calendar = loadWorkingDaysCalendar();

describe('the calendar of working days', () => {
  it.each([
    ['2018-12-29', true],
    ['2018-12-31', false],
    ['2019-02-02', true],
    ['2019-02-04', false],
    ['2019-05-03', false],
    ['2019-05-05', true],
    ['2019-09-29', true],
    ['2019-10-08', true],
    ['2020-01-31', false],
    ['2020-02-02', false],
    ['2020-02-03', true],
    ['2019-06-01', false],
    ['2019-06-03', true],
  ])('%s is worked: %s', (day, working) => {
    expect(calendar.isWorkingDay(day)).toBe(working);
  });

  it('knows 2004 to 2026 and nothing else', () => {
    const years = Array.from({ length: 60 }, (_, index) => 1990 + index);
    const known = years.filter((year) => calendar.isWorkingDay(`${year}-06-30`) !== null);
    expect([known[0], known.at(-1), known.length]).toEqual([2004, 2026, 23]);
  });

  it('leaves open the end of the last year, which the next table may move', () => {
    expect(calendar.isWorkingDay('2026-12-23')).toBe(true);
    expect(calendar.isWorkingDay('2026-12-24')).toBe(null);
    expect(calendar.isWorkingDay('2025-12-31')).toBe(true);
  });
});
