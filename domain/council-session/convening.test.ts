import { describe, expect, test } from 'vitest';
import {
  CHAIR,
  convening,
  held,
  type Law,
  laws,
  OFFICE,
  SECRETARY,
  seats,
  session,
  waiting,
} from '../../test/domain/council.ts';
import { come, doc, story } from '../../test/domain/story.ts';

const products = ['ca-phe', 'tieu'];
const at = (law: Law = laws[0], names = products) => session(waiting(law, names), law);
const named = (s: ReturnType<typeof at>, more: object = {}) => convening(s, laws[0], more);

describe.each(laws)('ConveneSession under $rulebook', (law) => {
  test('seats the council and lists what waits at its tier', () => {
    const s = at(law);
    s.expects('ConveneSession', convening(s, law), ['SessionConvened']);
    const { state } = s.did('ConveneSession', convening(s, law));
    expect(state.agenda.map((item) => item.cycle)).toEqual(s.cycles.map((c) => c.id));
    expect(state.members.filter((m) => !m.scores).map((m) => m.account)).toEqual([SECRETARY]);
    s.expects('ConveneSession', convening(s, law), 'SESSION_EXISTS');
  });
  test('a council smaller than its rulebook’s least is none, unless the year plan says so', () => {
    const s = at(law);
    const small = { members: seats(2) };
    s.expects('ConveneSession', convening(s, law, small), 'COUNCIL_TOO_SMALL', { members: 4, needed: 5 });
    (s.year.plan?.policies as { 'council-min-members'?: number })['council-min-members'] = 4;
    s.expects('ConveneSession', convening(s, law, small), ['SessionConvened']);
  });
  test('the secretary scores only where the decision names them a member too', () => {
    const s = at(law);
    const [chair, deputy, secretary, ...others] = seats();
    const members = [chair, deputy, { ...secretary, scores: true }, ...others];
    expect(s.did('ConveneSession', convening(s, law, { members })).state.members.every((m) => m.scores)).toBe(true);
  });
});

describe('ConveneSession refuses', () => {
  const [chair, deputy, secretary, ...others] = seats();
  test.each([
    [
      'a member with two seats',
      { members: [...seats(), { ...chair, seat: 'council-member' }] },
      'SEATED_TWICE',
      { member: CHAIR },
    ],
    ['a council without a chair', { members: [deputy, secretary, ...others] }, 'SEAT_MISSING'],
    ['a council with two secretaries', { members: [...seats(), { ...secretary, account: 'khac' }] }, 'SEAT_MISSING'],
    ['who is named to preside and has no seat', { presides: 'nguoi-la' }, 'NAMED_NOT_SEATED', { member: 'nguoi-la' }],
    ['who is named to preside and does not score', { presides: SECRETARY }, 'NAMED_NOT_SEATED'],
    [
      'a secretary who would preside, and sign the minutes alone',
      { presides: SECRETARY, members: seats().map((m) => ({ ...m, scores: true })) },
      'NAMED_NOT_SEATED',
    ],
    ['a meeting before it is convened', { meetsOn: '2022-06-01' }, 'MEETING_IN_PAST'],
    ['a law nobody knows', { rulebook: 'R1999' }, 'RULEBOOK_UNKNOWN'],
    ['a tier that gives no points', { rulebook: 'R2026', tier: 'commune' }, 'TIER_WITHOUT_COUNCIL'],
    ['a tier the ladder has not', { tier: 'ward' }, 'TIER_WITHOUT_COUNCIL'],
    ['a product of another tier', { tier: 'province' }, 'PRODUCT_NOT_AT_TIER', { cycle: '66-2022-ca-phe-1' }],
    ['a product of another law', { rulebook: 'R2023' }, 'PRODUCT_OF_ANOTHER_LAW', { bound: 'R2019' }],
    ['a product of another round', { round: 2 }, 'PRODUCT_OF_ANOTHER_ROUND', { round: 1, year: 2022 }],
    ['a product of another year’s round', { roundYear: 2023 }, 'PRODUCT_OF_ANOTHER_ROUND'],
    ['a product of another unit', { unit: '651' }, 'PRODUCT_OF_ANOTHER_UNIT', { unit: '650' }],
    ['a product that is not there', { agenda: ['66-2022-khong-co-1'] }, 'PRODUCT_NOT_AT_TIER'],
    ['a product twice', { agenda: ['66-2022-tieu-1', '66-2022-tieu-1'] }, 'PRODUCT_TWICE'],
    ['a first rating in writing', { inWriting: true }, 'NOT_IN_WRITING'],
  ] as [string, object, string, Record<string, unknown>?][])('%s', (_, more, code, details) => {
    const s = at();
    s.expects('ConveneSession', named(s, more), code, details);
  });
  test('a product that was rated, withdrawn, or waits for a supplement', () => {
    const rated = come.districtResult(story('66-2022-da-cham-1'));
    const left = come
      .atDistrict(story('66-2022-da-rut-1'))
      .did('WithdrawProduct', { reason: 'x', document: doc('ĐƠN') });
    const asked = come.atDistrict(story('66-2022-bo-sung-1'));
    asked.on('2022-06-08').did('RequestSupplement', { items: 'x', answerBy: '2022-06-20' });
    for (const gone of [rated, left, asked]) {
      const s = session([come.atDistrict(story('66-2022-ca-phe-1')), gone]);
      s.expects('ConveneSession', named(s), 'PRODUCT_NOT_AT_TIER', { cycle: gone.id });
    }
  });
  test('looks again only at a session whose minutes were signed', () => {
    const s = session(waiting(laws[0], products));
    const again = convening(s, laws[0], { after: '66-2022-lan-truoc-1' });
    s.expects('ConveneSession', again, 'NO_EARLIER_SESSION', { after: '66-2022-lan-truoc-1' });
    s.earlier = held.closed().state;
    s.expects('ConveneSession', again, 'NO_EARLIER_SESSION');
    s.earlier = held.signed().state;
    s.expects('ConveneSession', again, ['SessionConvened']);
  });
  test('a renewal is decided in writing only where the act lets it', () => {
    const inWriting = (law: (typeof laws)[number]) => {
      const cycles = waiting(law, products).map((c) => ({ ...c, state: { ...c.state, purpose: 'renewal' as const } }));
      const s = session(cycles, law);
      return s.when('ConveneSession', convening(s, law, { inWriting: true })).outcome;
    };
    expect(laws.map((law) => [law.rulebook, Array.isArray(inWriting(law))])).toEqual([
      ['R2019', false],
      ['R2023', false],
      ['R2025', false],
      ['R2026', true],
    ]);
  });
});

