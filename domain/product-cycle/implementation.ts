// Step 4: the producer carries the plan out; officers visit, record progress, needs and the support given.
import { z } from 'zod';
import { document, longText } from '../kernel/fields.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { steps } from '../programme-year/steps.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type ProductCycle, productCycle } from './product-cycle.ts';
import { ended, STEP_NOT_REACHED } from './step.ts';

/** The eleven kinds of support (1576/QĐ-UBND, part II IV.6.4). */
export const supportKinds = {
  'form-organisation': { vi: 'Hình thành mới chủ thể', en: 'Forming an organisation' },
  'restructure-organisation': { vi: 'Tái cơ cấu chủ thể', en: 'Restructuring the organisation' },
  capital: { vi: 'Huy động vốn', en: 'Raising capital' },
  'development-project': { vi: 'Dự án phát triển sản phẩm', en: 'Product development project' },
  'research-training': { vi: 'Tập huấn nghiên cứu, phát triển sản phẩm', en: 'Training in product development' },
  'science-project': { vi: 'Đề tài khoa học công nghệ', en: 'Science and technology project' },
  'scientist-contract': { vi: 'Hợp đồng với nhà khoa học', en: 'Contract with a scientist' },
  'management-course': { vi: 'Đào tạo “CEO chân đất”', en: 'Course in management for producers' },
  'market-link': { vi: 'Kết nối thị trường', en: 'Link to markets' },
  'supplier-link': { vi: 'Kết nối nhà cung ứng đầu vào', en: 'Link to suppliers' },
  infrastructure: { vi: 'Cơ sở hạ tầng, trang thiết bị', en: 'Infrastructure and equipment' },
} as const;
type SupportKind = keyof typeof supportKinds;
const supportKind = z.enum(Object.keys(supportKinds) as [SupportKind, ...SupportKind[]]);

const dong = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const shownDong = (amount: number): string => `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;

const add = (state: ProductCycle, key: keyof ProductCycle['records'], n = 1): ProductCycle => ({
  ...state,
  records: { ...state.records, [key]: state.records[key] + n },
});

const visitRecorded = productCycle.event('VisitRecorded', {
  version: 1,
  schema: z.strictObject({
    progressPercent: z.int().min(0).max(100).optional(),
    remarks: personalRef,
    difficulties: personalRef.optional(),
  }),
  beside: true,
  evolve: (state) => add(state, 'visits'),
  sentence: ({ progressPercent: p }) => ({
    vi: `Kiểm tra, làm việc với chủ thể${p === undefined ? '' : `, tiến độ ${p}%`}`,
    en: `Visit to the producer${p === undefined ? '' : `, progress ${p}%`}`,
  }),
});
const needRecorded = productCycle.event('NeedRecorded', {
  version: 1,
  schema: z.strictObject({ kind: supportKind, remarks: personalRef.optional() }),
  beside: true,
  evolve: (state) => add(state, 'needs'),
  sentence: ({ kind }) => ({ vi: `Nhu cầu hỗ trợ: ${supportKinds[kind].vi}`, en: `Need: ${supportKinds[kind].en}` }),
});
const supportRecorded = productCycle.event('SupportRecorded', {
  version: 1,
  schema: z.strictObject({
    kind: supportKind,
    source: z.enum(['state', 'mobilised']),
    amountDong: dong,
    document: document.optional(),
  }),
  beside: true,
  evolve: (state, { amountDong }) => add(state, 'supportDong', amountDong),
  sentence: ({ kind, source, amountDong }) => ({
    vi: `Hỗ trợ: ${supportKinds[kind].vi}, ${shownDong(amountDong)} (${source === 'state' ? 'ngân sách' : 'huy động'})`,
    en: `Support: ${supportKinds[kind].en}, ${shownDong(amountDong)} (${source === 'state' ? 'state budget' : 'mobilised'})`,
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
    source: z.enum(['state', 'mobilised']),
    amountDong: dong,
    document: document.optional(),
  }),
  by: responsibility('record-implementation'),
  guard: underWay,
  decide: ({ input }) => [supportRecorded(input)],
  words: { vi: 'Ghi nhận hỗ trợ', en: 'Record support given' },
});
