// The demo's year plan under another rulebook: its dates, for the tiers that rulebook has.
import { planOf } from '../demo/year-plan.ts';
import { roundsUnder } from '../domain/programme-year/proposing.ts';
import type { YearPlanInput } from '../domain/programme-year/year-plan.ts';
import { getRulebook } from '../domain/rulebooks/registry.ts';

export function planUnder(rulebook: string, year: number): YearPlanInput {
  const plan = planOf(year);
  const law = getRulebook(rulebook);
  const rating = law.ladder.filter((tier) => tier.rates);
  if (law.rounds.length > 0) return { ...plan, rulebook, rounds: roundsUnder(law, year) };
  return {
    ...plan,
    rulebook,
    rounds: plan.rounds.map((round) => ({
      ...round,
      tiers: Object.fromEntries(rating.map((tier) => [tier.id, round.tiers[tier.id] ?? { resultBy: round.until }])),
    })),
  };
}
