import { describe, expect, test } from 'vitest';
import { coffee, come, doc, type Story, story, yearOf } from '../../test/domain/story.ts';
import { productCycle } from './product-cycle.ts';

const goneBefore = (kind: string, more: object = {}) => ({
  before: {
    ...productCycle.initial,
    started: { on: '2021-02-01', at: 0 },
    ended: { kind, on: '2021-12-01', at: 9 },
    ...more,
  },
});
const LAST_YEAR = '66-2021-ca-phe-mau-1';

describe('StartCycle at step 1 or 2', () => {
  test('takes producer, place, group and origin from the product, the rulebook from the year', () => {
    story().expects('StartCycle', {}, [
      {
        type: 'CycleStarted',
        data: {
          entry: 'awareness',
          producer: 'htx-mau',
          place: '650-01',
          group: 'coffee-cocoa',
          origin: 'new',
          rulebook: 'R2019',
        },
      },
    ]);
    const s = come.started(story(), 'idea');
    expect(s.state.step).toBe('idea');
    s.on('2022-03-01').expects('RegisterIdea', { summary: 'x' }, ['IdeaRegistered']);
    s.expects('IdentifyPotential', {}, 'STEP_NOT_REACHED');
  });
  test('a second start is refused', () => {
    come
      .started()
      .expects('StartCycle', {}, 'CYCLE_EXISTS')
      .expects('ContinueCycle', { after: LAST_YEAR, entry: 'idea' }, 'CYCLE_EXISTS');
  });
  test('is refused for an unknown product', () => {
    story('66-2022-x-1', { product: {} }).expects('StartCycle', {}, 'PRODUCT_UNKNOWN', { product: 'x' });
  });
  test('is refused while the year is not planned, not approved, or closed', () => {
    story(undefined, { year: yearOf(2022, undefined, { plan: undefined }) }).expects(
      'StartCycle',
      {},
      'YEAR_NOT_APPROVED',
    );
    story(undefined, { year: yearOf(2022, undefined, { approved: false }) }).expects(
      'StartCycle',
      {},
      'YEAR_NOT_APPROVED',
    );
    story(undefined, { year: yearOf(2022, undefined, { closed: true }) }).expects('StartCycle', {}, 'YEAR_CLOSED');
  });
  test('is refused for a product of another province', () => {
    story(undefined, { product: { ...coffee, province: '12' } }).expects('StartCycle', {}, 'PRODUCT_ELSEWHERE');
  });
  test('a cycle it is said to go on from is one of this product, of an earlier year, and there', () => {
    for (const entry of ['awareness', 'idea']) {
      const s = story();
      s.others = { before: productCycle.initial };
      s.expects('StartCycle', { entry, after: LAST_YEAR }, 'CYCLE_UNKNOWN', { cycle: LAST_YEAR });
      s.others = goneBefore('not-selected');
      s.expects('StartCycle', { entry, after: LAST_YEAR }, ['CycleStarted']);
      s.expects('StartCycle', { entry, after: '66-2021-ca-cao-1' }, 'ENTRY_NOT_FOUNDED');
      s.expects('StartCycle', { entry, after: '12-2021-ca-phe-mau-1' }, 'ENTRY_NOT_FOUNDED');
      s.expects('StartCycle', { entry, after: '66-2022-ca-phe-mau-2' }, 'ENTRY_SAME_YEAR');
    }
  });
  test('nobody enters at step 4 or 6', () => {
    story()
      .expects('StartCycle', { entry: 'implementation' }, 'INPUT_INVALID')
      .expects('StartCycle', { entry: 'promotion' }, 'INPUT_INVALID');
  });
});

