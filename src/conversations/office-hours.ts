/**
 * When somebody of the staff answers: WENZHENG_OFFICE_HOURS, read once, and the public holidays. All in China's time,
 * UTC+8 without summer time.
 * @module
 */
import type { WorkingDaysCalendar } from '../calculators/schemes/working-days.ts';
import { WenzhengError } from '../errors.ts';

/** Minutes after midnight; `to` is not included, and 1440 is 24:00. */
export interface OfficePeriod {
  readonly from: number;
  readonly to: number;
}

export interface OfficeHours {
  /** 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[];
  /** In order, without overlap. */
  readonly periods: readonly OfficePeriod[];
  /** As a resident reads it: 周一至周五 08:30-12:00、14:30-17:30. */
  readonly text: string;
}

const minute = 60_000;
const day = 1440 * minute;
const zone = 8 * 60 * minute;
/** Longer than any run of days off; who opens on no day within it never opens. */
const farthestDays = 60;
const names = ['', '一', '二', '三', '四', '五', '六', '日'];

/**
 * @param written `1-5 08:30-12:00 14:30-17:30`; 6-2 goes over the weekend. Without periods the whole day.
 * @throws WenzhengError `config_invalid` for hours that end before they begin, overlap, or are no times of day.
 */
export function parseOfficeHours(written: string): OfficeHours {
  const [week = '', ...spans] = written.trim().split(/\s+/);
  const [, first, last = first] = /^([1-7])(?:-([1-7]))?$/.exec(week) ?? [];
  const periods = spans.length === 0 ? [{ from: 0, to: 1440 }] : spans.map(readPeriod);
  const inOrder = periods.every(
    (period, at) => period !== null && period.from < period.to && period.from >= (periods[at - 1]?.to ?? 0),
  );
  if (first === undefined || !inOrder) {
    throw new WenzhengError(
      'config_invalid',
      `环境变量 WENZHENG_OFFICE_HOURS 的值“${written.slice(0, 60)}”不能用，请写成星期和先后不重叠的钟点，例如 1-5 08:30-12:00 14:30-17:30。`,
    );
  }
  const length = ((Number(last) - Number(first) + 7) % 7) + 1;
  const weekdays = Array.from({ length }, (_, at) => ((Number(first) - 1 + at) % 7) + 1);
  const days =
    weekdays.length === 7
      ? '每天'
      : `周${names[Number(first)]}${first === last ? '' : `至周${names[Number(last)]}`}`;
  const times = spans.length === 0 ? '全天' : spans.join('、');
  return { weekdays, periods: periods.filter((period) => period !== null), text: `${days} ${times}` };
}

function readPeriod(span: string): OfficePeriod | null {
  const parts = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(span)?.slice(1).map(Number);
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = parts ?? [];
  const period = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
  return parts === undefined || period.to > 1440 ? null : period;
}

export interface OfficeClock {
  readonly hours: OfficeHours;
  isOpen(at: Date): boolean;
  /** `at` itself while it is open; null when it does not open within two months. */
  nextOpening(at: Date): Date | null;
  /** Minutes of office hours between two moments: a night on the queue is not waiting for somebody who is there. */
  minutesBetween(from: Date, to: Date): number;
}

/**
 * @param given A function where the hours may change while the program runs.
 * @param calendar Where it does not know a year, only the week counts.
 */
export function createOfficeClock(
  given: OfficeHours | (() => OfficeHours),
  calendar: WorkingDaysCalendar,
): OfficeClock {
  const hoursNow = typeof given === 'function' ? given : () => given;
  /** The periods of the day in China that is `number` days after 1970-01-01, in milliseconds of UTC. */
  const periodsOf = (number: number): { from: number; to: number }[] => {
    const hours = hoursNow();
    if (!isServiceDay(hours, calendar, number)) return [];
    const midnight = number * day - zone;
    return hours.periods.map(({ from, to }) => ({
      from: midnight + from * minute,
      to: midnight + to * minute,
    }));
  };
  const nextOpening = (at: Date): Date | null => {
    const today = dayNumber(at);
    for (let number = today; number <= today + farthestDays; number += 1) {
      const period = periodsOf(number).find(({ to }) => to > at.getTime());
      if (period !== undefined) return new Date(Math.max(period.from, at.getTime()));
    }
    return null;
  };
  return {
    get hours() {
      return hoursNow();
    },
    isOpen: (at) => nextOpening(at)?.getTime() === at.getTime(),
    nextOpening,
    minutesBetween(from, to) {
      let open = 0;
      for (let number = dayNumber(from); number <= dayNumber(to); number += 1) {
        for (const period of periodsOf(number)) {
          open += Math.max(0, Math.min(period.to, to.getTime()) - Math.max(period.from, from.getTime()));
        }
      }
      return open / minute;
    },
  };
}

const dayNumber = (at: Date): number => Math.floor((at.getTime() + zone) / day);
const isoDay = (number: number): string => new Date(number * day).toISOString().slice(0, 10);
/** 1 is Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (number: number): number => ((number + 3) % 7) + 1;

function isServiceDay(hours: OfficeHours, calendar: WorkingDaysCalendar, number: number): boolean {
  const weekday = weekdayOf(number);
  const working = calendar.isWorkingDay(isoDay(number));
  const served = hours.weekdays.includes(weekday);
  if (weekday <= 5) return served && working !== false;
  // A Saturday or Sunday that is worked in exchange for a holiday is a working day like the five of the week.
  if (working === true) return served || [1, 2, 3, 4, 5].every((each) => hours.weekdays.includes(each));
  // The calendar calls every other weekend free; who serves on weekends has a day off when a holiday adjoins it.
  const saturday = weekday === 6 ? number : number - 1;
  const holidayBeside = [saturday - 1, saturday + 2].some(
    (each) => calendar.isWorkingDay(isoDay(each)) === false,
  );
  return served && !holidayBeside;
}

/** A moment as it is said to a resident who reads it at `now`: 今天14:30, 12月1日（周二）08:30. */
export function sayMoment(moment: Date, now: Date): string {
  const local = new Date(moment.getTime() + zone);
  const time = local.toISOString().slice(11, 16);
  const number = dayNumber(moment);
  if (number === dayNumber(now)) return `今天${time}`;
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日（周${names[weekdayOf(number)]}）${time}`;
}
