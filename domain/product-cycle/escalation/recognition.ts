// What a result leads to: review of what came back, recognition with its certificate, the commune's follow-up.
import { z } from 'zod';
import { document, hundredths, longText, paper, points, shortText, shownDay } from '../../kernel/fields.ts';
import { personal, personalRef } from '../../kernel/personal.ts';
import { isRefusal, refusal } from '../../kernel/refusal.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { getTier } from '../../rulebooks/ladder.ts';
import { bandOf, meanOf } from '../../rulebooks/mean.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import { addMonths, day } from '../../time/civil-date.ts';
import { due, newDeadline, policiesOf, tierDue, tierSubject } from '../deadline.ts';
import { ratingEnded } from '../ending.ts';
import {
  markOf,
  type ProductCycle,
  productCycle,
  rulebookOf,
  type TierVisit,
  visitOf,
  withVisit,
} from '../product-cycle.ts';
import { ended } from '../step.ts';
import { minutesRefused, missed, resultOf, stars, totals } from './minutes.ts';
import { endedOrSupplementing } from './supplement.ts';
import { reviewOpening, reviewTierOf, reviewToOpen, tierName, tierOf } from './tier.ts';

const NO_REVIEW_OPEN = refusal('NO_REVIEW_OPEN', 'conflict', {
  vi: 'Không có rà soát nào đang mở.',
  en: 'No review is open.',
});
const REVIEW_ABOVE_LIMIT = refusal('REVIEW_ABOVE_LIMIT', 'invalid', {
  vi: 'Rà soát chỉ được xếp tối đa {max} sao.',
  en: 'A review may give at most {max} stars.',
});
const TOTALS_MISSING = refusal('TOTALS_MISSING', 'invalid', {
  vi: 'Đánh giá lại cần điểm của các thành viên và điểm trung bình.',
  en: 'A re-rating needs the members’ totals and their mean.',
});
const NOT_TO_BE_RECOGNISED = refusal('NOT_TO_BE_RECOGNISED', 'conflict', {
  vi: 'Không có kết quả chờ công nhận ở cấp này.',
  en: 'No result waits for recognition here.',
});
const ISSUED_IN_FUTURE = refusal('ISSUED_IN_FUTURE', 'invalid', {
  vi: 'Ngày cấp {on} còn ở tương lai.',
  en: 'The certificate cannot be issued on {on}, which lies ahead.',
});

const review = {
  /** whether the provincial council uses the national result or rates again (1576/QĐ-UBND, part II IV.6.5) */
  basis: z.enum(['national-result', 're-rating']),
  minutes: document,
  stars,
  totals: totals.optional(),
  mean: hundredths.optional(),
  missed: missed.optional(),
  unreadConfirmed: z.boolean().optional(),
};

const reviewRecorded = productCycle.event('ReviewRecorded', {
  version: 1,
  schema: z.strictObject({ ...review, tier: z.string(), outcome: z.enum(['recognise', 'ends']), due: due.optional() }),
  evolve: (state, data, meta) => {
    const result = resultOf(data, meta);
    return {
      ...withVisit(state, { result }),
      deadline: newDeadline(tierSubject(data.tier, 'recognise'), data.due, result),
    };
  },
  sentence: ({ tier, basis, stars, mean, minutes }) => ({
    vi: `${tierName(tier).vi} rà soát (${basis === 're-rating' ? 'đánh giá lại' : 'theo kết quả Trung ương'}): ${mean === undefined ? '' : `${points(mean)} điểm, `}${stars} sao (${paper(minutes)})`,
    en: `Review at tier ${tierName(tier).en} (${basis === 're-rating' ? 're-rated' : 'on the national result'}): ${mean === undefined ? '' : `${points(mean, 'en')} points, `}${stars} stars (${paper(minutes)})`,
  }),
});

const productRecognised = productCycle.event('ProductRecognised', {
  version: 1,
  schema: z.strictObject({
    tier: z.string(),
    stars: z.int().min(1).max(5),
    decision: document,
    certificate: z.strictObject({ number: shortText, issuedOn: day }),
    validUntil: day,
  }),
  evolve: (state, { stars }, meta) => {
    const mark = markOf(meta);
    return {
      ...state,
      done: {
        ...state.done,
        rating: { ...mark, late: state.deadline !== undefined && mark.on > state.deadline.dueOn },
      },
      ended: { ...mark, kind: 'recognised', stars },
      deadline: undefined,
    };
  },
  sentence: ({ tier, stars, decision, certificate, validUntil }) => ({
    vi: `${tierName(tier).vi} công nhận ${stars} sao: quyết định ${paper(decision)}, giấy chứng nhận ${certificate.number}, hiệu lực đến ${shownDay(validUntil)}`,
    en: `Recognised with ${stars} stars by tier ${tierName(tier).en}: decision ${paper(decision)}, certificate ${certificate.number}, valid until ${shownDay(validUntil)}`,
  }),
  correctable: ['decision'],
});

