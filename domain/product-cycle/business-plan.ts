// Step 3: the producer submits a business plan with a target star, the district selects.
import { z } from 'zod';
import { document, longText, paper } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { due } from '../programme-year/due.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type ProductCycle, productCycle, withHand } from './product-cycle.ts';
import { dueAfter, dueAgain, ended, finish, handOn, notAt, opening } from './step.ts';

const PLAN_PENDING = refusal('PLAN_PENDING', 'conflict', {
  vi: 'Phương án đã nộp, đang chờ xem xét.',
  en: 'The plan is submitted and waiting for a decision.',
});
const PLAN_NOT_PENDING = refusal('PLAN_NOT_PENDING', 'conflict', {
  vi: 'Không có phương án đang chờ xem xét.',
  en: 'No plan is waiting for a decision.',
});

const PLAN_NOT_DECIDED = refusal('PLAN_NOT_DECIDED', 'conflict', {
  vi: 'Chưa có quyết định về phương án.',
  en: 'Nothing has been decided on the plan yet.',
});

const targetStar = z.int().min(3).max(5);

const planSubmitted = productCycle.event('PlanSubmitted', {
  version: 2,
  schema: z.strictObject({ targetStar, plan: document, remarks: personalRef.optional(), due: due.optional() }),
  upcast: { 1: (data) => data },
  evolve: (state, { targetStar, due }, meta) => {
    const mark = markOf(meta);
    const submitted: ProductCycle = { ...state, plan: { status: 'submitted', targetStar, ...mark } };
    return handOn(submitted, { id: 'business-plan', what: 'select', due }, mark);
  },
  sentence: ({ targetStar, plan }) => ({
    vi: `Nộp phương án ${paper(plan)}, mục tiêu ${targetStar} sao`,
    en: `Plan ${paper(plan)} submitted, target ${targetStar} stars`,
  }),
  correctable: ['targetStar', 'plan'],
  recheck: (data, before, { occurredOn, needs }) =>
    dueAgain(data, before, { id: 'business-plan', since: occurredOn, year: needs.year }),
});
const planSelected = productCycle.event('PlanSelected', {
  version: 1,
  schema: z.strictObject({ opinion: personalRef.optional(), list: document.optional() }),
  evolve: (state, _, meta) => {
    const mark = markOf(meta);
    const selected = {
      ...state,
      plan: { targetStar: state.plan?.targetStar ?? 3, status: 'selected', ...mark },
    } as const;
    return finish(withHand(selected, meta, 'selected-plan'), 'business-plan', mark);
  },
  sentence: () => ({ vi: 'Chọn phương án', en: 'Plan selected' }),
});
const planRejected = productCycle.event('PlanRejected', {
  version: 2,
  schema: z.strictObject({ reason: personalRef, due: due.optional() }),
  upcast: { 1: (data) => data },
  evolve: (state, { due }, meta) => {
    const mark = markOf(meta);
    const targetStar = state.plan?.targetStar ?? 3;
    const rejected: ProductCycle = { ...state, plan: { targetStar, status: 'rejected', ...mark } };
    return handOn(rejected, { id: 'business-plan', what: 'again', due }, mark);
  },
  recheck: (data, before, { occurredOn, needs }) =>
    dueAgain(data, before, { id: 'business-plan', since: occurredOn, year: needs.year }),
  sentence: () => ({ vi: 'Không chọn phương án', en: 'Plan not selected' }),
});

/** 1576/QĐ-UBND, part II IV.6.3: the result goes to the commune and the producers, chosen or not. */
const planDecisionTold = productCycle.event('PlanDecisionTold', {
  version: 1,
  schema: z.strictObject({ selected: z.boolean(), letter: document }),
  beside: true,
  restsOn: ({ plan }) => plan,
  evolve: (state, _, meta) => ({ ...state, plan: state.plan && { ...state.plan, told: markOf(meta) } }) as ProductCycle,
  sentence: ({ selected, letter }) => ({
    vi: `Thông báo cho xã và chủ thể: phương án ${selected ? 'được chọn' : 'không được chọn'} (${paper(letter)})`,
    en: `Commune and producer told: the plan was ${selected ? 'selected' : 'not selected'} (${paper(letter)})`,
  }),
  correctable: ['letter'],
});

const pending = ({ state }: { state: ProductCycle }) =>
  ended(state) ?? (state.plan?.status === 'submitted' ? undefined : PLAN_NOT_PENDING({ status: state.plan?.status }));

/** Not selected: improve and hand in again at once, or next year (1576/QĐ-UBND, part II IV.6.3). */
export const submitPlan = productCycle.command('SubmitPlan', {
  input: z.strictObject({ targetStar, plan: document, remarks: personal(longText).optional() }),
  by: responsibility('submit-plan'),
  guard: ({ state }) =>
    notAt(state, 'business-plan') ?? (state.plan?.status === 'submitted' ? PLAN_PENDING() : undefined),
  decide: ({ state, input, occurredOn, needs }) => [
    ...opening(state, 'business-plan', occurredOn, needs.year),
    planSubmitted({ ...input, ...dueAfter(state, 'business-plan', occurredOn, needs.year) }),
  ],
  words: { vi: 'Nộp phương án', en: 'Submit the plan' },
});

export const selectPlan = productCycle.command('SelectPlan', {
  input: z.strictObject({ opinion: personal(longText).optional(), list: document.optional() }),
  by: responsibility('select-plans'),
  restsOn: 'what-was-seen',
  guard: pending,
  decide: ({ input }) => [planSelected(input)],
  words: { vi: 'Chọn phương án', en: 'Select the plan' },
});

export const rejectPlan = productCycle.command('RejectPlan', {
  input: z.strictObject({ reason: personal(longText) }),
  by: responsibility('select-plans'),
  restsOn: 'what-was-seen',
  guard: pending,
  decide: ({ state, input, occurredOn, needs }) => [
    planRejected({ ...input, ...dueAfter(state, 'business-plan', occurredOn, needs.year) }),
  ],
  words: { vi: 'Không chọn phương án', en: 'Do not select the plan' },
});

export const tellPlanDecision = productCycle.command('TellPlanDecision', {
  input: z.strictObject({ letter: document }),
  by: responsibility('select-plans'),
  guard: ({ state: { plan } }) =>
    !plan || plan.status === 'submitted' ? PLAN_NOT_DECIDED() : plan.told ? 'already-so' : undefined,
  decide: ({ state, input }) => [planDecisionTold({ selected: state.plan?.status === 'selected', ...input })],
  words: { vi: 'Thông báo kết quả chọn phương án', en: 'Tell what was decided on the plan' },
});
