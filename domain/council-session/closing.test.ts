import { describe, expect, test } from 'vitest';
import {
  CHAIR,
  convening,
  DEPUTY,
  held,
  laws,
  OFFICE,
  SECRETARY,
  seal,
  seats,
  session,
  sheetOf,
  waiting,
} from '../../test/domain/council.ts';
import { sealedHere } from '../../test/domain/specification.ts';
import { doc } from '../../test/domain/story.ts';
import type { CouncilSession, Item } from './council-session.ts';
import { spreadOf } from './opening.ts';
import { termsOf } from './terms.ts';

const coffee = '66-2022-ca-phe-1';
const conclude = { cycle: coffee, unreadConfirmed: true };
const item = (s: { state: CouncilSession }): Item => s.state.agenda[0] as Item;
/** Opened with totals that differ by more than the rules let them. */
const apart = () => seal(held.open(), { 'uy-vien-1': 12 }).did('OpenScores', { cycle: coffee });

describe('OpenScores', () => {
  test('opens every sheet at once, and once', () => {
    const s = held.sealed();
    s.expects('OpenScores', { cycle: coffee }, ['ScoresOpened']);
    s.did('OpenScores', { cycle: coffee });
    expect(item(s).opening?.scored.map((x) => x.member)).toEqual(
      [CHAIR, DEPUTY, 1, 2, 3, 4, 5].map((m) => (typeof m === 'number' ? `uy-vien-${m}` : m)),
    );
    expect(item(s).sealed).toEqual({});
    s.expects('OpenScores', { cycle: coffee }, 'SHEETS_OPENED');
    s.expects('OpenScores', { cycle: '66-2022-khac-1' }, 'NOT_ON_AGENDA');
  });
  test('not with a sheet missing, without quorum, or by who does not preside', () => {
    const s = held.open().by('uy-vien-1');
    s.did('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee) });
    s.by(CHAIR).expects('OpenScores', { cycle: coffee }, 'SHEETS_MISSING', {
      members: [CHAIR, DEPUTY, 'uy-vien-2', 'uy-vien-3', 'uy-vien-4', 'uy-vien-5'],
    });
    const full = held.sealed();
    for (const by of [DEPUTY, SECRETARY, 'uy-vien-1'])
      full.by(by).expects('OpenScores', { cycle: coffee }, 'NOT_PRESIDING', { presides: CHAIR, member: by });
    full.by(SECRETARY);
    for (const member of ['uy-vien-1', 'uy-vien-2']) full.did('RecordAttendance', { member, what: 'left' });
    full.by(CHAIR).expects('OpenScores', { cycle: coffee }, 'SESSION_SUSPENDED');
  });
  test('over a product the chair has a conflict with the deputy presides', () => {
    const s = held.open().by(CHAIR);
    s.did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] });
    seal(s).expects('OpenScores', { cycle: coffee }, 'NOT_PRESIDING', { presides: DEPUTY });
    s.by(DEPUTY).expects('OpenScores', { cycle: coffee }, ['ScoresOpened']);
  });
  test('a conflict may take the quorum of one product away, and of it alone', () => {
    const s = held.open();
    for (const m of ['uy-vien-1', 'uy-vien-2', 'uy-vien-3'])
      s.by(m).did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] });
    seal(s).expects('OpenScores', { cycle: coffee }, 'NO_QUORUM', { base: 4 });
    s.expects('OpenScores', { cycle: '66-2022-tieu-1' }, ['ScoresOpened']);
  });
  test('a sheet that is not what was sealed is named and counts as missing, and stops the product', () => {
    const s = held.sealed();
    const { envelope } = item(s).sealed['uy-vien-1'] as NonNullable<Item['sealed'][string]>;
    const { salt } = sealedHere.get(envelope.ref) as { salt: string };
    sealedHere.set(envelope.ref, { salt, value: sheetOf(s, coffee, 3) });
    s.did('OpenScores', { cycle: coffee });
    expect(item(s).opening?.unfit).toEqual(['uy-vien-1']);
    expect(item(s).opening?.scored).toHaveLength(6);
    s.expects('CloseProduct', conclude, 'CLOSING_NEEDS_REASON');
    s.expects('CloseProduct', { ...conclude, reason: 'Đã chấm tay' }, [
      { type: 'ProductClosed', data: { totals: expect.objectContaining({ length: 6 }) } },
    ]);
    s.expects('DiscussProduct', { cycle: coffee }, ['ProductDiscussed']);
  });
  test('fewer sheets than a quorum decide nothing, whatever the reason: the council scores again', () => {
    const s = held.sealed();
    for (const n of [1, 2]) sealedHere.delete(item(s).sealed[`uy-vien-${n}`]?.envelope.ref as string);
    s.did('OpenScores', { cycle: coffee });
    const few = { cycle: coffee, sheets: 5, base: 7, needed: 6 };
    s.expects('CloseProduct', { ...conclude, reason: 'Hỏng phiếu' }, 'SHEETS_TOO_FEW', few);
    s.did('DiscussProduct', { cycle: coffee });
    seal(s, {}, [coffee]).did('OpenScores', { cycle: coffee }).expects('CloseProduct', conclude, ['ProductClosed']);
  });
});

