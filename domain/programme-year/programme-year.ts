import { z } from 'zod';
import { type CivilCalendar, civilCalendar } from '../calendar/civil-calendar.ts';
import { daysOff, type OfYear } from '../calendar/days-off.ts';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { workflow } from '../kernel/command.ts';
import type { OlderPapers } from '../kernel/dating.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { document, paper } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, endOfDay, startOfDay } from '../time/civil-date.ts';
import { type Calendar, calendar } from '../time/working-days.ts';
import { type UnitTree, unitTree } from '../unit/unit-tree.ts';
import { planRefused } from './check-plan.ts';
import { dutiesRefused } from './duties.ts';
import { planAdvice } from './plan-advice.ts';
import { closesAtOnce, needsSigner } from './plan-change.ts';
import { type YearPlan, yearPlan } from './year-plan.ts';

export type ProgrammeYear = {
  readonly plan: YearPlan | undefined;
  readonly calendar: Calendar;
  readonly approved: boolean;
  readonly opened: boolean;
  readonly closed: boolean;
  /** it was closed and opened again: it may end in the year after */
  readonly reopened?: boolean;
  /** the streams of the units that were given their duties */
  readonly dutiesGiven?: readonly string[];
  /** imports of older papers that the signer approved */
  readonly olderPapers: readonly OlderPapers[];
  /** revision of the newest fact that changed plan, calendar or approval */
  readonly changedAt: number;
};

/** `66-2022`: province and year. */
export const yearId = z.string().regex(/^\d{2}-20\d{2}$/);
export const provinceOf = (id: string): string => id.slice(0, 2);
export const yearOf = (id: string): number => Number(id.slice(3));
export const nextYearId = (id: string): string => `${provinceOf(id)}-${yearOf(id) + 1}`;

type YearNeeds = { units: Need<UnitTree> } & CalendarNeeds;

export type CalendarNeeds = { calendar: Need<CivilCalendar>; nextCalendar: Need<CivilCalendar> };

/** The civil years whose days off a programme year counts with: its own, and the next, into which its terms run. */
export function calendarsFor(year: number): CalendarNeeds {
  const known = calendarNeeds.get(year);
  if (known) return known;
  const made = { calendar: civilCalendar.need(String(year)), nextCalendar: civilCalendar.need(String(year + 1)) };
  calendarNeeds.set(year, made);
  return made;
}
const calendarNeeds = new Map<number, CalendarNeeds>();

type Calendars = { calendar?: CivilCalendar | undefined; nextCalendar?: CivilCalendar | undefined };

export const calendarYears = (year: number, { calendar, nextCalendar }: Calendars): readonly OfYear[] => [
  { year, calendar },
  { year: year + 1, calendar: nextCalendar },
];

/** States are folded once and kept: what a year and its calendars add up to need not be made for every command. */
const counted = new WeakMap<ProgrammeYear, { years: readonly OfYear[]; result: ProgrammeYear }>();

/** A programme year with the days off that it counts with. */
export function withDaysOff(year: ProgrammeYear, years: readonly OfYear[]): ProgrammeYear {
  const known = counted.get(year);
  if (known?.years.every((of, i) => of.year === years[i]?.year && of.calendar === years[i]?.calendar))
    return known.result;
  const result = { ...year, calendar: daysOff(year.calendar, years) };
  counted.set(year, { years, result });
  return result;
}

export const programmeYear = aggregate<ProgrammeYear, YearNeeds>({
  category: 'programmeYear',
  inOrder: true,
  resource: 'programme-years',
  words: { vi: 'Năm chương trình', en: 'Programme year' },
  id: yearId,
  initial: {
    plan: undefined,
    calendar: { holidays: [] },
    approved: false,
    opened: false,
    closed: false,
    olderPapers: [],
    changedAt: -1,
  },
  needs: ({ id }) => ({ units: unitTree.need(provinceOf(id)), ...calendarsFor(yearOf(id)) }),
  reaches: ({ id }) => ({ province: provinceOf(id), year: yearOf(id) }),
  situation: ({ id, state, input }) => ({
    province: provinceOf(id),
    place: provinceOf(id),
    rulebook: state.plan?.rulebook ?? input?.plan?.rulebook ?? '',
  }),
  advise: ({ id, state, needs }) =>
    state.plan && !state.closed
      ? planAdvice(state.plan, yearOf(id), withDaysOff(state, calendarYears(yearOf(id), needs)).calendar)
      : [],
});

const YEAR_EXISTS = refusal('YEAR_EXISTS', 'conflict', {
  vi: 'Năm {id} đã có kế hoạch.',
  en: 'Year {id} is planned already.',
});
export const YEAR_CLOSED = refusal('YEAR_CLOSED', 'conflict', {
  vi: 'Năm {year} đã kết thúc.',
  en: 'Year {year} is closed.',
});

