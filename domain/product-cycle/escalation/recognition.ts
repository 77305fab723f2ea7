// What a result leads to: review of what came back, recognition, the commune's follow-up.
import { z } from 'zod';
import {
  choice,
  type Document,
  document,
  hundredths,
  longText,
  paper,
  shortText,
  shownDay,
} from '../../kernel/fields.ts';
import { markOf } from '../../kernel/mark.ts';
import { personal, personalRef } from '../../kernel/personal.ts';
import { type Refusal, refusal } from '../../kernel/refusal.ts';
import { due, policiesOf } from '../../programme-year/due.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { groundName } from '../../rulebooks/knock-outs.ts';
import { getTier } from '../../rulebooks/ladder.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import { type Day, day } from '../../time/civil-date.ts';
import { newDeadline, tierSubject } from '../deadline.ts';
import { ratingEnded } from '../ending.ts';
import { keptNeed, nextToLookFor, ratedBesides } from '../other-cycles.ts';
import { type ProductCycle, productCycle, rulebookOf, type TierVisit, visitOf, withVisit } from '../product-cycle.ts';
import { ended } from '../step.ts';
import { roundOfVisit, tierDue } from '../tier-due.ts';
import { minutesRefused, missed, pointsSaid, resultOf, stars, totals } from './minutes.ts';
import { endedOrSupplementing } from './supplement.ts';
import { type Returned, returnedOf, reviewOpening, reviewTierOf, reviewToOpen, tierName, tierOf } from './tier.ts';

const NO_REVIEW_OPEN = refusal('NO_REVIEW_OPEN', 'conflict', {
  vi: 'Không có rà soát nào đang mở.',
  en: 'No review is open.',
});
const REVIEW_ABOVE_LIMIT = refusal('REVIEW_ABOVE_LIMIT', 'invalid', {
  vi: 'Rà soát chỉ được xếp tối đa {max} sao.',
  en: 'A review may give at most {max} stars.',
});
const FEWER_NEED_REASON = refusal('FEWER_NEED_REASON', 'invalid', {
  vi: 'Kết quả cấp trên cho {max} sao; xếp {stars} sao thì phải nêu lý do.',
  en: 'The result that came back allows {max} stars; {stars} need a reason.',
});
const KNOCKED_OUT_ABOVE = refusal('KNOCKED_OUT_ABOVE', 'invalid', {
  vi: 'Sản phẩm bị loại ở {tier}: không đánh giá lại bằng điểm.',
  en: 'A knock-out at tier {tierEn} ended it: it cannot be re-rated on points.',
});
const NO_STAR_WITHOUT_GROUND = refusal('NO_STAR_WITHOUT_GROUND', 'invalid', {
  vi: 'Không sao nào chỉ khi có căn cứ loại: hãy đánh giá lại và nêu căn cứ.',
  en: 'No star at all follows from a knock-out only: re-rate it and name the ground.',
});
const NOT_RE_RATED = refusal('NOT_RE_RATED', 'invalid', {
  vi: 'Rà soát theo kết quả cấp trên thì không có điểm mới.',
  en: 'A review on the result that came back has no scores of its own.',
});
const NOT_TO_BE_RECOGNISED = refusal('NOT_TO_BE_RECOGNISED', 'conflict', {
  vi: 'Không có kết quả chờ công nhận ở cấp này.',
  en: 'No result waits for recognition here.',
});
const DECIDED_BEFORE_RESULT = refusal('DECIDED_BEFORE_RESULT', 'invalid', {
  vi: 'Quyết định ngày {decision}, trước kết quả mà quyết định dựa trên ({result}).',
  en: 'The decision is of {decision}, before the result that it rests on ({result}).',
});
const RECOGNISED_BEFORE_DECISION = refusal('RECOGNISED_BEFORE_DECISION', 'invalid', {
  vi: 'Công nhận ngày {on}, trước ngày của quyết định ({decision}).',
  en: 'Recognised on {on}, before the day of the decision ({decision}).',
});

/** A decision rests on its result, recognition on the decision. @param on day of the recognition */
function outOfOrder({ decision }: { decision: Document }, state: ProductCycle, on: Day): Refusal | undefined {
  const result = visitOf(state)?.result?.on;
  if (result !== undefined && decision.date < result)
    return DECIDED_BEFORE_RESULT({ decision: decision.date, result }, '/decision/date');
  return on < decision.date ? RECOGNISED_BEFORE_DECISION({ on, decision: decision.date }, '/decision/date') : undefined;
}

