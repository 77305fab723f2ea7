import { describe, expect, test } from 'vitest';
import { CHAIR, held, laws, leadOf, OFFICE, SECRETARY, sheetOf } from '../../test/domain/council.ts';
import { doc } from '../../test/domain/story.ts';
import { addWorkingDays } from '../time/working-days.ts';
import { type UnitTree, unitTree } from '../unit/unit-tree.ts';
import { onTheDay, presentIn } from './quorum.ts';

const grantOf = (role: 'producer' | 'commune-officer', unit: string) => ({
  grants: [{ id: 'g', role, unit, from: '2020-01-01' }],
});

describe.each(laws)('DistributeDossiers under $rulebook', (law) => {
  test('tells which dossier the members have, and once is enough', () => {
    const s = held.distributed(law);
    const [dossier] = s.state.agenda.map((item) => item.dossier);
    expect(dossier).toMatchObject({ rulebook: law.rulebook, criteriaSet: s.cycles[0]?.state.criteriaSet });
    s.expects('DistributeDossiers', {}, 'already-so');
  });
  test('what came less than the act’s working days before the meeting is not scored there', () => {
    const s = held.convened(law);
    const meetsOn = s.state.meetsOn as string;
    const sent = addWorkingDays(s.today, 1, s.year.calendar);
    s.on(sent)
      .did('DistributeDossiers')
      .by(SECRETARY)
      .on([meetsOn, sent].sort().at(-1) as string);
    for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    s.by(CHAIR);
    const earliest = addWorkingDays(sent, leadOf(law), s.year.calendar);
    s.expects('OpenSession', {}, 'DOSSIER_LATE', {
      cycle: `66-${law.year}-ca-phe-1`,
      days: leadOf(law),
      earliest,
    });
    s.on(addWorkingDays(earliest, -1, s.year.calendar)).expects('OpenSession', {}, 'DOSSIER_LATE');
    s.on(earliest).by(SECRETARY);
    const here = presentIn(onTheDay(s.state, earliest));
    for (const m of s.state.members.filter((one) => !here.includes(one.account)))
      s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    s.by(CHAIR).expects('OpenSession', {}, ['SessionOpened']);
  });
});

