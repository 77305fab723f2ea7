import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, addMonths, atHour, day, dayOf, endOfDay, isDay, startOfDay, weekday } from './civil-date.ts';

const MS_PER_DAY = 86_400_000;
const utc = (n: number) => new Date(n * MS_PER_DAY).toISOString().slice(0, 10);
const epochDays = fc.integer({ min: -600_000, max: 2_000_000 });
const days = epochDays.map(utc);

describe('a day', () => {
  test.each([
    '2022-02-29',
    '2022-13-01',
    '2022-00-10',
    '2022-04-31',
    '2022-01-00',
    '1900-02-29',
    '2022-1-1',
    'today',
    '',
  ])('%s does not exist', (text) => {
    expect(day.safeParse(text).success).toBe(false);
    expect(isDay(text)).toBe(false);
  });

  test.each(['2024-02-29', '2000-02-29', '2022-12-31', '0000-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(day.parse(text)).toBe(text);
  });

  test.each([
    ['2022-06-20', 1],
    ['2022-01-01', 6],
    ['2000-02-29', 2],
    ['1969-12-28', 7],
  ])('%s is weekday %i', (text, expected) => {
    expect(weekday(text)).toBe(expected);
  });

  it('that does not exist cannot be counted with', () => {
    expect(() => addDays('2022-02-29', 1)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addMonths('2022-02-30', 1)).toThrow(RangeError);
  });

  test.each([
    ['2022-12-27', 36, '2025-12-27'],
    ['2024-02-29', 36, '2027-02-28'],
    ['2022-01-31', 1, '2022-02-28'],
    ['2022-01-31', -2, '2021-11-30'],
    ['2022-12-31', 0, '2022-12-31'],
  ])('%s plus %i months is %s', (from, months, expected) => {
    expect(addMonths(from, months)).toBe(expected);
  });
});

describe('an instant', () => {
  test.each([
    ['2022-03-09T16:59:59.999Z', '2022-03-09'],
    ['2022-03-09T17:00:00.000Z', '2022-03-10'],
    ['2022-12-31T17:00:00Z', '2023-01-01'],
    ['2022-03-09T00:00:00.123456Z', '2022-03-09'],
  ])('%s falls in Vietnam on %s', (instant, expected) => {
    expect(dayOf(instant)).toBe(expected);
  });

  test.each(['2022-03-09', '2022-03-09T17:00:00+07:00', '2022-02-30T10:00:00Z', '2022-03-09T24:00:00Z', 'now'])(
    '%s is none in UTC',
    (text) => {
      expect(() => dayOf(text)).toThrow(RangeError);
    },
  );

  it('of a deadline is 24:00 of its day', () => {
    expect(startOfDay('2022-03-10')).toBe('2022-03-09T17:00:00.000Z');
    expect(endOfDay('2022-03-09')).toBe('2022-03-09T17:00:00.000Z');
    expect(atHour('2022-03-10', 8)).toBe('2022-03-10T01:00:00.000Z');
    expect(atHour('2022-03-10', 6)).toBe('2022-03-09T23:00:00.000Z');
    expect(() => atHour('2022-03-10', 25)).toThrow(RangeError);
    expect(() => atHour('2022-03-10', 8.5)).toThrow(RangeError);
  });
});

describe('for any day', () => {
  it('arithmetic agrees with the platform', () => {
    fc.assert(
      fc.property(epochDays, fc.integer({ min: -40_000, max: 40_000 }), (from, n) => {
        expect(addDays(utc(from), n)).toBe(utc(from + n));
        expect(weekday(utc(from))).toBe(new Date(from * MS_PER_DAY).getUTCDay() || 7);
      }),
    );
  });

  it('order of days is order of text', () => {
    fc.assert(
      fc.property(epochDays, epochDays, (a, b) => {
        expect(utc(a) < utc(b)).toBe(a < b);
      }),
    );
  });

  it('a day starts where the day before ends, and every hour of it falls on it', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 23 }), (on, hour) => {
        expect(endOfDay(on)).toBe(startOfDay(addDays(on, 1)));
        expect(dayOf(atHour(on, hour))).toBe(on);
        expect(Date.parse(atHour(on, hour))).toBe(Date.parse(`${on}T00:00:00Z`) + (hour - 7) * 3_600_000);
      }),
    );
  });
});
