// How a cycle ends other than by recognition.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import type { FactMeta } from '../kernel/event.ts';
import { document, longText, paper, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import type { Product } from '../product/product.ts';
import { policiesOf } from '../programme-year/due.ts';
import { nextYearId, type ProgrammeYear } from '../programme-year/programme-year.ts';
import { type Step, step, steps } from '../programme-year/steps.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { cycleId, cycleParts, type EndKind, type ProductCycle, productCycle } from './product-cycle.ts';
import { ended, stepToOpen } from './step.ts';

const NOT_REJECTED = refusal('NOT_REJECTED', 'conflict', {
  vi: 'Chỉ kết thúc khi ý tưởng hoặc phương án không được chọn.',
  en: 'Only a product whose idea or plan was not selected ends like this.',
});
const YEAR_STILL_OPEN = refusal('YEAR_STILL_OPEN', 'conflict', {
  vi: 'Năm chương trình chưa kết thúc.',
  en: 'The programme year is not closed.',
});
const NOT_CARRIED_OVER = refusal('NOT_CARRIED_OVER', 'conflict', {
  vi: 'Chu trình không được chuyển tiếp.',
  en: 'The cycle was not carried over.',
});

const WITHDRAWAL_NEEDS_PAPER = refusal('WITHDRAWAL_NEEDS_PAPER', 'invalid', {
  vi: 'Hồ sơ đã nộp chỉ được rút thay cho chủ thể khi có văn bản của chủ thể.',
  en: 'Once a dossier is filed, who withdraws it for the applicant needs the applicant’s paper.',
});

const endsAs =
  (kind: EndKind) =>
  (state: ProductCycle, data: { stars?: number }, meta: FactMeta): ProductCycle => ({
    ...state,
    ended: {
      kind,
      ...markOf(meta),
      ...(data.stars === undefined ? {} : { stars: data.stars }),
    },
    deadline: undefined,
    paused: undefined,
  });

export const ratingEnded = productCycle.event('RatingEnded', {
  version: 2,
  schema: z.strictObject({
    tier: z.string(),
    stars: z.int().min(0).max(5),
    /** its result is told afterwards; not said before version 2 */
    untold: z.literal(true).optional(),
  }),
  upcast: { 1: (data) => data },
  evolve: endsAs('rated'),
  sentence: ({ stars }) => ({
    vi: `Kết thúc đánh giá: ${stars} sao, không công nhận; có thể hoàn thiện và dự thi năm sau`,
    en: `Rating ended with ${stars} stars, not recognised; the product may improve and return next year`,
  }),
  ends: ({ untold }) => !untold,
  consequence: true,
});
const productWithdrawn = productCycle.event('ProductWithdrawn', {
  version: 1,
  schema: z.strictObject({ reason: personalRef, document: document.optional() }),
  evolve: (state, _, meta) => endsAs('withdrawn')(state, {}, meta),
  sentence: ({ document }) => ({
    vi: `Rút sản phẩm khỏi chu trình${document ? ` (${paper(document)})` : ''}`,
    en: `Product withdrawn${document ? ` (${paper(document)})` : ''}`,
  }),
  ends: () => true,
});
const closedNotSelected = productCycle.event('ClosedNotSelected', {
  version: 1,
  schema: z.strictObject({ step }),
  evolve: (state, _, meta) => endsAs('not-selected')(state, {}, meta),
  sentence: ({ step: id }) => ({
    vi: `Kết thúc: không được chọn ở bước “${steps[id].vi}”, có thể tham gia năm sau`,
    en: `Ended: not selected at step “${steps[id].en}”, may take part next year`,
  }),
  ends: () => true,
});
const cycleCarriedOver = productCycle.event('CycleCarriedOver', {
  version: 1,
  schema: z.strictObject({ from: step }),
  evolve: (state, _, meta) => endsAs('carried-over')(state, {}, meta),
  sentence: ({ from }) => ({
    vi: `Năm kết thúc khi đang ở bước “${steps[from].vi}”: chuyển sang năm sau`,
    en: `The year closed at step “${steps[from].en}”: carried over to next year`,
  }),
});
/** Its product is no longer made, or is the same as another one, which has cycles of its own. */
export const endedWithProduct = productCycle.event('EndedWithProduct', {
  version: 2,
  schema: z.strictObject({
    /** the product that it is the same as; not said before version 2 */
    into: slug.optional(),
  }),
  upcast: { 1: (data) => data },
  evolve: (state, _, meta) => {
    const after = endsAs('withdrawn')(state, {}, meta);
    return { ...after, ended: { ...markOf(meta), kind: 'withdrawn', withProduct: true } };
  },
  sentence: ({ into }) => ({
    vi: into === undefined ? 'Kết thúc: sản phẩm không còn sản xuất' : `Kết thúc: sản phẩm trùng với ${into}`,
    en: into === undefined ? 'Ended: the product is no longer made' : `Ended: the product is the same as ${into}`,
  }),
});
/** The delivery of the new cycle, recorded on its own, so that the process knows it was done. */
const carriedOverTo = productCycle.event('CarriedOverTo', {
  version: 1,
  schema: z.strictObject({ cycle: cycleId }),
  // The next year's cycle is there and goes on: its delivery cannot be taken back here.
  stands: () => true,
  evolve: (state, { cycle }) => ({ ...state, next: cycle }),
  sentence: ({ cycle }) => ({ vi: `Tiếp nối ở chu trình ${cycle}`, en: `Goes on as cycle ${cycle}` }),
  ends: () => true,
});

export const withdrawProduct = productCycle.command('WithdrawProduct', {
  input: z.strictObject({ reason: personal(longText), document: document.optional() }),
  by: responsibility('withdraw-product'),
  restsOn: 'what-was-seen',
  guard: ({ state }) => ended(state),
  decide: ({ state, input, actor }) =>
    !state.submitted || input.document || actor.unit === state.producer
      ? [productWithdrawn(input)]
      : WITHDRAWAL_NEEDS_PAPER({}, '/document'),
  words: { vi: 'Rút sản phẩm', en: 'Withdraw the product' },
});

const rejectedAt = (state: ProductCycle): Step | undefined =>
  state.plan?.status === 'rejected'
    ? 'business-plan'
    : state.idea?.status === 'rejected' || state.idea?.status === 'struck'
      ? 'idea'
      : undefined;

export const closeNotSelected = productCycle.command('CloseNotSelected', {
  input: z.strictObject({}),
  by: responsibility('close-not-selected'),
  restsOn: 'what-was-seen',
  guard: ({ state }) => ended(state) ?? (rejectedAt(state) ? undefined : NOT_REJECTED()),
  decide: ({ state }) => [closedNotSelected({ step: rejectedAt(state) as Step })],
  words: { vi: 'Kết thúc vì không được chọn', en: 'End it as not selected' },
});

/** What has no dossier filed is carried over when the year closes; a rating under way finishes in its own time. */
export const closesWithYear = (state: ProductCycle): boolean =>
  !state.ended && state.started !== undefined && !state.submitted;

/** Its year was closed and is open again, and the next year does not go on with it yet. */
export const isTakenBack = (state: ProductCycle, year: ProgrammeYear): boolean =>
  state.ended?.kind === 'carried-over' && state.next === undefined && !year.closed;

/** It ended with its product, whose end was taken back. */
export const isProductBack = ({ ended }: ProductCycle, { producer, ended: gone }: Product): boolean =>
  ended?.withProduct === true && producer !== undefined && !gone;

export const carryOver = productCycle.command('CarryOver', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs }) =>
    !closesWithYear(state)
      ? 'already-so'
      : !needs.year.closed
        ? YEAR_STILL_OPEN()
        : stepToOpen(state) === undefined
          ? undefined
          : NOT_DUE(),
  decide: ({ state, needs }) => {
    const rejected = rejectedAt(state);
    if (rejected) return [closedNotSelected({ step: rejected })];
    // No next year's cycle begins for a product that has ended.
    const { ended } = needs.product;
    if (ended) return [endedWithProduct(ended.into === undefined ? {} : { into: ended.into })];
    return [cycleCarriedOver({ from: state.step ?? (state.entry as Step) })];
  },
  words: { vi: 'Chuyển tiếp sang năm sau', en: 'Carry over to next year' },
});

