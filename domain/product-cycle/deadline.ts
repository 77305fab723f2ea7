// Where a due date comes from. Deadlines are facts: what these functions compute is written into the event that
// opens the wait, and only MoveDeadline changes it when the plan or the calendar changed.

import { z } from 'zod';
import { shortText } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { refusal } from '../kernel/refusal.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { Step } from '../programme-year/steps.ts';
import {
  defaultPolicies,
  lastDayOf,
  type Policies,
  planYearOf,
  type RoundRef,
  roundNo,
  windowOf,
  type YearPlan,
} from '../programme-year/year-plan.ts';
import { getTier } from '../rulebooks/ladder.ts';
import { legalDeadlines, legalRounds } from '../rulebooks/legal-terms.ts';
import { findBinding } from '../rulebooks/registry.ts';
import type { Cite } from '../rulebooks/rulebook.ts';
import { type Day, day } from '../time/civil-date.ts';
import { addWorkingDays } from '../time/working-days.ts';
import { type Deadline, type Mark, type ProductCycle, rulebookOf, type TierVisit, visitOf } from './product-cycle.ts';

export const DEADLINE_PAST = refusal('DEADLINE_PAST', 'invalid', {
  vi: 'Thời hạn {dueOn} đã qua.',
  en: 'The deadline {dueOn} is past.',
});

export const due = z.strictObject({ dueOn: day, basis: shortText });
export type Due = z.infer<typeof due>;

/** What a wait is about, as it stands in a deadline's `subject`. */
export const stepSubject = (step: Step): string => `step/${step}`;
export const tierSubject = (tier: string, what: 'result' | 'forward' | 'recognise' | 'review'): string =>
  `tier/${tier}/${what}`;

export const policiesOf = (year: ProgrammeYear): Policies => year.plan?.policies ?? defaultPolicies;

/** So many working days after a day; a civil year whose days off are not confirmed yet is named in the basis. */
function workingDaysAfter(since: Day, n: number, year: ProgrammeYear, basis: string): Due {
  return said(addWorkingDays(since, n, year.calendar), basis, year);
}

/** A date of plan or law as it really ends: on a working day, unless policy `last-day-off` says otherwise. */
function endsOn(on: Day, basis: string, year: ProgrammeYear): Due {
  const dueOn = year.plan ? lastDayOf(on, year.plan, year.calendar) : on;
  return dueOn === on ? { dueOn, basis } : said(dueOn, `${basis}, a day off (${on}): art. 148 of the Civil Code`, year);
}

function said(dueOn: Day, basis: string, { calendar }: ProgrammeYear): Due {
  const civilYear = Number(dueOn.slice(0, 4));
  const known = calendar.knownYears?.includes(civilYear) ?? true;
  return { dueOn, basis: known ? basis : `${basis}, calendar of ${civilYear} not confirmed yet` };
}

/** How a basis begins that names a date of the plan. */
const PLAN = 'year plan';

/** A step is due at the end of its window; one opened after it gets policy `late-step-working-days`. */
export function stepDue(step: Step, openedOn: Day, year: ProgrammeYear): Due | undefined {
  if (!year.plan || step === 'promotion') return undefined;
  const planned = endsOn(windowOf(year.plan, step).until, `${PLAN}, window of ${step}`, year);
  if (openedOn <= planned.dueOn) return planned;
  const days = policiesOf(year)['late-step-working-days'];
  return workingDaysAfter(openedOn, days, year, `policy late-step-working-days (${days})`);
}

type TierQuestion = {
  tier: string;
  round: RoundRef;
  what: 'resultBy' | 'forwardBy' | 'recogniseBy';
  since: Day;
  year: ProgrammeYear;
  /** whose law binds: its terms hold where the plan gives no date, its rounds are outer limits */
  state: ProductCycle;
};

/**
 * A tier's date in the dossier's round. What the plan leaves open is the law's term where it has one (26/2026/QĐ-TTg:
 * 15 working days for the commune), otherwise a policy's days; so is a date that has passed.
 */
export function tierDue(q: TierQuestion): Due {
  return withinTransition(withinRound(plannedOrTerm(q), q), q.state);
}

