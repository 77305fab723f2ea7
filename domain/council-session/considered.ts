// What the chair is shown beside a result, and never applied: what it would be without each member, how far the next star
// is, and how strict each member was over the whole session.
import { isRefusal } from '../kernel/refusal.ts';
import { meanOf } from '../rulebooks/mean.ts';
import type { Points, StarsGiven } from '../rulebooks/rulebook.ts';
import type { CouncilSession, Item } from './council-session.ts';
import { countedIn, type Law, ratingOf } from './result.ts';

export type Considered = {
  readonly without: readonly { readonly member: string; readonly mean: Points; readonly stars: StarsGiven }[];
  /** hundredths of the mean that are missing to the band above; absent in the highest one */
  readonly toNextBand?: Points;
};

export function consideredOf(item: Item, law: Law): Considered {
  const rating = ratingOf(item, law);
  const mean = isRefusal(rating) ? undefined : rating.mean?.rounded;
  const above = law.rulebook.bands.map((b) => b.from).filter((from) => mean !== undefined && from > mean);
  return {
    without: withoutEach(item, law),
    ...(mean === undefined || above.length === 0 ? {} : { toNextBand: Math.min(...above) - mean }),
  };
}

function withoutEach(item: Item, law: Law): Considered['without'] {
  const counted = countedIn(item);
  return counted.flatMap(({ member }) => {
    const others = counted.filter((s) => s.member !== member);
    const rating = others.length === 0 ? undefined : ratingOf(item, law, others);
    if (!rating || isRefusal(rating) || !rating.mean) return [];
    return [{ member, mean: rating.mean.rounded, stars: rating.stars }];
  });
}

/** By how many hundredths a member's totals lay below the others' means, rounded; negative: more generous than they. */
export function strictnessOf({ agenda }: CouncilSession): readonly { member: string; below: number; sheets: number }[] {
  const differences = new Map<string, number[]>();
  for (const item of agenda) {
    const counted = countedIn(item);
    if (counted.length < 2) continue;
    for (const { member, total } of counted) {
      const { sum, count } = meanOf(counted.filter((s) => s.member !== member).map((s) => s.total));
      differences.set(member, [...(differences.get(member) ?? []), sum / count - total]);
    }
  }
  return [...differences].map(([member, all]) => ({
    member,
    below: Math.round(all.reduce((a, b) => a + b, 0) / all.length),
    sheets: all.length,
  }));
}
