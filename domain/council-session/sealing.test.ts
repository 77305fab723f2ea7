import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAIR, DEPUTY, held, laws, OFFICE, SECRETARY, seal, seats, sheetOf } from '../../test/domain/council.ts';
import { digest } from '../../test/domain/specification.ts';
import { doc } from '../../test/domain/story.ts';
import { defaultRatingPolicies as policies } from '../rulebooks/policies.ts';
import { getRulebook } from '../rulebooks/registry.ts';
import type { Item } from './council-session.ts';
import { ratingOf } from './result.ts';

const law = { rulebook: getRulebook('R2019'), policies, knockOutVote: 'majority' as const };

const coffee = '66-2022-ca-phe-1';
const pepper = '66-2022-tieu-1';
const seals = (s: ReturnType<typeof held.open>, by: string, more: object = {}) =>
  s.by(by).when('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee), ...more });

describe.each(laws)('SealSheet under $rulebook', (law) => {
  test('the event says who, which product, how often and a commitment, and nothing of the sheet', () => {
    const s = held.open(law, ['ca-phe']).by('uy-vien-1');
    const cycle = s.cycles[0]?.id as string;
    const sheet = sheetOf(s, cycle);
    const { outcome } = s.when('SealSheet', { cycle, sheet }).then(['SheetSealed']);
    const [event] = outcome as unknown as { data: Record<string, unknown> }[];
    expect(Object.keys(event?.data ?? {}).sort()).toEqual(['commitment', 'cycle', 'envelope', 'member', 'revision']);
    const options = Object.values(sheet.choices).filter((option) => typeof option === 'string');
    expect(options.length).toBeGreaterThan(15);
    for (const option of options) expect(JSON.stringify(outcome)).not.toContain(`"${option}"`);
  });
  test('a sheet is one of the product’s own set', () => {
    const s = held.open(law, ['ca-phe']).by('uy-vien-1');
    const cycle = s.cycles[0]?.id as string;
    const { choices } = sheetOf(s, cycle);
    const [first = ''] = Object.keys(choices);
    const sealing = (sheet: object) => s.when('SealSheet', { cycle, sheet: { choices: sheet } });
    const { [first]: _, ...incomplete } = choices;
    sealing(incomplete).then('CRITERION_MISSING', { criterion: first });
    sealing({ ...choices, [first]: '9.9/99' }).then('OPTION_UNKNOWN', { criterion: first, option: '9.9/99' });
    sealing({ ...choices, '99.9': null }).then('CRITERION_UNKNOWN', { criterion: '99.9' });
  });
});

describe('SealSheet refuses', () => {
  test('before the session is open, and after it is closed', () => {
    seals(held.gathered(), 'uy-vien-1').then('SESSION_NOT_OPEN');
    seals(held.open().by(CHAIR).did('CloseSession', { next: '2022-07-05' }), 'uy-vien-1').then('SESSION_NOT_OPEN');
  });
  test('a member who is away, has a conflict, has not declared or does not score', () => {
    const s = held.open().by(SECRETARY);
    s.did('RecordAttendance', { member: 'uy-vien-1', what: 'left' });
    seals(s, 'uy-vien-1').then('NOT_PRESENT', { member: 'uy-vien-1' });
    s.by('uy-vien-2').did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] });
    seals(s, 'uy-vien-2').then('MEMBER_CONFLICTED', { member: 'uy-vien-2', cycle: coffee });
    seals(s, SECRETARY).then('NOT_SCORING', { member: SECRETARY });
    const silent = held.distributed();
    const none = [coffee, pepper].map((cycle) => ({ cycle, kind: 'none' }));
    for (const m of silent.state.members)
      if (m.scores && m.account !== 'uy-vien-3') silent.by(m.account).did('DeclareConflicts', { products: none });
    silent.by(SECRETARY).on(silent.state.meetsOn as string);
    for (const m of silent.state.members) silent.did('RecordAttendance', { member: m.account, what: 'arrived' });
    silent.by(CHAIR).did('OpenSession');
    seals(silent, 'uy-vien-3').then('NOT_DECLARED', { member: 'uy-vien-3', cycle: coffee });
  });
  test('a product that is not on the agenda, or postponed', () => {
    const s = held.open();
    seals(s, 'uy-vien-1', { cycle: '66-2022-khac-1' }).then('NOT_ON_AGENDA', { cycle: '66-2022-khac-1' });
    s.by(CHAIR).did('PostponeProduct', { cycle: coffee, reason: 'x' });
    seals(s, 'uy-vien-1').then('PRODUCT_DECIDED');
  });
  test('a dossier that changed after it was sent', () => {
    const s = held.open();
    s.cycles[0]?.on('2022-06-06').did('RequestSupplement', { items: 'x', answerBy: '2022-06-20' });
    seals(s, 'uy-vien-1').then('PRODUCT_NOT_AT_TIER');
    s.cycles[0]?.did('AnswerSupplement', { documents: [doc('BS')] });
    seals(s, 'uy-vien-1').then('DOSSIER_CHANGED', { cycle: coffee });
    s.by(OFFICE).did('DistributeDossiers');
    seals(s, 'uy-vien-1').then('DOSSIER_LATE', { cycle: coffee });
  });
  test('while the quorum is lost', () => {
    const s = held.open().by(SECRETARY);
    for (const member of ['uy-vien-1', 'uy-vien-2']) s.did('RecordAttendance', { member, what: 'left' });
    seals(s, 'uy-vien-3').then('SESSION_SUSPENDED');
  });
});

