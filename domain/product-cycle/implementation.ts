// Step 4: the producer carries the plan out; officers visit, record progress, needs and the support given.
import { z } from 'zod';
import type { FactMeta } from '../kernel/event.ts';
import { choice, document, longText } from '../kernel/fields.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { steps } from '../programme-year/steps.ts';
import { type RoleId, responsibility } from '../rulebooks/responsibilities.ts';
import { type ProductCycle, productCycle, withHand } from './product-cycle.ts';
import { ended, STEP_NOT_REACHED } from './step.ts';
import { asForm, kindHeld, kindName, supportKind } from './support-kinds.ts';

/** whose money it was (1576/QĐ-UBND, annex I: state budget, or mobilised elsewhere) */
const sources = {
  state: { vi: 'ngân sách nhà nước', en: 'state budget' },
  mobilised: { vi: 'nguồn huy động', en: 'mobilised' },
} as const;
const source = choice(sources);

const dong = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const shownDong = (amount: number): string => `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;

const add = (state: ProductCycle, key: keyof ProductCycle['records'], n = 1): ProductCycle => ({
  ...state,
  records: { ...state.records, [key]: state.records[key] + n },
});

const adviser: RoleId = 'adviser';
/** An adviser of the product does not rate it (1-domain: a conflict of interest in the council). */
const advised = (state: ProductCycle, meta: FactMeta): ProductCycle =>
  meta.actor.role === adviser ? withHand(state, meta, 'advised') : state;

const visitRecorded = productCycle.event('VisitRecorded', {
  version: 1,
  schema: z.strictObject({
    progressPercent: z.int().min(0).max(100).optional(),
    remarks: personalRef,
    difficulties: personalRef.optional(),
  }),
  beside: true,
  evolve: (state, _, meta) => advised(add(state, 'visits'), meta),
  sentence: ({ progressPercent: p }) => ({
    vi: `Kiểm tra, làm việc với chủ thể${p === undefined ? '' : `, tiến độ ${p}%`}`,
    en: `Visit to the producer${p === undefined ? '' : `, progress ${p}%`}`,
  }),
});
const needRecorded = productCycle.event('NeedRecorded', {
  version: 2,
  schema: z.strictObject({ ...kindHeld, remarks: personalRef.optional() }),
  upcast: { 1: asForm },
  beside: true,
  evolve: (state) => add(state, 'needs'),
  sentence: (need) => ({ vi: `Nhu cầu hỗ trợ: ${kindName(need).vi}`, en: `Need: ${kindName(need).en}` }),
  correctable: ['kind'],
});
const supportRecorded = productCycle.event('SupportRecorded', {
  version: 2,
  schema: z.strictObject({ ...kindHeld, source, amountDong: dong, document: document.optional() }),
  upcast: { 1: asForm },
  beside: true,
  evolve: (state, { source, amountDong }, meta) =>
    advised(add(state, source === 'state' ? 'stateDong' : 'mobilisedDong', amountDong), meta),
  sentence: ({ source, amountDong, ...support }) => ({
    vi: `Hỗ trợ: ${kindName(support).vi}, ${shownDong(amountDong)} (${source === 'state' ? 'ngân sách' : 'huy động'})`,
    en: `Support: ${kindName(support).en}, ${shownDong(amountDong)} (${source === 'state' ? 'state budget' : 'mobilised'})`,
  }),
  correctable: ['kind', 'source', 'amountDong', 'document'],
});

/** Records go on as long as the cycle does: support does not stop when the dossier is handed in. */
const underWay = ({ state }: { state: ProductCycle }) =>
  ended(state) ??
  (state.plan?.status === 'selected' || state.step === 'implementation' || state.step === 'rating'
    ? undefined
    : STEP_NOT_REACHED({ step: steps.implementation.vi, stepEn: steps.implementation.en }));

export const recordVisit = productCycle.command('RecordVisit', {
  input: z.strictObject({
    progressPercent: z.int().min(0).max(100).optional(),
    remarks: personal(longText),
    difficulties: personal(longText).optional(),
  }),
  by: responsibility('record-implementation'),
  guard: underWay,
  decide: ({ input }) => [visitRecorded(input)],
  words: { vi: 'Ghi nhận lần kiểm tra, hỗ trợ', en: 'Record a visit' },
});

export const recordNeed = productCycle.command('RecordNeed', {
  input: z.strictObject({ kind: supportKind, remarks: personal(longText).optional() }),
  by: responsibility('record-implementation'),
  guard: underWay,
  decide: ({ input }) => [needRecorded(input)],
  words: { vi: 'Ghi nhận nhu cầu hỗ trợ', en: 'Record a need' },
});

export const recordSupport = productCycle.command('RecordSupport', {
  input: z.strictObject({
    kind: supportKind,
    source,
    amountDong: dong,
    document: document.optional(),
  }),
  by: responsibility('record-implementation'),
  guard: underWay,
  decide: ({ input }) => [supportRecorded(input)],
  words: { vi: 'Ghi nhận hỗ trợ', en: 'Record support given' },
});