/** The next year's cycle of a product that was carried over and does not go on there yet. */
export function nextCycle(id: string, state: ProductCycle): string | undefined {
  if (state.ended?.kind !== 'carried-over' || state.next !== undefined) return undefined;
  const { yearId, product, ordinal } = cycleParts(id);
  return `${nextYearId(yearId)}-${product}-${ordinal}`;
}

/** The next year's cycle, for commands that turn on whether it is there. */
export function nextCycleNeeded({ id, state }: { id: string; state: ProductCycle }) {
  const next = nextCycle(id, state);
  return { next: next === undefined ? undefined : productCycle.need(next) };
}

/** The step it enters at there: where it was, and while implementing where policy `carry-over-implementation` says. */
export function entryNextYear(state: ProductCycle, year: ProgrammeYear): Step {
  const reached = state.step ?? state.entry ?? 'awareness';
  return reached === 'implementation' ? policiesOf(year)['carry-over-implementation'] : reached;
}

export const recordCarriedOverTo = productCycle.command('RecordCarriedOverTo', {
  input: z.strictObject({}),
  by: workflow,
  needs: nextCycleNeeded,
  guard: ({ state, needs }) =>
    state.next !== undefined ? 'already-so' : needs.next?.started ? undefined : NOT_CARRIED_OVER(),
  decide: ({ id, state }) => {
    const cycle = nextCycle(id, state);
    return cycle === undefined ? [] : [carriedOverTo({ cycle })];
  },
  words: { vi: 'Ghi nhận chu trình tiếp nối', en: 'Record the cycle that goes on' },
});
