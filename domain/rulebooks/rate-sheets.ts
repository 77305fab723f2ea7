// Rating from a file of sheets: the same rules as a council's, with the law found by the filing day.
import { z } from 'zod';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { day } from '../time/civil-date.ts';
import { type CriteriaSet, leavesOf } from './criteria-set.ts';
import { ratingPoliciesInput } from './policies.ts';
import { NO_ACT_IN_FORCE, RULEBOOK_UNKNOWN } from './refusals.ts';
import { findCriteriaSet, findRulebook, findRulebookFor } from './registry.ts';
import type { Rulebook } from './rulebook.ts';
import { type Rating, stars } from './stars.ts';
import { words } from './words.ts';

const setNotThere = refusal(
  'SET_NOT_THERE',
  'unknown',
  words('Không có bộ tiêu chí {set}.', 'There is no criteria set {set}.'),
);
const setEmpty = refusal(
  'SET_EMPTY',
  'conflict',
  words('Nguồn không có tiêu chí nào của bộ {set}.', 'Our source holds no criterion of set {set}.'),
);
const setNotConfirmed = refusal(
  'SET_NOT_CONFIRMED',
  'conflict',
  words(
    'Bộ {set} chưa đầy đủ ({gaps}): từ {fromStar} sao cần Hội đồng xác nhận phần còn thiếu.',
    'Set {set} is incomplete ({gaps}): from {fromStar} stars the council must confirm what is missing.',
  ),
);

const choice = z.union([z.string().max(40), z.null(), z.array(z.string().max(40)).max(10)]);

/**
 * The file: the law by its id or by the filing day, the set, one object per member (criterion → option id or null).
 * A dossier that a knock-out ended before anybody scored has no sheets.
 */
export const sheetsFile = z
  .strictObject({
    rulebook: z.string().max(20).optional(),
    filedOn: day.optional(),
    set: z.string().max(20),
    sheets: z
      .array(z.record(z.string().max(20), choice))
      .max(40)
      .default([]),
    knockOuts: z.array(z.string().max(60)).max(20).default([]),
    policies: ratingPoliciesInput.default(ratingPoliciesInput.parse({})),
    /** the council confirmed what the set's sources lack */
    unreadConfirmed: z.boolean().default(false),
    /** for what-if: criterion → criterion of the other set */
    mapping: z.record(z.string().max(20), z.string().max(20)).default({}),
  })
  .refine(({ rulebook, filedOn }) => (rulebook === undefined) !== (filedOn === undefined), {
    message: 'name the rulebook or the filing day, not both',
    path: ['rulebook'],
  })
  .refine(({ sheets, knockOuts }) => sheets.length > 0 || knockOuts.length > 0, {
    message: 'nobody scored, and no knock-out says why',
    path: ['sheets'],
  });
export type SheetsFile = z.infer<typeof sheetsFile>;

/** A rulebook by its id, or the refusal that there is none. */
export function rulebookNamed(id: string): Rulebook | Refusal {
  return findRulebook(id) ?? RULEBOOK_UNKNOWN({ rulebook: id });
}

/** A set by its id that has criteria, or the refusal. */
export function setNamed(id: string): CriteriaSet | Refusal {
  const set = findCriteriaSet(id);
  if (!set) return setNotThere({ set: id }, '/set');
  return leavesOf(set).length === 0 ? setEmpty({ set: id }, '/set') : set;
}

/** The law of a file: the rulebook it names, or that of its filing day. */
function lawOf({ rulebook, filedOn }: SheetsFile): Rulebook | Refusal {
  if (filedOn === undefined) return rulebookNamed(rulebook ?? '');
  return findRulebookFor(filedOn) ?? NO_ACT_IN_FORCE({ filedOn }, '/filedOn');
}

export type RatedSheets = { rating: Rating; rulebook: Rulebook; set: CriteriaSet };

/** Rates a file's sheets as a council's rating that binds: a set with gaps needs `unreadConfirmed` from 3★. */
export function rateSheets(file: SheetsFile): RatedSheets | Refusal {
  const rulebook = lawOf(file);
  if (isRefusal(rulebook)) return rulebook;
  const set = setNamed(file.set);
  if (isRefusal(set)) return set;
  const { sheets, knockOuts, policies } = file;
  const rating = stars({ sheets, set, rulebook, knockOuts, policies });
  if (isRefusal(rating)) return rating;
  const { fromStar } = rulebook.certificate;
  const gaps = set.incomplete.map(({ id }) => id);
  if (gaps.length > 0 && rating.stars >= fromStar && !file.unreadConfirmed) {
    return setNotConfirmed({ set: set.id, gaps, fromStar }, '/unreadConfirmed');
  }
  return { rating, rulebook, set };
}
