import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { document, paper } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { refusal } from '../kernel/refusal.ts';
import { RULEBOOK_UNKNOWN } from '../rulebooks/refusals.ts';
import { findRulebook } from '../rulebooks/registry.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { endOfDay, startOfDay } from '../time/civil-date.ts';
import { type Calendar, calendar } from '../time/working-days.ts';
import { type UnitTree, unitTree } from '../unit/unit-tree.ts';
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
export const nextYearId = (id: string): string => `${provinceOf(id)}-${Number(id.slice(3)) + 1}`;

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
});

const YEAR_EXISTS = refusal('YEAR_EXISTS', 'conflict', {
  vi: 'Năm {id} đã có kế hoạch.',
  en: 'Year {id} is planned already.',
});
const PLAN_DATES_CROSSED = refusal('PLAN_DATES_CROSSED', 'invalid', {
  vi: 'Trong kế hoạch, {what} kết thúc trước khi bắt đầu.',
  en: 'In the plan, {what} ends before it begins.',
});
const PLAN_TIER_MISSING = refusal('PLAN_TIER_MISSING', 'invalid', {
  vi: 'Đợt {round} chưa có ngày cho cấp {tier}.',
  en: 'Round {round} has no dates for tier {tier}.',
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

function checkPlan(plan: YearPlan) {
  const rulebook = findRulebook(plan.rulebook);
  if (!rulebook) return RULEBOOK_UNKNOWN({ rulebook: plan.rulebook }, '/plan/rulebook');
  const spans = [
    ...Object.entries(plan.windows),
    ...plan.rounds.map((r) => [`round ${r.no}`, r] as const),
    ['year', { from: plan.opensOn, until: plan.closesOn }] as const,
  ];
  const crossed = spans.find(([, w]) => w.until < w.from);
  if (crossed) return PLAN_DATES_CROSSED({ what: crossed[0] }, '/plan');
  for (const round of plan.rounds)
    for (const tier of rulebook.ladder)
      if (tier.rates && !own(round.tiers, tier.id))
        return PLAN_TIER_MISSING({ round: round.no, tier: tier.id }, '/plan/rounds');
  return undefined;
}

export const planYear = programmeYear.command('PlanYear', {
  input: z.strictObject(planned),
  by: responsibility('plan-year'),
  starts: ({ id }) => YEAR_EXISTS({ id }),
  decide: ({ input }) => checkPlan(input.plan) ?? [yearPlanned(input)],
  words: { vi: 'Lập kế hoạch năm', en: 'Plan the year' },
});

export const changeYearPlan = programmeYear.command('ChangeYearPlan', {
  input: z.strictObject({ ...planned, document }),
  by: responsibility('plan-year'),
  restsOn: 'what-was-seen',
  guard: ({ id, state }) => (state.closed ? YEAR_CLOSED({ year: id }) : undefined),
  decide: ({ input }) => checkPlan(input.plan) ?? [yearPlanChanged(input)],
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
