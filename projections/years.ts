import { type CivilCalendar, civilCalendar } from '../domain/calendar/civil-calendar.ts';
import { type ProgrammeYear, programmeYear, withDaysOff } from '../domain/programme-year/programme-year.ts';
import type { SourceOf } from './engine/folded-source.ts';

/** A year with its days off: what is late is late by those of the years it ran through, up to the day of the question. */
export type YearOf = (province: string, year: number, today: string) => ProgrammeYear;

export const yearsOf =
  (sourceOf: SourceOf): YearOf =>
  (province, year, today) => {
    const planned = sourceOf<ProgrammeYear>(programmeYear.stream(`${province}-${year}`)) ?? programmeYear.initial;
    const until = Math.max(year + 1, Number(today.slice(0, 4)));
    return withDaysOff(
      planned,
      Array.from({ length: until - year + 1 }, (_, i) => ({
        year: year + i,
        calendar: sourceOf<CivilCalendar>(civilCalendar.stream(String(year + i))),
      })),
    );
  };
