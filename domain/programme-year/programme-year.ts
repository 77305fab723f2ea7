import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { document, paper } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { endOfDay, startOfDay } from '../time/civil-date.ts';
import { type Calendar, calendar } from '../time/working-days.ts';
import { type UnitTree, unitTree } from '../unit/unit-tree.ts';
import { planRefused } from './check-plan.ts';
import { planAdvice } from './plan-advice.ts';
import { type YearPlan, yearPlan } from './year-plan.ts';

export type ProgrammeYear = {
  readonly plan: YearPlan | undefined;
  readonly calendar: Calendar;
  readonly approved: boolean;
  readonly opened: boolean;
  readonly closed: boolean;
  /** revision of the newest fact that changed plan, calendar or approval */
  readonly changedAt: number;
};

/** `66-2022`: province and year. */
export const yearId = z.string().regex(/^\d{2}-20\d{2}$/);
export const provinceOf = (id: string): string => id.slice(0, 2);
export const yearOf = (id: string): number => Number(id.slice(3));
export const nextYearId = (id: string): string => `${provinceOf(id)}-${yearOf(id) + 1}`;

export const programmeYear = aggregate<ProgrammeYear, { units: Need<UnitTree> }>({
  category: 'programmeYear',
  resource: 'programme-years',
  words: { vi: 'Năm chương trình', en: 'Programme year' },
  id: yearId,
  initial: {
    plan: undefined,
    calendar: { holidays: [] },
    approved: false,
    opened: false,
    closed: false,
    changedAt: -1,
  },
  needs: ({ id }) => ({ units: unitTree.need(provinceOf(id)) }),
  situation: ({ id, state, input }) => ({
    province: provinceOf(id),
    place: provinceOf(id),
    rulebook: state.plan?.rulebook ?? input?.plan?.rulebook ?? '',
  }),
  advise: ({ id, state: { plan, closed, calendar } }) =>
    plan && !closed ? planAdvice(plan, yearOf(id), calendar) : [],
});

const YEAR_EXISTS = refusal('YEAR_EXISTS', 'conflict', {
  vi: 'Năm {id} đã có kế hoạch.',
  en: 'Year {id} is planned already.',
});
export const YEAR_CLOSED = refusal('YEAR_CLOSED', 'conflict', {
  vi: 'Năm {year} đã kết thúc.',
  en: 'Year {year} is closed.',
});

const planned = { plan: yearPlan, calendar };

const yearPlanned = programmeYear.event('YearPlanned', {
  version: 1,
  schema: z.strictObject(planned),
  evolve: (state, data, { revision }) => ({ ...state, ...data, changedAt: revision }),
  sentence: ({ plan }) => ({
    vi: `Lập kế hoạch năm, bộ quy định ${plan.rulebook}, ${plan.rounds.length} đợt đánh giá`,
    en: `Year planned under ${plan.rulebook} with ${plan.rounds.length} rating rounds`,
  }),
});

const yearPlanChanged = programmeYear.event('YearPlanChanged', {
  version: 1,
  schema: z.strictObject({ ...planned, document }),
  evolve: (state, { plan, calendar }, { revision }) => ({ ...state, plan, calendar, changedAt: revision }),
  sentence: (d) => ({
    vi: `Điều chỉnh kế hoạch năm theo ${paper(d.document)}`,
    en: `Year plan changed by ${paper(d.document)}`,
  }),
});

const yearPlanApproved = programmeYear.event('YearPlanApproved', {
  version: 1,
  schema: z.strictObject({ document }),
  evolve: (state, _, { revision }) => ({ ...state, approved: true, changedAt: revision }),
  sentence: (d) => ({
    vi: `Phê duyệt kế hoạch năm: ${paper(d.document)}`,
    en: `Year plan approved: ${paper(d.document)}`,
  }),
});

const yearOpened = programmeYear.event('YearOpened', {
  version: 1,
  schema: z.strictObject({}),
  evolve: (state) => ({ ...state, opened: true }),
  sentence: () => ({ vi: 'Năm chương trình bắt đầu', en: 'The programme year opened' }),
});

const yearClosed = programmeYear.event('YearClosed', {
  version: 1,
  schema: z.strictObject({}),
  evolve: (state, _, { revision }) => ({ ...state, closed: true, changedAt: revision }),
  sentence: () => ({ vi: 'Năm chương trình kết thúc', en: 'The programme year closed' }),
  ends: () => true,
});

export const planYear = programmeYear.command('PlanYear', {
  input: z.strictObject(planned),
  by: responsibility('plan-year'),
  starts: ({ id }) => YEAR_EXISTS({ id }),
  decide: ({ id, input }) => planRefused(input.plan, yearOf(id)) ?? [yearPlanned(input)],
  words: { vi: 'Lập kế hoạch năm', en: 'Plan the year' },
});

export const changeYearPlan = programmeYear.command('ChangeYearPlan', {
  input: z.strictObject({ ...planned, document }),
  by: responsibility('plan-year'),
  restsOn: 'what-was-seen',
  guard: ({ id, state }) => (state.closed ? YEAR_CLOSED({ year: id }) : undefined),
  decide: ({ id, input }) => planRefused(input.plan, yearOf(id)) ?? [yearPlanChanged(input)],
  words: { vi: 'Điều chỉnh kế hoạch năm', en: 'Change the year plan' },
});

export const approveYearPlan = programmeYear.command('ApproveYearPlan', {
  input: z.strictObject({ document }),
  by: responsibility('approve-year'),
  restsOn: 'what-was-seen',
  guard: ({ state }) => (state.approved ? 'already-so' : undefined),
  decide: ({ input }) => [yearPlanApproved(input)],
  words: { vi: 'Phê duyệt kế hoạch năm', en: 'Approve the year plan' },
});

export const openYear = programmeYear.command('OpenYear', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at }) => {
    if (state.opened) return 'already-so';
    return state.plan && state.approved && at >= startOfDay(state.plan.opensOn) ? undefined : NOT_DUE();
  },
  decide: () => [yearOpened({})],
  words: { vi: 'Mở năm chương trình', en: 'Open the programme year' },
});

export const closeYear = programmeYear.command('CloseYear', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at }) => {
    if (state.closed) return 'already-so';
    return state.plan && state.opened && at >= endOfDay(state.plan.closesOn) ? undefined : NOT_DUE();
  },
  decide: () => [yearClosed({})],
  words: { vi: 'Kết thúc năm chương trình', en: 'Close the programme year' },
});
