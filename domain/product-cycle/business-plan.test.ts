import { describe, expect, test } from 'vitest';
import { come, doc, story, yearOf } from '../../test/domain/story.ts';

const plan = { targetStar: 4, plan: doc('PA') };

describe('SubmitPlan', () => {
  test('with a target star of 3 to 5', () => {
    come
      .toPlan()
      .on('2022-04-02')
      .expects('SubmitPlan', plan, [{ type: 'PlanSubmitted', data: { targetStar: 4 } }]);
    for (const targetStar of [2, 6, 3.5]) come.toPlan().expects('SubmitPlan', { ...plan, targetStar }, 'INPUT_INVALID');
  });
  test('opens the step itself when the process has not yet', () => {
    const s = come.ideaSelected().did('ApproveIdea', { list: doc('DS') });
    s.expects('SubmitPlan', plan, [{ type: 'StepOpened', data: { step: 'business-plan' } }, 'PlanSubmitted']);
  });
  test('is refused before the idea is approved, twice, after selection and when the cycle ended', () => {
    come.ideaSelected().expects('SubmitPlan', plan, 'STEP_NOT_REACHED');
    come.planSubmitted().expects('SubmitPlan', plan, 'PLAN_PENDING');
    come.toImplementation().expects('SubmitPlan', plan, 'STEP_PASSED');
    come.toPlan().did('WithdrawProduct', { reason: 'Thôi' }).expects('SubmitPlan', plan, 'CYCLE_ENDED');
  });
});

describe('a plan that was not selected', () => {
  test('comes again at once, on the same day', () => {
    const s = come.planSubmitted().on('2022-04-12').did('RejectPlan', { reason: 'Thiếu thị trường' });
    s.expects('SubmitPlan', { ...plan, targetStar: 3 }, ['PlanSubmitted']);
    s.did('SubmitPlan', { ...plan, targetStar: 3 }).did('SelectPlan');
    expect(s.state.plan).toMatchObject({ status: 'selected', targetStar: 3 });
  });
  test('or ends as not selected', () => {
    come
      .planSubmitted()
      .did('RejectPlan', { reason: 'x' })
      .expects('CloseNotSelected', {}, [{ type: 'ClosedNotSelected', data: { step: 'business-plan' } }]);
  });
});

describe('SelectPlan, RejectPlan', () => {
  test('the district’s selection finishes the step', () => {
    const s = come.planSubmitted().on('2022-04-29').did('SelectPlan');
    expect(s.state.done['business-plan']).toMatchObject({ on: '2022-04-29', late: false });
  });
  test('after its window it is accepted and marked late', () => {
    expect(come.planSubmitted().on('2022-05-05').did('SelectPlan').state.done['business-plan']?.late).toBe(true);
  });
  test('are refused when no plan waits', () => {
    come
      .toPlan()
      .expects('SelectPlan', {}, 'PLAN_NOT_PENDING')
      .expects('RejectPlan', { reason: 'x' }, 'PLAN_NOT_PENDING');
    come.toImplementation().expects('SelectPlan', {}, 'PLAN_NOT_PENDING', { status: 'selected' });
    const rejected = come.planSubmitted().did('RejectPlan', { reason: 'x' });
    rejected.expects('RejectPlan', { reason: 'x' }, 'PLAN_NOT_PENDING', { status: 'rejected' });
    come.planSubmitted().did('WithdrawProduct', { reason: 'x' }).expects('SelectPlan', {}, 'CYCLE_ENDED');
  });
});

describe('a step opened after its window', () => {
  test('gets ten working days, holidays left out', () => {
    // 30/4 is a Saturday, 2 and 3 May are holidays in lieu of it and of 1/5: the window ends on 4/5.
    const s = come
      .ideaSelected()
      .on('2022-05-05')
      .did('ApproveIdea', { list: doc('DS') })
      .moves();
    expect(s.state.deadline).toMatchObject({ subject: 'step/business-plan', dueOn: '2022-05-19' });
    expect(s.state.deadline?.basis).toContain('late-step-working-days (10)');
  });
  test('or what the year plan’s policy says', () => {
    const year = yearOf(2022, (p) => ({ ...p, policies: { 'late-step-working-days': 3 } }));
    const s = come
      .ideaSelected(story(undefined, { year }))
      .on('2022-05-05')
      .did('ApproveIdea', { list: doc('DS') })
      .moves();
    expect(s.state.deadline?.dueOn).toBe('2022-05-10');
  });
  test('on the last day of the window it still gets the window', () => {
    const s = come
      .ideaSelected()
      .on('2022-05-04')
      .did('ApproveIdea', { list: doc('DS') })
      .moves();
    expect(s.state.deadline?.dueOn).toBe('2022-05-04');
  });
});

test('what was decided on a plan is told to commune and producer, each decision once', () => {
  const letter = { letter: doc('TB') };
  come.planSubmitted().expects('TellPlanDecision', letter, 'PLAN_NOT_DECIDED');
  const s = come.planSubmitted().did('RejectPlan', { reason: 'x' }).did('TellPlanDecision', letter);
  expect(s.said).toMatchObject({ selected: false });
  s.expects('TellPlanDecision', letter, 'already-so');
  s.did('SubmitPlan', { targetStar: 3, plan: doc('PA2') }).expects('TellPlanDecision', letter, 'PLAN_NOT_DECIDED');
  s.did('SelectPlan').did('TellPlanDecision', letter);
  expect(s.said).toMatchObject({ selected: true });
});
