// Deadlines are civil days of Vietnam (UTC+7, no daylight saving) and end at 24:00 of their day.
// All of it is integer arithmetic, so the same code runs inside a Temporal workflow, where neither a clock,
// nor Intl, nor a date library may be used.
import { z } from 'zod';

/** A civil day in Vietnam, 'YYYY-MM-DD'. Days compare as strings. */
export type Day = string;

/** A moment, RFC 3339 in UTC with a 'Z' (e.g. '2022-03-09T17:00:00.000Z'). */
export type Instant = string;

const VIETNAM_HOURS_AHEAD = 7;
const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT_PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):([0-5]\d):([0-5]\d)(?:\.\d+)?Z$/;

/** Days from 1970-01-01 in the proleptic Gregorian calendar (Hinnant's days_from_civil: March is month 0). */
function epochDayOf(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilOf(epochDay: number): { year: number; month: number; dayOfMonth: number } {
  const z = epochDay + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

function format(year: number, month: number, dayOfMonth: number): Day {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
}

function dayAt(epochDay: number): Day {
  const { year, month, dayOfMonth } = civilOf(epochDay);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`day outside the years 0000 to 9999: ${epochDay}`);
  return format(year, month, dayOfMonth);
}

function parts(value: Day): [year: number, month: number, dayOfMonth: number] {
  const match = DAY_PATTERN.exec(value);
  if (!match) throw new RangeError(`not a day: ${value}`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function epochDay(value: Day): number {
  const [year, month, dayOfMonth] = parts(value);
  const result = epochDayOf(year, month, dayOfMonth);
  if (month < 1 || month > 12 || dayAt(result) !== value) throw new RangeError(`no such day: ${value}`);
  return result;
}

/** Whether the text is a day that exists: '2022-02-29' is not one. */
export function isDay(value: string): value is Day {
  if (!DAY_PATTERN.test(value)) return false;
  const [year, month, dayOfMonth] = parts(value);
  if (month < 1 || month > 12 || dayOfMonth < 1) return false;
  const lastOfMonth =
    epochDayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - epochDayOf(year, month, 1);
  return dayOfMonth <= lastOfMonth;
}

/** Edge schema of a day: refuses what is not 'YYYY-MM-DD' and days that do not exist (2022-02-29, 2022-13-01). */
export const day = z
  .string()
  .regex(DAY_PATTERN, 'YYYY-MM-DD')
  .refine(isDay, 'no such day')
  .meta({ format: 'date', example: '2022-06-20' });

/** The day n days later (n may be negative). Throws RangeError for a day that does not exist. */
export function addDays(from: Day, n: number): Day {
  return dayAt(epochDay(from) + n);
}

/**
 * The same day of the month n months later, or the last day of that month when it has no such day
 * (Bộ luật Dân sự 2015, art. 148: a period in months ends on the corresponding day).
 */
export function addMonths(from: Day, n: number): Day {
  epochDay(from);
  const [year, month, dayOfMonth] = parts(from);
  const months = year * 12 + (month - 1) + n;
  const first = epochDayOf(Math.floor(months / 12), (months % 12) + 1, 1);
  const nextFirst = epochDayOf(Math.floor((months + 1) / 12), ((months + 1) % 12) + 1, 1);
  return dayAt(Math.min(first + dayOfMonth - 1, nextFirst - 1));
}

/** ISO day of the week: 1 Monday … 7 Sunday. */
export function weekday(of: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const fromMonday = (((epochDay(of) + 3) % 7) + 7) % 7;
  return (fromMonday + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** Whether the text is a moment that exists. */
export function isInstant(value: string): value is Instant {
  const match = INSTANT_PATTERN.exec(value);
  return match !== null && isDay(match[1] as string) && Number(match[2]) < 24;
}

let last: { readonly instant: Instant; readonly on: Day } | undefined;

/** The civil day in Vietnam at that instant. Throws RangeError unless it is RFC 3339 in UTC ('Z'). */
export function dayOf(instant: Instant): Day {
  // One decision asks for the day of its own instant several times over.
  if (last?.instant === instant) return last.on;
  const on = dayOfInstant(instant);
  last = { instant, on };
  return on;
}

function dayOfInstant(instant: Instant): Day {
  const match = INSTANT_PATTERN.exec(instant);
  const utcDay = match?.[1];
  const hour = Number(match?.[2]);
  if (utcDay === undefined || hour > 23) throw new RangeError(`not an instant in UTC: ${instant}`);
  return addDays(utcDay, hour + VIETNAM_HOURS_AHEAD >= 24 ? 1 : 0);
}

/** The instant at which that hour (0 … 24, whole) strikes in Vietnam on that day. */
export function atHour(on: Day, hour: number): Instant {
  if (!Number.isInteger(hour) || hour < 0 || hour > 24) throw new RangeError(`not an hour of the day: ${hour}`);
  const utcHour = hour - VIETNAM_HOURS_AHEAD;
  const shift = Math.floor(utcHour / 24);
  return `${addDays(on, shift)}T${String(utcHour - shift * 24).padStart(2, '0')}:00:00.000Z`;
}

/** 00:00 of that day in Vietnam. */
export function startOfDay(on: Day): Instant {
  return atHour(on, 0);
}

/** 24:00 of that day in Vietnam, the moment a deadline of that day ends (= the start of the next day). */
export function endOfDay(on: Day): Instant {
  return atHour(on, 24);
}
