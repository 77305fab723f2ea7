// The tables against each other: what an act lets somebody do they may see, and nothing is left without an entry.
import { describe, expect, test } from 'vitest';
import { responsibleFor } from '../kernel/command.ts';
import { aggregates } from '../registry.ts';
import { rulebooks } from '../rulebooks/registry.ts';
import { type Holder, responsibilityOf, roles } from '../rulebooks/responsibilities.ts';
import { type UnitTree, unitTree, withUnit } from '../unit/unit-tree.ts';
import { type Reach, type Sees, seeing, seeingLists, seeingParts, seeingPersonal, seesOf, seesPart } from './seeing.ts';
import { seenFields } from './seen-fields.ts';
import { type Relation, relations, type Sight, standingsTo, type Whose } from './sight.ts';

const resources = aggregates.map(({ resource }) => resource).sort();

test('every resource stands in the tables, and nothing else does', () => {
  expect(Object.keys(seeing).sort()).toEqual(resources);
  expect(Object.keys(seenFields).sort()).toEqual(resources);
  expect(resources).toEqual(expect.arrayContaining(Object.keys(seeingPersonal)));
  for (const { of } of Object.values(seeingLists)) expect(resources).toContain(of);
});

test('the tables name roles and relations that there are', () => {
  const reaches = [...Object.values(seeing), ...Object.values(seeingParts), ...Object.values(seeingPersonal)];
  for (const reach of reaches) {
    if (typeof reach === 'string') continue;
    for (const [as, by] of Object.entries(reach)) {
      expect([...Object.keys(roles), 'holder']).toContain(as);
      expect(relations).toEqual(expect.arrayContaining([...by]));
    }
  }
});

const covers: Readonly<Record<Holder['at'], readonly Relation[]>> = {
  producer: ['own'],
  commune: ['unit', 'below', 'province'],
  district: ['below', 'province'],
  province: ['below', 'province', 'group', 'advised'],
  national: ['province'],
  department: ['unit', 'province'],
};

test('whoever an act makes responsible may see what they are to act on', () => {
  for (const { resource, commands } of aggregates)
    for (const { by, name } of commands.values()) {
      const duty = responsibleFor(by);
      const may = seeing[resource];
      if (!duty || may === 'everybody') continue;
      for (const { id, responsibilities } of rulebooks) {
        const entry = responsibilities[responsibilityOf(duty)];
        for (const { role, at } of 'perTier' in entry ? Object.values(entry.perTier).flat() : entry) {
          const reach = (may as Reach)[role] ?? [];
          expect(
            reach.some((r) => covers[at].includes(r)),
            `${id}: ${role} (${at}) ${name} of ${resource}`,
          ).toBe(true);
        }
      }
    }
});

const unit = (code: string, level: 'province' | 'district' | 'commune' | 'department', parent?: string) => ({
  ...{ code, level, name: code, names: [], from: '2000-01-01', successors: [] },
  parents: parent === undefined ? [] : [{ from: '2000-01-01', is: parent }],
});
const tree = [
  unit('66', 'province'),
  unit('650', 'district', '66'),
  unit('651', 'district', '66'),
  { ...unit('650-01', 'commune', '650'), until: '2022-12-31', successors: ['650-09'] },
  { ...unit('650-09', 'commune', '650'), from: '2023-01-01' },
  unit('651-01', 'commune', '651'),
  unit('sct', 'department', '66'),
].reduce<UnitTree>((so, one) => withUnit(so, one), unitTree.initial);

const as = (role: string, at: string, more: object = {}): Sight => ({
  account: 'ai-do',
  province: '66',
  today: '2022-06-01',
  dossiers: [],
  grants: [{ id: 'x', role: role as never, unit: at, from: '2022-01-01', ...more }],
});
const coffee: Whose = {
  ...{ province: '66', places: [{ code: '650-01' }], producer: 'htx-mau', product: 'ca-phe', group: 'coffee-cocoa' },
  cycle: '66-2022-ca-phe-1',
};
const sees = (sight: Sight, whose: Whose = coffee): Sees => seesOf('product-cycles', standingsTo(sight, whose, tree));

