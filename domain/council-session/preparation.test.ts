import { expect, test } from 'vitest';
import { CHAIR, DEPUTY, held, SECRETARY, seal } from '../../test/domain/council.ts';
import { doc } from '../../test/domain/story.ts';
import { defaultRatingPolicies as policies } from '../rulebooks/policies.ts';
import { getRulebook } from '../rulebooks/registry.ts';
import { consideredOf, presidesOver, strictnessOf, strictnessSeenBy } from './considered.ts';
import { rulesOf } from './council-rules.ts';
import type { Item } from './council-session.ts';
import { preparationOf } from './preparation.ts';

const coffee = '66-2022-ca-phe-1';
const law = { rulebook: getRulebook('R2019'), policies, knockOutVote: 'majority' as const };
type Session = ReturnType<typeof held.open>;
const prepared = (s: Session) => preparationOf(s.state, { rules: rulesOf(s.state, s.year), calendar: s.year.calendar });

test('the matrix says what was found and declared, and who is waited for', () => {
  const s = held.convened();
  s.holders['uy-vien-1'] = { grants: [{ id: 'g', role: 'producer', unit: 'htx-mau', from: '2020-01-01' }] };
  s.did('DistributeDossiers')
    .by('uy-vien-2')
    .did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'none' }] });
  const [{ conflicts } = { conflicts: [] }] = prepared(s);
  expect(conflicts).toHaveLength(7);
  expect(conflicts.find((c) => c.member === 'uy-vien-1')).toEqual({ member: 'uy-vien-1', found: ['same-producer'] });
  expect(conflicts.find((c) => c.member === 'uy-vien-2')).toEqual({ member: 'uy-vien-2', found: [], declared: 'none' });
});

test('the forecast counts those who may rate a product, and who would preside', () => {
  const s = held.declared().by(CHAIR);
  s.did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] });
  expect(prepared(s).map((p) => p.forecast)).toEqual([
    { base: 6, needed: 5, spare: 1, missing: 0, presides: DEPUTY, enough: true },
    { base: 7, needed: 6, spare: 1, missing: 0, presides: CHAIR, enough: true },
  ]);
});

test('who has sealed is told, and nothing of the sheets', () => {
  const s = seal(held.open(), {}, [coffee]);
  const [first, second] = prepared(s);
  expect([first?.sealed.length, first?.waitedFor, second?.sealed, second?.waitedFor.length]).toEqual([7, [], [], 7]);
  const other = seal(held.open(), { 'uy-vien-1': 9 }, [coffee]);
  expect(prepared(other)).toEqual(prepared(s));
});

test('what the chair is shown, and never applied', () => {
  const s = seal(held.open(), { 'uy-vien-1': 2 }).did('OpenScores', { cycle: coffee });
  s.did('OpenScores', { cycle: '66-2022-tieu-1' });
  const { without, toNextBand } = consideredOf(s.state.agenda[0] as Item, law);
  expect(without).toHaveLength(7);
  const mean = (member: string) => without.find((x) => x.member === member)?.mean as number;
  expect(mean('uy-vien-1')).toBeGreaterThan(mean(CHAIR));
  expect(toNextBand).toBeUndefined();
  const strict = strictnessOf(s.state);
  expect(strict.map((x) => x.sheets)).toEqual(Array(7).fill(2));
  expect(strict.find((x) => x.member === 'uy-vien-1')?.below).toBeGreaterThan(0);
  s.by(SECRETARY).did('RecordConflict', {
    member: 'uy-vien-1',
    cycle: coffee,
    kind: 'relation',
    reason: 'x',
    document: doc('KL'),
  });
  expect(consideredOf(s.state.agenda[0] as Item, law).without).toHaveLength(6);
});

test('what is shown to who presides is shown to no chair with a conflict, and to the deputy who opened in their place', () => {
  const s = held.open().by(CHAIR);
  const [cycle] = s.cycles.map((c) => c.id) as [string];
  s.did('DeclareConflicts', { products: [{ cycle, kind: 'relation' }] });
  seal(s).by(DEPUTY).did('OpenScores', { cycle });
  const [first, second] = s.state.agenda as readonly [Item, Item];
  const sees = (item: Item) =>
    [CHAIR, DEPUTY, SECRETARY, 'uy-vien-1'].filter((who) => presidesOver(s.state, item, who));
  expect([sees(first), sees(second)]).toEqual([[DEPUTY], [CHAIR]]);
  expect(strictnessSeenBy(s.state, CHAIR)).toEqual([]);
  expect(strictnessSeenBy(s.state, DEPUTY)).toHaveLength(6);
});
