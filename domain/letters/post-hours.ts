// When the post goes out: each morning of a working day when the office opens, and what is urgent as long as it is open.
// What falls outside waits for the next morning.
import { addDays, atHour, dayOf } from '../time/civil-date.ts';
import { addWorkingDays, type Calendar, isWorkingDay, workingDayFrom } from '../time/working-days.ts';

/** Whole hours of the office's clock. */
export type PostHours = { readonly opensAt: number; readonly closesAt: number };

/** The first morning at or after an instant. */
export function nextMorning(at: string, { opensAt }: PostHours, calendar: Calendar): string {
  const today = dayOf(at);
  const from = at <= atHour(today, opensAt) ? today : addDays(today, 1);
  return atHour(workingDayFrom(from, calendar), opensAt);
}

/** The last morning at or before an instant. */
export function lastMorning(at: string, { opensAt }: PostHours, calendar: Calendar): string {
  const today = dayOf(at);
  const isToday = isWorkingDay(today, calendar) && atHour(today, opensAt) <= at;
  return atHour(isToday ? today : addWorkingDays(today, -1, calendar), opensAt);
}

export function isOpen(at: string, { opensAt, closesAt }: PostHours, calendar: Calendar): boolean {
  const today = dayOf(at);
  return isWorkingDay(today, calendar) && atHour(today, opensAt) <= at && at < atHour(today, closesAt);
}

/** A slot that was missed is made good while the office is open, with all that the last morning would have told. */
export function slotNow(slot: string, at: string, hours: PostHours, calendar: Calendar): string {
  if (slot > at) return slot;
  if (!isOpen(at, hours, calendar)) return nextMorning(at, hours, calendar);
  const last = lastMorning(at, hours, calendar);
  return slot < last ? last : slot;
}

/** When what is urgent goes out that came up at an instant: at once, or when the office opens next. */
export const urgentAt = (at: string, hours: PostHours, calendar: Calendar): string =>
  isOpen(at, hours, calendar) ? at : nextMorning(at, hours, calendar);