describe('a sealed sheet', () => {
  test('is replaced with a reason until its product is opened; both commitments stay', () => {
    const s = seal(held.open());
    seals(s, 'uy-vien-1').then('REPLACING_NEEDS_REASON');
    const other = { sheet: sheetOf(s, coffee, 2), reason: 'Xem lại mẫu' };
    seals(s, 'uy-vien-1', other).then([{ type: 'SheetSealed', data: { revision: 2 } }]);
    s.by('uy-vien-1').did('SealSheet', { cycle: coffee, ...other });
    const sealed = s.facts.filter((f) => f.type === 'SheetSealed').map((f) => f.data as Record<string, string>);
    const [first, second] = sealed.filter((d) => d.member === 'uy-vien-1' && d.cycle === coffee);
    expect(first?.commitment).not.toBe(second?.commitment);
    s.by(CHAIR).did('OpenScores', { cycle: coffee });
    expect(s.state.agenda[0]?.opening?.scored.find((x) => x.member === 'uy-vien-1')?.revision).toBe(2);
    seals(s, 'uy-vien-1', other).then('SHEETS_OPENED', { cycle: coffee });
  });
  test('of who then declares a conflict is none any more', () => {
    const s = seal(held.open()).by('uy-vien-1');
    s.did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] });
    expect(Object.keys(s.state.agenda[0]?.sealed ?? {})).not.toContain('uy-vien-1');
    s.by(CHAIR).did('OpenScores', { cycle: coffee });
    expect(s.state.agenda[0]?.opening?.scored).toHaveLength(6);
  });
  test('is forgotten by nobody: what is in the envelope is opened or stays closed', () => {
    const s = seal(held.open());
    s.by(OFFICE).expects('ForgetValues', { fields: ['envelope'], ground: 'asked', document: doc('ĐN') }, 'already-so');
  });
  test('freezes members and agenda', () => {
    const s = held.open();
    const [cycle] = s.state.agenda.map((item) => item.cycle);
    s.by('uy-vien-1')
      .did('SealSheet', { cycle, sheet: sheetOf(s, cycle as string) })
      .by(OFFICE);
    const change = { document: doc('QĐ'), meetsOn: s.state.meetsOn, members: seats(), agenda: [coffee] };
    s.expects('ChangeSession', change, 'SCORING_BEGUN');
  });
});

