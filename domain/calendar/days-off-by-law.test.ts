import { CalendarVietnamese } from 'date-chinese';
import { describe, expect, test } from 'vitest';
import { holidays as announced } from '../../demo/year-plan.ts';
import { weekday } from '../time/civil-date.ts';
import { daysOffByLaw } from './days-off-by-law.ts';
import { lunarDays } from './lunar-days.ts';

const reckoned = Array.from({ length: 41 }, (_, i) => 2020 + i);

describe('the days off a year has by law', () => {
  test('the lunar days are those of the Vietnamese calendar', () => {
    for (const year of reckoned) {
      const inJune = new CalendarVietnamese();
      inJune.fromGregorian(year, 6, 1);
      const [cycle, ofCycle] = inJune.get();
      const day = (month: number, dayOfMonth: number) => {
        const { month: m, day: d } = new CalendarVietnamese(cycle, ofCycle, month, false, dayOfMonth).toGregorian();
        return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
      };
      expect({ year, ...lunarDays(year) }).toEqual({ year, tet: day(1, 1), hungKings: day(3, 10) });
    }
    expect([lunarDays(2019), lunarDays(2061)]).toEqual([undefined, undefined]);
  });
  test('2022 is proposed as it was announced', () => {
    expect(daysOffByLaw(2022)).toEqual(announced[2022]);
  });
  test('2025 as well, but for the Friday that was swapped for a Saturday', () => {
    // 28/1 is the last day of the year of the dragon; 2/5 was swapped.
    expect(daysOffByLaw(2025)?.holidays).toEqual(
      '01-01 01-28 01-29 01-30 01-31 02-03 04-07 04-30 05-01 09-01 09-02'.split(' ').map((on) => `2025-${on}`),
    );
  });
  test('Tết 2027 (6 February, a Saturday) and the Tết that lies in January', () => {
    expect(daysOffByLaw(2027)?.holidays.filter((on) => on < '2027-03-01')).toEqual(
      '01-01 02-05 02-08 02-09 02-10 02-11'.split(' ').map((on) => `2027-${on}`),
    );
    expect(daysOffByLaw(2028)?.holidays.filter((on) => on < '2028-03-01')).toEqual(
      '01-03 01-25 01-26 01-27 01-28 01-31'.split(' ').map((on) => `2028-${on}`),
    );
  });
  test('every year has eleven days off, all of them days that would be worked', () => {
    for (const year of reckoned) {
      const { holidays } = daysOffByLaw(year) ?? { holidays: [] };
      expect({ year, count: holidays.length }).toEqual({ year, count: 11 });
      expect(holidays.filter((on) => weekday(on) > 5)).toEqual([]);
    }
  });
  test('a year whose lunar days nobody reckoned has no proposal', () => {
    expect(daysOffByLaw(2099)).toBeUndefined();
  });
});