/** the signer saw how many open cycles the change concerns */
const confirmed = z.strictObject({ openCycles: z.int().min(0) }).optional();

/** Plans carried the days off themselves before each civil year had its calendar; no command writes them any more. */
const planned = { plan: yearPlan, calendar: calendar.optional() };

const asBefore = <D>(data: D): D => data;

const yearPlanned = programmeYear.event('YearPlanned', {
  version: 2,
  schema: z.strictObject(planned),
  upcast: { 1: asBefore },
  evolve: (state, { plan, calendar }, { revision }) => ({
    ...state,
    plan,
    calendar: calendar ?? state.calendar,
    changedAt: revision,
  }),
  sentence: ({ plan }) => ({
    vi: `Lập kế hoạch năm, bộ quy định ${plan.rulebook}, ${plan.rounds.length} đợt đánh giá`,
    en: `Year planned under ${plan.rulebook} with ${plan.rounds.length} rating rounds`,
  }),
});

const yearPlanChanged = programmeYear.event('YearPlanChanged', {
  version: 2,
  schema: z.strictObject({ ...planned, document, confirmed }),
  upcast: { 1: asBefore },
  evolve: (state, { plan, calendar }, { revision }) => ({
    ...state,
    plan,
    calendar: calendar ?? state.calendar,
    changedAt: revision,
  }),
  sentence: ({ document, confirmed }) => ({
    vi: `Điều chỉnh kế hoạch năm theo ${paper(document)}${confirmed ? `, lãnh đạo đã xác nhận (${confirmed.openCycles} chu trình đang mở)` : ''}`,
    en: `Year plan changed by ${paper(document)}${confirmed ? `, confirmed by the signer (${confirmed.openCycles} open cycles)` : ''}`,
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

const notClosed = ({ id, state }: { id: string; state: ProgrammeYear }) =>
  state.closed ? YEAR_CLOSED({ year: id }) : undefined;

type Changing = { id: string; state: ProgrammeYear; needs: { units: UnitTree }; today: Day };

/** Why a plan could not be that of the year, whoever saves it. */
export const planUnfit = ({ id, state, needs, today }: Changing, plan: YearPlan) =>
  planRefused(plan, yearOf(id), state.reopened) ??
  dutiesRefused(plan.duties ?? [], yearOf(id), needs.units) ??
  closesAtOnce(plan.closesOn, today, '/plan/closesOn');

export const planYear = programmeYear.command('PlanYear', {
  input: z.strictObject({ plan: yearPlan }),
  by: responsibility('plan-year'),
  starts: ({ id }) => YEAR_EXISTS({ id }),
  decide: (c) => planUnfit(c, c.input.plan) ?? [yearPlanned(c.input)],
  words: { vi: 'Lập kế hoạch năm', en: 'Plan the year' },
});

export const changeYearPlan = programmeYear.command('ChangeYearPlan', {
  input: z.strictObject({ plan: yearPlan, document }),
  by: responsibility('plan-year'),
  restsOn: 'what-was-seen',
  guard: notClosed,
  decide: (c) => {
    const { state, input, today } = c;
    const signed = state.approved ? state.plan : undefined;
    return planUnfit(c, input.plan) ?? (signed && needsSigner(signed, input.plan, today)) ?? [yearPlanChanged(input)];
  },
  words: { vi: 'Điều chỉnh kế hoạch năm', en: 'Change the year plan' },
});

/** A change that ends cycles earlier or moves passed dates: decided by the signer, who saw how many cycles are open. */
export const confirmYearPlanChange = programmeYear.command('ConfirmYearPlanChange', {
  input: z.strictObject({ plan: yearPlan, document, openCycles: z.int().min(0) }),
  by: responsibility('approve-year'),
  restsOn: 'what-was-seen',
  confirms: 'openCycles',
  guard: notClosed,
  decide: (c) => {
    const { openCycles, ...input } = c.input;
    return planUnfit(c, input.plan) ?? [yearPlanChanged({ ...input, confirmed: { openCycles } })];
  },
  signs: true,
  words: { vi: 'Xác nhận điều chỉnh kế hoạch năm', en: 'Confirm a change of the year plan' },
});

export const approveYearPlan = programmeYear.command('ApproveYearPlan', {
  input: z.strictObject({ document }),
  by: responsibility('approve-year'),
  restsOn: 'what-was-seen',
  guard: ({ state }) => (state.approved ? 'already-so' : undefined),
  decide: ({ state, input, today }) =>
    (state.plan && closesAtOnce(state.plan.closesOn, today, '')) ?? [yearPlanApproved(input)],
  signs: true,
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