const review = {
  /** whether the provincial council uses the national result or rates again (1576/QĐ-UBND, part II IV.6.5) */
  basis: choice({
    'national-result': { vi: 'dùng kết quả của Hội đồng cấp trung ương', en: 'the national council’s result' },
    're-rating': { vi: 'Hội đồng cấp tỉnh đánh giá lại', en: 'rated again by the provincial council' },
  }),
  minutes: document,
  stars,
  totals: totals.optional(),
  mean: hundredths.optional(),
  missed: missed.optional(),
  knockOut: z.string().max(60).optional(),
  unreadConfirmed: z.boolean().optional(),
};

const reviewRecorded = productCycle.event('ReviewRecorded', {
  version: 2,
  schema: z.strictObject({
    ...review,
    /** why a review on the result above gives fewer stars than that allows */
    reason: personalRef.optional(),
    tier: z.string(),
    /** the tier whose result came back; not said before version 2 */
    returnedBy: z.string().optional(),
    outcome: z.enum(['recognise', 'ends']),
    due: due.optional(),
  }),
  upcast: { 1: (data) => data },
  evolve: (state, data, meta) => {
    const result = resultOf(data, meta);
    return {
      ...withVisit(state, { result }),
      deadline: newDeadline(tierSubject(data.tier, 'recognise'), data.due, result),
    };
  },
  recheck: (data, before, { needs, occurredOn }) =>
    data.due ? { ...data, due: recogniseDue(before, data.tier, occurredOn, needs.year) } : data,
  sentence: ({ tier, basis, stars, minutes, returnedBy, knockOut, ...scored }) => {
    const out = knockOut ? groundName(knockOut) : undefined;
    const above = returnedBy === undefined ? { vi: 'cấp trên', en: 'the tier above' } : tierName(returnedBy);
    return {
      vi: `${tierName(tier).vi} rà soát (${basis === 're-rating' ? 'đánh giá lại' : `theo kết quả ${above.vi}`}): ${pointsSaid(scored).vi}${stars} sao${out ? `, loại: ${out.vi}` : ''} (${paper(minutes)})`,
      en: `Review at tier ${tierName(tier).en} (${basis === 're-rating' ? 're-rated' : `on the result of ${above.en}`}): ${pointsSaid(scored).en}${stars} stars${out ? `, knocked out: ${out.en}` : ''} (${paper(minutes)})`,
    };
  },
});

const productRecognised = productCycle.event('ProductRecognised', {
  sealedAtOnce: true,
  version: 3,
  schema: z.strictObject({
    tier: z.string(),
    stars: z.int().min(1).max(5),
    decision: document,
    /** what is the certificate’s own affair since version 3: its stream begins with what older releases wrote here */
    certificate: z.strictObject({ number: shortText, issuedOn: day }).optional(),
    validUntil: day.optional(),
    replaces: z.strictObject({ number: shortText, stars: z.int(), until: day }).optional(),
  }),
  upcast: { 1: (data) => data, 2: (data) => data },
  evolve: (state, { stars, decision, certificate, validUntil: until }, meta) => {
    const mark = markOf(meta);
    const { number, issuedOn: from } = certificate ?? {};
    const isCertified = number !== undefined && from !== undefined && until !== undefined;
    return {
      ...state,
      decision,
      ...(isCertified ? { certifiedBy: { stars, number, from, until } } : {}),
      done: {
        ...state.done,
        rating: { ...mark, late: state.deadline !== undefined && mark.on > state.deadline.dueOn },
      },
      ended: { ...mark, kind: 'recognised', stars },
      deadline: undefined,
    };
  },
  sentence: ({ tier, stars, decision, certificate, validUntil }) => ({
    vi: `${tierName(tier).vi} công nhận ${stars} sao: quyết định ${paper(decision)}${certificate ? `, giấy chứng nhận ${certificate.number}, hiệu lực đến ${shownDay(validUntil ?? '')}` : ''}`,
    en: `Recognised with ${stars} stars by tier ${tierName(tier).en}: decision ${paper(decision)}${certificate ? `, certificate ${certificate.number}, valid until ${shownDay(validUntil ?? '')}` : ''}`,
  }),
  correctable: ['decision'],
  recheck: (corrected, before, { occurredOn }) => outOfOrder(corrected, before, occurredOn) ?? corrected,
});

const followUpRecorded = productCycle.event('FollowUpRecorded', {
  version: 1,
  schema: z.strictObject({ supportPlan: personalRef.optional() }),
  beside: true,
  restsOn: ({ visits }) => visits.findLast(({ result }) => result)?.result,
  evolve: (state) => state,
  sentence: ({ supportPlan }) => ({
    vi: `Xã trao đổi kết quả với chủ thể${supportPlan ? ', có kế hoạch hỗ trợ tiếp theo' : ''}`,
    en: `Commune discussed the result with the producer${supportPlan ? ' and planned further support' : ''}`,
  }),
});

