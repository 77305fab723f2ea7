// Where a due date comes from. Deadlines are facts: what these functions compute is written into the event that
// opens the wait, and only MoveDeadline changes it when the plan or the calendar changed.

import type { Mark } from '../kernel/mark.ts';
import { refusal } from '../kernel/refusal.ts';
import { type Due, handOverDue, PLAN } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { Step } from '../programme-year/steps.ts';
import { addWorkingDays } from '../time/working-days.ts';
import { type Deadline, type ProductCycle, visitOf } from './product-cycle.ts';
import { handedDue, stepDue } from './step-due.ts';
import {
  datesOf,
  receiveDue,
  reviewDue,
  roundOfVisit,
  tellDue,
  tierDue,
  withinLaw,
  withinTransition,
} from './tier-due.ts';

export const DEADLINE_PAST = refusal('DEADLINE_PAST', 'invalid', {
  vi: 'Thời hạn {dueOn} đã qua.',
  en: 'The deadline {dueOn} is past.',
});

/** What a wait is about, as it stands in a deadline's `subject`. */
export const stepSubject = (step: Step): string => `step/${step}`;
/** Within a step: what whoever was handed the matter has to do. */
export const handedSubject = (step: Step, what: 'select' | 'approve' | 'again'): string => `step/${step}/${what}`;
export const tierSubject = (
  tier: string,
  what: 'result' | 'forward' | 'receive' | 'recognise' | 'review' | 'go-on' | 'tell' | 'publish',
): string => `tier/${tier}/${what}`;

/**
 * The date the present plan and calendar give for what the cycle waits for now; undefined where they give none, and where
 * a plan that came under another law has no such tier any more: then what the plan before said stands.
 */
export function plannedDue(state: ProductCycle, year: ProgrammeYear): Due | undefined {
  const { deadline } = state;
  if (!deadline || deadline.fixed || !year.plan) return undefined;
  const [kind, name = ''] = deadline.subject.split('/');
  const visit = visitOf(state);
  const noLongerPlanned = kind === 'tier' && visit && !datesOf(year.plan, visit.round, name);
  if (noLongerPlanned && deadline.basis.startsWith(PLAN)) return undefined;
  const base =
    kind === 'step'
      ? plannedInStep(state, deadline, year)
      : kind === 'tier'
        ? plannedAtTier(state, deadline, year)
        : undefined;
  if (!base || deadline.extension === 0) return base;
  const basis = `${base.basis}, ${deadline.extension} working days for supplements`;
  return extendedDue(state, { ...deadline, dueOn: base.dueOn, basis }, deadline.extension, year);
}

/** A tier's date with the days its supplements took: the law's outer limits bind however many these were. */
export function extendedDue(state: ProductCycle, deadline: Deadline, days: number, year: ProgrammeYear): Due {
  const { subject, since, dueOn, basis } = deadline;
  const [, tier = '', what] = subject.split('/');
  const visit = visitOf(state);
  const extended = { dueOn: addWorkingDays(dueOn, days, year.calendar), basis };
  if (!visit) return extended;
  const limited =
    what === 'result'
      ? withinLaw(extended, { tier, round: roundOfVisit(visit), what: 'resultBy', since, year, state })
      : withinTransition(extended, state, year);
  // A date beyond the limit was fixed by a person: no supplement makes it earlier.
  return limited.dueOn < dueOn ? { dueOn, basis } : limited;
}

function plannedInStep(state: ProductCycle, { subject, since }: Deadline, year: ProgrammeYear): Due | undefined {
  const [, step, what] = subject.split('/');
  return what === undefined ? stepDue(step as Step, since, year, state) : handedDue(step as Step, since, year);
}

function plannedAtTier(state: ProductCycle, { subject, since }: Deadline, year: ProgrammeYear): Due | undefined {
  const [, tier = '', what] = subject.split('/');
  const visit = visitOf(state);
  if (!visit) return undefined;
  if (what === 'receive') return receiveDue(since, year, state);
  if (what === 'go-on') return handOverDue(since, year);
  if (what === 'review') return reviewDue(since, year, state);
  if (what === 'tell' || what === 'publish') return tellDue(what, state.ended?.on ?? since, year);
  return tierDue({ tier, round: roundOfVisit(visit), what: `${what}By` as 'resultBy', since, year, state });
}

/** A fresh deadline, nothing reminded yet. */
export function newDeadline(subject: string, given: Due | undefined, { on: since, at }: Mark): Deadline | undefined {
  return given && { subject, ...given, at, since, extension: 0, fixed: false, reminded: [], overdue: false };
}
