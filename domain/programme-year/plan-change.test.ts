import { describe, expect, test } from 'vitest';
import { planOf } from '../../demo/year-plan.ts';
import { given, told } from '../../test/domain/specification.ts';
import { doc, units } from '../../test/domain/story.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { awareness, duty, type PlanDuty, progress } from '../unit-duties/duties.fixture.ts';
import { approveYearPlan, changeYearPlan, confirmYearPlanChange, planYear, programmeYear } from './programme-year.ts';
import { reopenYear } from './reopening.ts';
import { type YearPlanInput, yearPlan } from './year-plan.ts';

const planned = { type: 'YearPlanned', data: { plan: yearPlan.parse(planOf(2022)) } };
const approved = { type: 'YearPlanApproved', data: { document: doc('01/KH') } };
const opened = { type: 'YearOpened', data: {} };
const closed = { type: 'YearClosed', data: {} };
const document = doc('02/KH');
const year = (today: string, ...events: { type: string; data: unknown }[]) =>
  given(programmeYear, '66-2022', told(programmeYear, '66-2022', events), { needs: { units }, today });
const open = (today: string) => year(today, planned, approved, opened);
const plan = (change: Partial<YearPlanInput>) => ({ ...planOf(2022), ...change });

describe('no plan and no change of a plan closes a year at once', () => {
  test('neither planning nor approving a year that is over', () => {
    year('2023-01-02')
      .when(planYear, { plan: planOf(2022) })
      .then('PLAN_CLOSES_AT_ONCE');
    year('2023-01-02', planned).when(approveYearPlan, { document }).then('PLAN_CLOSES_AT_ONCE');
    year('2022-12-31', planned).when(approveYearPlan, { document }).then(['YearPlanApproved']);
  });
  test('nor a last day mis-keyed as one that is past, whoever signs it', () => {
    const change = { plan: plan({ closesOn: '2022-01-31' }), document };
    open('2022-06-20').when(changeYearPlan, change).then('PLAN_CLOSES_AT_ONCE');
    open('2022-06-20')
      .when(confirmYearPlanChange, { ...change, openCycles: 360 })
      .then('PLAN_CLOSES_AT_ONCE');
  });
});

describe('a change that ends cycles earlier or moves passed dates is the signer’s', () => {
  const refusedFor = (change: Partial<YearPlanInput>) => {
    const { outcome } = open('2022-06-20').when(changeYearPlan, { plan: plan(change), document });
    return Array.isArray(outcome) ? 'changed' : `${(outcome as Refusal).code} ${(outcome as Refusal).field}`;
  };
  const { windows } = planOf(2022);
  test('a duty is known by its id, wherever it stands in the list', () => {
    const planOfDuties = (...duties: PlanDuty[]) => ({
      type: 'YearPlanned',
      data: { plan: yearPlan.parse(plan({ duties })) },
    });
    const changed = (...duties: PlanDuty[]) =>
      year('2022-06-20', planOfDuties(awareness, progress), approved, opened).when(changeYearPlan, {
        plan: plan({ duties }),
        document,
      });
    changed(progress, awareness).then(['YearPlanChanged']);
    changed(duty('new', [['07-01', '07-30']]), awareness, progress).then(['YearPlanChanged']);
    const moved = duty('awareness', [['02-01', '02-20']]);
    changed(progress, moved).then('PLAN_CHANGE_NEEDS_SIGNER', { lines: ['/plan/duties/1/times/0/until'] });
  });
  test('the officer alone changes what lies ahead', () => {
    expect(refusedFor({ windows: { ...windows, implementation: { from: '2022-04-01', until: '2022-09-15' } } })).toBe(
      'changed',
    );
    expect(refusedFor({ closesOn: '2022-11-30' })).toBe('PLAN_CHANGE_NEEDS_SIGNER /plan/closesOn');
    expect(refusedFor({ windows: { ...windows, idea: { from: '2022-03-01', until: '2022-07-31' } } })).toBe(
      'PLAN_CHANGE_NEEDS_SIGNER /plan/windows/idea/until',
    );
    expect(refusedFor({ windows: { ...windows, implementation: { from: '2022-04-01', until: '2022-06-01' } } })).toBe(
      'PLAN_CHANGE_NEEDS_SIGNER /plan/windows/implementation/until',
    );
  });
  test('the signer confirms it with the number of open cycles that were shown', () => {
    open('2022-06-20')
      .when(confirmYearPlanChange, { plan: plan({ closesOn: '2022-11-30' }), document, openCycles: 340 })
      .then([{ type: 'YearPlanChanged', data: { confirmed: { openCycles: 340 } } }]);
  });
  test('before it is approved a plan is changed freely', () => {
    year('2022-06-20', planned)
      .when(changeYearPlan, { plan: plan({ closesOn: '2022-11-30' }), document })
      .then(['YearPlanChanged']);
  });
});

describe('a closed year', () => {
  const over = (today: string) => year(today, planned, approved, opened, closed);
  test('is opened again by a document, until a day that is not past', () => {
    const s = over('2023-01-05').when(reopenYear, { closesOn: '2023-01-31', document }).then(['YearReopened']);
    expect(s.state).toMatchObject({ closed: false, plan: { closesOn: '2023-01-31' }, changedAt: 4 });
    over('2023-01-05').when(reopenYear, { closesOn: '2023-01-04', document }).then('PLAN_CLOSES_AT_ONCE');
    over('2023-01-05').when(reopenYear, { closesOn: '2024-01-04', document }).then('REOPENED_TOO_LONG');
    open('2022-06-20').when(reopenYear, { closesOn: '2022-12-31', document }).then('YEAR_NOT_CLOSED');
  });
  test('is not opened again before it was closed', () => {
    const again = { closesOn: '2023-01-31', document };
    over('2023-01-05')
      .when(reopenYear, { ...again, occurredOn: '2022-12-31' })
      .then('YEAR_NOT_CLOSED');
    over('2023-01-05')
      .when(reopenYear, { ...again, occurredOn: '2023-01-01' })
      .then(['YearReopened']);
    // A clock that showed another year had closed it.
    over('2022-06-20').when(reopenYear, { closesOn: '2022-12-31', document }).then(['YearReopened']);
  });
  test('opened again for too long is put right by the same hand, and its plan can be changed like any other', () => {
    const slipped = { type: 'YearReopened', data: { closesOn: '2023-12-31', document } };
    const reopened = () => year('2023-01-05', planned, approved, opened, closed, slipped);
    const earlier = { plan: plan({ closesOn: '2023-01-31' }), document };
    reopened().when(changeYearPlan, earlier).then('PLAN_CHANGE_NEEDS_SIGNER');
    reopened()
      .when(confirmYearPlanChange, { ...earlier, openCycles: 3 })
      .then(['YearPlanChanged']);
    reopened()
      .when(confirmYearPlanChange, { plan: plan({ closesOn: '2024-01-31' }), document, openCycles: 3 })
      .then('PLAN_OF_ANOTHER_YEAR');
    open('2022-06-20')
      .when(confirmYearPlanChange, { ...earlier, openCycles: 3 })
      .then('PLAN_OF_ANOTHER_YEAR');
  });
});
