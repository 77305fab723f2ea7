// The plan somebody begins with who plans a year: last year's moved on, or what the acts and the scheme themselves date. It is
// a draft that a person edits, never a fact of its own.
import { firstRatingTier } from '../rulebooks/ladder.ts';
import { legalRounds } from '../rulebooks/legal-terms.ts';
import { findRulebook, lawOn } from '../rulebooks/registry.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { addDays, addMonths, type Day, isDay } from '../time/civil-date.ts';
import { planYearOf } from './plan-dates.ts';
import type { Round, YearPlan, YearPlanInput } from './year-plan.ts';

type Windows = YearPlan['windows'];

/** The focus windows of the scheme (1576/QĐ-UBND, part II, IV.6). */
export function windowsOfScheme(year: number): Windows {
  const between = (from: string, until: string) => ({ from: `${year}-${from}`, until: `${year}-${until}` });
  return {
    awareness: between('02-01', '02-28'),
    idea: between('03-01', '03-31'),
    'business-plan': between('03-01', '04-30'),
    implementation: between('04-01', '08-31'),
    promotion: between('01-01', '12-31'),
  };
}

/** Nothing is known of the year yet: the law in force on its first day, the scheme's windows, and its rounds. */
export function planProposed(year: number): YearPlanInput {
  const opensOn = `${year}-01-01`;
  const law = lawOn(opensOn);
  return {
    rulebook: law.id,
    opensOn,
    closesOn: `${year}-12-31`,
    windows: windowsOfScheme(year),
    rounds: roundsUnder(law, year),
  };
}

/** A year's plan moved on to another year, under the law of that one. */
export function planMovedOn(plan: YearPlan, year: number): YearPlan {
  const moved = withDates(plan, (on) => addMonths(on, (year - planYearOf(plan)) * 12)) as YearPlan;
  const law = lawOn(moved.opensOn);
  const isSame = law === findRulebook(plan.rulebook);
  return isSame ? moved : { ...moved, rulebook: law.id, rounds: roundsUnder(law, year) };
}

function withDates(value: unknown, move: (on: Day) => Day): unknown {
  if (typeof value === 'string') return isDay(value) ? move(value) : value;
  if (Array.isArray(value)) return value.map((one) => withDates(one, move));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, withDates(of, move)]));
}

/** As the act itself dates them; where it does not, the scheme's two rounds with a month for the first tier. */
export function roundsUnder(law: Rulebook, year: number): Round[] {
  return law.rounds.length > 0 ? lawful(law, year) : ofScheme(law, year);
}

function lawful(law: Rulebook, year: number): Round[] {
  const legal = legalRounds(law, year);
  const first = firstRatingTier(law).id;
  return legal
    .filter(({ tier }) => tier === first)
    .map(({ no, proposeBy, finishBy }) => ({
      no,
      from: addDays(proposeBy, 1),
      until: finishBy,
      filingClosesOn: proposeBy,
      tiers: Object.fromEntries(
        legal.filter((l) => l.no === no).map((l) => [l.tier, { resultBy: l.finishBy, recogniseBy: l.finishBy }]),
      ),
    }));
}

const FORWARD_DAYS = 8;
const RECOGNISE_DAYS = 14;
const NATION_MONTHS = 3;

function ofScheme({ ladder }: Rulebook, year: number): Round[] {
  const spans = [
    ['06-01', '07-31'],
    ['10-01', '11-30'],
  ] as const;
  return spans.map(([begins, ends], i) => {
    const [from, until] = [`${year}-${begins}`, `${year}-${ends}`];
    const rating = ladder.filter(({ rates }) => rates);
    const tiers = rating.map((tier, at) => {
      const isFirst = at === 0 && rating.length > 2;
      const resultBy = isFirst
        ? addDays(addMonths(from, 1), -1)
        : tier.level === 'national'
          ? addMonths(until, NATION_MONTHS)
          : until;
      const dates = {
        resultBy,
        ...(tier.forwards ? { forwardBy: addDays(resultBy, FORWARD_DAYS) } : {}),
        ...(tier.recognises.length > 0 ? { recogniseBy: addDays(resultBy, RECOGNISE_DAYS) } : {}),
      };
      return [tier.id, dates] as const;
    });
    return { no: i + 1, from, until, tiers: Object.fromEntries(tiers) };
  });
}
