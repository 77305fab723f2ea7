// When the people of a rehearsal act: each at the end of their share of the time that the plan gives, so that every
// reminder comes which a year without delay can bring.

import type { Days } from '../demo/walk-days.ts';
import { own } from '../domain/kernel/own.ts';
import { aimedDue } from '../domain/product-cycle/step-due.ts';
import type { ProgrammeYear } from '../domain/programme-year/programme-year.ts';
import type { Round, Window } from '../domain/programme-year/year-plan.ts';
import type { Rulebook } from '../domain/rulebooks/rulebook.ts';
import { addDays, type Day } from '../domain/time/civil-date.ts';
import { addWorkingDays, type Calendar, isWorkingDay } from '../domain/time/working-days.ts';

const earliest = (...days: readonly Day[]): Day => [...days].sort()[0] as Day;
const latest = (...days: readonly Day[]): Day => [...days].sort().at(-1) as Day;

const DAY_MS = 86_400_000;

/** The end of the i-th of n equal shares of a window, on a working day. */
function share({ from, until }: Window, [i, n]: readonly [number, number], calendar: Calendar): Day {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS;
  const on = addDays(from, Math.floor((days * i) / n));
  return isWorkingDay(on, calendar) ? on : latest(from, addWorkingDays(on, -1, calendar));
}

/** Working days for sending a dossier and for receiving it, and for what the plan dates nowhere. */
const [ON_THE_WAY, UNDATED] = [2, 10];

export function daysOfPlan(year: ProgrammeYear, round: Round, rulebook: Rulebook): Partial<Days> {
  const { plan, calendar } = year;
  if (!plan) return {};
  const { awareness, idea } = plan.windows;
  const at = (window: Window, i: number, n: number) => share(window, [i, n], calendar);
  const approved = at(idea, 1, 1);
  const planning = { from: approved, until: latest(approved, plan.windows['business-plan'].until) };
  const planned = at(planning, 1, 1);
  const filed = at({ from: planned, until: latest(planned, filingEnds(round, year)) }, 1, 1);
  const rungs = tiersOf(round, { rulebook, filed, calendar });
  const last = rungs.at(-1)?.[0] ?? filed;
  const decides = own(round.tiers, rulebook.ladder.at(-1)?.id ?? '')?.recogniseBy;
  const afterwards = addWorkingDays(last, UNDATED, calendar);
  const recognised = decides !== undefined && last <= decides ? earliest(decides, afterwards) : afterwards;
  return {
    start: at(awareness, 0, 1),
    potential: at(awareness, 1, 1),
    idea: at(idea, 1, 4),
    listed: at(idea, 2, 4),
    selected: at(idea, 3, 4),
    approved,
    plan: at(planning, 1, 2),
    planned,
    visit: planned,
    dossier: filed,
    filed,
    tiers: rungs,
    // It comes back, or is recognised at once: both within the days from the last result.
    review: earliest(addWorkingDays(last, UNDATED / 2, calendar), recognised),
    recognised,
  };
}

const filingEnds = (round: Round, year: ProgrammeYear): Day => aimedDue(round.no, year)?.dueOn ?? round.until;

/** Whether who begins with the year's first step can have a dossier ready for a round. */
export const isWithinReach = (round: Round, year: ProgrammeYear): boolean =>
  year.plan !== undefined && year.plan.windows['business-plan'].until <= filingEnds(round, year);

type Filed = { rulebook: Rulebook; filed: Day; calendar: Calendar };

function tiersOf(round: Round, { rulebook, filed, calendar }: Filed): Days['tiers'] {
  let reached = filed;
  return rulebook.ladder.map(({ id }) => {
    const dates = own(round.tiers, id);
    const rated = latest(reached, dates?.resultBy ?? addWorkingDays(reached, UNDATED, calendar));
    const sent = latest(rated, dates?.forwardBy ?? addWorkingDays(rated, ON_THE_WAY, calendar));
    reached = addWorkingDays(sent, ON_THE_WAY, calendar);
    return [rated, sent, reached];
  });
}
