import {
  calendarsFor,
  calendarYears,
  type ProgrammeYear,
  programmeYear,
  withDaysOff,
  yearOf,
} from '../domain/programme-year/programme-year.ts';
import { readHistory } from '../eventstore/history.ts';
import type { EventStore } from '../eventstore/port.ts';

/** With the days off as they are known now. */
export async function plannedYear(store: EventStore, id: string): Promise<ProgrammeYear> {
  const year = (await readHistory(store, programmeYear, id)).state;
  if (!year.plan) throw new Error(`Year ${id} is not planned yet.`);
  const { calendar, nextCalendar } = calendarsFor(yearOf(id));
  const days = {
    calendar: (await readHistory(store, calendar.aggregate, calendar.id)).state,
    nextCalendar: (await readHistory(store, nextCalendar.aggregate, nextCalendar.id)).state,
  };
  return withDaysOff(year, calendarYears(yearOf(id), days));
}
