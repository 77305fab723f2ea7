// Dates and what they rest on: how a day of the plan or the law, or so many working days, become a due date.
import { z } from 'zod';
import { shortText } from '../kernel/fields.ts';
import type { Cite } from '../rulebooks/rulebook.ts';
import { type Day, day } from '../time/civil-date.ts';
import { addWorkingDays } from '../time/working-days.ts';
import { lastDayOf } from './plan-dates.ts';
import type { ProgrammeYear } from './programme-year.ts';
import { defaultPolicies, type Policies } from './year-plan.ts';

export const due = z.strictObject({ dueOn: day, basis: shortText });
export type Due = z.infer<typeof due>;

export const policiesOf = (year: ProgrammeYear): Policies => year.plan?.policies ?? defaultPolicies;

/** How a basis begins that names a date of the plan. */
export const PLAN = 'year plan';

/** So many working days after a day; a civil year whose days off are not confirmed yet is named in the basis. */
export function workingDaysAfter(since: Day, n: number, year: ProgrammeYear, basis: string): Due {
  return said(addWorkingDays(since, n, year.calendar), basis, year);
}

/** A date of plan or law as it really ends: on a working day, unless policy `last-day-off` says otherwise. */
export function endsOn(on: Day, basis: string, year: ProgrammeYear): Due {
  const dueOn = year.plan ? lastDayOf(on, year.plan, year.calendar) : on;
  return dueOn === on ? { dueOn, basis } : said(dueOn, `${basis}, a day off (${on}): art. 148 of the Civil Code`, year);
}

/** What a person set for a day off: where it really ends. */
export function endsLater(on: Day, basis: string, year: ProgrammeYear): { ends?: Due } {
  const ends = endsOn(on, basis, year);
  return ends.dueOn === on ? {} : { ends };
}

function said(dueOn: Day, basis: string, { calendar }: ProgrammeYear): Due {
  const civilYear = Number(dueOn.slice(0, 4));
  const known = calendar.knownYears?.includes(civilYear) ?? true;
  return { dueOn, basis: known ? basis : `${basis}${provisionalFor(civilYear)}` };
}

const provisionalFor = (civilYear: number): string => `, calendar of ${civilYear} not confirmed yet`;

/** The same date as it rests on a calendar that is confirmed by now; undefined where nothing is to be said anew. */
export function confirmedDue({ dueOn, basis }: Due, { calendar }: ProgrammeYear): Due | undefined {
  const civilYear = Number(dueOn.slice(0, 4));
  const provisional = provisionalFor(civilYear);
  return basis.includes(provisional) && calendar.knownYears?.includes(civilYear)
    ? { dueOn, basis: basis.replace(provisional, '') }
    : undefined;
}

export const cited = ({ act, article }: Cite): string => [act, article].filter(Boolean).join(', ');

/** What whoever is handed something has at least. */
export function handOverDue(since: Day, year: ProgrammeYear): Due {
  const days = policiesOf(year)['hand-over-working-days'];
  return workingDaysAfter(since, days, year, `policy hand-over-working-days (${days})`);
}