const followUpRecorded = productCycle.event('FollowUpRecorded', {
  version: 1,
  schema: z.strictObject({ supportPlan: personalRef.optional() }),
  beside: true,
  evolve: (state) => state,
  sentence: ({ supportPlan }) => ({
    vi: `Xã trao đổi kết quả với chủ thể${supportPlan ? ', có kế hoạch hỗ trợ tiếp theo' : ''}`,
    en: `Commune discussed the result with the producer${supportPlan ? ' and planned further support' : ''}`,
  }),
});

export const recordReview = productCycle.command('RecordReview', {
  input: z.strictObject(review),
  by: responsibility('review-result', reviewTierOf),
  restsOn: 'what-was-seen',
  guard: ({ state }) => {
    const refused = endedOrSupplementing(state);
    if (refused) return refused;
    const visit = visitOf(state);
    return reviewToOpen(state) !== undefined || (visit?.review && !visit.result) ? undefined : NO_REVIEW_OPEN();
  },
  decide: ({ state, input, occurredOn, needs }) => {
    const { round } = visitOf(state) as TierVisit;
    const tier = reviewTierOf(state) as string;
    const rulebook = rulebookOf(state);
    const allowed = getTier(rulebook, tier).review;
    if (!allowed) return NO_REVIEW_OPEN();
    if (input.stars > allowed.maxStar) return REVIEW_ABOVE_LIMIT({ max: allowed.maxStar }, '/stars');
    const refused = reviewRefused(input, state, allowed.maxStar, needs.year);
    if (isRefusal(refused)) return refused;
    const recognised = allowed.recognises.some((s) => s === input.stars);
    const fact = reviewRecorded({
      ...input,
      tier,
      outcome: recognised ? 'recognise' : 'ends',
      ...(recognised
        ? { due: tierDue({ tier, round, what: 'recogniseBy', since: occurredOn, year: needs.year, rulebook }) }
        : {}),
    });
    const opened = reviewOpening(state, occurredOn, needs.year);
    return [...opened, fact, ...(recognised ? [] : [ratingEnded({ tier, stars: input.stars })])];
  },
  words: { vi: 'Ghi nhận kết quả rà soát', en: 'Record the review' },
});

type ReviewInput = Parameters<typeof reviewRecorded>[0];

/** A re-rating is held to the same rules as a rating; the national result bounds a review that rests on it. */
function reviewRefused(
  input: Omit<ReviewInput, 'tier' | 'outcome' | 'due'>,
  state: ProductCycle,
  maxStar: number,
  year: ProgrammeYear,
) {
  const { totals, mean, stars } = input;
  const rulebook = rulebookOf(state);
  if (input.basis === 're-rating') {
    if (!totals || mean === undefined) return TOTALS_MISSING({}, '/totals');
    return minutesRefused({ ...input, totals, mean }, rulebook, state.criteriaSet, year, maxStar);
  }
  const national = state.visits.findLast((v) => v.result?.outcome === 'return')?.result;
  if (!national) return NO_REVIEW_OPEN();
  const gaps = policiesOf(year)['band-gaps'];
  const band = Math.min(bandOf(meanOf(national.totals), rulebook, gaps), maxStar);
  return stars > band ? REVIEW_ABOVE_LIMIT({ max: band }, '/stars') : undefined;
}

export const recognise = productCycle.command('Recognise', {
  input: z.strictObject({ decision: document, certificate: z.strictObject({ number: shortText, issuedOn: day }) }),
  by: responsibility('recognise', tierOf),
  restsOn: 'what-was-seen',
  guard: ({ state }) =>
    ended(state) ?? (visitOf(state)?.result?.outcome === 'recognise' ? undefined : NOT_TO_BE_RECOGNISED()),
  decide: ({ state, input, today }) => {
    const visit = visitOf(state) as TierVisit;
    const { issuedOn } = input.certificate;
    if (issuedOn > today) return ISSUED_IN_FUTURE({ on: issuedOn }, '/certificate/issuedOn');
    const validUntil = addMonths(issuedOn, rulebookOf(state).certificate.months);
    return [productRecognised({ tier: visit.tier, stars: visit.result?.stars ?? 0, ...input, validUntil })];
  },
  words: { vi: 'Công nhận, cấp giấy chứng nhận', en: 'Recognise and certify' },
});

export const recordFollowUp = productCycle.command('RecordFollowUp', {
  input: z.strictObject({ supportPlan: personal(longText).optional() }),
  by: responsibility('record-follow-up'),
  guard: ({ state }) => (state.visits.some((v) => v.result) ? undefined : NOT_TO_BE_RECOGNISED()),
  decide: ({ input }) => [followUpRecorded(input)],
  words: { vi: 'Ghi nhận trao đổi với chủ thể', en: 'Record the follow-up' },
});
