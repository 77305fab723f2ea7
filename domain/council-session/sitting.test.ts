import { describe, expect, test } from 'vitest';
import { CHAIR, DEPUTY, held, laws, SECRETARY } from '../../test/domain/council.ts';
import { doc } from '../../test/domain/story.ts';
import { rulesOf } from './council-rules.ts';
import { quorumOf } from './quorum.ts';

const coffee = '66-2022-ca-phe-1';
const leaves = (s: ReturnType<typeof held.gathered>, ...members: string[]) => {
  s.by(SECRETARY);
  for (const member of members) s.did('RecordAttendance', { member, what: 'left' });
  return s;
};

describe.each(laws)('OpenSession under $rulebook', (law) => {
  test('the chair opens it where three quarters of those who score are there', () => {
    const s = held.gathered(law);
    s.by(CHAIR).expects('OpenSession', {}, [{ type: 'SessionOpened', data: { sitting: 1, present: 7, base: 7 } }]);
    leaves(s, 'uy-vien-1').by(CHAIR).expects('OpenSession', {}, ['SessionOpened']);
    leaves(s, 'uy-vien-2').by(CHAIR).expects('OpenSession', {}, 'NO_QUORUM', { present: 5, base: 7, needed: 6 });
  });
  test('the deputy presides where the chair is away, then whom the decision names, by policy', () => {
    const s = held.gathered(law, ['ca-phe'], { presides: 'uy-vien-3' });
    s.by(DEPUTY).expects('OpenSession', {}, 'NOT_PRESIDING', { presides: CHAIR, member: DEPUTY });
    leaves(s, CHAIR).by(DEPUTY).expects('OpenSession', {}, ['SessionOpened']);
    const rules = rulesOf(s.state, s.year);
    const without = (named: boolean) => {
      const away = { ...s.state, attendance: s.state.attendance.filter((a) => a.account !== DEPUTY) };
      return quorumOf(away, undefined, { ...rules, namedMayPreside: named, quorumBasisPoints: 5000 });
    };
    expect([without(true).presides, without(true).enough]).toEqual(['uy-vien-3', true]);
    expect([without(false).presides, without(false).enough]).toEqual([undefined, false]);
  });
});

describe('OpenSession', () => {
  test('not before its day, not twice, not when a dossier has changed since', () => {
    const s = held.gathered();
    s.by(CHAIR).on('2022-06-01').expects('OpenSession', {}, 'OCCURRED_TOO_EARLY');
    const early = held.declared().by(CHAIR);
    early.expects('OpenSession', {}, 'MEETING_LATER', { on: early.state.meetsOn });
    s.on(s.state.meetsOn as string)
      .did('OpenSession')
      .expects('OpenSession', {}, 'SESSION_OPEN');
    const changed = held.gathered();
    changed.cycles[1]?.on('2022-06-06').did('RequestSupplement', { items: 'x', answerBy: '2022-06-20' });
    changed.by(CHAIR).expects('OpenSession', {}, 'PRODUCT_NOT_AT_TIER');
    changed.cycles[1]?.did('AnswerSupplement', { documents: [doc('BS')] });
    changed.expects('OpenSession', {}, 'DOSSIER_CHANGED', { cycle: '66-2022-tieu-1' });
  });
  test('not before the dossiers were sent', () => {
    const s = held.convened();
    s.on(s.state.meetsOn as string).by(SECRETARY);
    for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    s.by(CHAIR).expects('OpenSession', {}, 'NOT_DISTRIBUTED');
  });
});

describe('attendance', () => {
  test('members record their own, the secretary everybody’s; nobody sits for another', () => {
    const s = held.declared().by('uy-vien-1');
    s.expects('RecordAttendance', { member: 'uy-vien-1', what: 'arrived' }, 'MEETING_LATER');
    s.on(s.state.meetsOn as string);
    s.expects('RecordAttendance', { member: 'uy-vien-1', what: 'arrived' }, ['AttendanceRecorded']);
    s.expects('RecordAttendance', { member: 'uy-vien-2', what: 'arrived' }, 'NOT_YOUR_PLACE');
    s.expects('RecordAttendance', { member: 'uy-vien-1', what: 'arrived', proxy: 'em-trai' }, 'NO_PROXY', {
      member: 'uy-vien-1',
      proxy: 'em-trai',
    });
    s.by(SECRETARY).expects('RecordAttendance', { member: 'nguoi-la', what: 'arrived' }, 'NOT_A_MEMBER');
    s.expects('RecordAttendance', { member: 'uy-vien-1', what: 'left' }, 'already-so');
  });
  test('a quorum that is lost suspends the session, and it goes on when it is there again', () => {
    const s = leaves(held.open(), 'uy-vien-1');
    s.expects('RecordAttendance', { member: 'uy-vien-2', what: 'left' }, ['AttendanceRecorded', 'SessionSuspended']);
    s.did('RecordAttendance', { member: 'uy-vien-2', what: 'left' });
    s.expects('RecordAttendance', { member: 'uy-vien-3', what: 'left' }, ['AttendanceRecorded']);
    s.expects('RecordAttendance', { member: 'uy-vien-1', what: 'arrived' }, ['AttendanceRecorded', 'SessionResumed']);
  });
  test('with chair and deputy gone nobody presides, however many are there', () => {
    const s = leaves(held.open(), CHAIR);
    expect(s.state.suspended).toBe(false);
    s.expects('RecordAttendance', { member: DEPUTY, what: 'left' }, ['AttendanceRecorded', 'SessionSuspended']);
  });
});