describe('entry at step 3, on a plan that was not selected last year', () => {
  const entry = 'business-plan';
  test('needs the earlier cycle or its paper', () => {
    story().expects('StartCycle', { entry }, 'ENTRY_NEEDS_HISTORY');
  });
  test('goes on from the earlier cycle', () => {
    const s = story();
    s.others = goneBefore('not-selected', { plan: { status: 'rejected', targetStar: 3, on: '2021-04-01', at: 5 } });
    s.expects('StartCycle', { entry, after: LAST_YEAR }, [{ type: 'CycleStarted', data: { entry, after: LAST_YEAR } }]);
    s.others = goneBefore('rated');
    s.expects('StartCycle', { entry, after: LAST_YEAR }, 'ENTRY_NOT_FOUNDED', { status: 'rated' });
  });
  test('or from a paper of a year this system did not see', () => {
    const s = story();
    s.expects('StartCycle', { entry, earlier: { year: 2021, outcome: 'plan-not-selected', document: doc('TB') } }, [
      'CycleStarted',
    ]);
    s.expects(
      'StartCycle',
      { entry, earlier: { year: 2021, outcome: 'rated', stars: 2, document: doc('TB') } },
      'ENTRY_NOT_FOUNDED',
    );
  });
  test('opens at the plan', () => {
    const s = come.started(story(), entry, {
      earlier: { year: 2021, outcome: 'plan-not-selected', document: doc('TB') },
    });
    expect(s.state).toMatchObject({
      step: 'business-plan',
      deadline: { subject: 'step/business-plan', dueOn: '2022-05-04' },
    });
  });
});

describe('entry at step 5, a product that returns', () => {
  const entry = 'rating';
  test('in a later year than the rating it improves on', () => {
    const s = story();
    s.others = goneBefore('rated');
    s.expects('StartCycle', { entry, after: LAST_YEAR }, ['CycleStarted']);
    s.expects('StartCycle', { entry, after: '66-2022-ca-phe-mau-2' }, 'ENTRY_SAME_YEAR', { year: 2022 });
    s.expects(
      'StartCycle',
      { entry, earlier: { year: 2022, outcome: 'rated', stars: 2, document: doc('TB') } },
      'ENTRY_SAME_YEAR',
    );
    s.expects('StartCycle', { entry, earlier: { year: 2019, outcome: 'rated', stars: 3, document: doc('QĐ') } }, [
      'CycleStarted',
    ]);
  });
  test('for upgrade or renewal of what was recognised', () => {
    const s = story();
    s.others = goneBefore('recognised');
    s.expects('StartCycle', { entry, after: LAST_YEAR }, ['CycleStarted']);
    s.others = goneBefore('withdrawn');
    s.expects('StartCycle', { entry, after: LAST_YEAR }, 'ENTRY_NOT_FOUNDED', { status: 'withdrawn' });
  });
  test('but not on another product’s cycle', () => {
    const s = story();
    s.others = goneBefore('rated');
    s.expects('StartCycle', { entry, after: '66-2021-ca-cao-1' }, 'ENTRY_NOT_FOUNDED');
  });
  test('its dossier is collected and filed without a plan, and opens the first tier', () => {
    const s = come.started(story(), entry, {
      earlier: { year: 2020, outcome: 'rated', stars: 2, document: doc('TB') },
    });
    expect(s.state).toMatchObject({ step: 'rating', deadline: { subject: 'step/rating', dueOn: '2022-11-30' } });
    s.on('2022-05-20')
      .did('AddEvidence', { id: 'a', kind: 'other', document: doc('A') })
      .did('ConfirmLocalShares', { labour: 1, material: 1, document: doc('XN') })
      .expects('SubmitDossier', { criteriaSet: 'R2019/6' }, ['DossierSubmitted']);
    s.did('SubmitDossier', { criteriaSet: 'R2019/6' }).moves();
    expect(s.state.visits.map((v) => v.tier)).toEqual(['district']);
  });
});