describe.each(laws)('the spread under $rulebook', (law) => {
  test('over ten points the council discusses and scores again; then the chair concludes with the reason', () => {
    const s = held.open(law, ['ca-phe']);
    const cycle = s.cycles[0]?.id as string;
    const done = { cycle, unreadConfirmed: true };
    seal(s, { 'uy-vien-1': 12 }).did('OpenScores', { cycle });
    const spread = spreadOf(item(s).opening as NonNullable<Item['opening']>);
    expect(spread).toBeGreaterThan(1000);
    s.expects('CloseProduct', done, 'SPREAD_OPEN', { cycle });
    s.expects('DiscussProduct', { cycle }, [{ type: 'ProductDiscussed', data: { spread } }]);
    s.did('DiscussProduct', { cycle, notes: 'Xem lại câu chuyện sản phẩm' });
    s.expects('OpenScores', { cycle }, 'SHEETS_MISSING');
    s.expects('CloseProduct', done, 'SHEETS_NOT_OPENED');
    seal(s, { 'uy-vien-1': 10 }).did('OpenScores', { cycle });
    expect(item(s).opening?.scored.every((x) => x.revision === 2)).toBe(true);
    expect(item(s).earlier).toHaveLength(1);
    s.expects('DiscussProduct', { cycle }, 'DISCUSSED_ALREADY');
    s.expects('CloseProduct', done, 'CLOSING_NEEDS_REASON');
    s.expects('CloseProduct', { ...done, reason: 'Ý kiến khác nhau về phần B' }, ['ProductClosed']);
  });
  test('exactly at the limit nothing is to be discussed; the year plan sets another', () => {
    const s = held.open(law, ['ca-phe']);
    const cycle = s.cycles[0]?.id as string;
    seal(s, { 'uy-vien-1': 1 }).did('OpenScores', { cycle });
    const spread = spreadOf(item(s).opening as NonNullable<Item['opening']>);
    const under = (max: number) => {
      const other = held.gathered(law, ['ca-phe']);
      (other.year.plan?.policies as { 'council-max-spread'?: number })['council-max-spread'] = max;
      seal(other.by(CHAIR).did('OpenSession'), { 'uy-vien-1': 1 }).did('OpenScores', { cycle });
      return other.when('DiscussProduct', { cycle });
    };
    under(spread).then('NOTHING_TO_DISCUSS');
    under(spread - 1).then(['ProductDiscussed']);
  });
});

