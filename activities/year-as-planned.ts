import type { Aggregate } from '../domain/kernel/aggregate.ts';
import {
  calendarsFor,
  calendarYears,
  type ProgrammeYear,
  programmeYear,
  withDaysOff,
  yearOf,
} from '../domain/programme-year/programme-year.ts';

type Look = <S>(aggregate: Aggregate<S>, id: string) => Promise<{ readonly state: S }>;

/** A programme year with the days off as they are known now. */
export async function yearAsPlanned(look: Look, yearId: string): Promise<ProgrammeYear> {
  const { state } = await look(programmeYear, yearId);
  const { calendar, nextCalendar } = calendarsFor(yearOf(yearId));
  const days = {
    calendar: (await look(calendar.aggregate, calendar.id)).state,
    nextCalendar: (await look(nextCalendar.aggregate, nextCalendar.id)).state,
  };
  return withDaysOff(state, calendarYears(yearOf(yearId), days));
}
