import { describe, expect, test } from 'vitest';
import { come, doc, story, yearOf } from '../../test/domain/story.ts';
import { productCycle } from './product-cycle.ts';

const closed = (s: ReturnType<typeof story>) => {
  s.year = { ...s.year, closed: true, changedAt: 9 };
  return s.on('2023-01-01');
};

describe('WithdrawProduct', () => {
  test('at any step, and everything that was due is gone', () => {
    for (const s of [come.started(), come.planSubmitted(), come.atProvince(), come.atReview()]) {
      s.did('WithdrawProduct', { reason: 'Ngừng sản xuất', document: doc('Đơn') });
      expect(s.state).toMatchObject({ ended: { kind: 'withdrawn' }, deadline: undefined });
      expect(s.due()).toEqual([]);
    }
  });
  test('a filed dossier only with the applicant’s paper, where another withdraws it', () => {
    come.atProvince().expects('WithdrawProduct', { reason: 'x' }, 'WITHDRAWAL_NEEDS_PAPER');
    come.started().expects('WithdrawProduct', { reason: 'x' }, ['ProductWithdrawn']);
  });
  test('once', () => {
    come.recognised().expects('WithdrawProduct', { reason: 'x' }, 'CYCLE_ENDED');
    come.started().expects('WithdrawProduct', {}, 'INPUT_INVALID');
  });
});

describe('CloseNotSelected', () => {
  test('only for what was not selected', () => {
    come.ideaRegistered().expects('CloseNotSelected', {}, 'NOT_REJECTED');
    come.toPlan().expects('CloseNotSelected', {}, 'NOT_REJECTED');
    come
      .ideaRegistered()
      .did('RejectIdea', { reason: 'x' })
      .expects('CloseNotSelected', {}, [{ type: 'ClosedNotSelected', data: { step: 'idea' } }]);
    come.ideaSelected().did('StrikeIdea', { reason: 'x' }).expects('CloseNotSelected', {}, ['ClosedNotSelected']);
    come.recognised().expects('CloseNotSelected', {}, 'CYCLE_ENDED');
  });
});

describe('closing the year', () => {
  test('is waited for', () => {
    come.toPlan().expects('CarryOver', {}, 'YEAR_STILL_OPEN');
    expect(
      come
        .toPlan()
        .due()
        .map((a) => a.command),
    ).not.toContain('CarryOver');
  });
  test('carries over what is in steps 1 to 4', () => {
    for (const [s, from] of [
      [come.started(), 'awareness'],
      [come.ideaSelected(), 'idea'],
      [come.toPlan(), 'business-plan'],
      [come.dossierReady(), 'implementation'],
    ] as const) {
      closed(s).expects('CarryOver', {}, [{ type: 'CycleCarriedOver', data: { from } }]);
      expect(s.due()).toContainEqual(
        expect.objectContaining({ command: 'CarryOver', cause: 'programmeYear-66-2022@9' }),
      );
      s.did('CarryOver').expects('CarryOver', {}, 'already-so');
    }
  });
  test('carries over a product that came back for rating and filed nothing', () => {
    const earlier = { year: 2021, outcome: 'rated', stars: 2, document: { number: 'BB', date: '2021-11-30' } };
    const s = come.started(story(), 'rating', { earlier }).moves();
    closed(s).expects('CarryOver', {}, [{ type: 'CycleCarriedOver', data: { from: 'rating' } }]);
  });
  test('ends what was not selected', () => {
    closed(come.planSubmitted().did('RejectPlan', { reason: 'x' })).expects('CarryOver', {}, [
      { type: 'ClosedNotSelected', data: { step: 'business-plan' } },
    ]);
  });
  test('leaves ratings under way, which finish in their own time', () => {
    for (const s of [come.submitted(), come.atDistrict(), come.atNation(), come.recognised()])
      closed(s).expects('CarryOver', {}, 'already-so');
    const s = closed(come.atNation());
    s.expects('FixDeadline', { dueOn: '2023-02-01', reason: 'x' }, ['DeadlineFixed']);
  });
});

describe('a year that is opened again', () => {
  const reopened = (s: ReturnType<typeof story>) => {
    s.year = { ...s.year, closed: false, changedAt: s.year.changedAt + 1 };
    return s;
  };
  const carried = () => closed(come.toImplementation()).did('CarryOver');
  test('takes back what it carried over, with a deadline at the step where it was', () => {
    const s = reopened(carried());
    expect(s.due()).toMatchObject([{ command: 'TakeBackCycle' }]);
    s.moves();
    expect(s.state).toMatchObject({ step: 'implementation', deadline: { subject: 'step/implementation' } });
    expect(s.state.ended).toBeUndefined();
    s.did('RecordVisit', { remarks: 'x' });
  });
  test('and carries it over again when it closes again', () => {
    const s = closed(reopened(carried()).moves());
    s.year = { ...s.year, changedAt: s.year.changedAt + 1 };
    expect(s.moves().state.ended?.kind).toBe('carried-over');
  });
  test('leaves what goes on in the next year already, and what ended otherwise', () => {
    const s = carried();
    s.others = { next: { ...productCycle.initial, started: { on: '2023-01-06', at: 0 } } };
    reopened(s.did('RecordCarriedOverTo')).expects('TakeBackCycle', {}, 'already-so');
    reopened(come.recognised()).expects('TakeBackCycle', {}, 'already-so');
  });
});

describe('the next year’s cycle of what was carried over', () => {
  const NEXT = '66-2023-ca-phe-mau-1';
  const carried = () => closed(come.toImplementation()).did('CarryOver');
  test('waits until the next year is approved', () => {
    const s = carried();
    expect(s.due()).toEqual([]);
    s.nextYear = yearOf(2023, undefined, { approved: false });
    expect(s.due()).toEqual([]);
    s.nextYear = yearOf(2023, undefined, { closed: true });
    expect(s.due()).toEqual([]);
  });
  test('is started at the step where it was, then recorded here', () => {
    const s = carried();
    s.nextYear = yearOf(2023);
    const on = { stream: `productCycle-${NEXT}`, input: { after: s.id, entry: 'implementation' } };
    expect(s.due()).toMatchObject([{ command: 'ContinueCycle', which: NEXT, on }]);
    s.nextStarted = true;
    expect(s.due()).toMatchObject([{ command: 'RecordCarriedOverTo', which: NEXT }]);
    s.others = { next: productCycle.initial };
    s.expects('RecordCarriedOverTo', {}, 'NOT_CARRIED_OVER');
    s.others = { next: { ...productCycle.initial, started: { on: '2023-01-06', at: 0 } } };
    s.did('RecordCarriedOverTo');
    expect(s.state.next).toBe(NEXT);
    s.expects('RecordCarriedOverTo', {}, 'already-so');
    expect(s.due()).toEqual([]);
  });
  test('while implementing, policy carry-over-implementation says where', () => {
    const year = yearOf(2022, (p) => ({ ...p, policies: { 'carry-over-implementation': 'business-plan' } }));
    const s = closed(come.toImplementation(story(undefined, { year }))).did('CarryOver');
    s.nextYear = yearOf(2023);
    expect(s.due()[0]?.on?.input).toMatchObject({ entry: 'business-plan' });
  });
});
