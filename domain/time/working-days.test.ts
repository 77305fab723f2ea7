import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from './civil-date.ts';
import {
  addWorkingDays,
  type Calendar,
  calendar,
  isWorkingDay,
  workingDaysBetween,
  workingDaysLeft,
} from './working-days.ts';

/** Tết Nhâm Dần: 31/1 to 4/2/2022. */
const tet2022: Calendar = {
  holidays: ['2022-01-03', '2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04', '2022-04-11'],
};
const swapped: Calendar = { holidays: ['2022-09-01', '2022-09-02'], workdays: ['2022-09-10'] };

describe('a working day', () => {
  test.each([
    ['2022-01-28', true],
    ['2022-01-29', false],
    ['2022-01-30', false],
    ['2022-01-31', false],
    ['2022-02-04', false],
    ['2022-02-07', true],
  ])('around Tết 2022: %s is one: %s', (on, expected) => {
    expect(isWorkingDay(on, tet2022)).toBe(expected);
  });

  it('may be a Saturday that works a swapped holiday off', () => {
    expect(isWorkingDay('2022-09-10', swapped)).toBe(true);
    expect(isWorkingDay('2022-09-17', swapped)).toBe(false);
  });
});

describe('counting working days', () => {
  test.each([
    ['2022-01-27', 1, '2022-01-28'],
    ['2022-01-28', 1, '2022-02-07'],
    ['2022-01-28', 2, '2022-02-08'],
    ['2022-02-01', 1, '2022-02-07'],
    ['2022-02-07', -1, '2022-01-28'],
    ['2022-02-02', -1, '2022-01-28'],
    ['2022-02-02', 0, '2022-02-02'],
  ])('%s and %i working days is %s', (from, n, expected) => {
    expect(addWorkingDays(from, n, tet2022)).toBe(expected);
  });

  test.each([
    ['2022-01-28', '2022-02-07', 1],
    ['2022-01-28', '2022-02-06', 0],
    ['2022-01-28', '2022-01-28', 0],
    ['2022-02-07', '2022-01-28', -1],
    ['2022-06-20', '2022-06-24', 4],
  ])('from %s until %s there are %i', (from, until, expected) => {
    expect(workingDaysBetween(from, until, tet2022)).toBe(expected);
  });

  test.each([
    ['the day itself', '2022-06-24', '2022-06-24', 0],
    ['the evening before a weekend deadline', '2022-06-24', '2022-06-25', 0],
    ['a week ahead', '2022-06-17', '2022-06-24', 5],
    ['the Saturday after', '2022-06-25', '2022-06-24', -1],
    ['the Monday after', '2022-06-27', '2022-06-24', -1],
    ['the Tuesday after', '2022-06-28', '2022-06-24', -2],
  ])('%s: on %s, due %s, %i are left', (_when, today, dueOn, expected) => {
    expect(workingDaysLeft(today, dueOn, tet2022)).toBe(expected);
  });

  it('does not count parts of days', () => {
    expect(() => addWorkingDays('2022-06-20', 1.5, tet2022)).toThrow(RangeError);
  });
});

describe('a calendar', () => {
  it('names each day once', () => {
    expect(calendar.safeParse(tet2022).success).toBe(true);
    expect(calendar.safeParse({ holidays: ['2022-09-02'], workdays: ['2022-09-02'] }).success).toBe(false);
    expect(calendar.safeParse({ holidays: ['2022-02-30'] }).success).toBe(false);
  });
});

const days = fc.integer({ min: 0, max: 800 }).map((n) => addDays('2021-06-01', n));
const calendars: fc.Arbitrary<Calendar> = fc.record({
  holidays: fc.array(days, { maxLength: 40 }),
  workdays: fc.array(days, { maxLength: 5 }),
});
const counts = fc.integer({ min: -60, max: 60 });

describe('for any calendar', () => {
  it('going n working days and back from a working day ends where it began', () => {
    fc.assert(
      fc.property(days, counts, calendars, (from, n, cal) => {
        const start = addWorkingDays(from, 1, cal);
        expect(addWorkingDays(addWorkingDays(start, n, cal), -n, cal)).toBe(start);
        expect(workingDaysBetween(start, addWorkingDays(start, n, cal), cal)).toBe(n);
      }),
    );
  });

  it('a later start or a longer term never ends earlier', () => {
    fc.assert(
      fc.property(days, counts, calendars, (from, n, cal) => {
        const end = addWorkingDays(from, n, cal);
        expect(addWorkingDays(from, n + 1, cal) > end).toBe(true);
        expect(addWorkingDays(addDays(from, 1), n, cal) >= end).toBe(true);
      }),
    );
  });

  it('counts what a naive loop counts, forwards and backwards', () => {
    fc.assert(
      fc.property(days, days, calendars, (a, b, cal) => {
        const [from, until] = a < b ? [a, b] : [b, a];
        let naive = 0;
        for (let on = addDays(from, 1); on <= until; on = addDays(on, 1)) naive += isWorkingDay(on, cal) ? 1 : 0;
        expect(workingDaysBetween(from, until, cal)).toBe(naive);
        expect(workingDaysBetween(until, from, cal)).toBe(0 - naive);
      }),
    );
  });

  it('left is negative exactly when the deadline has passed', () => {
    fc.assert(
      fc.property(days, days, calendars, (today, dueOn, cal) => {
        expect(workingDaysLeft(today, dueOn, cal) < 0).toBe(today > dueOn);
      }),
    );
  });
});
