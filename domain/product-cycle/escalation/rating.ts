// Step 5, a tier's result: entered from minutes that were signed on paper (paper-entries.ts), or delivered by the process from
// a council's session (council-session/delivery.ts). Both are judged here, by the same rules.
import { z } from 'zod';
import type { NewEvent } from '../../kernel/event.ts';
import { document, hundredths, paper } from '../../kernel/fields.ts';
import { personalRef } from '../../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../../kernel/refusal.ts';
import { due, policiesOf } from '../../programme-year/due.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { groundName } from '../../rulebooks/knock-outs.ts';
import { findReturnTier, getTier, nextTier } from '../../rulebooks/ladder.ts';
import type { StarsGiven } from '../../rulebooks/rulebook.ts';
import type { Day } from '../../time/civil-date.ts';
import { newDeadline, tierSubject } from '../deadline.ts';
import { ratingEnded } from '../ending.ts';
import { type Outcome, type ProductCycle, productCycle, rulebookOf, visitOf, withVisit } from '../product-cycle.ts';
import { tierDue } from '../tier-due.ts';
import { type Minutes, meanHeld, minutesRefused, missed, pointsSaid, resultOf, stars, totals } from './minutes.ts';
import { endedOrSupplementing } from './supplement.ts';
import { NO_TIER_OPEN, roundAtWork, tierAtWork, tierName, tierOpening, tierRates, tierToOpen } from './tier.ts';

const TIER_DOES_NOT_RATE = refusal('TIER_DOES_NOT_RATE', 'conflict', {
  vi: 'Cấp này không chấm điểm: hãy ghi nhận thẩm định ban đầu.',
  en: 'This tier gives no points: record its pre-assessment instead.',
});
/** What minutes on paper say. */
export const paperResult = {
  minutes: document,
  /** absent, as the mean is, where a knock-out ended it before anybody scored */
  totals: totals.optional(),
  /** arithmetic mean as the minutes print it, rounded half up to a hundredth */
  mean: hundredths.optional(),
  stars,
  /** where the stars are fewer than the band gives */
  missed: missed.optional(),
  knockOut: z.string().max(60).optional(),
  /** the council confirmed the minimum options that the rulebook's data do not hold */
  unreadConfirmed: z.boolean().optional(),
};
const outcome = z.enum(['forward', 'recognise', 'return', 'ends']);
const recorded = z.strictObject({
  ...paperResult,
  tier: z.string(),
  outcome,
  due: due.optional(),
  remarks: personalRef.optional(),
  /** the council's session whose minutes these are; absent where they were held on paper, as before version 3 */
  session: z.strictObject({ id: z.string(), of: z.int().min(0) }).optional(),
});

const tierResultRecorded = productCycle.event('TierResultRecorded', {
  version: 3,
  schema: recorded,
  // Scores were given in every result before.
  upcast: { 1: (data) => data, 2: (data) => data },
  evolve: (state, data, meta) => {
    const what = data.outcome === 'forward' ? 'forward' : 'recognise';
    const result = resultOf(data, meta);
    return {
      ...withVisit(state, { result, differences: undefined }),
      deadline: newDeadline(tierSubject(data.tier, what), data.due, result),
    };
  },
  sentence: ({ tier, stars, outcome, minutes, missed, knockOut, session, ...scored }) => ({
    vi: `Kết quả ${tierName(tier).vi}${session ? '' : ' (biên bản giấy)'}: ${pointsSaid(scored).vi}${stars} sao${missed?.length ? `, chưa đạt tối thiểu ${missed.map((m) => m.criterion).join(', ')}` : ''}${knockOut ? `, loại: ${groundName(knockOut).vi}` : ''} → ${outcomeWords[outcome].vi} (${paper(minutes)})`,
    en: `Result at tier ${tierName(tier).en}${session ? '' : ' (minutes on paper)'}: ${pointsSaid(scored).en}${stars} stars${missed?.length ? `, minimum missed at ${missed.map((m) => m.criterion).join(', ')}` : ''}${knockOut ? `, knocked out: ${groundName(knockOut).en}` : ''} → ${outcomeWords[outcome].en} (${paper(minutes)})`,
  }),
  // What a session decided changes by its supplementary minutes alone.
  correctable: ({ session }) =>
    session ? [] : ['minutes', 'totals', 'mean', 'stars', 'missed', 'knockOut', 'unreadConfirmed'],
  recheck: ({ due: _, ...data }, before, { needs, occurredOn }) => {
    const year: ProgrammeYear = needs.year;
    const decided = judge(data, before, data.tier, year);
    if (isRefusal(decided)) return decided;
    const now = followUp({ tier: data.tier, outcome: decided, state: before, on: occurredOn, year });
    return { ...data, outcome: decided, ...(now ? { due: now } : {}) };
  },
  // What goes on is rated anew above; everything else rests on the stars.
  outcome: ({ outcome, stars }) => (outcome === 'forward' ? outcome : `${outcome} ${stars}`),
  follows: ({ tier, stars, outcome }) => (outcome === 'ends' ? [ratingEnded({ tier, stars, untold: true })] : []),
});