describe('another sitting', () => {
  test('has those who come to it, not those who were at the one before', () => {
    const s = held.open().by(CHAIR).did('CloseSession', { next: '2022-06-27' }).on('2022-06-27');
    s.expects('OpenSession', {}, 'NO_QUORUM', { present: 0, base: 7 });
    s.by(SECRETARY);
    for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    s.by(CHAIR).did('OpenSession');
    expect(s.state.sittings).toHaveLength(2);
    expect(new Set(s.state.attendance.map((a) => a.sitting))).toEqual(new Set([1, 2]));
  });
  test('that could not be opened on its day has those who come on another one', () => {
    const s = held.gathered().on('2022-06-10').by(CHAIR);
    s.expects('OpenSession', {}, 'NO_QUORUM', { present: 0 }).by(SECRETARY);
    for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    s.by(CHAIR).did('OpenSession');
    expect(s.state.attendance.map((a) => a.when.slice(0, 10))).toEqual(Array(8).fill('2022-06-10'));
  });
  test('goes on by the numbers it began to score with, whatever the plan says since', () => {
    const s = held.sealed();
    const policies = s.year.plan?.policies as Record<string, unknown>;
    Object.assign(policies, {
      'council-max-spread': 9_999,
      'council-min-members': 1,
      'council-quorum-basis-points': 1,
    });
    const [now] = [rulesOf(s.state, s.year)];
    expect(now).toMatchObject({ maxSpread: 1000, minMembers: 5, quorumBasisPoints: 7500 });
    s.by(CHAIR).did('CloseSession', { next: '2022-06-27' }).on('2022-06-27').by(SECRETARY);
    for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    expect(rulesOf(s.by(CHAIR).did('OpenSession').state, s.year)).toEqual(now);
    const unscored = held.open().by(CHAIR).did('CloseSession', { next: '2022-06-27' }).on('2022-06-27').by(SECRETARY);
    Object.assign(unscored.year.plan?.policies as object, { 'council-max-spread': 500 });
    for (const m of s.state.members) unscored.did('RecordAttendance', { member: m.account, what: 'arrived' });
    expect(unscored.by(CHAIR).did('OpenSession').state.numbers?.maxSpread).toBe(500);
  });
  test('is not held when everything is decided: nobody comes or goes after it', () => {
    const s = held.signed().by('uy-vien-1');
    for (const what of ['arrived', 'left'])
      s.expects('RecordAttendance', { member: 'uy-vien-1', what }, 'NOTHING_LEFT');
  });
});

describe('quorum of a product', () => {
  test('the conflicted are neither present nor in the base; of a conflicted chair the deputy presides', () => {
    const s = held.gathered().by(CHAIR);
    s.did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] });
    const [item] = s.state.agenda;
    expect(quorumOf(s.state, item, rulesOf(s.state, s.year))).toMatchObject({
      base: 6,
      present: 6,
      needed: 5,
      presides: DEPUTY,
    });
  });
  test('fewer than the least number of members decide nothing, all present as they may be', () => {
    const s = held.gathered();
    for (const member of ['uy-vien-1', 'uy-vien-2', 'uy-vien-3'])
      s.by(member).did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] });
    const [item] = s.state.agenda;
    expect(quorumOf(s.state, item, rulesOf(s.state, s.year))).toMatchObject({ base: 4, present: 4, enough: false });
  });
});

describe('CloseSession', () => {
  test('names what is undecided, or the day of the next sitting', () => {
    const s = held.open().by(CHAIR);
    s.expects('CloseSession', {}, 'PRODUCTS_UNDECIDED', { cycles: [coffee, '66-2022-tieu-1'] });
    s.expects('CloseSession', { next: '2022-01-05' }, 'MEETING_IN_PAST', { on: '2022-01-05' });
    s.did('CloseSession', { next: '2022-07-05' });
    expect(s.state.meetsOn).toBe('2022-07-05');
    s.expects('CloseSession', {}, 'SESSION_NOT_OPEN');
    s.expects('OpenSession', {}, 'MEETING_LATER');
    s.on('2022-07-05').by(SECRETARY);
    for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    s.by(CHAIR).expects('OpenSession', {}, [{ type: 'SessionOpened', data: { sitting: 2 } }]);
  });
  test('while somebody presides it is theirs to close and postpone, not the secretary’s', () => {
    const s = held.open().by(SECRETARY);
    s.expects('CloseSession', { next: '2022-07-05' }, 'NOT_PRESIDING', { presides: CHAIR });
    s.expects('PostponeProduct', { cycle: coffee, reason: 'x' }, 'NOT_PRESIDING', { presides: CHAIR });
    leaves(s, CHAIR, DEPUTY).expects('CloseSession', { next: '2022-07-05' }, ['SessionClosed']);
    s.did('CloseSession', { next: '2022-07-05' });
    s.expects('PostponeProduct', { cycle: coffee, reason: 'x' }, ['ProductPostponed']);
  });
  test('what is postponed is undecided no more, and a member closes and postpones nothing', () => {
    const s = held.open();
    s.by('uy-vien-1').expects('PostponeProduct', { cycle: coffee, reason: 'x' }, 'NOT_PRESIDING');
    s.expects('CloseSession', { next: '2022-07-05' }, 'NOT_PRESIDING', { member: 'uy-vien-1' });
    s.by(CHAIR).did('PostponeProduct', { cycle: coffee, reason: 'Chờ phiếu kiểm nghiệm' });
    s.expects('PostponeProduct', { cycle: coffee, reason: 'x' }, 'PRODUCT_DECIDED');
    s.expects('PostponeProduct', { cycle: '66-2022-khac-1', reason: 'x' }, 'NOT_ON_AGENDA');
    s.did('PostponeProduct', { cycle: '66-2022-tieu-1', reason: 'x' });
    s.expects('CloseSession', {}, ['SessionClosed']);
    s.did('CloseSession').expects('OpenSession', {}, 'NOTHING_LEFT');
  });
});
