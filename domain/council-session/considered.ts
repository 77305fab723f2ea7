// What whoever presides is shown of a product, and nobody else: figures that are being scored again, and beside a result,
// never applied, what it would be without each member, how far the next star is, and how strict each member was.
import { isRefusal } from '../kernel/refusal.ts';
import { meanOf } from '../rulebooks/mean.ts';
import type { Points, StarsGiven } from '../rulebooks/rulebook.ts';
import { type CouncilSession, type Item, isConflicted, itemOf, memberOf } from './council-session.ts';
import { isScored } from './is-scored.ts';
import { countedIn, type Law, ratingOf } from './result.ts';

/** Whether it is the chair, or who opened its sheets in the chair's place; never somebody with a conflict of interest. */
export function presidesOver(state: CouncilSession, item: Item, account: string): boolean {
  if (isConflicted(item, account)) return false;
  return item.opening?.by === account || memberOf(state, account)?.seat === 'council-chair';
}

/** The sheets of it that count are open: nobody scores it again. */
const counts = ({ opening }: Item, now: Item | undefined): boolean =>
  now !== undefined && isScored(now) && now.opening?.at === opening?.at;

/**
 * The session as an account sees it: while a product is scored again, its first figures are for who presides alone.
 * @param now how it stands, where a past day of it is seen: what is scored again since was not hidden then
 */
export const seenBy = (state: CouncilSession, account: string, now = state): CouncilSession => ({
  ...state,
  agenda: state.agenda.map((item) => {
    const its = itemOf(now, item.cycle);
    if (!item.opening || counts(item, its) || (its && presidesOver(now, its, account))) return item;
    return { ...item, opening: undefined, closed: its?.closed?.at === item.closed?.at ? item.closed : undefined };
  }),
});

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

/** Over the products that an account presides over. */
export const strictnessSeenBy = (state: CouncilSession, account: string) =>
  strictnessOf({ ...state, agenda: state.agenda.filter((item) => presidesOver(state, item, account)) });

/** By how many hundredths a member's totals lay below the others' means, rounded; negative: more generous than they. */
export function strictnessOf({
  agenda,
}: Pick<CouncilSession, 'agenda'>): readonly { member: string; below: number; sheets: number }[] {
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
