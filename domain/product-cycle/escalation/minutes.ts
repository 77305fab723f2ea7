// A council's minutes: what they say, whether it holds together, and what the state keeps of it.
import { z } from 'zod';
import type { FactMeta } from '../../kernel/event.ts';
import { hundredths, points, slug } from '../../kernel/fields.ts';
import { markOf } from '../../kernel/mark.ts';
import { type Lang, type Refusal, refusal, type Words } from '../../kernel/refusal.ts';
import { bandOf, comparedMean, type Fraction, meanOf, shownMean } from '../../rulebooks/mean.ts';
import { mayBeMissed } from '../../rulebooks/minimum-missed.ts';
import type { RatingPolicies } from '../../rulebooks/policies.ts';
import { findCriteriaSet } from '../../rulebooks/registry.ts';
import type { Rulebook, StarsGiven } from '../../rulebooks/rulebook.ts';
import { KNOCK_OUT_UNKNOWN, knockOutsOf, starsUnder } from '../../rulebooks/stars.ts';
import type { OfSession, Outcome, Result } from '../product-cycle.ts';

const TOTALS_MISSING = refusal('TOTALS_MISSING', 'invalid', {
  vi: 'Cần điểm của các thành viên và điểm trung bình.',
  en: 'The members’ totals and their mean are needed.',
});
const MEAN_DOES_NOT_FOLLOW = refusal('MEAN_DOES_NOT_FOLLOW', 'invalid', {
  vi: 'Điểm trung bình {given} không khớp điểm của các thành viên (tính ra {computed}).',
  en: 'The mean {given} does not follow from the members’ totals (they give {computed}).',
});
const STARS_EXCEED_BAND = refusal('STARS_EXCEED_BAND', 'invalid', {
  vi: '{stars} sao vượt khung điểm {mean} ({band} sao).',
  en: '{stars} stars exceed the band of {mean} points ({band} stars).',
});
const MINIMUM_OPTION_NOT_NAMED = refusal('MINIMUM_OPTION_NOT_NAMED', 'invalid', {
  vi: 'Xếp {stars} sao thấp hơn khung điểm ({band} sao): cần nêu điểm tối thiểu chưa đạt.',
  en: '{stars} stars are fewer than the band gives ({band}): name the minimum option that was missed.',
});
const MINIMUM_OPTION_POINTLESS = refusal('MINIMUM_OPTION_POINTLESS', 'invalid', {
  vi: 'Số sao đúng bằng khung điểm: không nêu điểm tối thiểu chưa đạt.',
  en: 'The stars are those of the band: no minimum option can have been missed.',
});
const STARS_DO_NOT_FOLLOW = refusal('STARS_DO_NOT_FOLLOW', 'invalid', {
  vi: 'Khung điểm {band} sao và điểm tối thiểu chưa đạt cho {follows} sao, không phải {stars} sao.',
  en: 'The band ({band} stars) and the minimums that were missed give {follows} stars, not {stars}.',
});
const CRITERION_UNKNOWN_HERE = refusal('CRITERION_UNKNOWN_HERE', 'invalid', {
  vi: 'Bộ tiêu chí {set} không có điểm tối thiểu {star} sao ở tiêu chí {criterion}.',
  en: 'Criteria set {set} has no minimum option of {star} stars at criterion {criterion}.',
});
const MEMBER_TWICE = refusal('MEMBER_TWICE', 'invalid', {
  vi: 'Thành viên {member} có hai phiếu.',
  en: 'Member {member} is listed twice.',
});
const UNREAD_NOT_CONFIRMED = refusal('UNREAD_NOT_CONFIRMED', 'invalid', {
  vi: 'Điểm tối thiểu của {rulebook} chưa được đọc đầy đủ: cần ghi nhận Hội đồng đã xác nhận phần còn lại.',
  en: 'The minimum options of {rulebook} are only partly read: the result must say that the council confirmed the rest.',
});

/** one total per scoring member, in hundredths; members by pseudonymous id */
export const totals = z
  .array(z.strictObject({ member: slug, total: hundredths }))
  .min(1)
  .max(40);
/** 0 only when a knock-out rule ended the rating */
export const stars = z.int().min(0).max(5);
export const missed = z.array(z.strictObject({ criterion: z.string().max(20), star: z.int().min(2).max(5) })).max(40);

export type Minutes = {
  /** absent where a knock-out ended it before anybody scored */
  readonly totals?: z.infer<typeof totals> | undefined;
  readonly mean?: number | undefined;
  readonly stars: number;
  readonly missed?: z.infer<typeof missed> | undefined;
  readonly knockOut?: string | undefined;
  readonly unreadConfirmed?: boolean | undefined;
};

