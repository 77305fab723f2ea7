// Step 2: the producer registers an idea, the commune lists it, the district selects, the province approves the list.
import { z } from 'zod';
import type { FactMeta, Recheck } from '../kernel/event.ts';
import { document, longText, paper, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { type Refusal, refusal, type Words } from '../kernel/refusal.ts';
import { type Due, due } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { steps } from '../programme-year/steps.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, day } from '../time/civil-date.ts';
import { ideaAgainOn } from './barred.ts';
import { ideaRefusedOn, nextToLookFor, type OtherCycles } from './other-cycles.ts';
import { type IdeaStatus, type ProductCycle, productCycle } from './product-cycle.ts';
import { dueAfter, dueAgain, ended, finish, handOn, notAt, opening, STEP_PASSED } from './step.ts';

const IDEA_PENDING = refusal('IDEA_PENDING', 'conflict', {
  vi: 'Ý tưởng đã đăng ký, đang chờ xem xét.',
  en: 'The idea is registered and waiting for a decision.',
});
const IDEA_NOT_PENDING = refusal('IDEA_NOT_PENDING', 'conflict', {
  vi: 'Không có ý tưởng đang chờ việc này.',
  en: 'No idea is waiting for this.',
});
const IDEA_TOO_EARLY = refusal('IDEA_TOO_EARLY', 'conflict', {
  vi: 'Ý tưởng không được chọn chỉ được nộp lại từ ngày {from}.',
  en: 'An idea that was not selected may be handed in again from {from}.',
});

const moved = (status: IdeaStatus) => (state: ProductCycle, _: unknown, meta: FactMeta) => ({
  ...state,
  idea: { status, ...markOf(meta) },
});

/** The idea is with somebody else now, and so runs the date. */
const movedOn =
  (status: IdeaStatus, what: 'select' | 'approve') =>
  (state: ProductCycle, { due }: { due?: Due | undefined }, meta: FactMeta) =>
    handOn(moved(status)(state, {}, meta), { id: 'idea', what, due }, markOf(meta));

/** It may be handed in again from a day on, and from that day on it is waited for. */
const movedBack =
  (status: IdeaStatus) =>
  (state: ProductCycle, { due, from }: { due?: Due | undefined; from?: Day | undefined }, meta: FactMeta) => {
    const mark = markOf(meta);
    const handed = handOn(moved(status)(state, {}, meta), { id: 'idea', what: 'again', due }, mark);
    return handed.deadline && from !== undefined && handed.deadline !== state.deadline
      ? { ...handed, deadline: { ...handed.deadline, since: from } }
      : handed;
  };

const again = { from: day.optional(), due: due.optional() };
const asBefore = <D>(data: D): D => data;
const againFrom = (from: Day | undefined): Words => ({
  vi: from === undefined ? '' : `, nộp lại được từ ${shownDay(from)}`,
  en: from === undefined ? '' : `, may be handed in again from ${shownDay(from)}`,
});

/** Registering an idea also says that the product has potential: awareness counts as done. */
const ideaRegistered = productCycle.event('IdeaRegistered', {
  version: 2,
  schema: z.strictObject({ summary: personalRef, form: document.optional(), due: due.optional() }),
  upcast: { 1: asBefore },
  evolve: movedOn('registered', 'select'),
  sentence: () => ({ vi: 'Đăng ký ý tưởng sản phẩm', en: 'Idea registered' }),
  recheck: (data, before, { occurredOn, needs }) =>
    handedInTooEarly(before, occurredOn, needs) ??
    dueAgain(data, before, { id: 'idea', since: occurredOn, year: needs.year }),
});
const ideaListed = productCycle.event('IdeaListed', {
  version: 1,
  schema: z.strictObject({ list: document }),
  evolve: moved('listed'),
  sentence: ({ list }) => ({
    vi: `Xã đưa vào danh sách ý tưởng ${paper(list)}`,
    en: `On the commune’s list ${paper(list)}`,
  }),
});
const ideaSelected = productCycle.event('IdeaSelected', {
  version: 2,
  schema: z.strictObject({ opinion: personalRef.optional(), list: document.optional(), due: due.optional() }),
  upcast: { 1: asBefore },
  evolve: movedOn('selected', 'approve'),
  recheck: (data, before, { occurredOn, needs }) =>
    dueAgain(data, before, { id: 'idea', since: occurredOn, year: needs.year }),
  sentence: () => ({ vi: 'Chọn ý tưởng', en: 'Idea selected' }),
});
const ideaRejected = productCycle.event('IdeaRejected', {
  version: 2,
  schema: z.strictObject({ reason: personalRef, ...again }),
  upcast: { 1: asBefore },
  evolve: movedBack('rejected'),
  recheck: waitsAgainNow,
  sentence: ({ from }) => ({
    vi: `Không chọn ý tưởng${againFrom(from).vi}`,
    en: `Idea not selected${againFrom(from).en}`,
  }),
});
const ideaApproved = productCycle.event('IdeaApproved', {
  version: 1,
  schema: z.strictObject({ list: document }),
  evolve: (state, data, meta) => finish(moved('approved')(state, data, meta), 'idea', markOf(meta)),
  sentence: ({ list }) => ({
    vi: `Tỉnh phê duyệt ý tưởng trong danh sách ${paper(list)}`,
    en: `Idea approved by the province in ${paper(list)}`,
  }),
});
const ideaStruckOff = productCycle.event('IdeaStruckOff', {
  version: 2,
  schema: z.strictObject({ reason: personalRef, list: document.optional(), ...again }),
  upcast: { 1: asBefore },
  evolve: movedBack('struck'),
  recheck: waitsAgainNow,
  sentence: ({ from }) => ({
    vi: `Tỉnh đưa ý tưởng ra khỏi danh sách${againFrom(from).vi}`,
    en: `Idea struck off the list by the province${againFrom(from).en}`,
  }),
});

/** From when it may be handed in again, and by when. */
function waitsAgain(state: ProductCycle, on: Day, year: ProgrammeYear) {
  const from = ideaAgainOn(on, year);
  return { from, ...dueAfter(state, 'idea', from, year) };
}

function waitsAgainNow<D extends { from?: Day | undefined; due?: Due | undefined }>(
  { from, ...data }: D,
  before: ProductCycle,
  { occurredOn, needs: { year } }: Recheck,
) {
  const again = from && ideaAgainOn(occurredOn, year);
  const now = dueAgain(data, before, { id: 'idea', since: again ?? occurredOn, year });
  return { ...now, ...(again ? { from: again } : {}) };
}

/** In whichever cycle it was not chosen. */
function handedInTooEarly(
  state: ProductCycle,
  on: Day,
  needs: { year: ProgrammeYear; relatives?: OtherCycles },
): Refusal | undefined {
  const refusedOn = ideaRefusedOn([state, ...(needs.relatives ?? new Map()).values()]);
  const from = refusedOn && ideaAgainOn(refusedOn, needs.year);
  return from !== undefined && on < from ? IDEA_TOO_EARLY({ from }) : undefined;
}

const waitsFor =
  (...wanted: IdeaStatus[]) =>
  ({ state }: { state: ProductCycle }) =>
    ended(state) ??
    (state.idea && wanted.includes(state.idea.status) ? undefined : IDEA_NOT_PENDING({ status: state.idea?.status }));

export const registerIdea = productCycle.command('RegisterIdea', {
  input: z.strictObject({ summary: personal(longText), form: document.optional() }),
  by: responsibility('register-idea'),
  relatives: nextToLookFor,
  guard: ({ state, occurredOn, needs }) => {
    if (state.ended) return ended(state);
    if (state.done.idea) return STEP_PASSED({ step: steps.idea.vi, stepEn: steps.idea.en });
    const { idea } = state;
    if (idea && idea.status !== 'rejected' && idea.status !== 'struck') return IDEA_PENDING({ status: idea.status });
    const early = handedInTooEarly(state, occurredOn, needs);
    if (early) return early;
    return state.step === 'awareness' || state.entry === 'awareness' ? undefined : notAt(state, 'idea');
  },
  decide: ({ state, input, occurredOn, needs }) => [
    ...opening(state, 'idea', occurredOn, needs.year),
    ideaRegistered({ ...input, ...dueAfter(state, 'idea', occurredOn, needs.year) }),
  ],
  words: { vi: 'Đăng ký ý tưởng', en: 'Register the idea' },
});

export const listIdea = productCycle.command('ListIdea', {
  input: z.strictObject({ list: document }),
  by: responsibility('list-ideas'),
  guard: waitsFor('registered'),
  decide: ({ input }) => [ideaListed(input)],
  words: { vi: 'Đưa vào danh sách của xã', en: 'Put on the commune’s list' },
});

export const selectIdea = productCycle.command('SelectIdea', {
  input: z.strictObject({ opinion: personal(longText).optional(), list: document.optional() }),
  by: responsibility('select-ideas'),
  restsOn: 'what-was-seen',
  guard: waitsFor('registered', 'listed'),
  decide: ({ state, input, occurredOn, needs }) => [
    ideaSelected({ ...input, ...dueAfter(state, 'idea', occurredOn, needs.year) }),
  ],
  words: { vi: 'Chọn ý tưởng', en: 'Select the idea' },
});

export const rejectIdea = productCycle.command('RejectIdea', {
  input: z.strictObject({ reason: personal(longText) }),
  by: responsibility('select-ideas'),
  restsOn: 'what-was-seen',
  guard: waitsFor('registered', 'listed'),
  decide: ({ state, input, occurredOn, needs }) => [
    ideaRejected({ ...input, ...waitsAgain(state, occurredOn, needs.year) }),
  ],
  words: { vi: 'Không chọn ý tưởng', en: 'Do not select the idea' },
});

export const approveIdea = productCycle.command('ApproveIdea', {
  input: z.strictObject({ list: document }),
  by: responsibility('approve-ideas'),
  restsOn: 'what-was-seen',
  guard: waitsFor('selected'),
  decide: ({ input }) => [ideaApproved(input)],
  words: { vi: 'Phê duyệt ý tưởng', en: 'Approve the idea' },
});

export const strikeIdea = productCycle.command('StrikeIdea', {
  input: z.strictObject({ reason: personal(longText), list: document.optional() }),
  by: responsibility('approve-ideas'),
  restsOn: 'what-was-seen',
  guard: waitsFor('selected'),
  decide: ({ state, input, occurredOn, needs }) => [
    ideaStruckOff({ ...input, ...waitsAgain(state, occurredOn, needs.year) }),
  ],
  words: { vi: 'Đưa ý tưởng ra khỏi danh sách', en: 'Strike the idea off the list' },
});