describe('ChangeSession', () => {
  const change = (s: ReturnType<typeof at>, more: object = {}) => ({
    document: doc('02/QĐ-UBND', s.today),
    meetsOn: s.state.meetsOn,
    members: seats(),
    agenda: s.state.agenda.map((item) => item.cycle),
    ...more,
  });
  test('replaces members and products by a document; what those who stay declared stays', () => {
    const s = held.declared().by(OFFICE);
    const replaced = seats().map((m) => (m.account === 'uy-vien-1' ? { ...m, account: 'uy-vien-9' } : m));
    s.did('ChangeSession', change(s, { members: replaced, agenda: ['66-2022-tieu-1'] }));
    expect(s.state.agenda.map((item) => item.cycle)).toEqual(['66-2022-tieu-1']);
    const declared = Object.keys(s.state.agenda[0]?.declared ?? {});
    expect(declared).toContain('uy-vien-2');
    expect(declared).not.toContain('uy-vien-1');
  });
  test('somebody new has the dossiers sent, in time, and their conflicts looked for', () => {
    const s = held.declared().by(OFFICE);
    s.holders['uy-vien-9'] = { grants: [{ id: 'g', role: 'producer', unit: 'htx-mau', from: '2020-01-01' }] };
    const replaced = seats().map((m) => (m.account === 'uy-vien-1' ? { ...m, account: 'uy-vien-9' } : m));
    s.did('ChangeSession', change(s, { members: replaced }));
    s.did('DistributeDossiers');
    expect(s.state.agenda[0]?.found).toEqual([{ account: 'uy-vien-9', kind: 'same-producer' }]);
    s.did('ChangeSession', change(s, { members: replaced.filter((m) => m.account !== 'uy-vien-5') }));
    s.expects('DistributeDossiers', {}, 'already-so');
  });
  test('not while it sits', () => {
    const s = held.open().by(OFFICE);
    s.expects('ChangeSession', change(s), 'SESSION_OPEN');
    s.by(CHAIR)
      .did('CloseSession', { next: s.today })
      .by(OFFICE)
      .expects('ChangeSession', change(s), ['SessionChanged']);
  });
  test('not once something was voted on', () => {
    const s = held.open();
    const votes = s.state.members.filter((m) => m.scores).map((m) => ({ member: m.account, for: true }));
    const cycle = s.state.agenda[0]?.cycle;
    s.by(CHAIR).did('VoteOnKnockOut', { cycle, ground: 'unacceptable-impurity', votes }).by(OFFICE);
    s.expects('ChangeSession', change(s, { agenda: ['66-2022-tieu-1'] }), 'SCORING_BEGUN');
  });
  test('is judged as a new council is', () => {
    const s = held.convened();
    s.expects('ChangeSession', change(s, { members: seats(1) }), 'COUNCIL_TOO_SMALL');
    s.expects('ChangeSession', change(s, { agenda: ['66-2022-khac-1'] }), 'PRODUCT_NOT_AT_TIER');
    s.expects('ChangeSession', change(s, { meetsOn: '2022-01-01' }), 'MEETING_IN_PAST');
  });
});
