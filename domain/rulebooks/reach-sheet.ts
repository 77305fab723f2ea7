import { isRefusal } from '../kernel/refusal.ts';
import { type CriteriaSet, type CriterionLeaf, leavesOf, type Option } from './criteria-set.ts';
import type { Points, Rulebook, Star } from './rulebook.ts';
import { stars } from './stars.ts';

type Sheet = Record<string, string | null>;

/**
 * A sheet that gives exactly that star: the minimum options of the star and of those below it, then the form's criteria
 * raised in turn as far as the band allows. Undefined when that finds none.
 */
export function reachSheet(set: CriteriaSet, rulebook: Rulebook, star: Star): Sheet | undefined {
  const leaves = leavesOf(set);
  const floor = rulebook.bands.find((band) => band.star === star)?.from ?? 0;
  const ceiling = rulebook.bands.find((band) => band.star === star + 1)?.from ?? 10_001;
  const chosen = new Map<string, Option>();
  const total = () => [...chosen.values()].reduce((sum, { points }) => sum + points, 0);

  for (const leaf of leaves) {
    const needed = neededBy(set, leaf.code, star);
    const least = needed > 0 ? cheapest(leaf, needed) : undefined;
    if (least) chosen.set(leaf.code, least);
    // A criterion that is scored only under a condition brings its condition with it.
    const condition = least && leaf.appliesIf;
    const before = condition && leaves.find(({ code }) => code === condition.criterion);
    const own = before && !chosen.has(before.code) && cheapest(before, condition.atLeastPoints);
    if (before && own) chosen.set(before.code, own);
  }
  for (const leaf of leaves) {
    if (total() >= floor) break;
    const { appliesIf } = leaf;
    if (appliesIf && (chosen.get(appliesIf.criterion)?.points ?? 0) < appliesIf.atLeastPoints) continue;
    const now = chosen.get(leaf.code)?.points ?? 0;
    const room = ceiling - 1 - total() + now;
    const best = leaf.options
      .filter(({ points }) => points > now && points <= room)
      .sort((a, b) => b.points - a.points)[0];
    if (best) chosen.set(leaf.code, best);
  }
  const sheet = Object.fromEntries(leaves.map(({ code }) => [code, chosen.get(code)?.id ?? null]));
  const rating = stars({ sheets: [sheet], set, rulebook });
  return isRefusal(rating) || rating.stars !== star ? undefined : sheet;
}

function neededBy(set: CriteriaSet, code: string, star: Star): Points {
  return Math.max(0, ...set.minimum.filter((m) => m.criterion === code && m.star <= star).map((m) => m.atLeastPoints));
}

function cheapest({ options }: CriterionLeaf, atLeast: Points): Option | undefined {
  return options.filter(({ points }) => points >= atLeast).sort((a, b) => a.points - b.points)[0];
}
