// A programme year with its days off as it was known at any moment: what was decided then was decided under that.
import { civilCalendar } from '../calendar/civil-calendar.ts';
import type { Aggregate } from '../kernel/aggregate.ts';
import { type Fact, fold, recordedUntil } from '../kernel/fold.ts';
import {
  calendarsFor,
  calendarYears,
  type ProgrammeYear,
  programmeYear,
  withDaysOff,
  yearOf,
} from '../programme-year/programme-year.ts';
import type { Instant } from '../time/civil-date.ts';

export type YearAt = (at: Instant) => ProgrammeYear;

/** The streams it is folded from. */
export const streamsOfYear = (yearId: string): readonly { readonly aggregate: Aggregate; readonly id: string }[] => {
  const { calendar, nextCalendar } = calendarsFor(yearOf(yearId));
  return [{ aggregate: programmeYear, id: yearId }, calendar, nextCalendar];
};

/** @param factsOf of each of `streamsOfYear` */
export function yearKnown(yearId: string, factsOf: (aggregate: Aggregate, id: string) => readonly Fact[]): YearAt {
  const { calendar, nextCalendar } = calendarsFor(yearOf(yearId));
  return (at) => {
    const calendarAt = ({ id }: { id: string }) => fold(civilCalendar, recordedUntil(factsOf(civilCalendar, id), at));
    const days = { calendar: calendarAt(calendar), nextCalendar: calendarAt(nextCalendar) };
    const year = fold(programmeYear, recordedUntil(factsOf(programmeYear, yearId), at));
    return withDaysOff(year, calendarYears(yearOf(yearId), days));
  };
}
