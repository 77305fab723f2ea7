// What must hold for any sheets under any policies, in every set that has criteria and under every rulebook that uses it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../kernel/refusal.ts';
import { type CriteriaSet, type CriterionLeaf, leavesOf, type ScoreSheet } from './criteria-set.ts';
import type { RatingPolicies } from './policies.ts';
import { getCriteriaSet, rulebooks } from './registry.ts';
import type { Rulebook } from './rulebook.ts';
import { anyPolicies, anySheet, withConditions } from './sheets.fixture.ts';
import { type Rating, rederive, stars } from './stars.ts';

const runs = { numRuns: 12 };

const cases = rulebooks.flatMap((rulebook) =>
  rulebook.taxonomy
    .flatMap(({ groups }) => groups.flatMap(({ sets }) => sets.map(({ id }) => getCriteriaSet(id))))
    .filter((set) => leavesOf(set).length > 0)
    .map((set) => ({ name: `${rulebook.id} by ${set.id}`, set, rulebook })),
);

describe.each(cases)('$name', ({ set, rulebook }) => {
  const sheets = fc.array(anySheet(set), { minLength: 1, maxLength: 5 });
  const rated = (some: readonly ScoreSheet[], policies: RatingPolicies) => rate({ set, rulebook, some, policies });

  it('more points never give fewer stars', () => {
    fc.assert(
      fc.property(sheets, anyPolicies, fc.nat(), fc.nat(), (some, policies, member, criterion) => {
        const at = member % some.length;
        const more = some.with(at, raised(set, some[at] as ScoreSheet, criterion));
        expect(rated(more, policies).stars).toBeGreaterThanOrEqual(rated(some, policies).stars);
      }),
      runs,
    );
  });

  it('missing a minimum option never gives more, and never its star', () => {
    if (set.minimum.length === 0) return;
    fc.assert(
      fc.property(sheets, anyPolicies, fc.constantFrom(...set.minimum), (some, policies, { criterion, star }) => {
        const missed = some.map((one) => withConditions(set, { ...one, [criterion]: null }));
        const result = rated(missed, policies).stars;
        expect(result).toBeLessThanOrEqual(rated(some, policies).stars);
        expect(result).toBeLessThan(star);
      }),
      runs,
    );
  });

  it('stars are the highest up to the band whose minimum options, and those below, are met', () => {
    fc.assert(
      fc.property(sheets, anyPolicies, (some, policies) => {
        const { stars: given, band, minimumOptions } = rated(some, policies);
        const possible = [1, 2, 3, 4, 5].filter(
          (star) => star <= (band ?? 0) && minimumOptions.every((m) => m.met || m.star > star),
        );
        expect(given).toBe(Math.max(...possible));
      }),
      runs,
    );
  });

  it('the explanation, read back from JSON, gives the same stars, and the members’ order does not matter', () => {
    fc.assert(
      fc.property(sheets, anyPolicies, (some, policies) => {
        const rating = rated(some, policies);
        expect(rederive(JSON.parse(JSON.stringify(rating.explanation)))).toBe(rating.stars);
        expect(rated(some.toReversed(), policies).stars).toBe(rating.stars);
      }),
      runs,
    );
  });
});

type Case = { set: CriteriaSet; rulebook: Rulebook; some: readonly ScoreSheet[]; policies: RatingPolicies };

function rate({ set, rulebook, some, policies }: Case): Rating {
  const rating = stars({ sheets: some, set, rulebook, policies });
  if (isRefusal(rating)) throw new Error(`${rating.code} ${JSON.stringify(rating.details)}`);
  return rating;
}

function raised(set: CriteriaSet, some: ScoreSheet, index: number): ScoreSheet {
  const leaves = leavesOf(set);
  const leaf = leaves[index % leaves.length] as CriterionLeaf;
  const now = leaf.options.find(({ id }) => id === some[leaf.code])?.points ?? 0;
  const next = leaf.options.find(({ points }) => points > now);
  return next ? withConditions(set, { ...some, [leaf.code]: next.id }) : some;
}