function plannedOrTerm(q: TierQuestion): Due {
  const date = q.round.year === undefined ? datesOf(q.year.plan, q.round.no, q.tier)?.[q.what] : undefined;
  const planned = date && endsOn(date, `${PLAN}, round ${q.round.no}, ${q.tier} ${q.what}`, q.year);
  if (planned && q.since <= planned.dueOn) return planned;
  const ofDossier = { of: 'dossier-received', on: q.since, calendar: q.year.calendar, tier: q.tier };
  const [term] = q.what === 'resultBy' ? legalDeadlines(rulebookOf(q.state), ofDossier) : [];
  if (term && !planned) return endsOn(term.dueOn, cited(term.cite), q.year);
  const limit = q.what === 'resultBy' && !planned ? legalLimit(q) : undefined;
  if (limit && q.since <= limit.dueOn) return limit;
  const policy = !planned || q.what !== 'resultBy' ? 'follow-on-working-days' : 'late-step-working-days';
  const days = policiesOf(q.year)[policy];
  return workingDaysAfter(q.since, days, q.year, `policy ${policy} (${days})`);
}

/** The law's rounds are outer limits as long as they are not past (26/2026/QĐ-TTg, art. 5). */
function withinRound(given: Due, q: TierQuestion): Due {
  const limit = legalLimit(q);
  return limit && q.since <= limit.dueOn && limit.dueOn < given.dueOn ? limit : given;
}

/** A tier finishes its round, or proposes to the next tier's, before the days that the act names. */
function legalLimit({ tier, round, what, year, state }: TierQuestion): Due | undefined {
  const rulebook = rulebookOf(state);
  const to = what === 'forwardBy' ? getTier(rulebook, tier).forwards?.to : tier;
  const rounds = year.plan ? legalRounds(rulebook, round.year ?? planYearOf(year.plan)) : [];
  const legal = rounds.find((r) => r.tier === to && r.no === round.no);
  return legal && endsOn(what === 'forwardBy' ? legal.proposeBy : legal.finishBy, cited(legal.cite), year);
}

/** What was filed under an act that is superseded is finished by the day its successor sets (26/2026/QĐ-TTg, art. 12.2). */
function withinTransition(given: Due, { submitted }: ProductCycle): Due {
  const bound = submitted && findBinding(submitted.on, 'first');
  return bound?.finishBy !== undefined && bound.cite && bound.finishBy < given.dueOn
    ? { dueOn: bound.finishBy, basis: cited(bound.cite) }
    : given;
}

const cited = ({ act, article }: Cite): string => [act, article].filter(Boolean).join(', ');

/** The date of a review of what came back. */
export const reviewDue = (since: Day, year: ProgrammeYear, state: ProductCycle): Due =>
  withinTransition(followOnDue(since, year), state);

/** The round a stay at a tier belongs to. */
export const roundOfVisit = ({ round, roundYear }: TierVisit): RoundRef =>
  roundYear === undefined ? { no: round } : { no: round, year: roundYear };

function followOnDue(since: Day, year: ProgrammeYear): Due {
  const days = policiesOf(year)['follow-on-working-days'];
  return workingDaysAfter(since, days, year, `policy follow-on-working-days (${days})`);
}

function datesOf(plan: YearPlan | undefined, round: number, tier: string) {
  return own((plan && roundNo(plan, round)?.tiers) ?? {}, tier);
}

/**
 * The date the present plan and calendar give for what the cycle waits for now; undefined where they give none, and where
 * a plan that came under another law has no such tier any more: then what the plan before said stands.
 */
export function plannedDue(state: ProductCycle, year: ProgrammeYear): Due | undefined {
  const { deadline } = state;
  if (!deadline || deadline.fixed || !year.plan) return undefined;
  const [kind, name = '', what] = deadline.subject.split('/');
  const visit = visitOf(state);
  const noLongerPlanned = kind === 'tier' && visit && !datesOf(year.plan, visit.round, name);
  if (noLongerPlanned && deadline.basis.startsWith(PLAN)) return undefined;
  const base =
    kind === 'step'
      ? stepDue(name as Step, deadline.since, year)
      : kind !== 'tier' || !visit
        ? undefined
        : what === 'review'
          ? reviewDue(deadline.since, year, state)
          : tierDue({
              tier: name,
              round: roundOfVisit(visit),
              what: `${what}By` as 'resultBy',
              since: deadline.since,
              year,
              state,
            });
  if (!base || deadline.extension === 0) return base;
  return {
    dueOn: addWorkingDays(base.dueOn, deadline.extension, year.calendar),
    basis: `${base.basis}, ${deadline.extension} working days for supplements`,
  };
}

/** A fresh deadline, nothing reminded yet. */
export function newDeadline(subject: string, given: Due | undefined, { on: since, at }: Mark): Deadline | undefined {
  return given && { subject, ...given, at, since, extension: 0, fixed: false, reminded: [], overdue: false };
}
