// Step 5, a tier's result: entered by its officer from the signed minutes until councils work in the system itself.
import { z } from 'zod';
import { document, hundredths, longText, paper, points, slug } from '../../kernel/fields.ts';
import { personal, personalRef } from '../../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../../kernel/refusal.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { defaultPolicies } from '../../programme-year/year-plan.ts';
import { findReturnTier, getTier, nextTier } from '../../rulebooks/ladder.ts';
import { bandOf, meanOf } from '../../rulebooks/mean.ts';
import { findCriteriaSet } from '../../rulebooks/registry.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import type { Rulebook, StarsGiven } from '../../rulebooks/rulebook.ts';
import type { Day } from '../../time/civil-date.ts';
import { due, newDeadline, tierDue, tierSubject } from '../deadline.ts';
import { ratingEnded } from '../ending.ts';
import {
  markOf,
  type Outcome,
  type ProductCycle,
  productCycle,
  rulebookOf,
  visitOf,
  withVisit,
} from '../product-cycle.ts';
import { ended } from '../step.ts';
import { SUPPLEMENT_PENDING, supplementPending } from './supplement.ts';
import { NO_TIER_OPEN, tierAtWork, tierName, tierOpening, tierRates, tierToOpen } from './tier.ts';

const TIER_DOES_NOT_RATE = refusal('TIER_DOES_NOT_RATE', 'conflict', {
  vi: 'Cấp này không chấm điểm: hãy ghi nhận thẩm định ban đầu.',
  en: 'This tier gives no points: record its pre-assessment instead.',
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

const result = {
  minutes: document,
  /** one total per scoring member, in hundredths; members by pseudonymous id */
  totals: z
    .array(z.strictObject({ member: slug, total: hundredths }))
    .min(1)
    .max(40),
  /** arithmetic mean as the minutes print it, rounded half up to a hundredth */
  mean: hundredths,
  /** 0 only when a knock-out rule ended the rating */
  stars: z.int().min(0).max(5),
  /** where the stars are fewer than the band gives */
  missed: z
    .array(z.strictObject({ criterion: z.string().max(20), star: z.int().min(2).max(5) }))
    .max(40)
    .optional(),
  knockOut: z.string().max(60).optional(),
  /** the council confirmed the minimum options that the rulebook's data do not hold */
  unreadConfirmed: z.boolean().optional(),
};
const outcome = z.enum(['forward', 'recognise', 'return', 'ends']);
const recorded = z.strictObject({
  ...result,
  tier: z.string(),
  outcome,
  due: due.optional(),
  remarks: personalRef.optional(),
});
type Recorded = z.infer<typeof recorded>;
type ResultInput = Omit<Recorded, 'tier' | 'outcome' | 'due'>;

const tierResultRecorded = productCycle.event('TierResultRecorded', {
  version: 1,
  schema: recorded,
  evolve: (state, data, meta) => {
    const what = data.outcome === 'forward' ? 'forward' : 'recognise';
    const result = {
      ...markOf(meta),
      stars: data.stars as StarsGiven,
      totals: data.totals.map((t) => t.total),
      outcome: data.outcome,
    };
    return {
      ...withVisit(state, { result }),
      deadline: newDeadline(tierSubject(data.tier, what), data.due, result),
    };
  },
  sentence: ({ tier, mean, stars, outcome, minutes, totals, missed, knockOut }) => ({
    vi: `Kết quả ${tierName(tier).vi}: ${points(mean)} điểm (${totals.length} thành viên), ${stars} sao${missed?.length ? `, chưa đạt tối thiểu ${missed.map((m) => m.criterion).join(', ')}` : ''}${knockOut ? `, loại: ${knockOut}` : ''} → ${outcomeWords[outcome].vi} (${paper(minutes)})`,
    en: `Result at tier ${tierName(tier).en}: ${points(mean, 'en')} points (${totals.length} members), ${stars} stars${missed?.length ? `, minimum missed at ${missed.map((m) => m.criterion).join(', ')}` : ''}${knockOut ? `, knocked out: ${knockOut}` : ''} → ${outcomeWords[outcome].en} (${paper(minutes)})`,
  }),
  correctable: ['minutes', 'totals', 'mean', 'stars', 'missed', 'knockOut', 'unreadConfirmed'],
  recheck: ({ due, ...data }, before, { needs, occurredOn }) => {
    const year: ProgrammeYear = needs.year;
    const decided = judge(data, before, data.tier, year);
    if (isRefusal(decided)) return decided;
    const { tier, outcome } = data;
    const dueNow =
      decided === outcome ? due : followUp({ tier, outcome: decided, state: before, on: occurredOn, year });
    return { ...data, outcome: decided, ...(dueNow ? { due: dueNow } : {}) };
  },
  outcome: ({ outcome }) => outcome,
  follows: ({ tier, stars, outcome }) => (outcome === 'ends' ? [ratingEnded({ tier, stars })] : []),
});

export const outcomeWords: Record<Outcome, { vi: string; en: string }> = {
  forward: { vi: 'chuyển cấp trên', en: 'goes on to the next tier' },
  recognise: { vi: 'đủ điều kiện công nhận', en: 'to be recognised here' },
  return: { vi: 'trả về cấp dưới rà soát', en: 'comes back for review' },
  ends: { vi: 'kết thúc đánh giá', en: 'the rating ends' },
};

/** Whether the minutes hold together, and what follows from them under the bound rulebook. */
function judge(
  input: ResultInput,
  state: ProductCycle,
  tier: string,
  year: ProgrammeYear | undefined,
): Outcome | Refusal {
  const rulebook = rulebookOf(state);
  const refused = minutesRefused(input, rulebook, state.criteriaSet, year);
  if (refused) return refused;
  const stars = input.stars as StarsGiven;
  const mean = meanOf(input.totals.map((t) => t.total));
  if (nextTier(rulebook, tier, { mean, stars }, year?.plan?.policies ?? defaultPolicies)) return 'forward';
  if (findReturnTier(rulebook, tier, stars)) return 'return';
  return getTier(rulebook, tier).recognises.some((s) => s === stars) ? 'recognise' : 'ends';
}

/**
 * Mean from totals, stars from the mean's band, and a reason for fewer stars (1048/QĐ-TTg; 781/QĐ-TTg, Phụ lục II item 6).
 * `maxStar`: a review may give no more, whatever the band.
 */
export function minutesRefused(
  input: ResultInput,
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

/** A person may be faster than the process: then the step and the tier are opened in the same append. */
export const recordTierResult = productCycle.command('RecordTierResult', {
  input: z.strictObject({ ...result, remarks: personal(longText).optional() }),
  by: responsibility('record-result', tierAtWork),
  restsOn: 'what-was-seen',
  guard: ({ state }) => {
    if (state.ended) return ended(state);
    const pending = supplementPending(state);
    if (pending) return SUPPLEMENT_PENDING({ dueOn: pending.dueOn });
    const visit = visitOf(state);
    if (tierToOpen(state) === undefined && (!visit || visit.result || visit.review)) return NO_TIER_OPEN();
    return tierRates(state, tierAtWork(state)) ? undefined : TIER_DOES_NOT_RATE();
  },
  decide: ({ state, input, occurredOn, needs }) => {
    const tier = tierAtWork(state) as string;
    const decided = judge(input, state, tier, needs.year);
    if (isRefusal(decided)) return decided;
    const opened = tierOpening(state, occurredOn, needs.year);
    const due = followUp({ tier, outcome: decided, state, on: occurredOn, year: needs.year });
    const fact = tierResultRecorded({ ...input, tier, outcome: decided, ...(due ? { due } : {}) });
    return [...opened, fact, ...(decided === 'ends' ? [ratingEnded({ tier, stars: input.stars })] : [])];
  },
  words: { vi: 'Ghi nhận kết quả của Hội đồng', en: 'Record the council’s result' },
});

function followUp(q: { tier: string; outcome: Outcome; state: ProductCycle; on: Day; year: ProgrammeYear }) {
  if (q.outcome !== 'forward' && q.outcome !== 'recognise') return undefined;
  const what = q.outcome === 'forward' ? 'forwardBy' : 'recogniseBy';
  return tierDue({
    tier: q.tier,
    round: visitOf(q.state)?.round ?? 1,
    what,
    since: q.on,
    year: q.year,
    rulebook: rulebookOf(q.state),
  });
}