describe('a product’s cycle', () => {
  test.each<[string, Sight, Sees]>([
    ['its producer', as('producer', 'htx-mau'), 'at-work'],
    ['another producer', as('producer', 'htx-khac'), 'nothing'],
    ['its commune', as('commune-officer', '650-01'), 'at-work'],
    ['another commune', as('commune-officer', '651-01'), 'nothing'],
    ['its district', as('district-officer', '650'), 'at-work'],
    ['another district', as('district-officer', '651'), 'nothing'],
    ['a signer of its district', as('signer', '650'), 'at-work'],
    ['the coordination office', as('province-officer', '66'), 'at-work'],
    ['an auditor of the province', as('auditor', '66'), 'at-work'],
    ['an auditor of another district', as('auditor', '651'), 'nothing'],
    ['an administrator', as('admin', '66'), 'at-work'],
    ['a department for all groups', as('department-officer', 'sct'), 'at-work'],
    ['a department of its group', as('department-officer', 'sct', { groups: ['coffee-cocoa'] }), 'at-work'],
    ['a department of other groups', as('department-officer', 'sct', { groups: ['tea'] }), 'nothing'],
    ['its adviser', as('adviser', '66', { products: ['ca-phe'] }), 'at-work'],
    ['another adviser', as('adviser', '66', { products: ['tra'] }), 'nothing'],
    ['a member of a council', as('council-member', '66'), 'nothing'],
    ['who rates it', { ...as('council-member', '66'), dossiers: ['66-2022-ca-phe-1'] }, 'at-work'],
    ['who has no role', { ...as('admin', '66'), grants: [] }, 'nothing'],
  ])('by %s', (_, sight, expected) => {
    expect(sees(sight)).toBe(expected);
  });

  test('whoever advised it sees it without being named', () => {
    expect(sees(as('adviser', '66'), { ...coffee, advisers: ['ai-do'] })).toBe('at-work');
  });
  test('once it is decided every officer sees what is public of it, another producer does not', () => {
    const decided = { ...coffee, decided: true };
    for (const sight of [as('commune-officer', '651-01'), as('adviser', '66'), as('council-member', '66')])
      expect(sees(sight, decided)).toBe('decided');
    expect(sees(as('producer', 'htx-khac'), decided)).toBe('nothing');
    expect(sees(as('district-officer', '650'), decided)).toBe('at-work');
  });
  test('goes over to who took over from its commune: a role at a unit that is gone ended with it', () => {
    const later = { today: '2023-06-01' };
    expect(sees({ ...as('commune-officer', '650-01'), ...later })).toBe('nothing');
    expect(sees({ ...as('commune-officer', '650-09', { from: '2023-01-01' }), ...later })).toBe('at-work');
    expect(sees({ ...as('district-officer', '650'), ...later })).toBe('at-work');
  });
  test('has parts for those alone who see it at work', () => {
    const decided = standingsTo(as('district-officer', '651'), { ...coffee, decided: true }, tree);
    const own = standingsTo(as('district-officer', '650'), coffee, tree);
    for (const part of ['timeline', 'evidence', 'explain', 'first-figures'])
      expect([seesPart('product-cycles', part, decided), seesPart('product-cycles', part, own)]).toEqual([false, true]);
    expect(seesPart('product-cycles', 'nobody-knows', own)).toBe(false);
    // What a council scored first, and then again, is not told to its members, the producer and the commune.
    const rating = { ...as('council-member', '66'), dossiers: ['66-2022-ca-phe-1'] };
    for (const sight of [rating, as('producer', coffee.producer as string), as('commune-officer', '650-01')]) {
      const standings = standingsTo(sight, coffee, tree);
      const told = ['evidence', 'first-figures'].map((part) => seesPart('product-cycles', part, standings));
      expect(told).toEqual([true, false]);
    }
  });
});

test('of a department’s duties it sees its own, of another’s none', () => {
  const duty: Whose = { province: '66', places: [{ code: 'sct', on: '2022-01-01' }] };
  const seen = (sight: Sight) => seesOf('unit-duties', standingsTo(sight, duty, tree));
  expect([seen(as('department-officer', 'sct')), seen(as('department-officer', '66'))]).toEqual(['at-work', 'nothing']);
  expect(seen({ ...as('department-officer', 'sct'), province: '67' })).toBe('nothing');
});