describe('CloseProduct', () => {
  test('the result is what the sheets give, and names who was there', () => {
    const s = seal(held.open(), { 'uy-vien-1': 1, 'uy-vien-2': 2 }).did('OpenScores', { cycle: coffee });
    s.did('CloseProduct', conclude);
    const { totals, mean, stars } = item(s).closed as NonNullable<Item['closed']>;
    expect(totals).toHaveLength(7);
    expect(mean).toBe(Math.round(totals.reduce((sum, t) => sum + t.total, 0) / 7));
    expect(stars).toBeGreaterThanOrEqual(4);
    s.expects('CloseProduct', conclude, 'PRODUCT_DECIDED');
  });
  test('not before its sheets are open, by another, or with what nobody confirmed', () => {
    const s = held.sealed();
    s.expects('CloseProduct', conclude, 'SHEETS_NOT_OPENED');
    s.did('OpenScores', { cycle: coffee });
    s.expects('CloseProduct', { cycle: coffee }, 'UNREAD_NOT_CONFIRMED');
    s.by(DEPUTY).expects('CloseProduct', conclude, 'NOT_PRESIDING');
    s.by(CHAIR).expects('CloseProduct', conclude, ['ProductClosed']);
  });
  test('quorum is judged again: who left before is missed', () => {
    const s = held.sealed().did('OpenScores', { cycle: coffee }).by(SECRETARY);
    for (const member of ['uy-vien-1', 'uy-vien-2']) s.did('RecordAttendance', { member, what: 'left' });
    s.by(CHAIR).expects('CloseProduct', conclude, 'SESSION_SUSPENDED');
  });
});

describe('VoteOnKnockOut', () => {
  const voting = (pro: number, all = 7) => ({
    cycle: coffee,
    ground: 'unacceptable-impurity',
    votes: [CHAIR, DEPUTY, ...[1, 2, 3, 4, 5].map((n) => `uy-vien-${n}`)]
      .slice(0, all)
      .map((member, i) => ({ member, for: i < pro })),
  });
  test('a majority establishes the ground, and the product ends without a star, scored or not', () => {
    const s = held.open().by(CHAIR);
    s.expects('VoteOnKnockOut', voting(3), [{ type: 'KnockOutVoted', data: { established: false } }]);
    s.expects('VoteOnKnockOut', voting(4), [{ type: 'KnockOutVoted', data: { established: true } }]);
    s.did('VoteOnKnockOut', voting(4)).did('CloseProduct', { cycle: coffee });
    expect(item(s).closed).toMatchObject({ stars: 0, knockOut: 'unacceptable-impurity', totals: [] });
  });
  test('policy knock-out-vote', () => {
    const established = (policy: string, pro: number) => {
      const s = held.gathered().by(CHAIR);
      (s.year.plan?.policies as { 'knock-out-vote': string })['knock-out-vote'] = policy;
      s.did('OpenSession');
      return item(s.did('VoteOnKnockOut', voting(pro, 6))).votes[0]?.established;
    };
    expect(['majority', 'two-thirds', 'every'].map((p) => [3, 4, 6].map((pro) => established(p, pro)))).toEqual([
      [false, true, true],
      [false, true, true],
      [false, false, true],
    ]);
    expect(established('two-thirds', 3)).toBe(false);
  });
  test('a later vote on the same ground counts', () => {
    const s = held.sealed().did('VoteOnKnockOut', voting(7)).did('VoteOnKnockOut', voting(0));
    s.expects('CloseProduct', conclude, 'SHEETS_NOT_OPENED');
  });
  test('refuses strangers, the absent, the conflicted, two votes of one, and a ground of no form', () => {
    const s = held.open().by('uy-vien-5');
    s.did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] }).by(SECRETARY);
    s.did('RecordAttendance', { member: 'uy-vien-4', what: 'left' }).by(CHAIR);
    for (const member of ['nguoi-la', 'uy-vien-4', 'uy-vien-5', SECRETARY])
      s.expects('VoteOnKnockOut', { ...voting(1), votes: [{ member, for: true }] }, 'MAY_NOT_VOTE', { member });
    const twice = { member: CHAIR, for: true };
    s.expects('VoteOnKnockOut', { ...voting(1), votes: [twice, twice] }, 'VOTED_TWICE', { member: CHAIR });
    s.expects('VoteOnKnockOut', { ...voting(1, 3), ground: 'looks-bad' }, 'KNOCK_OUT_UNKNOWN');
    s.expects('VoteOnKnockOut', voting(3, 3), 'VOTES_TOO_FEW', { votes: 3, needed: 5 });
  });
});

