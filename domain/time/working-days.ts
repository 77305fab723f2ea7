// Working days are Monday to Friday, minus the holidays the office confirmed for the year, plus the Saturdays or
// Sundays on which a swapped holiday is worked off (Bộ luật Lao động 2019, art. 111-112, and the yearly notice).
import { z } from 'zod';
import { addDays, type Day, day, weekday } from './civil-date.ts';

/**
 * `workdays` are weekend days that are worked (hoán đổi ngày làm việc). `knownYears`: civil years whose days off are
 * confirmed; absent where nobody asks.
 */
export type Calendar = {
  holidays: readonly Day[];
  workdays?: readonly Day[] | undefined;
  knownYears?: readonly number[];
};

/** Edge schema of a calendar: a day is either a holiday or a swapped working day, never both, and named once. */
export const calendar = z
  .strictObject({ holidays: z.array(day), workdays: z.array(day).optional() })
  .refine(({ holidays, workdays = [] }) => {
    const all = [...holidays, ...workdays];
    return new Set(all).size === all.length;
  }, 'a day is named twice');

/** Whether offices work on that day. */
export function isWorkingDay(on: Day, cal: Calendar): boolean {
  if (cal.workdays?.includes(on)) return true;
  return weekday(on) <= 5 && !cal.holidays.includes(on);
}

/**
 * The n-th working day after that day, or before it when n is negative; the day itself is not counted
 * (Bộ luật Dân sự 2015, art. 147: a period starts on the day after). n = 0 gives the day itself, working or not.
 */
export function addWorkingDays(from: Day, n: number, cal: Calendar): Day {
  if (!Number.isInteger(n)) throw new RangeError(`not a whole number of days: ${n}`);
  const step = n < 0 ? -1 : 1;
  let at = from;
  for (let left = Math.abs(n); left > 0; ) {
    at = addDays(at, step);
    if (isWorkingDay(at, cal)) left -= 1;
  }
  return at;
}

/** The day itself, or the first working day after it: where a term that ends on a day off ends. */
export function workingDayFrom(on: Day, cal: Calendar): Day {
  return isWorkingDay(on, cal) ? on : addWorkingDays(on, 1, cal);
}

/** Working days after `from` through `until`; with `until` earlier, minus the working days the other way round. */
export function workingDaysBetween(from: Day, until: Day, cal: Calendar): number {
  if (until < from) return 0 - workingDaysBetween(until, from, cal);
  let count = 0;
  for (let at = from; at < until; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at, cal)) count += 1;
  }
  return count;
}

/**
 * Working days left after today until a deadline, its own day included. 0: today is the last day, or only days off
 * remain. Negative exactly when the deadline has passed: working days late, at least -1 even if only days off went by.
 */
export function workingDaysLeft(today: Day, dueOn: Day, cal: Calendar): number {
  const left = workingDaysBetween(today, dueOn, cal);
  return dueOn < today ? Math.min(-1, left) : left;
}
