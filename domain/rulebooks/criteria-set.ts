// What a criteria set is: the tree a council member scores, three parts with 100 points in all.
// Points are integer hundredths.
import type { Cite, KnockOut, PartCode, Points, RulebookId, Star, Unread, Words } from './rulebook.ts';

/** '<criterion>/<points>' or '<criterion>/<case>-<points>', as printed: '1.1/3', '3.2/1-2'. Unique in the set. */
export type OptionId = string;

/** `case`: which of two alternative lists it belongs to; one list is chosen and one option of it. */
export type Option = {
  id: OptionId;
  points: Points;
  name: Words;
  case?: 1 | 2;
  /** The source's value was missing or misprinted; `printed` keeps it. */
  repaired?: { printed: string };
};

/** Scored only when the named criterion has at least these points. */
export type AppliesIf = { criterion: string; atLeastPoints: Points };

export type CriterionLeaf = {
  code: string;
  name: Words;
  max: Points;
  options: readonly Option[];
  /** What the two alternative lists are for, where the form names them. */
  caseNames?: readonly [Words, Words];
  appliesIf?: AppliesIf;
  /** Papers the council expects to see. */
  evidence?: readonly Words[];
};

export type CriterionBranch = { code: string; name: Words; max: Points; criteria: readonly Criterion[] };

export type Criterion = CriterionLeaf | CriterionBranch;

export type Part = { code: PartCode; max: Points; criteria: readonly Criterion[] };

/** To be `star` or more, the product needs at least these points in this criterion. */
export type MinimumOption = {
  star: Star;
  criterion: string;
  atLeastPoints: Points;
  /** What the option itself does not show and the council confirms. */
  confirm?: Words;
  cite: Cite;
};

/** How a figure was read where the source could not be taken as it stands; nothing to confirm. */
export type Caveat = { id: string; what: Words; criterion?: string };

export type CriteriaSet = {
  id: string;
  rulebook: RulebookId;
  /** Number in the data we hold, which is not always the act's own. */
  no: number;
  /** The act's own number, where it is known. */
  actNo?: number;
  name: Words;
  cite: Cite;
  parts: readonly Part[];
  knockOuts: readonly KnockOut[];
  minimum: readonly MinimumOption[];
  incomplete: readonly Unread[];
  caveats: readonly Caveat[];
};

/**
 * One member's choices: criterion code → option id, or null for "none of them" (0 points). Every scored criterion has
 * an entry. A list comes from forms with check boxes; it may hold one option at most.
 */
export type ScoreSheet = Readonly<Record<string, OptionId | null | readonly OptionId[]>>;

/** The scored criteria of a tree, in the order of the form. */
export function leavesIn(criteria: readonly Criterion[]): readonly CriterionLeaf[] {
  return criteria.flatMap((criterion) => ('options' in criterion ? [criterion] : leavesIn(criterion.criteria)));
}

/** The scored criteria of a set, in the order of the form. */
export function leavesOf(set: CriteriaSet): readonly CriterionLeaf[] {
  return set.parts.flatMap((part) => leavesIn(part.criteria));
}