describe('ContinueCycle', () => {
  test('starts next year’s cycle where it was told to, for a product that is still there', () => {
    const s = story('66-2023-ca-phe-mau-1', { year: yearOf(2023) }).on('2023-01-06');
    s.expects('ContinueCycle', { after: '66-2022-ca-phe-mau-1', entry: 'implementation' }, [
      { type: 'CycleStarted', data: { entry: 'implementation', after: '66-2022-ca-phe-mau-1' } },
    ]);
    s.did('ContinueCycle', { after: '66-2022-ca-phe-mau-1', entry: 'implementation' }).moves();
    expect(s.state.step).toBe('implementation');
    s.expects('AddEvidence', { id: 'a', kind: 'other', document: doc('A') }, ['EvidenceAdded']);
  });
  const goingOn = (before: Story, entry: string) => {
    const s = story('66-2023-ca-phe-mau-1', { year: yearOf(2023) }).on('2023-01-06');
    s.others = { before: before.state };
    return s.did('ContinueCycle', { after: before.id, entry }).moves();
  };
  test('an idea that was handed in counts there, and is not registered anew', () => {
    const s = goingOn(come.ideaRegistered(), 'idea').on('2023-01-09');
    expect(s.state.idea).toEqual({ status: 'registered', on: '2022-03-05', at: 0 });
    s.expects('RegisterIdea', { summary: 'x' }, 'IDEA_PENDING').expects('SelectIdea', {}, ['IdeaSelected']);
    goingOn(come.ideaSelected(), 'idea').expects('ApproveIdea', { list: doc('DS') }, ['IdeaApproved']);
    goingOn(come.toIdea(), 'idea').expects('RegisterIdea', { summary: 'x' }, ['IdeaRegistered']);
  });
  test('so do a plan, the evidence and the commune’s confirmation', () => {
    goingOn(come.planSubmitted(), 'business-plan')
      .expects('SubmitPlan', { targetStar: 4, plan: doc('PA') }, 'PLAN_PENDING')
      .expects('SelectPlan', {}, ['PlanSelected']);
    const s = goingOn(come.dossierReady(), 'implementation').on('2023-05-02');
    expect(s.state.plan).toEqual({ status: 'selected', targetStar: 4, on: '2022-04-12', at: 0 });
    s.expects('SubmitDossier', { criteriaSet: 'R2023/13' }, ['DossierSubmitted']);
  });
  test('a plan that policy carry-over-implementation asks for again does not', () => {
    const s = goingOn(come.dossierReady(), 'business-plan');
    s.expects('SubmitPlan', { targetStar: 4, plan: doc('PA') }, ['PlanSubmitted']);
    expect(s.state.evidence).toHaveLength(1);
  });
  test('waits for the approval of the new year', () => {
    const unapproved = story('66-2023-ca-phe-mau-1', { year: yearOf(2023, undefined, { approved: false }) });
    unapproved.expects('ContinueCycle', { after: '66-2022-ca-phe-mau-1', entry: 'idea' }, 'YEAR_NOT_APPROVED');
  });
});

describe('awareness', () => {
  test('a potential product is identified; the process opens the idea step', () => {
    const s = come.started().on('2022-02-15');
    s.expects('IdentifyPotential', {}, ['PotentialIdentified']);
    s.did('IdentifyPotential', { remarks: 'Sầu riêng ngon' });
    expect(s.state.done.awareness).toMatchObject({ on: '2022-02-15', late: false });
    expect(s.due().map((a) => [a.command, a.which])).toEqual([['OpenStep', 'idea']]);
    s.expects('OpenStep', {}, [{ type: 'StepOpened', data: { step: 'idea', due: { dueOn: '2022-03-31' } } }]);
  });
  test('whoever registers an idea after its day had passed, awareness was late', () => {
    const done = (on: string) => come.started().on(on).did('RegisterIdea', { summary: 'x' }).state.done.awareness;
    expect(done('2022-02-28')).toMatchObject({ late: false });
    expect(done('2022-03-07')).toMatchObject({ on: '2022-03-07', late: true });
  });
  test('before the process opened it, the person does', () => {
    story().did('StartCycle').expects('IdentifyPotential', {}, ['StepOpened', 'PotentialIdentified']);
  });
  test('is refused once passed, or when the cycle ended', () => {
    come.toIdea().expects('IdentifyPotential', {}, 'STEP_PASSED');
    come.started().did('WithdrawProduct', { reason: 'Thôi' }).expects('IdentifyPotential', {}, 'CYCLE_ENDED');
  });
  test('OpenStep has nothing to do while a step is under way', () => {
    come.started().expects('OpenStep', {}, 'already-so');
  });
});

test('a product of another kind is told apart by its year, its name and an ordinal', () => {
  expect(productCycle.id.safeParse('66-2022-ca-phe-ea-kmat-2').success).toBe(true);
  for (const bad of ['66-2022-ca-phe', '66-2022-1', '6-2022-x-1', '66-2022-Cà-1', '66-2022-x-0'])
    expect(productCycle.id.safeParse(bad).success, bad).toBe(false);
});
