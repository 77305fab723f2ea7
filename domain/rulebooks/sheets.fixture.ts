// Sheets for tests: the best or least option of every criterion, with single choices replaced; and any sheet at all.
import fc from 'fast-check';
import { type CriteriaSet, type CriterionLeaf, leavesOf, type ScoreSheet } from './criteria-set.ts';
import type { RatingPolicies } from './policies.ts';

export function bestSheet(set: CriteriaSet, but: ScoreSheet = {}): Record<string, ScoreSheet[string]> {
  const best = leavesOf(set).map(({ code, options }) => {
    const top = options.reduce((a, b) => (b.points > a.points ? b : a));
    return [code, top.id] as const;
  });
  return { ...Object.fromEntries(best), ...but };
}

export function emptySheet(set: CriteriaSet, but: ScoreSheet = {}): Record<string, ScoreSheet[string]> {
  return { ...Object.fromEntries(leavesOf(set).map(({ code }) => [code, null])), ...but };
}

/** The sheet without what may not be scored, because the criterion it depends on is not met. */
export function withConditions(set: CriteriaSet, some: ScoreSheet): ScoreSheet {
  const leaves = leavesOf(set);
  const points = (code: string) =>
    leaves.find((leaf) => leaf.code === code)?.options.find(({ id }) => id === some[code])?.points ?? 0;
  const barred = leaves.filter(({ appliesIf }) => appliesIf && points(appliesIf.criterion) < appliesIf.atLeastPoints);
  return { ...some, ...Object.fromEntries(barred.map(({ code }) => [code, null])) };
}

/** The best options, but for the first criteria: nothing is chosen in so many. */
export function bestWithout(set: CriteriaSet, drop: number): ScoreSheet {
  const none = leavesOf(set).slice(0, drop);
  return withConditions(set, bestSheet(set, Object.fromEntries(none.map(({ code }) => [code, null]))));
}

/** Any valid sheet, biased to good ones: uniform ones hardly ever reach the bands where minimum options matter. */
export function anySheet(set: CriteriaSet): fc.Arbitrary<ScoreSheet> {
  const leaves = leavesOf(set);
  const best = bestSheet(set);
  const choiceOf = ({ options }: CriterionLeaf) => fc.constantFrom(null, ...options.map(({ id }) => id));
  return fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.tuple(...leaves.map((leaf) => fc.tuple(fc.nat(100), choiceOf(leaf)))))
    .map(([quality, choices]) => {
      const picked = leaves.map(({ code }, i) => {
        const [dice, choice] = choices[i] ?? [0, null];
        return [code, dice < quality ? best[code] : choice] as const;
      });
      return withConditions(set, Object.fromEntries(picked) as ScoreSheet);
    });
}

export const anyPolicies: fc.Arbitrary<RatingPolicies> = fc.record({
  'band-gaps': fc.constantFrom('half-open', 'round-to-point'),
  forwarding: fc.constantFrom('points', 'stars'),
  'mean-compared': fc.constantFrom('exact', 'printed'),
  'minimum-options': fc.constantFrom('majority', 'mean', 'every'),
});
