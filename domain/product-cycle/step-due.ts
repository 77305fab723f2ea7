// Until when a step is due: the end of its window; for who aims at a round, in time for that round.
import { own } from '../kernel/own.ts';
import { type Due, endsOn, handOverDue, PLAN, policiesOf, workingDaysAfter } from '../programme-year/due.ts';
import { planYearOf, roundNo, windowOf } from '../programme-year/plan-dates.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { Step } from '../programme-year/steps.ts';
import type { Round } from '../programme-year/year-plan.ts';
import { firstTier } from '../rulebooks/ladder.ts';
import { legalRounds } from '../rulebooks/legal-terms.ts';
import { findRulebook } from '../rulebooks/registry.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Day } from '../time/civil-date.ts';
import { addWorkingDays } from '../time/working-days.ts';
import type { NotBefore } from './product-cycle.ts';

/** The round for which the product is to be ready, where somebody said so, and what other cycles bar. */
type Of = { readonly aimsAt?: number | undefined; readonly notBefore?: NotBefore | undefined };

/** The day from which a step's date runs that begins on a day. */
export function mayActFrom(step: Step, on: Day, of: { readonly notBefore?: NotBefore | undefined }): Day {
  const bar =
    step === 'idea'
      ? of.notBefore?.idea
      : step === 'implementation' || step === 'rating'
        ? of.notBefore?.dossier
        : undefined;
  return bar !== undefined && bar > on ? bar : on;
}

/**
 * A step is due at the end of its window, or in time for the round that the product aims at: windows are focus months.
 * One opened after that day gets policy `late-step-working-days`. What other cycles bar is waited for from the day on which
 * it may be done, in this year or, without a date here, in the next one.
 */
export function stepDue(step: Step, openedOn: Day, year: ProgrammeYear, of: Of): Due | undefined {
  if (!year.plan || step === 'promotion') return undefined;
  const from = mayActFrom(step, openedOn, of);
  if (from > openedOn && from > year.plan.closesOn) return undefined;
  const aimed = step === 'implementation' || step === 'rating' ? aimedDue(of.aimsAt, year) : undefined;
  const planned = aimed ?? endsOn(windowOf(year.plan, step).until, `${PLAN}, window of ${step}`, year);
  if (from <= planned.dueOn) return planned;
  const days = policiesOf(year)['late-step-working-days'];
  return workingDaysAfter(from, days, year, `policy late-step-working-days (${days})`);
}

/** Whoever is handed a step's matter late in its window has at least policy `hand-over-working-days`. */
export function handedDue(step: Step, since: Day, year: ProgrammeYear): Due | undefined {
  const ofStep = stepDue(step, since, year, {});
  const least = handOverDue(since, year);
  return ofStep && ofStep.dueOn < least.dueOn ? least : ofStep;
}

/** The last day on which a dossier is filed in time for a round. */
export function aimedDue(no: number | undefined, year: ProgrammeYear): Due | undefined {
  const round = no === undefined || !year.plan ? undefined : roundNo(year.plan, no);
  const rulebook = year.plan && findRulebook(year.plan.rulebook);
  if (!round || !rulebook) return undefined;
  const basis = `${PLAN}, filing for round ${round.no}`;
  const closes = closingIn(round, rulebook, year);
  const first = firstTier(rulebook);
  if (first.rates) {
    const resultBy = own(round.tiers, first.id)?.resultBy;
    return endsOn(resultBy !== undefined && resultBy < closes ? resultBy : closes, basis, year);
  }
  // What closes is the proposal of the tier below: it has its legal term before.
  const { deadlines } = rulebook;
  const term = deadlines.find(({ of, tiers }) => of === 'dossier-received' && tiers.includes(first.id));
  const on = term?.unit === 'working-days' ? addWorkingDays(closes, -term.value, year.calendar) : closes;
  return endsOn(on, basis, year);
}

function closingIn(round: Round, rulebook: Rulebook, { plan }: ProgrammeYear): Day {
  const legal = plan && legalRounds(rulebook, planYearOf(plan)).find(({ no }) => no === round.no);
  return round.filingClosesOn ?? legal?.proposeBy ?? round.until;
}