export const resultOf = (
  said: Pick<Minutes, 'stars' | 'totals' | 'knockOut'> & { outcome: Outcome; session?: OfSession | undefined },
  meta: FactMeta,
): Result => ({
  ...markOf(meta),
  stars: said.stars as StarsGiven,
  totals: (said.totals ?? []).map((t) => t.total),
  outcome: said.outcome,
  ...(said.knockOut === undefined ? {} : { knockOut: said.knockOut }),
  ...(said.session === undefined ? {} : { session: said.session }),
});

const meanSaid = ({ totals }: Pick<Minutes, 'totals'>, lang: Lang = 'vi'): string | undefined =>
  totals && shownMean(meanOf(totals.map((t) => t.total)), lang);

/** '91,53 điểm (5 thành viên), ', with the decimals that decide; nothing where nobody scored. */
export function pointsSaid({ totals }: Pick<Minutes, 'totals'>): Words {
  const say = (lang: Lang, unit: string, members: string) =>
    totals ? `${meanSaid({ totals }, lang)} ${unit} (${totals.length} ${members}), ` : '';
  return { vi: say('vi', 'điểm', 'thành viên'), en: say('en', 'points', 'members') };
}

/** Under which law and which of the year plan's choices minutes are judged. */
export type Judging = {
  readonly rulebook: Rulebook;
  readonly criteriaSet: string | undefined;
  readonly policies: RatingPolicies;
};

/** The mean that thresholds are held against; that of no score is 0. */
export function meanHeld({ totals }: Pick<Minutes, 'totals'>, policies: RatingPolicies): Fraction {
  return totals ? comparedMean(meanOf(totals.map((t) => t.total)), policies['mean-compared']) : { sum: 0, count: 1 };
}

/**
 * Mean from totals; stars from the mean's band and the minimum options that were missed; grounds of a knock-out from the
 * rulebook's list (1048/QĐ-TTg; 781/QĐ-TTg, Phụ lục II item 6).
 * @param maxStar a review may give no more, whatever the band
 */
export function minutesRefused(input: Minutes, by: Judging, maxStar = 5): Refusal | undefined {
  const { knockOut } = input;
  const scored = input.totals !== undefined || input.mean !== undefined || knockOut === undefined;
  const wrongScores = scored ? scoresRefused(input) : undefined;
  if (wrongScores) return wrongScores;
  return knockOut === undefined ? starsRefused(input, by, maxStar) : knockOutRefused(knockOut, input, by);
}

function scoresRefused({ totals, mean }: Minutes): Refusal | undefined {
  if (!totals || mean === undefined) return TOTALS_MISSING({}, totals ? '/mean' : '/totals');
  const members = totals.map((t) => t.member);
  const twice = members.find((m, i) => members.indexOf(m) !== i);
  if (twice !== undefined) return MEMBER_TWICE({ member: twice }, '/totals');
  const { rounded } = meanOf(totals.map((t) => t.total));
  return rounded === mean
    ? undefined
    : MEAN_DOES_NOT_FOLLOW({ given: points(mean), computed: points(rounded) }, '/mean');
}

function knockOutRefused(knockOut: string, input: Minutes, { rulebook, criteriaSet }: Judging): Refusal | undefined {
  const set = findCriteriaSet(criteriaSet ?? '');
  const known = set ? knockOutsOf(rulebook, set).map(({ id }) => id) : [];
  if (!known.includes(knockOut)) return KNOCK_OUT_UNKNOWN({ set: criteriaSet, knockOut, known }, '/knockOut');
  const { stars } = input;
  return stars === 0 ? undefined : STARS_EXCEED_BAND({ stars, mean: meanSaid(input), band: 0 }, '/stars');
}

function starsRefused(input: Minutes, by: Judging, maxStar: number): Refusal | undefined {
  const { stars, missed = [] } = input;
  const { rulebook, criteriaSet, policies } = by;
  const band = Math.min(bandOf(meanHeld(input, policies), rulebook, policies['band-gaps']), maxStar);
  if (stars > band) return STARS_EXCEED_BAND({ stars, mean: meanSaid(input), band }, '/stars');
  if (stars < band && missed.length === 0) return MINIMUM_OPTION_NOT_NAMED({ stars, band }, '/missed');
  if (stars === band && missed.length > 0) return MINIMUM_OPTION_POINTLESS({}, '/missed');
  const set = findCriteriaSet(criteriaSet ?? '');
  const stray = set && missed.find((m) => !mayBeMissed(set, m));
  if (stray) return CRITERION_UNKNOWN_HERE({ set: criteriaSet, ...stray }, '/missed');
  const follows = starsUnder(band, missed);
  if (stars !== follows) return STARS_DO_NOT_FOLLOW({ stars, follows, band }, '/stars');
  const unread = (set?.incomplete ?? rulebook.incomplete).length > 0;
  const binds = stars >= rulebook.certificate.fromStar;
  return unread && binds && input.unreadConfirmed !== true
    ? UNREAD_NOT_CONFIRMED({ rulebook: rulebook.id }, '/unreadConfirmed')
    : undefined;
}
