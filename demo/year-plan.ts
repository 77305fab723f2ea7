// The year plan of the source document: its six windows and two rounds (part II, IV.6), dates within them ours.
import { windowsOfScheme } from '../domain/programme-year/proposing.ts';
import type { YearPlanInput } from '../domain/programme-year/year-plan.ts';
import type { Calendar } from '../domain/time/working-days.ts';

export function planOf(year: number): YearPlanInput {
  const on = (monthDay: string) => `${year}-${monthDay}`;
  const next = (monthDay: string) => `${year + 1}-${monthDay}`;
  return {
    rulebook: 'R2019',
    opensOn: on('01-01'),
    closesOn: on('12-31'),
    windows: windowsOfScheme(year),
    rounds: [
      {
        no: 1,
        from: on('06-01'),
        until: on('07-31'),
        tiers: {
          district: { resultBy: on('06-30'), forwardBy: on('07-08') },
          province: { resultBy: on('07-29'), forwardBy: on('08-12'), recogniseBy: on('08-12') },
          national: { resultBy: on('10-31'), recogniseBy: on('11-30') },
        },
      },
      {
        no: 2,
        from: on('10-01'),
        until: on('11-30'),
        tiers: {
          district: { resultBy: on('10-31'), forwardBy: on('11-08') },
          province: { resultBy: on('11-30'), forwardBy: on('12-15'), recogniseBy: on('12-30') },
          national: { resultBy: next('03-31'), recogniseBy: next('04-29') },
        },
      },
    ],
    // A newcomer opens what was sealed before, without a key that somebody else holds.
    policies: { 'sheet-keys': 'server' },
  };
}

/** Holidays of the demo's years as announced: new year, Tết, Hùng Kings' day, 30/4–1/5 with substitutes, 2/9. */
export const holidays: Readonly<Record<number, Calendar>> = {
  2021: {
    holidays: [
      '2021-01-01',
      '2021-02-10',
      '2021-02-11',
      '2021-02-12',
      '2021-02-15',
      '2021-02-16',
      '2021-04-21',
      '2021-04-30',
      '2021-05-03',
      '2021-09-02',
      '2021-09-03',
    ],
  },
  2022: {
    holidays: [
      '2022-01-03',
      '2022-01-31',
      '2022-02-01',
      '2022-02-02',
      '2022-02-03',
      '2022-02-04',
      '2022-04-11',
      '2022-05-02',
      '2022-05-03',
      '2022-09-01',
      '2022-09-02',
    ],
  },
  2023: {
    holidays: [
      '2023-01-02',
      '2023-01-20',
      '2023-01-23',
      '2023-01-24',
      '2023-01-25',
      '2023-01-26',
      '2023-05-01',
      '2023-05-02',
      '2023-05-03',
      '2023-09-01',
      '2023-09-04',
    ],
  },
};
