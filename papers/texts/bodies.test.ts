// Who issues a paper, by the kind its unit has: a town's committee is not one of a district.
import { expect, test } from 'vitest';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import { bodyOf, committee, issuedBy } from './bodies.ts';

const unit = (code: string, name: string, level: 'province' | 'district') => ({
  code,
  name,
  names: [{ from: '2018-01-01', is: name }],
  level,
  parents: [],
  from: '2018-01-01',
  successors: [],
});
const tree: UnitTree = {
  units: {
    '66': [unit('66', 'tỉnh Đắk Lắk', 'province')],
    '643': [unit('643', 'thành phố Buôn Ma Thuột', 'district')],
    '644': [unit('644', 'thị xã Buôn Hồ', 'district')],
    '650': [unit('650', 'huyện Krông Năng', 'district')],
  },
  amendedAt: -1,
};

test.each([
  ['643', 'Ủy ban nhân dân thành phố Buôn Ma Thuột', 'Buôn Ma Thuột'],
  ['644', 'Ủy ban nhân dân thị xã Buôn Hồ', 'Buôn Hồ'],
  ['650', 'Ủy ban nhân dân huyện Krông Năng', 'Krông Năng'],
])('what a rulebook calls the committee of a district is that of %s', (code, issuer, place) => {
  const name = tree.units[code]?.[0]?.name ?? '';
  expect(bodyOf('Ủy ban nhân dân huyện', name)).toBe(issuer);
  expect(bodyOf('Chủ tịch Ủy ban nhân dân huyện', name)).toBe(`Chủ tịch ${issuer}`);
  expect(committee(tree, code, '2022-06-01')).toEqual({ issuer, place });
});

test('a unit is named as on the day: a town that has become a city since', () => {
  const [town] = tree.units['644'] ?? [];
  if (!town) throw new Error('the town is there');
  const names = [...town.names, { from: '2024-01-01', is: 'thành phố Buôn Hồ' }];
  const later: UnitTree = { ...tree, units: { ...tree.units, '644': [{ ...town, name: 'thành phố Buôn Hồ', names }] } };
  expect(issuedBy(later, '644', '2022-06-01').superior).toBe('Ủy ban nhân dân thị xã Buôn Hồ');
  expect(issuedBy(later, '644', '2025-06-01').superior).toBe('Ủy ban nhân dân thành phố Buôn Hồ');
});
