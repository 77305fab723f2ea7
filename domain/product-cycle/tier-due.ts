// Until when a tier has to act: the plan's date of the dossier's round, within what the law allows, else its own term.
import { own } from '../kernel/own.ts';
import { cited, type Due, endsOn, handOverDue, PLAN, policiesOf, workingDaysAfter } from '../programme-year/due.ts';
import { planYearOf, type RoundRef, roundNo } from '../programme-year/plan-dates.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { YearPlan } from '../programme-year/year-plan.ts';
import { getTier } from '../rulebooks/ladder.ts';
import { legalDeadlines, legalRounds } from '../rulebooks/legal-terms.ts';
import { findBinding } from '../rulebooks/registry.ts';
import type { Day } from '../time/civil-date.ts';
import { type ProductCycle, rulebookOf, type TierVisit } from './product-cycle.ts';

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
  return withinLaw(plannedOrTerm(q), q);
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
  const policies = policiesOf(q.year);
  const follows =
    q.what === 'recogniseBy' && policies['decision-working-days'] ? 'decision-working-days' : 'follow-on-working-days';
  const policy = !planned || q.what !== 'resultBy' ? follows : 'late-step-working-days';
  const days = policies[policy] as number;
  return workingDaysAfter(q.since, days, q.year, `policy ${policy} (${days})`);
}

/** What the law names as the last day is an outer limit, whatever the date comes from. */
export const withinLaw = (given: Due, q: TierQuestion): Due =>
  withinTransition(withinRenewal(withinRound(given, q), q), q.state, q.year);

/** A re-rating is finished within so many days of the complete dossier (26/2026/QĐ-TTg, art. 7.6 g: 45). */
function withinRenewal(given: Due, { what, tier, since, state, year }: TierQuestion): Due {
  if (state.purpose !== 'renewal' || what !== 'resultBy') return given;
  const of = { of: 'dossier-complete', on: since, calendar: year.calendar, tier };
  const [term] = legalDeadlines(rulebookOf(state), of);
  const limit = term && endsOn(term.dueOn, cited(term.cite), year);
  return limit && limit.dueOn < given.dueOn ? limit : given;
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
export function withinTransition(given: Due, { submitted, purpose }: ProductCycle, year: ProgrammeYear): Due {
  const bound = submitted && findBinding(submitted.on, purpose === 'renewal' ? 're-rating' : 'first');
  if (bound?.finishBy === undefined || !bound.cite) return given;
  const limit = endsOn(bound.finishBy, cited(bound.cite), year);
  return limit.dueOn < given.dueOn ? limit : given;
}

/** The date of a review of what came back. */
export const reviewDue = (since: Day, year: ProgrammeYear, state: ProductCycle): Due =>
  withinTransition(followOnDue(since, year), state, year);

/** A forwarded dossier is received within policy `hand-over-working-days`, whatever date the sender kept. */
export const receiveDue = (since: Day, year: ProgrammeYear, state: ProductCycle): Due =>
  withinTransition(handOverDue(since, year), state, year);

/** By when what a rating ended with is told, and a recognition published. */
export function tellDue(what: 'tell' | 'publish', endedOn: Day, year: ProgrammeYear): Due {
  const policy = what === 'tell' ? 'telling-working-days' : 'publishing-working-days';
  const days = policiesOf(year)[policy];
  return workingDaysAfter(endedOn, days, year, `policy ${policy} (${days})`);
}

/** The round a stay at a tier belongs to. */
export const roundOfVisit = ({ round, roundYear }: TierVisit): RoundRef =>
  roundYear === undefined ? { no: round } : { no: round, year: roundYear };

function followOnDue(since: Day, year: ProgrammeYear): Due {
  const days = policiesOf(year)['follow-on-working-days'];
  return workingDaysAfter(since, days, year, `policy follow-on-working-days (${days})`);
}

export function datesOf(plan: YearPlan | undefined, round: number, tier: string) {
  return own((plan && roundNo(plan, round)?.tiers) ?? {}, tier);
}
