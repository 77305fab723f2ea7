// What a sheet comes to as it is filled in, by the same rules that rate a product: criteria that do not apply count as none, and
// so do, for now, those not scored yet.
import { isRefusal } from '../../../domain/kernel/refusal.ts';
import { type CriteriaSet, leavesOf } from '../../../domain/rulebooks/criteria-set.ts';
import { defaultRatingPolicies, type RatingPolicies } from '../../../domain/rulebooks/policies.ts';
import type { Rulebook } from '../../../domain/rulebooks/rulebook.ts';
import { type SheetTotal, sheetProblems, totalOf } from '../../../domain/rulebooks/score-sheet.ts';
import { type Rating, stars } from '../../../domain/rulebooks/stars.ts';
import type { Choices } from './sheet-draft.ts';

export type Rated = {
  /** every criterion with its choice, as it is sealed */
  readonly whole: Choices;
  /** criteria that may not be scored, as others stand */
  readonly excluded: ReadonlySet<string>;
  readonly left: readonly string[];
  readonly sum: SheetTotal | undefined;
  readonly rating: Rating | undefined;
};
export type Law = {
  readonly set: CriteriaSet;
  readonly rulebook: Rulebook;
  readonly policies?: Partial<RatingPolicies>;
};

export function rated(choices: Choices, { set, rulebook, policies }: Law): Rated {
  const leaves = leavesOf(set);
  const none = Object.fromEntries(leaves.map(({ code }) => [code, null]));
  const typed = { ...none, ...choices };
  const excluded = new Set(
    leaves
      .filter(({ code, appliesIf, options }) => {
        const tried = appliesIf && options[0] && sheetProblems({ ...typed, [code]: options[0].id }, set);
        return tried?.some(({ field }) => field === `/${code}`) === true;
      })
      .map(({ code }) => code),
  );
  const whole = Object.fromEntries(leaves.map(({ code }) => [code, excluded.has(code) ? null : (typed[code] ?? null)]));
  const left = leaves.map(({ code }) => code).filter((code) => !excluded.has(code) && choices[code] === undefined);
  const sum = totalOf(whole, set);
  const rating = stars({ sheets: [whole], set, rulebook, policies: { ...defaultRatingPolicies, ...policies } });
  return {
    whole,
    excluded,
    left,
    sum: isRefusal(sum) ? undefined : sum,
    rating: isRefusal(rating) ? undefined : rating,
  };
}