function recogniseDue(state: ProductCycle, tier: string, since: Day, year: ProgrammeYear) {
  const round = roundOfVisit(visitOf(state) as TierVisit);
  return tierDue({ tier, round, what: 'recogniseBy', since, year, state });
}

export const recordReview = productCycle.command('RecordReview', {
  input: z.strictObject({ ...review, reason: personal(longText).optional() }),
  by: responsibility('review-result', reviewTierOf),
  restsOn: 'what-was-seen',
  guard: ({ state }) => {
    const refused = endedOrSupplementing(state);
    if (refused) return refused;
    const visit = visitOf(state);
    return reviewToOpen(state) !== undefined || (visit?.review && !visit.result) ? undefined : NO_REVIEW_OPEN();
  },
  decide: ({ state, input, occurredOn, needs }) => {
    const tier = reviewTierOf(state) as string;
    const rulebook = rulebookOf(state);
    const allowed = getTier(rulebook, tier).review;
    const returned = returnedOf(state);
    if (!allowed || !returned) return NO_REVIEW_OPEN();
    if (input.stars > allowed.maxStar) return REVIEW_ABOVE_LIMIT({ max: allowed.maxStar }, '/stars');
    const refused = reviewRefused(input, { state, returned, maxStar: allowed.maxStar, year: needs.year });
    if (refused) return refused;
    const recognised = allowed.recognises.some((s) => s === input.stars);
    const fact = reviewRecorded({
      ...input,
      tier,
      returnedBy: returned.tier,
      outcome: recognised ? 'recognise' : 'ends',
      ...(recognised ? { due: recogniseDue(state, tier, occurredOn, needs.year) } : {}),
    });
    const opened = reviewOpening(state, occurredOn, needs.year);
    return [...opened, fact, ...(recognised ? [] : [ratingEnded({ tier, stars: input.stars, untold: true })])];
  },
  words: { vi: 'Ghi nhận kết quả rà soát', en: 'Record the review' },
});

type ReviewInput = Parameters<typeof reviewRecorded>[0];
type Review = { state: ProductCycle; returned: Returned; maxStar: number; year: ProgrammeYear };

/** A re-rating is held to the rules of a rating; a review on the result that came back gives what that allows. */
function reviewRefused(input: Omit<ReviewInput, 'tier' | 'outcome' | 'due'>, r: Review): Refusal | undefined {
  const { stars } = input;
  const { tier, result } = r.returned;
  if (input.basis === 're-rating') {
    if (result.stars === 0) return KNOCKED_OUT_ABOVE({ tier: tierName(tier).vi, tierEn: tierName(tier).en }, '/basis');
    const { criteriaSet } = r.state;
    return minutesRefused(
      input,
      { rulebook: rulebookOf(r.state), criteriaSet, policies: policiesOf(r.year) },
      r.maxStar,
    );
  }
  if (input.totals || input.mean !== undefined || input.missed || input.knockOut !== undefined)
    return NOT_RE_RATED({}, '/basis');
  const max = Math.min(result.stars, r.maxStar);
  if (stars > max) return REVIEW_ABOVE_LIMIT({ max }, '/stars');
  if (stars === 0 && max > 0) return NO_STAR_WITHOUT_GROUND({}, '/stars');
  return stars < max && input.reason === undefined ? FEWER_NEED_REASON({ stars, max }, '/reason') : undefined;
}

/** The decision; number and day of issue are its certificate’s (domain/certificate). */
export const recognise = productCycle.command('Recognise', {
  input: z.strictObject({ decision: document }),
  by: responsibility('recognise', tierOf),
  restsOn: 'what-was-seen',
  needs: keptNeed,
  relatives: nextToLookFor,
  guard: ({ id, state, needs }) => {
    const refused = ended(state);
    if (refused) return refused;
    return visitOf(state)?.result?.outcome === 'recognise'
      ? ratedBesides(id, state.purpose ?? 'rating', needs.relatives)
      : NOT_TO_BE_RECOGNISED();
  },
  decide: ({ state, input, occurredOn }) => {
    const { tier, result } = visitOf(state) as TierVisit;
    return outOfOrder(input, state, occurredOn) ?? [productRecognised({ tier, stars: result?.stars ?? 0, ...input })];
  },
  signs: true,
  words: { vi: 'Công nhận', en: 'Recognise' },
});

export const recordFollowUp = productCycle.command('RecordFollowUp', {
  input: z.strictObject({ supportPlan: personal(longText).optional() }),
  by: responsibility('record-follow-up'),
  guard: ({ state }) => (state.visits.some((v) => v.result) ? undefined : NOT_TO_BE_RECOGNISED()),
  decide: ({ input }) => [followUpRecorded(input)],
  words: { vi: 'Ghi nhận trao đổi với chủ thể', en: 'Record the follow-up' },
});
