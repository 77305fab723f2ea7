// Which days a programme year counts with: here and nowhere else it is decided whose calendar holds.
import type { Calendar } from '../time/working-days.ts';
import type { CivilCalendar } from './civil-calendar.ts';

/** The civil year's calendar, as far as there is one. */
export type OfYear = { readonly year: number; readonly calendar: CivilCalendar | undefined };

/**
 * A civil year's confirmed calendar holds. Until there is one, the days that older plans carried themselves count, and
 * without those what is proposed; a year with neither says so by not being among `knownYears`.
 */
export function daysOff(ofPlan: Calendar, years: readonly OfYear[]): Calendar {
  const ownYears = new Set([...ofPlan.holidays, ...(ofPlan.workdays ?? [])].map(yearOf));
  const holds = years.filter(({ year, calendar }) => calendar?.confirmed || !ownYears.has(year));
  const replaced = new Set(holds.filter(({ calendar }) => calendar?.confirmed).map(({ year }) => year));
  const kept = (days: readonly string[] = []) => days.filter((on) => !replaced.has(yearOf(on)));
  const civil = holds.flatMap(({ calendar }) => (calendar ? [calendar.days] : []));
  return {
    holidays: [...kept(ofPlan.holidays), ...civil.flatMap((c) => c.holidays)],
    workdays: [...kept(ofPlan.workdays), ...civil.flatMap((c) => c.workdays ?? [])],
    knownYears: [...new Set([...ownYears, ...replaced])],
  };
}

const yearOf = (on: string): number => Number(on.slice(0, 4));
