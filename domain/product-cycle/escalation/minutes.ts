// A council's minutes: what they say, whether it holds together, and what the state keeps of it.
import { z } from 'zod';
import type { FactMeta } from '../../kernel/event.ts';
import { hundredths, points, slug } from '../../kernel/fields.ts';
import { type Refusal, refusal } from '../../kernel/refusal.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { defaultPolicies } from '../../programme-year/year-plan.ts';
import { bandOf, meanOf } from '../../rulebooks/mean.ts';
import { findCriteriaSet } from '../../rulebooks/registry.ts';
import type { Rulebook, StarsGiven } from '../../rulebooks/rulebook.ts';
import { markOf, type Outcome, type Result } from '../product-cycle.ts';

const MEAN_DOES_NOT_FOLLOW = refusal('MEAN_DOES_NOT_FOLLOW', 'invalid', {
  vi: 'Điểm trung bình {given} không khớp điểm của các thành viên (tính ra {computed}).',
  en: 'The mean {given} does not follow from the members’ totals (they give {computed}).',
});
export const STARS_EXCEED_BAND = refusal('STARS_EXCEED_BAND', 'invalid', {
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
const CRITERION_UNKNOWN_HERE = refusal('CRITERION_UNKNOWN_HERE', 'invalid', {
  vi: 'Bộ tiêu chí {set} không có điểm tối thiểu ở tiêu chí {criterion}.',
  en: 'Criteria set {set} has no minimum option at criterion {criterion}.',
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
  readonly totals: z.infer<typeof totals>;
  readonly mean: number;
  readonly stars: number;
  readonly missed?: z.infer<typeof missed> | undefined;
  readonly knockOut?: string | undefined;
  readonly unreadConfirmed?: boolean | undefined;
};

export const resultOf = (
  said: { stars: number; totals?: Minutes['totals'] | undefined; outcome: Outcome },
  meta: FactMeta,
): Result => ({
  ...markOf(meta),
  stars: said.stars as StarsGiven,
  totals: (said.totals ?? []).map((t) => t.total),
  outcome: said.outcome,
});

/**
 * Mean from totals, stars from the mean's band, and a reason for fewer stars (1048/QĐ-TTg; 781/QĐ-TTg, Phụ lục II item 6).
 * `maxStar`: a review may give no more, whatever the band.
 */
export function minutesRefused(
  input: Minutes,
  rulebook: Rulebook,
  criteriaSet: string | undefined,
  year: ProgrammeYear | undefined,
  maxStar = 5,
): Refusal | undefined {
  const members = input.totals.map((t) => t.member);
  const twice = members.find((m, i) => members.indexOf(m) !== i);
  if (twice !== undefined) return MEMBER_TWICE({ member: twice }, '/totals');
  const mean = meanOf(input.totals.map((t) => t.total));
  if (mean.rounded !== input.mean)
    return MEAN_DOES_NOT_FOLLOW({ given: points(input.mean), computed: points(mean.rounded) }, '/mean');
  if (input.knockOut !== undefined)
    return input.stars === 0
      ? undefined
      : STARS_EXCEED_BAND({ stars: input.stars, mean: points(input.mean), band: 0 }, '/stars');
  const band = Math.min(bandOf(mean, rulebook, (year?.plan?.policies ?? defaultPolicies)['band-gaps']), maxStar);
  if (input.stars > band) return STARS_EXCEED_BAND({ stars: input.stars, mean: points(input.mean), band }, '/stars');
  const missed = input.missed ?? [];
  if (input.stars < band && missed.length === 0)
    return MINIMUM_OPTION_NOT_NAMED({ stars: input.stars, band }, '/missed');
  if (input.stars === band && missed.length > 0) return MINIMUM_OPTION_POINTLESS({}, '/missed');
  const set = criteriaSet === undefined ? undefined : findCriteriaSet(criteriaSet);
  const stray =
    set && set.incomplete.length === 0
      ? missed.find((m) => !set.minimum.some((known) => known.criterion === m.criterion))
      : undefined;
  if (stray) return CRITERION_UNKNOWN_HERE({ set: criteriaSet, criterion: stray.criterion }, '/missed');
  const unread = (set?.incomplete ?? rulebook.incomplete).length > 0;
  const binds = input.stars >= rulebook.certificate.fromStar;
  return unread && binds && input.unreadConfirmed !== true
    ? UNREAD_NOT_CONFIRMED({ rulebook: rulebook.id }, '/unreadConfirmed')
    : undefined;
}