describe('DistributeDossiers', () => {
  /** The first dossier completed while it lies with the members. */
  const completed = (s: ReturnType<typeof held.convened>) => {
    s.cycles[0]?.on(s.today).did('RequestSupplement', { items: 'x', answerBy: '2022-07-20' });
    s.cycles[0]?.did('AnswerSupplement', { documents: [doc('BS')] });
    return s;
  };
  test('a sheet is of the dossier its member had: of another one it falls, and the term begins again', () => {
    const s = completed(held.sealed()).by(OFFICE).did('DistributeDossiers');
    const [item, other] = s.state.agenda;
    expect([Object.keys(item?.sealed ?? {}), Object.keys(other?.sealed ?? {}).length]).toEqual([[], 7]);
    const cycle = item?.cycle as string;
    s.by(CHAIR).expects('OpenScores', { cycle }, 'SHEETS_MISSING');
    s.expects('SealSheet', { cycle, sheet: sheetOf(s, cycle) }, 'DOSSIER_LATE');
    const later = addWorkingDays(s.today, leadOf(laws[0]), s.year.calendar);
    s.on(later).expects('SealSheet', { cycle, sheet: sheetOf(s, cycle) }, ['SheetSealed']);
  });
  test('who said they have no conflict answers what is found afterwards', () => {
    const s = held.convened().by('uy-vien-1');
    const cycle = s.cycles[0]?.id as string;
    const none = { products: [{ cycle, kind: 'none' }] };
    s.did('DeclareConflicts', none).by('uy-vien-2').did('DeclareConflicts', none);
    s.holders['uy-vien-1'] = grantOf('producer', 'htx-mau');
    s.by(OFFICE).did('DistributeDossiers');
    expect(s.state.agenda[0]?.declared).toEqual({ 'uy-vien-2': 'none' });
    s.by('uy-vien-1').expects('DeclareConflicts', none, 'FOUND_NOT_ANSWERED');
    s.did('DeclareConflicts', { products: [{ cycle, kind: 'none', answer: 'Đã thôi từ 2021' }] });
    // What was answered is not asked a second time.
    completed(s).by(OFFICE).did('DistributeDossiers');
    expect(s.state.agenda[0]?.declared).toEqual({ 'uy-vien-1': 'none', 'uy-vien-2': 'none' });
  });
  test('a product that goes to another session holds up nothing, wherever its cycle went', () => {
    const s = held.convened().by(SECRETARY);
    s.did('PostponeProduct', { cycle: s.cycles[0]?.id, reason: 'Chủ thể xin rút' });
    s.cycles[0]?.on(s.today).did('WithdrawProduct', { reason: 'x', document: doc('ĐƠN') });
    s.by(OFFICE).did('DistributeDossiers');
    expect(s.state.agenda.map((item) => item.dossier !== undefined)).toEqual([false, true]);
  });
  test('a year plan lengthens the act’s term and never shortens it', () => {
    const lead = (days: number | undefined) => {
      const s = held.distributed(laws[1]);
      (s.year.plan?.policies as { 'council-lead-working-days'?: number | undefined })['council-lead-working-days'] =
        days;
      s.by(SECRETARY).on(s.state.meetsOn as string);
      for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
      return s.by(CHAIR).when('OpenSession').outcome;
    };
    expect([undefined, 0, 1, 2].map((days) => Array.isArray(lead(days)))).toEqual([true, true, true, false]);
  });
  test('a dossier that changed afterwards is sent again, and its conflicts are looked for again', () => {
    const s = held.distributed();
    const [coffee] = s.cycles;
    coffee?.on('2022-06-07').did('RequestSupplement', { items: 'x', answerBy: '2022-06-20' });
    s.on('2022-06-08').expects('DistributeDossiers', {}, 'PRODUCT_NOT_AT_TIER');
    coffee?.on('2022-06-08').did('AnswerSupplement', { documents: [doc('BS')] });
    s.holders['uy-vien-1'] = grantOf('producer', 'htx-mau');
    s.did('DistributeDossiers');
    expect(s.state.agenda.map((item) => [item.dossier?.distributed.on, item.found])).toEqual([
      ['2022-06-08', [{ account: 'uy-vien-1', kind: 'same-producer' }]],
      // What is sent no second time is looked through as well.
      [expect.not.stringMatching('2022-06-08'), [{ account: 'uy-vien-1', kind: 'same-producer' }]],
    ]);
  });
  test('finds who belongs to the producer, works at the commune, or had a hand in the product', () => {
    const s = held.convened(laws[0], ['ca-phe']);
    const [coffee] = s.cycles;
    const hands = [
      { account: 'uy-vien-3', as: 'confirmed-shares' },
      { account: 'uy-vien-4', as: 'selected-plan' },
      { account: 'uy-vien-5', as: 'advised' },
    ] as const;
    Object.defineProperty(coffee, 'state', { value: { ...coffee?.state, hands } });
    s.holders['uy-vien-1'] = grantOf('producer', 'htx-mau');
    s.holders['uy-vien-2'] = grantOf('commune-officer', '650-01');
    s.did('DistributeDossiers');
    expect(s.state.agenda[0]?.found.map((f) => `${f.account} ${f.kind}`)).toEqual([
      'uy-vien-1 same-producer',
      'uy-vien-2 same-unit',
      'uy-vien-3 confirmed-shares',
      'uy-vien-4 selected-plan',
      'uy-vien-5 advised',
    ]);
  });
  test('finds who works at the commune that took the product’s own one in', () => {
    const s = held.convened(laws[3], ['ca-phe']);
    const told = { code: '24001', name: 'Xã mới', level: 'commune', parent: '66', from: '2026-07-01' };
    const registered = unitTree.events.get('UnitRegistered');
    s.units = registered?.evolve(s.units, { ...told, replaces: ['650-01'] }, s.facts[0] as never) as UnitTree;
    s.holders['uy-vien-2'] = grantOf('commune-officer', '24001');
    s.did('DistributeDossiers');
    expect(s.state.agenda[0]?.found).toEqual([{ account: 'uy-vien-2', kind: 'same-unit' }]);
  });
  test('a cycle remembers who had a hand in it', () => {
    const [coffee] = held.convened(laws[0], ['ca-phe']).cycles;
    expect(coffee?.state.hands).toEqual([
      { account: 'somebody', as: 'selected-plan' },
      { account: 'somebody', as: 'confirmed-shares' },
    ]);
  });
  test('samples are noted for what is on the agenda', () => {
    const s = held.convened();
    s.expects('RecordSamples', { cycle: '66-2022-ca-phe-1', what: 'received', count: 5 }, ['SamplesRecorded']);
    s.expects('RecordSamples', { cycle: '66-2022-khac-1', what: 'received', count: 5 }, 'NOT_ON_AGENDA');
  });
});

describe('DeclareConflicts', () => {
  const coffee = '66-2022-ca-phe-1';
  test('each member says of each product whether they have a conflict', () => {
    const s = held.distributed().by('uy-vien-1');
    s.expects('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] }, ['ConflictsDeclared']);
    s.did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] });
    s.expects('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] }, 'already-so');
    expect(s.state.agenda[0]?.declared).toEqual({ 'uy-vien-1': 'relation' });
  });
  test('what was found in the data is answered', () => {
    const s = held.convened();
    s.holders['uy-vien-1'] = grantOf('producer', 'htx-mau');
    s.did('DistributeDossiers').by('uy-vien-1');
    const none = { cycle: coffee, kind: 'none' };
    s.expects('DeclareConflicts', { products: [none] }, 'FOUND_NOT_ANSWERED', { member: 'uy-vien-1', cycle: coffee });
    s.expects('DeclareConflicts', { products: [{ ...none, answer: 'Đã rời hợp tác xã' }] }, ['ConflictsDeclared']);
    s.expects('DeclareConflicts', { products: [{ cycle: coffee, kind: 'same-producer' }] }, ['ConflictsDeclared']);
  });
  test('refuses products of no agenda, and one twice', () => {
    const s = held.distributed().by('uy-vien-1');
    const none = { cycle: coffee, kind: 'none' };
    s.expects('DeclareConflicts', { products: [{ ...none, cycle: '66-2022-khac-1' }] }, 'NOT_ON_AGENDA');
    s.expects('DeclareConflicts', { products: [none, none] }, 'DECLARED_TWICE');
    s.by(OFFICE);
  });
});
