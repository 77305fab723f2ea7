// A tier that gives no points (the commune under 1489/QĐ-TTg and 26/2026): it checks form, origin, material, labour
// and identity, reports, and proposes the product to the tier that rates.
import { z } from 'zod';
import { document, longText, paper } from '../../kernel/fields.ts';
import { markOf } from '../../kernel/mark.ts';
import { personal, personalRef } from '../../kernel/personal.ts';
import { refusal } from '../../kernel/refusal.ts';
import { due } from '../../programme-year/due.ts';
import type { ProgrammeYear } from '../../programme-year/programme-year.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import type { Day } from '../../time/civil-date.ts';
import { newDeadline, tierSubject } from '../deadline.ts';
import { ratingEnded } from '../ending.ts';
import { type ProductCycle, productCycle, visitOf, withVisit } from '../product-cycle.ts';
import { tierDue } from '../tier-due.ts';
import { endedOrSupplementing } from './supplement.ts';
import { NO_TIER_OPEN, roundAtWork, tierAtWork, tierName, tierOpening, tierRates } from './tier.ts';

const TIER_RATES = refusal('TIER_RATES', 'conflict', {
  vi: 'Cấp này chấm điểm: hãy ghi nhận kết quả của Hội đồng.',
  en: 'This tier rates: record its council’s result instead.',
});

const preAssessmentRecorded = productCycle.event('PreAssessmentRecorded', {
  version: 1,
  schema: z.strictObject({
    tier: z.string(),
    report: document,
    proposes: z.boolean(),
    outcome: z.enum(['forward', 'ends']),
    due: due.optional(),
    remarks: personalRef.optional(),
  }),
  evolve: (state, { tier, outcome, due }, meta) => {
    const result = { ...markOf(meta), stars: 0 as const, totals: [], outcome };
    return {
      ...withVisit(state, { result }),
      deadline: newDeadline(tierSubject(tier, 'forward'), due, result),
    };
  },
  sentence: ({ tier, report, proposes }) => ({
    vi: `${tierName(tier).vi} thẩm định ban đầu (${paper(report)}): ${proposes ? 'đề nghị đánh giá, phân hạng' : 'không đề nghị'}`,
    en: `Pre-assessment at tier ${tierName(tier).en} (${paper(report)}): ${proposes ? 'proposed for rating' : 'not proposed'}`,
  }),
  correctable: ['report'],
  recheck: (data, before, { needs, occurredOn }) =>
    data.due ? { ...data, due: forwardDue(before, data.tier, occurredOn, needs.year) } : data,
  outcome: ({ outcome }) => outcome,
  follows: ({ tier, outcome }) => (outcome === 'ends' ? [ratingEnded({ tier, stars: 0 })] : []),
});

function forwardDue(state: ProductCycle, tier: string, on: Day, year: ProgrammeYear) {
  const round = roundAtWork(state, on, year);
  return tierDue({ tier, round, what: 'forwardBy', since: on, year, state });
}

export const recordPreAssessment = productCycle.command('RecordPreAssessment', {
  input: z.strictObject({ report: document, proposes: z.boolean(), remarks: personal(longText).optional() }),
  by: responsibility('record-result', tierAtWork),
  restsOn: 'what-was-seen',
  guard: ({ state }) => {
    const refused = endedOrSupplementing(state);
    if (refused) return refused;
    const visit = visitOf(state);
    const open = tierAtWork(state) !== undefined && state.submitted && !visit?.result && !visit?.review;
    if (!open) return NO_TIER_OPEN();
    return tierRates(state, tierAtWork(state)) ? TIER_RATES() : undefined;
  },
  decide: ({ state, input, occurredOn, needs }) => {
    const tier = tierAtWork(state) as string;
    const opened = tierOpening(state, occurredOn, needs.year);
    const outcome = input.proposes ? 'forward' : 'ends';
    const due = forwardDue(state, tier, occurredOn, needs.year);
    const fact = preAssessmentRecorded({ ...input, tier, outcome, ...(input.proposes ? { due } : {}) });
    return [...opened, fact, ...(input.proposes ? [] : [ratingEnded({ tier, stars: 0 })])];
  },
  words: { vi: 'Ghi nhận thẩm định ban đầu', en: 'Record the pre-assessment' },
});
