// What a product's opened sheets and votes give: the same rules as for minutes on paper, and what the chair is shown
// beside it, which is never applied.

import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { meanOf } from '../rulebooks/mean.ts';
import { setNamed } from '../rulebooks/rate-sheets.ts';
import { type Rating, stars } from '../rulebooks/stars.ts';
import type { CouncilRules } from './council-rules.ts';
import type { Item, Result, Scored } from './council-session.ts';
import { knockOutOf } from './voting.ts';

/** What of a council's rules a result follows from. */
export type Law = Pick<CouncilRules, 'rulebook' | 'policies' | 'knockOutVote'>;

/** The sheets that count: opened, of members whose conflict nobody found later. */
export const countedIn = ({ opening, voided }: Item): readonly Scored[] =>
  (opening?.scored ?? []).filter((s) => !voided.some((v) => v.member === s.member));

/** The rating of a product by the sheets that count, or by the ground it was knocked out on. */
export function ratingOf(item: Item, law: Law, counted = countedIn(item)): Rating | Refusal {
  const set = setNamed(item.dossier?.criteriaSet ?? '');
  if (isRefusal(set)) return set;
  const { rulebook, policies } = law;
  const knockOut = knockOutOf(item, law);
  const knockOuts = knockOut === undefined ? [] : [knockOut.ground];
  return stars({ sheets: counted.map((s) => s.sheet), set, rulebook, knockOuts, policies });
}

/** A product's result as its minutes say it. */
export function resultOf(item: Item, law: Law, unreadConfirmed: boolean | undefined): Result | Refusal {
  const rating = ratingOf(item, law);
  if (isRefusal(rating)) return rating;
  const knockOut = knockOutOf(item, law)?.ground;
  const totals = countedIn(item).map(({ member, total }) => ({ member, total }));
  const band = rating.band ?? 0;
  const missed = rating.minimumOptions
    .filter((m) => !m.met && m.star <= band)
    .map(({ criterion, star }) => ({ criterion, star: star as number }));
  return {
    stars: rating.stars,
    totals,
    missed,
    ...(totals.length === 0 ? {} : { mean: meanOf(totals.map((t) => t.total)).rounded }),
    ...(knockOut === undefined ? {} : { knockOut }),
    ...(unreadConfirmed === undefined ? {} : { unreadConfirmed }),
  };
}
