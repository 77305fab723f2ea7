import { describe, expect, test } from 'vitest';
import { holidays, planOf } from '../../demo/year-plan.ts';
import { given, specification, told } from '../../test/domain/specification.ts';
import { doc, units } from '../../test/domain/story.ts';
import { programmeYear as procedure } from '../../workflows/programme-year.ts';
import { earliest } from '../kernel/due-action.ts';
import { fold } from '../kernel/fold.ts';
import { actionsOf } from '../kernel/procedure.ts';
import { roundFor, windowOf } from './plan-dates.ts';
import {
  approveYearPlan,
  changeYearPlan,
  closeYear,
  nextYearId,
  openYear,
  planYear,
  programmeYear,
  yearId,
} from './programme-year.ts';
import { yearFacts } from './year-facts.ts';
import { yearPlan } from './year-plan.ts';

const ID = '66-2022';
const input = { plan: planOf(2022) };
const calendar = { holidays: [] };
const needs = { units };
const planned = { type: 'YearPlanned', data: { plan: yearPlan.parse(planOf(2022)), calendar: holidays[2022] } };
const approved = { type: 'YearPlanApproved', data: { document: doc('01/KH') } };
const opened = { type: 'YearOpened', data: {} };
const closed = { type: 'YearClosed', data: {} };
const history = (...events: { type: string; data: unknown }[]) => told(programmeYear, ID, events);
const at = (instant: string, ...events: { type: string; data: unknown }[]) =>
  specification({
    aggregate: programmeYear,
    id: ID,
    facts: history(...events),
    needs,
    at: instant,
    actor: { kind: 'workflow', id: 'w' },
  });

describe('PlanYear', () => {
  test('once; what it leaves out gets the defaults', () => {
    given(programmeYear, ID, [], { needs })
      .when(planYear, input)
      .then([
        { type: 'YearPlanned', data: { plan: { policies: { forwarding: 'points', 'late-step-working-days': 10 } } } },
      ]);
    given(programmeYear, ID, history(planned), { needs }).when(planYear, input).then('YEAR_EXISTS');
  });
  test('refuses an unknown rulebook, crossed dates, a round without dates for a tier that rates', () => {
    const plan = (change: object) => ({ ...input, plan: { ...input.plan, ...change } });
    const spec = given(programmeYear, ID, [], { needs });
    spec.when(planYear, plan({ rulebook: 'R1999' })).then('RULEBOOK_UNKNOWN');
    spec.when(planYear, plan({ closesOn: '2021-12-31' })).then('PLAN_DATES_CROSSED', { what: 'year' });
    spec
      .when(planYear, plan({ windows: { ...input.plan.windows, idea: { from: '2022-03-31', until: '2022-03-01' } } }))
      .then('PLAN_DATES_CROSSED', { what: 'idea' });
    const [first, second] = input.plan.rounds;
    spec
      .when(planYear, plan({ rounds: [{ ...first, until: '2022-05-01' }, second] }))
      .then('PLAN_DATES_CROSSED', { what: 'round 1' });
    const { national: _, ...tiers } = first?.tiers ?? {};
    spec
      .when(planYear, plan({ rounds: [{ ...first, tiers }] }))
      .then('PLAN_TIER_MISSING', { round: 1, tier: 'national' });
    spec.when(planYear, plan({ rounds: [] })).then('INPUT_INVALID');
    spec.when(planYear, plan({ policies: { forwarding: 'luck' } })).then('INPUT_INVALID');
    spec.when(planYear, { ...input, calendar: { holidays: ['2022-02-30'] } }).then('INPUT_INVALID');
  });
});