describe('whatever the order', () => {
  const members = [CHAIR, DEPUTY, ...[1, 2, 3, 4, 5].map((n) => `uy-vien-${n}`)];
  test('of seals, the opened result is the same', () => {
    const results = new Set<string>();
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: 7 }), (order) => {
        const s = held.open(laws[0], ['ca-phe']);
        for (const [i, by] of order.entries()) {
          const drop = members.indexOf(by) % 3;
          // One of them changes their mind on the way.
          if (i === 3) s.by(order[0] as string).did('SealSheet', resealed(s, order[0] as string));
          s.by(by).did('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee, drop) });
        }
        s.by(CHAIR).did('OpenScores', { cycle: coffee });
        const { scored } = s.state.agenda[0]?.opening ?? {};
        results.add(digest(scored?.map(({ member, sheet, total }) => ({ member, sheet, total }))));
      }),
      { numRuns: 40, seed: 7 },
    );
    expect(results.size).toBe(1);
  });
  const resealed = (s: ReturnType<typeof held.open>, by: string) => ({
    cycle: coffee,
    sheet: sheetOf(s, coffee, members.indexOf(by) % 3),
    reason: 'x',
  });

  test('of commands, no fact and no refusal says anything of a sheet before its product is opened', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.nat(7), what: fc.nat(11), product: fc.nat(1) }), { minLength: 30, maxLength: 60 }),
        (taken) => {
          const s = seal(held.open());
          for (const { who, what, product } of taken) {
            const by = [...members, SECRETARY][who] as string;
            const cycle = [coffee, pepper][product] as string;
            const [name, input] = moves(s, cycle, by)[what] as [string, object];
            const before = s.state.agenda.find((item) => item.cycle === cycle);
            const { outcome } = s.by(by).when(name, input);
            const said = JSON.stringify(outcome);
            const opens = Array.isArray(outcome) && outcome.some((e) => e.type === 'ScoresOpened');
            if (!opens && !before?.opening) for (const option of marks) expect(said).not.toContain(option);
            if (opens) for (const option of marks.slice(2)) expect(said).toContain(option);
            told.add(Array.isArray(outcome) ? `did ${name}` : 'refused');
            if (Array.isArray(outcome)) s.did(name, input);
          }
        },
      ),
      { numRuns: 25, seed: 11 },
    );
    expect([...told].sort()).toEqual(expect.arrayContaining(['did OpenScores', 'did SealSheet', 'refused']));
  });
  /** Options, as the sheets of these sessions name them. */
  const marks = Object.values(sheetOf(held.open(), coffee).choices)
    .filter((option) => typeof option === 'string')
    .map((option) => `"${option}"`);
  const moves = (s: ReturnType<typeof held.open>, cycle: string, by: string): readonly [string, object][] => [
    ['SealSheet', { cycle, sheet: sheetOf(s, cycle, 1), reason: 'x' }],
    ['SealSheet', { cycle, sheet: sheetOf(s, cycle) }],
    ['OpenScores', { cycle }],
    ['DiscussProduct', { cycle }],
    ['CloseProduct', { cycle, unreadConfirmed: true }],
    ['PostponeProduct', { cycle, reason: 'x' }],
    ['DeclareConflicts', { products: [{ cycle, kind: 'none' }] }],
    ['RecordAttendance', { member: by, what: 'left' }],
    ['RecordAttendance', { member: by, what: 'arrived' }],
    ['RecordConflict', { member: 'uy-vien-5', cycle, kind: 'relation', reason: 'x', document: doc('BB') }],
    ['DrawUpMinutes', { number: '1' }],
    ['VoteOnKnockOut', { cycle, ground: 'forged-dossier', votes: members.map((member) => ({ member, for: false })) }],
  ];

  test('the mean without a voided sheet is the mean of the others', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...members),
        fc.array(fc.nat(4), { minLength: 7, maxLength: 7 }),
        (without, drops) => {
          const s = held.open(laws[0], ['ca-phe']);
          seal(s, Object.fromEntries(members.map((m, i) => [m, drops[i] ?? 0]))).did('OpenScores', { cycle: coffee });
          const [item] = s.state.agenda as readonly [Item];
          const voided = { ...item, voided: [{ member: without, kind: 'relation' as const, why: 0 }] };
          const others = (item.opening?.scored ?? []).filter((x) => x.member !== without);
          expect(ratingOf(voided, law)).toEqual(ratingOf(item, law, others));
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });
});
