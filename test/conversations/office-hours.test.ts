import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCalendar } from '../../src/calculators/schemes/working-days.ts';
import { createOfficeClock, parseOfficeHours, sayMoment } from '../../src/conversations/office-hours.ts';
import { loadWorkingDaysCalendar } from '../../src/working-days-calendar.ts';

const calendar = loadWorkingDaysCalendar();
const usual = '1-5 08:30-12:00 14:30-17:30';
/** A moment in China. */
const china = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const clockOf = (hours: string, known = calendar) => createOfficeClock(parseOfficeHours(hours), known);

describe('the office hours', () => {
  it.each([
    ['a Monday morning', usual, '2025-12-01 10:00', null],
    ['the first minute', usual, '2025-12-01 08:30', null],
    ['a minute before', usual, '2025-12-01 08:29', '今天08:30'],
    ['the last minute', usual, '2025-12-01 11:59', null],
    ['noon', usual, '2025-12-01 12:00', '今天14:30'],
    ['the evening', usual, '2025-12-01 17:30', '12月2日（周二）08:30'],
    ['midnight', usual, '2025-12-02 00:00', '今天08:30'],
    ['Friday evening', usual, '2025-12-05 18:00', '12月8日（周一）08:30'],
    ['Sunday', usual, '2025-11-30 09:00', '12月1日（周一）08:30'],
    ['National Day', usual, '2025-10-01 09:00', '10月9日（周四）08:30'],
    ['the evening before National Day', usual, '2025-09-30 20:00', '10月9日（周四）08:30'],
    ['a Sunday that is worked', usual, '2025-09-28 09:00', null],
    ['the Friday before a worked Sunday', usual, '2025-09-26 18:00', '9月28日（周日）08:30'],
    ['New Year over the year end', usual, '2025-12-31 18:00', '1月4日（周日）08:30'],
    ['Spring Festival', usual, '2025-01-27 18:00', '2月5日（周三）08:30'],
    ['a year that is not known: a holiday', usual, '2035-10-01 09:00', null],
    ['a year that is not known: a weekend', usual, '2035-10-06 09:00', '10月8日（周一）08:30'],
    ['the year end of the last known year', usual, '2026-12-31 18:00', '1月1日（周五）08:30'],
    ['until midnight', '1-7 00:00-24:00', '2025-12-06 23:59', null],
    ['the whole day without hours', '1-7', '2025-12-06 23:59', null],
    ['the evening shift', '1-5 20:00-24:00', '2025-12-01 23:59', null],
    ['after the evening shift', '1-5 20:00-24:00', '2025-12-02 00:00', '今天20:00'],
    ['a weekend that is served', '1-7 09:00-17:00', '2025-12-06 10:00', null],
    [
      'a weekend within a holiday, served else',
      '1-7 09:00-17:00',
      '2025-10-04 10:00',
      '10月9日（周四）09:00',
    ],
    ['Saturday and Sunday only', '6-7 09:00-12:00', '2025-12-05 10:00', '12月6日（周六）09:00'],
    ['over the week end', '6-2 09:00-12:00', '2025-12-03 10:00', '12月6日（周六）09:00'],
    ['one day', '3 09:00-12:00', '2025-12-04 10:00', '12月10日（周三）09:00'],
    [
      'a worked Sunday where not all days are served',
      '1-3 09:00-12:00',
      '2025-09-28 10:00',
      '9月29日（周一）09:00',
    ],
  ])('on %s (%s, %s): %s', (_, hours, moment, opening) => {
    const at = china(moment);
    const clock = clockOf(hours);
    expect(clock.isOpen(at)).toBe(opening === null);
    const next = clock.nextOpening(at);
    expect(next).not.toBeNull();
    expect(next === null || opening === null ? null : sayMoment(next, at)).toBe(opening);
  });

  it('count only the week when no calendar is known', () => {
    expect(clockOf(usual, emptyCalendar).isOpen(china('2025-10-01 09:00'))).toBe(true);
  });

  it.each([
    ['within the morning', '2025-12-01 09:00', '2025-12-01 09:25', 25],
    ['over noon', '2025-12-01 11:50', '2025-12-01 14:40', 20],
    ['over night', '2025-12-01 17:00', '2025-12-02 08:45', 45],
    ['over the weekend', '2025-12-05 17:30', '2025-12-08 08:30', 0],
    ['over National Day', '2025-09-30 17:20', '2025-10-09 08:40', 20],
    ['a whole day', '2025-12-01 00:00', '2025-12-02 00:00', 390],
    ['backwards', '2025-12-02 00:00', '2025-12-01 00:00', 0],
  ])('count minutes %s', (_, from, to, minutes) => {
    expect(clockOf(usual).minutesBetween(china(from), china(to))).toBe(minutes);
  });

  it('say themselves', () => {
    expect(parseOfficeHours(usual).text).toBe('周一至周五 08:30-12:00、14:30-17:30');
    expect(parseOfficeHours('3 09:00-12:00').text).toBe('周三 09:00-12:00');
    expect(parseOfficeHours('1-7').text).toBe('每天 全天');
  });

  it.each([
    '',
    '1-8 08:30-12:00',
    '0 08:30-12:00',
    '1-5 12:00-08:30',
    '1-5 08:30-08:30',
    '1-5 14:30-17:30 08:30-12:00',
    '1-5 08:30-12:00 11:00-17:30',
    '1-5 08:30-24:30',
    '1-5 8:30-12:00',
    '1-5 08:60-12:00',
  ])('refuse %j with a sentence that says how', (written) => {
    expect(() => parseOfficeHours(written)).toThrow(/WENZHENG_OFFICE_HOURS.*例如 1-5 08:30-12:00/);
  });

  const moment = fc
    .integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2026, 11, 31) / 60_000 })
    .map((minutes) => new Date(minutes * 60_000));
  const clocks = [usual, '1-7 00:00-24:00', '6-2 09:00-12:00', '1-5 20:00-24:00'].map((hours) =>
    clockOf(hours),
  );

  it('open at the next opening, and never before it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clocks),
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (clock, at, part) => {
          const next = clock.nextOpening(at) ?? at;
          expect(clock.isOpen(next)).toBe(true);
          const between = new Date(at.getTime() + Math.floor((next.getTime() - at.getTime()) * part));
          expect(clock.isOpen(between)).toBe(between.getTime() === next.getTime());
          expect(clock.minutesBetween(at, next)).toBe(0);
        },
      ),
    );
  });
});