describe('ChangeYearPlan, ApproveYearPlan', () => {
  const change = { ...input, document: doc('02/KH') };
  test('a changed plan is the plan from then on, approved or not', () => {
    const s = given(programmeYear, ID, history(planned, approved), { needs })
      .when(changeYearPlan, change)
      .then(['YearPlanChanged']);
    expect(s.state).toMatchObject({ approved: true, changedAt: 2 });
  });
  test('a closed year is not changed, a bad plan neither', () => {
    given(programmeYear, ID, history(planned, approved, opened, closed), { needs })
      .when(changeYearPlan, change)
      .then('YEAR_CLOSED');
    given(programmeYear, ID, history(planned), { needs })
      .when(changeYearPlan, { ...change, plan: { ...input.plan, rulebook: 'x' } })
      .then('RULEBOOK_UNKNOWN');
  });
  test('is approved once', () => {
    given(programmeYear, ID, history(planned), { needs })
      .when(approveYearPlan, { document: doc('01') })
      .then(['YearPlanApproved']);
    given(programmeYear, ID, history(planned, approved), { needs })
      .when(approveYearPlan, { document: doc('01') })
      .then('already-so');
  });
});

describe('OpenYear, CloseYear', () => {
  test('open at 00:00 of the first day once approved', () => {
    at('2021-12-31T16:59:59.999Z', planned, approved).when(openYear).then('NOT_DUE');
    at('2021-12-31T17:00:00.000Z', planned, approved).when(openYear).then(['YearOpened']);
    at('2022-06-01T00:00:00.000Z', planned).when(openYear).then('NOT_DUE');
    at('2022-06-01T00:00:00.000Z', planned, approved, opened).when(openYear).then('already-so');
  });
  test('close at 24:00 of the last day, once it was open', () => {
    at('2022-12-31T16:59:59.999Z', planned, approved, opened).when(closeYear).then('NOT_DUE');
    at('2022-12-31T17:00:00.000Z', planned, approved, opened).when(closeYear).then(['YearClosed']);
    at('2023-01-01T00:00:00.000Z', planned, approved).when(closeYear).then('NOT_DUE');
    at('2023-01-01T00:00:00.000Z', planned, approved, opened, closed).when(closeYear).then('already-so');
  });
  test('are what the year itself is due to do', () => {
    const due = (...events: { type: string; data: unknown }[]) => {
      const facts = yearFacts('66-2022', fold(programmeYear, history(...events)));
      return facts && earliest(actionsOf(procedure(facts), [], '2022-01-01T00:00:00.000Z'));
    };
    expect(due()).toBeUndefined();
    expect(due(planned)).toBeUndefined();
    expect(due(planned, approved)).toMatchObject({
      command: 'OpenYear',
      dueAt: '2021-12-31T17:00:00.000Z',
      cause: 'programmeYear-66-2022@1',
    });
    expect(due(planned, approved, opened)).toMatchObject({ command: 'CloseYear', dueAt: '2022-12-31T17:00:00.000Z' });
    expect(due(planned, approved, opened, closed)).toBeUndefined();
    const changed = { type: 'YearPlanChanged', data: { ...planned.data, document: doc('02/KH') } };
    expect(due(planned, approved, opened, changed)?.cause).toBe('programmeYear-66-2022@3');
  });
});

test('the focus window of rating runs from its first round to its last', () => {
  expect(windowOf(yearPlan.parse(planOf(2022)), 'rating')).toEqual({ from: '2022-06-01', until: '2022-11-30' });
});
test('a dossier belongs to the first round still open, or the last', () => {
  const plan = yearPlan.parse(planOf(2022));
  const rounds = ['2022-01-01', '2022-08-01', '2022-08-02', '2022-11-30', '2022-12-26'].map(
    (d) => roundFor(plan, d, { calendar, rulebook: { rounds: [] } }).no,
  );
  expect(rounds).toEqual([1, 1, 2, 2, 2]);
});
test('a year’s id is its province and year', () => {
  expect(nextYearId(ID)).toBe('66-2023');
  expect(['66-2022', '6-2022', '66-1999', '66-2022-x', 'x'].map((id) => yearId.safeParse(id).success)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
