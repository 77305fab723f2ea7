import { type Fraction, reaches } from './mean.ts';
import { defaultRatingPolicies, type RatingPolicies } from './policies.ts';
import type { Rulebook, StarsGiven, Tier, TierId } from './rulebook.ts';

/** The tier of that id, or undefined when this rulebook's ladder has none. */
export function findTier(rulebook: Rulebook, id: TierId): Tier | undefined {
  return rulebook.ladder.find((tier) => tier.id === id);
}

/** The tier of that id. Throws when this rulebook's ladder has none. */
export function getTier(rulebook: Rulebook, id: TierId): Tier {
  const tier = findTier(rulebook, id);
  if (!tier) throw new Error(`${rulebook.id} has no tier ${id}`);
  return tier;
}

/** Where a submitted dossier starts. */
export function firstTier(rulebook: Rulebook): Tier {
  const [tier] = rulebook.ladder;
  if (!tier) throw new Error(`${rulebook.id} has no ladder`);
  return tier;
}

/** The tier that gives the first points: to it those below propose, and its rounds are the dossier's. */
export function firstRatingTier(rulebook: Rulebook): Tier {
  return rulebook.ladder.find((tier) => tier.rates) ?? firstTier(rulebook);
}

/** A tier's result as far as the ladder needs it, `mean` as thresholds are held against it: absent where the tier does not rate. */
export type TierOutcome = { mean: Fraction; stars: StarsGiven };

/**
 * The tier a dossier is forwarded to after this one, or undefined when it ends here. Policy `forwarding`: by points
 * (default), or by stars where the source names a star too. A product that a knock-out ended goes nowhere.
 */
export function nextTier(
  rulebook: Rulebook,
  tierId: TierId,
  outcome: TierOutcome | undefined,
  policies: Pick<RatingPolicies, 'forwarding' | 'band-gaps'> = defaultRatingPolicies,
): Tier | undefined {
  const { forwards, rates } = getTier(rulebook, tierId);
  if (!forwards) return undefined;
  if (!rates) return getTier(rulebook, forwards.to);
  if (!outcome || outcome.stars === 0) return undefined;
  const { fromPoints = 0, minStars, to } = forwards;
  const rounding = { bandsPrinted: rulebook.bandsPrinted, bandGaps: policies['band-gaps'] };
  const goesOn =
    policies.forwarding === 'stars' && minStars !== undefined
      ? outcome.stars >= minStars
      : reaches(outcome.mean, fromPoints, rounding);
  return goesOn ? getTier(rulebook, to) : undefined;
}

/** The tier that reviews a product which got none of the stars this tier recognises, or undefined. */
export function findReturnTier(rulebook: Rulebook, tierId: TierId, stars: StarsGiven): Tier | undefined {
  const { missReturnsTo, recognises } = getTier(rulebook, tierId);
  if (missReturnsTo === undefined || recognises.some((star) => star === stars)) return undefined;
  return getTier(rulebook, missReturnsTo);
}
