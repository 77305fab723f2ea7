// A whole day in a calendar file (RFC 5545): a date without a zone, the same day wherever the calendar is read, and its end is
// the day after, which calendars count out. It takes nobody's time.
import { ICalEventTransparency } from 'ical-generator';
import { addDays, type Day } from '../domain/time/civil-date.ts';

/** The generator takes the day off the instant in UTC where no zone is named, whatever this machine's is. */
export const midnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

export const wholeDay = (on: Day) => ({
  allDay: true,
  start: midnight(on),
  end: midnight(addDays(on, 1)),
  transparency: ICalEventTransparency.TRANSPARENT,
});
