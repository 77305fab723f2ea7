// When something of a plan is: its windows, the round of what is filed, where a date really ends. Apart from the plan's schema,
// so that a browser counts with it without what reads plans in.
import { legalRounds } from '../rulebooks/legal-terms.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Day } from '../time/civil-date.ts';
import { type Calendar, workingDayFrom } from '../time/working-days.ts';
import type { Step } from './step-names.ts';
import type { Round, Window, YearPlan } from './year-plan.ts';

/** The focus window of a step; rating has its rounds instead, from the first day of the first to the last of the last. */
export function windowOf(plan: YearPlan, of: Step): Window {
  if (of !== 'rating') return plan.windows[of];
  const last = plan.rounds[plan.rounds.length - 1] as Round;
  return { from: (plan.rounds[0] as Round).from, until: last.until };
}

/** Last day on which what is filed belongs to the round. */
export const closingOf = (round: Round): Day => round.filingClosesOn ?? round.until;

/** Where a date of the plan really ends: policy `last-day-off`. */
export const lastDayOf = (on: Day, { policies }: YearPlan, calendar: Calendar): Day =>
  policies['last-day-off'] === 'next-working-day' ? workingDayFrom(on, calendar) : on;

/** The year a plan is of: it lies in it. */
export const planYearOf = (plan: YearPlan): number => Number(plan.opensOn.slice(0, 4));

/** A round by its number; `year` where it is not one of the plan's own year. */
export type RoundRef = { readonly no: number; readonly year?: number };

/**
 * The round of what is filed (or, under a law with rounds, proposed) on a day: the first that is still open. Only a
 * closing date refuses: after the last one it waits for next year's first, without one the last round takes it.
 * @param q `from`: the round it aims at; one before it does not take it
 */
export function roundFor(
  plan: YearPlan,
  on: Day,
  {
    calendar,
    rulebook,
    from = 1,
  }: { calendar: Calendar; rulebook: Pick<Rulebook, 'rounds'>; from?: number | undefined },
): RoundRef {
  const year = planYearOf(plan);
  const legal = legalRounds(rulebook, year);
  const closes = (round: Round) => round.filingClosesOn ?? legal.find(({ no }) => no === round.no)?.proposeBy;
  const open = plan.rounds.find((r) => r.no >= from && on <= lastDayOf(closes(r) ?? r.until, plan, calendar));
  if (open) return { no: open.no };
  const last = plan.rounds[plan.rounds.length - 1] as Round;
  return closes(last) === undefined ? { no: last.no } : { no: (plan.rounds[0] as Round).no, year: year + 1 };
}

export const roundNo = (plan: YearPlan, no: number): Round | undefined => plan.rounds.find((r) => r.no === no);
