import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import type { CriteriaSet, MinimumOption, ScoreSheet } from './criteria-set.ts';
import { bandOf, comparedMean, type Mean, meanOf } from './mean.ts';
import { defaultRatingPolicies, type RatingPolicies } from './policies.ts';
import type { Band, KnockOut, Points, Rulebook, Star, StarsGiven, Unread, Words } from './rulebook.ts';
import { type SheetTotal, totalOf } from './score-sheet.ts';
import { words } from './words.ts';

const noSheets = refusal('NO_SHEETS', 'invalid', words('Chưa có phiếu chấm điểm nào.', 'There is no score sheet.'));
export const KNOCK_OUT_UNKNOWN = refusal(
  'KNOCK_OUT_UNKNOWN',
  'invalid',
  words(
    'Bộ tiêu chí {set} không có điều kiện loại {knockOut}; có: {known}.',
    'Set {set} has no knock-out rule {knockOut}; it has: {known}.',
  ),
);
const setOfOtherRulebook = refusal(
  'SET_OF_OTHER_RULEBOOK',
  'invalid',
  words('Bộ tiêu chí {set} không thuộc {rulebook}.', 'Set {set} does not belong to {rulebook}.'),
);

/** A minimum option judged: what each member gave in the criterion (hundredths, in the order of the sheets). */
export type MinimumCheck = {
  star: Star;
  criterion: string;
  needed: Points;
  reachedPerMember: readonly Points[];
  met: boolean;
};

/** Everything the result follows from, as plain JSON: `rederive` finds the same stars from this alone. */
export type Explanation = {
  rulebook: string;
  set: string;
  policies: RatingPolicies;
  bandsPrinted: Rulebook['bandsPrinted'];
  bands: readonly Band[];
  members: readonly SheetTotal[];
  minimum: readonly { star: Star; criterion: string; atLeastPoints: Points }[];
  knockOuts: readonly string[];
};

/** A rating. `mean` and `band` are null when a knock-out ended it: no sheet counts then, and `stars` is 0. */
export type Rating = {
  stars: StarsGiven;
  mean: Mean | null;
  band: Star | null;
  minimumOptions: readonly MinimumCheck[];
  knockOuts: readonly KnockOut[];
  /** What the sources leave open; a result that binds says that it was confirmed. */
  toConfirm: readonly (Unread | { id: string; what: Words; confirmedBy: 'council' })[];
  explanation: Explanation;
};

const isMet: Record<RatingPolicies['minimum-options'], (points: readonly Points[], needed: Points) => boolean> = {
  majority: (points, needed) => points.filter((p) => p >= needed).length * 2 > points.length,
  mean: (points, needed) => points.reduce((a, b) => a + b, 0) >= needed * points.length,
  every: (points, needed) => points.every((p) => p >= needed),
};

type MinimumFigure = Pick<MinimumOption, 'star' | 'criterion' | 'atLeastPoints'>;

function checkMinimum(
  { star, criterion, atLeastPoints }: MinimumFigure,
  members: readonly SheetTotal[],
  policy: RatingPolicies['minimum-options'],
): MinimumCheck {
  const reachedPerMember = members.map(({ choices }) => choices.find((c) => c.criterion === criterion)?.points ?? 0);
  const met = isMet[policy](reachedPerMember, atLeastPoints);
  return { star, criterion, needed: atLeastPoints, reachedPerMember, met };
}

/** The highest star up to the band that is below every star whose minimum option was missed. */
export function starsUnder(band: number, missed: readonly { star: number }[]): Star {
  return Math.max(1, Math.min(band, ...missed.map(({ star }) => star - 1))) as Star;
}

function rate({ bands, bandsPrinted, members, minimum, policies }: Explanation) {
  const mean = meanOf(members.map(({ total }) => total));
  const band = bandOf(comparedMean(mean, policies['mean-compared']), { bands, bandsPrinted }, policies['band-gaps']);
  const minimumOptions = minimum.map((one) => checkMinimum(one, members, policies['minimum-options']));
  const missed = minimumOptions.filter(({ met }) => !met);
  return { mean, band, minimumOptions, stars: starsUnder(band, missed) };
}

/**
 * The stars that follow from an explanation, from nothing but its own figures.
 * @internal tests show by it that an explanation says everything
 */
export function rederive(explanation: Explanation): StarsGiven {
  const members = explanation.members.map((m) => ({ ...m, total: m.choices.reduce((sum, c) => sum + c.points, 0) }));
  return explanation.knockOuts.length > 0 ? 0 : rate({ ...explanation, members }).stars;
}

/** All knock-out rules of a rating: the rulebook's own and the set's. */
export function knockOutsOf(rulebook: Rulebook, set: CriteriaSet): readonly KnockOut[] {
  return [...rulebook.knockOuts, ...set.knockOuts];
}

export type RatingQuestion = {
  /** One per member who scored. */
  sheets: readonly ScoreSheet[];
  set: CriteriaSet;
  rulebook: Rulebook;
  /** Ids of the knock-out rules the council established. */
  knockOuts?: readonly string[];
  policies?: RatingPolicies;
};

/**
 * Rates a product: the highest star up to the band of the exact mean whose minimum options are all met
 * (1048/QĐ-TTg; 781/QĐ-TTg, Phụ lục II item 6). Refuses an invalid sheet with its `member` (position from 1), an
 * unknown knock-out, a set of another rulebook, and a rating without sheets.
 */
export function stars(question: RatingQuestion): Rating | Refusal {
  const { sheets, set, rulebook, knockOuts = [], policies = defaultRatingPolicies } = question;
  const belongs = rulebook.taxonomy.some(({ groups }) => groups.some((g) => g.sets.some(({ id }) => id === set.id)));
  if (!belongs) return setOfOtherRulebook({ set: set.id, rulebook: rulebook.id });

  const known = knockOutsOf(rulebook, set);
  const unknown = knockOuts.find((id) => !known.some((rule) => rule.id === id));
  if (unknown !== undefined)
    return KNOCK_OUT_UNKNOWN({ set: set.id, knockOut: unknown, known: known.map(({ id }) => id) });

  const minimum = set.minimum.map(({ star, criterion, atLeastPoints }) => ({ star, criterion, atLeastPoints }));
  const { bands, bandsPrinted } = rulebook;
  const basis = { rulebook: rulebook.id, set: set.id, policies, bandsPrinted, bands, minimum };
  const established = known.filter(({ id }) => knockOuts.includes(id));
  if (established.length > 0) {
    const explanation = { ...basis, members: [], knockOuts: established.map(({ id }) => id) };
    const nothing = { mean: null, band: null, minimumOptions: [], toConfirm: [] };
    return { ...nothing, stars: 0, knockOuts: established, explanation };
  }

  if (sheets.length === 0) return noSheets();
  const members: SheetTotal[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const total = totalOf(sheet, set);
    if (isRefusal(total)) return { ...total, details: { ...total.details, member: index + 1 } };
    members.push(total);
  }
  const explanation: Explanation = { ...basis, members, knockOuts: [] };
  const rated = rate(explanation);
  return { ...rated, knockOuts: [], toConfirm: toConfirm(set, rated.stars), explanation };
}

function toConfirm(set: CriteriaSet, given: Star): Rating['toConfirm'] {
  const unread = set.incomplete.filter(({ fromStar = 1 }) => fromStar <= given);
  const options = set.minimum.flatMap(({ star, criterion, confirm }) =>
    confirm && star <= given
      ? [{ id: `${criterion}/${star}-star`, what: confirm, confirmedBy: 'council' as const }]
      : [],
  );
  return [...unread, ...options];
}
