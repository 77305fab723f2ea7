// The demo's year plan under another rulebook: its dates, for the tiers that rulebook has.
import { planOf } from '../demo/year-plan.ts';
import type { YearPlanInput } from '../domain/programme-year/year-plan.ts';
import { firstRatingTier } from '../domain/rulebooks/ladder.ts';
import { legalRounds } from '../domain/rulebooks/legal-terms.ts';
import { getRulebook } from '../domain/rulebooks/registry.ts';
import { addDays } from '../domain/time/civil-date.ts';

export function planUnder(rulebook: string, year: number): YearPlanInput {
  const plan = planOf(year);
  const law = getRulebook(rulebook);
  const rating = law.ladder.filter((tier) => tier.rates);
  if (law.rounds.length > 0) return { ...plan, rulebook, rounds: lawfulRounds(rulebook, year) };
  return {
    ...plan,
    rulebook,
    rounds: plan.rounds.map((round) => ({
      ...round,
      tiers: Object.fromEntries(rating.map((tier) => [tier.id, round.tiers[tier.id] ?? { resultBy: round.until }])),
    })),
  };
}

/** The rounds as the law itself dates them. */
function lawfulRounds(rulebook: string, year: number): YearPlanInput['rounds'] {
  const legal = legalRounds(getRulebook(rulebook), year);
  const first = firstRatingTier(getRulebook(rulebook)).id;
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