export const outcomeWords: Record<Outcome, { vi: string; en: string }> = {
  forward: { vi: 'chuyển cấp trên', en: 'goes on to the next tier' },
  recognise: { vi: 'đủ điều kiện công nhận', en: 'to be recognised here' },
  return: { vi: 'trả về cấp dưới rà soát', en: 'comes back for review' },
  ends: { vi: 'kết thúc đánh giá', en: 'the rating ends' },
};

/** Whether the minutes hold together, and what follows from them under the bound rulebook. */
function judge(input: Minutes, state: ProductCycle, tier: string, year: ProgrammeYear): Outcome | Refusal {
  const rulebook = rulebookOf(state);
  const policies = policiesOf(year);
  const refused = minutesRefused(input, { rulebook, criteriaSet: state.criteriaSet, policies });
  if (refused) return refused;
  const given = input.stars as StarsGiven;
  if (nextTier(rulebook, tier, { mean: meanHeld(input, policies), stars: given }, policies)) return 'forward';
  if (findReturnTier(rulebook, tier, given)) return 'return';
  return getTier(rulebook, tier).recognises.some((s) => s === given) ? 'recognise' : 'ends';
}

/** Why no result of a tier can be recorded now. */
export function resultRefused(state: ProductCycle): Refusal | undefined {
  const refused = endedOrSupplementing(state);
  if (refused) return refused;
  const visit = visitOf(state);
  if (tierToOpen(state) === undefined && (!visit || visit.result || visit.review)) return NO_TIER_OPEN();
  return tierRates(state, tierAtWork(state)) ? undefined : TIER_DOES_NOT_RATE();
}

/** Why a council's result does not hold under the cycle's law and its year's policies as they are now. */
export function unsound(said: Minutes, state: ProductCycle, year: ProgrammeYear): Refusal | undefined {
  const decided = judge(said, state, tierAtWork(state) as string, year);
  return isRefusal(decided) ? decided : undefined;
}

type Said = Omit<z.infer<typeof recorded>, 'tier' | 'outcome' | 'due'>;
export type Deciding = {
  readonly state: ProductCycle;
  readonly occurredOn: Day;
  readonly needs: { readonly year: ProgrammeYear };
};

/** What a result brings about, on paper or from a session. */
export function resultFacts({ state, occurredOn, needs }: Deciding, said: Said): readonly NewEvent[] | Refusal {
  const tier = tierAtWork(state) as string;
  const decided = judge(said, state, tier, needs.year);
  if (isRefusal(decided)) return decided;
  const opened = tierOpening(state, occurredOn, needs.year);
  const due = followUp({ tier, outcome: decided, state, on: occurredOn, year: needs.year });
  const fact = tierResultRecorded({ ...said, tier, outcome: decided, ...(due ? { due } : {}) });
  return [...opened, fact, ...(decided === 'ends' ? [ratingEnded({ tier, stars: said.stars, untold: true })] : [])];
}

function followUp(q: { tier: string; outcome: Outcome; state: ProductCycle; on: Day; year: ProgrammeYear }) {
  if (q.outcome !== 'forward' && q.outcome !== 'recognise') return undefined;
  const what = q.outcome === 'forward' ? 'forwardBy' : 'recogniseBy';
  return tierDue({
    tier: q.tier,
    round: roundAtWork(q.state, q.on, q.year),
    what,
    since: q.on,
    year: q.year,
    state: q.state,
  });
}
