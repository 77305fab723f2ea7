import { describe, expect, test } from 'vitest';
import { come, doc, type Story, yearOf } from '../../test/domain/story.ts';
import { planUnder } from '../../test/plans.ts';
import { aimedDue } from './step-due.ts';

const aiming = (round = 2): Story => come.toImplementation().on('2022-06-10').did('AimAtRound', { round });
const readyBy = (s: Story, on: string): Story =>
  s
    .on(on)
    .did('AddEvidence', { id: 'phieu', kind: 'registration-form', document: doc('P', on) })
    .did('ConfirmLocalShares', { labour: 8000, material: 9000, document: doc('XN', on) });

describe('who aims at round 2 is not late at the end of the focus month', () => {
  test('filed on 3/10, as the scheme has it: never overdue, and the step was not late', () => {
    const s = aiming().on('2022-09-30').moves();
    expect(s.state.deadline).toMatchObject({ subject: 'step/implementation', dueOn: '2022-10-31', overdue: false });
    expect(s.state.deadline?.basis).toContain('round 2');
    readyBy(s, '2022-10-03').did('SubmitDossier', { criteriaSet: 'R2019/6' });
    expect(s.said).toMatchObject({ round: 2 });
    expect(s.state.done.implementation).toMatchObject({ late: false });
  });
  test('without a word the end of the focus month is the date', () => {
    expect(come.toImplementation().state.deadline).toMatchObject({ dueOn: '2022-08-31' });
  });
  test('said before step 4 it counts when that opens', () => {
    const s = come.planSubmitted().did('AimAtRound', { round: 2 });
    expect(s.state.deadline).toMatchObject({ subject: 'step/business-plan/select' });
    s.on('2022-04-12').did('SelectPlan').moves();
    expect(s.state.deadline).toMatchObject({ subject: 'step/implementation', dueOn: '2022-10-31' });
  });
  test('a changed plan moves it', () => {
    const s = aiming();
    s.year = yearOf(2022, (p) => ({
      ...p,
      rounds: p.rounds.map((r) => (r.no === 2 ? { ...r, filingClosesOn: '2022-10-14' } : r)),
    }));
    expect(s.moves().state.deadline).toMatchObject({ dueOn: '2022-10-14' });
  });
  test('a date that the province fixed stands', () => {
    const s = come.toImplementation().on('2022-06-01').did('FixDeadline', { dueOn: '2022-07-15', reason: 'x' });
    s.on('2022-06-10').did('AimAtRound', { round: 2 }).moves();
    expect(s.state).toMatchObject({ aimsAt: 2, deadline: { dueOn: '2022-07-15', fixed: true } });
  });
  test('filed while round 1 is open, it is still for the round it aims at', () => {
    const s = readyBy(aiming(), '2022-07-20').did('SubmitDossier', { criteriaSet: 'R2019/6' }).moves();
    expect(s.state.visits).toMatchObject([{ tier: 'district', round: 2 }]);
    expect(s.state.deadline).toMatchObject({ dueOn: '2022-10-31' });
  });
});

test('where a round closes on the proposal of the tier below, filing is due its legal term before', () => {
  const due = aimedDue(
    1,
    yearOf(2027, () => planUnder('R2026', 2027)),
  );
  expect(due).toMatchObject({ dueOn: '2027-04-08' });
});

describe('AimAtRound', () => {
  test('is refused for a round that is not planned or has passed, and after filing', () => {
    come.toImplementation().expects('AimAtRound', { round: 3 }, 'ROUND_NOT_PLANNED');
    come.toImplementation().on('2022-08-01').expects('AimAtRound', { round: 1 }, 'ROUND_PASSED');
    come.submitted().expects('AimAtRound', { round: 2 }, 'FILED_ALREADY');
    aiming().did('WithdrawProduct', { reason: 'x' }).expects('AimAtRound', { round: 1 }, 'CYCLE_ENDED');
  });
  test('may be said anew, and changes nothing the second time', () => {
    const s = aiming().expects('AimAtRound', { round: 2 }, 'already-so');
    s.did('AimAtRound', { round: 1 });
    expect(s.state.deadline).toMatchObject({ dueOn: '2022-06-30' });
  });
});