describe('RecordConflict', () => {
  const late = (member: string, follows?: string) => ({
    member,
    cycle: coffee,
    kind: 'relation',
    reason: 'Đơn tố cáo',
    document: doc('KL'),
    ...(follows ? { follows } : {}),
  });
  const [another, none] = ['another-result', 'no-result'];
  const concluded = () =>
    seal(held.open(), { 'uy-vien-1': 2 }).did('OpenScores', { cycle: coffee }).did('CloseProduct', conclude);
  test('takes the sheet out of the result; both results stay', () => {
    const s = concluded().by(SECRETARY);
    const { mean } = item(s).closed as NonNullable<Item['closed']>;
    for (const said of [undefined, none])
      s.expects('RecordConflict', late('uy-vien-1', said), 'CONFLICT_HAS_CONSEQUENCES', { follows: another });
    s.did('RecordConflict', late('uy-vien-1', another));
    expect(item(s).closed?.totals).toHaveLength(6);
    expect(item(s).closed?.mean).toBeGreaterThan(mean as number);
    expect(s.facts.at(-1)?.data).toMatchObject({ before: { mean }, after: { mean: item(s).closed?.mean } });
    s.expects('RecordConflict', late('uy-vien-1'), 'CONFLICT_KNOWN');
    s.expects('RecordConflict', late('nguoi-la'), 'NO_SEAT_TO_VOID');
    s.expects('RecordConflict', { ...late(CHAIR), cycle: '66-2022-khac-1' }, 'NOT_ON_AGENDA');
  });
  test('where too few are left the result stands no more: another session decides', () => {
    const s = concluded().by(SECRETARY);
    for (const member of ['uy-vien-1', 'uy-vien-2']) s.did('RecordConflict', late(member, another));
    expect(item(s).closed?.totals).toHaveLength(5);
    s.expects('RecordConflict', late('uy-vien-3', another), 'CONFLICT_HAS_CONSEQUENCES', { follows: none });
    s.did('RecordConflict', late('uy-vien-3', none));
    expect([item(s).closed, item(s).postponed !== undefined]).toEqual([undefined, true]);
  });
  const knockedOut = (pro: number) => {
    const members = ['uy-vien-5', CHAIR, DEPUTY, ...[1, 2, 3, 4].map((n) => `uy-vien-${n}`)];
    const votes = members.map((member, i) => ({ member, for: i < pro }));
    return held.open().by(CHAIR).did('VoteOnKnockOut', { cycle: coffee, ground: 'unacceptable-impurity', votes });
  };
  test('takes the vote out too: what is not carried without it knocks nothing out', () => {
    const s = knockedOut(4).did('CloseProduct', { cycle: coffee }).by(SECRETARY);
    s.did('RecordConflict', late('uy-vien-5', none));
    expect([item(s).closed, item(s).postponed !== undefined]).toEqual([undefined, true]);
    const carried = knockedOut(5).did('CloseProduct', { cycle: coffee }).by(SECRETARY);
    carried.did('RecordConflict', late('uy-vien-5', another));
    expect(item(carried).closed).toMatchObject({ stars: 0, knockOut: 'unacceptable-impurity' });
    const before = knockedOut(4).by(SECRETARY).did('RecordConflict', late('uy-vien-5')).by(CHAIR);
    before.expects('CloseProduct', { cycle: coffee }, 'SHEETS_NOT_OPENED');
  });
  test('where the result without it has stars that need the council’s confirmation, that is said', () => {
    const s = seal(knockedOut(4)).did('OpenScores', { cycle: coffee }).did('CloseProduct', { cycle: coffee });
    s.by(SECRETARY).expects('RecordConflict', late('uy-vien-5'), 'UNREAD_NOT_CONFIRMED');
    s.did('RecordConflict', { ...late('uy-vien-5', another), unreadConfirmed: true });
    expect(item(s).closed).toMatchObject({ unreadConfirmed: true, totals: { length: 6 } });
    expect(item(s).closed?.knockOut).toBeUndefined();
  });
  test('of who presided, with nobody else there who might have, the result stands no more', () => {
    const sat = (away: readonly string[]) => {
      const s = held.gathered().by(SECRETARY);
      for (const member of away) s.did('RecordAttendance', { member, what: 'left' });
      s.by(CHAIR).did('OpenSession');
      for (const m of s.state.members)
        if (m.scores && !away.includes(m.account))
          s.by(m.account).did('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee) });
      s.by(CHAIR).did('OpenScores', { cycle: coffee }).did('CloseProduct', conclude);
      const follows = away.length === 0 ? another : none;
      return item(s.by(SECRETARY).did('RecordConflict', late(CHAIR, follows))).closed;
    };
    expect(sat([])?.totals).toHaveLength(6);
    expect(sat([DEPUTY])).toBeUndefined();
  });
  test('is not lifted by the member’s own word', () => {
    const s = held.open().by(SECRETARY).did('RecordConflict', late('uy-vien-1')).by('uy-vien-1');
    s.expects('DeclareConflicts', { products: [{ cycle: coffee, kind: 'none' }] }, 'CONFLICT_KNOWN');
    s.expects('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee) }, 'MEMBER_CONFLICTED');
  });
  test('is the way once a product is decided: nobody declares any more', () => {
    const s = knockedOut(7).did('CloseProduct', { cycle: coffee }).by('uy-vien-1');
    s.expects('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] }, 'PRODUCT_DECIDED');
  });
  test('before the opening the sealed sheet goes unread', () => {
    const s = held.sealed().by(SECRETARY).did('RecordConflict', late('uy-vien-1')).by(CHAIR);
    s.did('OpenScores', { cycle: coffee });
    expect(item(s).opening?.scored).toHaveLength(6);
  });
  test('between opening and conclusion it counts no more', () => {
    const s = apart()
      .by(SECRETARY)
      .did('RecordConflict', late('uy-vien-2'))
      .by(CHAIR)
      .did('DiscussProduct', { cycle: coffee });
    seal(s, {}, [coffee]).did('OpenScores', { cycle: coffee }).did('CloseProduct', conclude);
    expect(item(s).closed?.totals.map((t) => t.member)).not.toContain('uy-vien-2');
  });
  test('that it was the sheet which lay apart spares nobody the discussion', () => {
    const s = apart().by(SECRETARY).did('RecordConflict', late('uy-vien-1')).by(CHAIR);
    s.expects('CloseProduct', conclude, 'SPREAD_OPEN');
    s.did('DiscussProduct', { cycle: coffee });
    seal(s, {}, [coffee]).did('OpenScores', { cycle: coffee }).did('CloseProduct', conclude);
    expect(item(s).closed?.totals).toHaveLength(6);
  });
  test('of a chair who does not score takes no sheet out, and stands where somebody else there might have presided', () => {
    const members = seats().map((m) => (m.account === CHAIR ? { ...m, scores: false } : m));
    const s = held.closed(undefined, undefined, { members }).by(SECRETARY);
    s.did('RecordConflict', late(CHAIR, another));
    expect(item(s).closed?.totals).toHaveLength(6);
    // Whose conflict it is does not turn on whether a chair without a sheet was there.
    const alone = members.map((m) => (m.account === DEPUTY ? { ...m, seat: 'council-member' } : m));
    const t = held.closed(undefined, undefined, { members: alone }).by(SECRETARY);
    t.expects('RecordConflict', late(CHAIR, another), 'CONFLICT_HAS_CONSEQUENCES', { follows: none });
    t.did('RecordConflict', late('uy-vien-1', another));
  });
});

describe('in writing (26/2026/QĐ-TTg)', () => {
  const law = laws[3];
  const renewals = (more = '2027-07-01') => {
    const cycles = waiting(law, ['ca-phe']);
    for (const c of cycles) Object.defineProperty(c, 'state', { value: { ...c.state, purpose: 'renewal' } });
    const s = session(cycles, law).by(OFFICE);
    s.did('ConveneSession', convening(s, law, { inWriting: true, meetsOn: more })).did('DistributeDossiers');
    const products = [{ cycle: cycles[0]?.id, kind: 'none' }];
    for (const m of s.state.members) if (m.scores) s.by(m.account).did('DeclareConflicts', { products });
    return s.by(CHAIR).did('OpenSession');
  };
  const cycle = '66-2027-ca-phe-1';
  test('members have the year plan’s working days for their opinion', () => {
    expect(() => renewals('2027-06-30')).toThrow('DOSSIER_LATE');
    renewals('2027-07-01');
  });
  test('nobody is called; with all opinions in, or the term over and enough of them, it is opened', () => {
    const s = renewals();
    s.expects('RecordAttendance', { member: CHAIR, what: 'arrived' }, 'NO_MEETING');
    for (const member of [CHAIR, DEPUTY, 'uy-vien-1', 'uy-vien-2', 'uy-vien-3'])
      s.by(member).did('SealSheet', { cycle, sheet: sheetOf(s, cycle) });
    expect(termsOf(s.state)[0]).toMatchObject({
      subject: 'sheets',
      to: ['uy-vien-4', 'uy-vien-5'],
      dueOn: s.state.meetsOn,
    });
    s.by(CHAIR).expects('OpenScores', { cycle }, 'OPINIONS_AWAITED', { until: s.state.meetsOn });
    const over = `${law.year}-12-01`;
    s.on(over).expects('OpenScores', { cycle }, 'SHEETS_MISSING', { members: ['uy-vien-4', 'uy-vien-5'] });
    const sheet = { cycle, sheet: sheetOf(s, cycle) };
    s.by('uy-vien-4').expects('SealSheet', sheet, 'OPINION_TERM_OVER').by(CHAIR);
    s.did('CloseSession', { next: over }).did('OpenSession').by('uy-vien-4').did('SealSheet', sheet).by(CHAIR);
    s.on('2027-12-02');
    s.expects('OpenScores', { cycle }, ['ScoresOpened']);
    s.did('OpenScores', { cycle }).expects('CloseProduct', { cycle }, ['ProductClosed']);
  });
  test('opinions that differ make it a meeting, where everybody scores again', () => {
    const s = seal(renewals(), { 'uy-vien-1': 12 }).did('OpenScores', { cycle });
    s.expects('CloseProduct', { cycle }, 'SPREAD_OPEN');
    s.expects('DiscussProduct', { cycle }, 'ONLY_IN_A_MEETING');
    s.by('uy-vien-1').expects('TurnIntoMeeting', { meetsOn: '2027-12-06', reason: 'x' }, 'NOT_PRESIDING');
    s.by(CHAIR).expects('TurnIntoMeeting', { meetsOn: '2027-01-06', reason: 'x' }, 'MEETING_IN_PAST');
    s.did('TurnIntoMeeting', { meetsOn: '2027-12-06', reason: 'Ý kiến khác nhau' });
    s.expects('TurnIntoMeeting', { meetsOn: '2027-12-06', reason: 'x' }, 'A_MEETING_ALREADY');
    s.expects('OpenSession', {}, 'MEETING_LATER');
    s.on('2027-12-06').expects('OpenSession', {}, 'NO_QUORUM').by(SECRETARY);
    for (const m of seats()) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    s.by(CHAIR).did('OpenSession').expects('OpenScores', { cycle }, 'SHEETS_MISSING');
    seal(s).did('OpenScores', { cycle }).expects('CloseProduct', { cycle }, ['ProductClosed']);
  });
});
