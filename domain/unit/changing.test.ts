// A tree of units takes the reforms there were, and nothing that cannot be.
import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { doc } from '../../test/domain/story.ts';
import { moveUnit, renameUnit } from './changing.ts';
import { annulUnitFacts, correctUnitFact } from './correcting.ts';
import { abolishUnit, registerUnit } from './registering.ts';
import { end, province, type treeOf, unit } from './tree.fixture.ts';
import { findUnit, nameOf, unitTree } from './unit-tree.ts';

const spec = (...events: Parameters<typeof treeOf>) =>
  given(unitTree, '66', told(unitTree, '66', [...province, ...events]));
const paper = { document: doc('NQ') };
const commune = { code: '650-03', name: 'xã mới', level: 'commune', parent: '650', from: '2022-01-01' };

describe('RegisterUnit refuses what cannot be', () => {
  test.each<[string, object, string]>([
    ['a unit with no unit above it', { parent: undefined }, 'PARENT_MISSING'],
    ['a level under itself', { parent: '650-01' }, 'PARENT_NOT_ABOVE'],
    ['a level under a lower one', { code: '651', level: 'district', parent: '650-01' }, 'PARENT_NOT_ABOVE'],
    ['a department under a district', { code: 'snn', level: 'department' }, 'PARENT_NOT_ABOVE'],
    ['a child older than its parent', { from: '2003-01-01' }, 'UNIT_NOT_YET'],
    ['a code that looks like another', { code: '650-1' }, 'UNIT_CODE_ALIKE'],
    ['a code that reads like another', { code: '65o-01' }, 'UNIT_CODE_ALIKE'],
    ['a second province', { code: '67', level: 'province', parent: undefined }, 'SECOND_PROVINCE'],
    ['a code that is in use', { code: '650-01' }, 'UNIT_EXISTS'],
    ['a reform without a paper', { replaces: ['650-01'] }, 'UNIT_PAPER_MISSING'],
    ['in place of what is not there yet', { from: '2004-01-01', replaces: ['650-01'], ...paper }, 'UNIT_NOT_YET'],
    ['in place of what is unknown', { replaces: ['650-09'], ...paper }, 'UNIT_UNKNOWN'],
  ])('%s', (_, change, code) => {
    const { parent, ...rest } = { ...commune, ...change } as Record<string, unknown>;
    spec()
      .when(registerUnit, parent === undefined ? rest : { parent, ...rest })
      .then(code);
  });
  test('under a parent that ended', () => {
    spec(end('650', '2021-12-31')).when(registerUnit, commune).then('UNIT_ENDED', { code: '650' });
  });
  test('in place of a unit that ended otherwise', () => {
    spec(end('650-01', '2021-06-30'))
      .when(registerUnit, { ...commune, replaces: ['650-01'], ...paper })
      .then('UNIT_ENDED');
  });
});

describe('units as they changed on 1/7/2025', () => {
  const from = '2025-07-01';
  test('a new commune carries the code of one it was formed of, under another name', () => {
    const input = { ...commune, code: '650-01', parent: '66', from, replaces: ['650-01', '650-02'], ...paper };
    const tree = spec().when(registerUnit, input).then(['UnitRegistered']).state;
    expect(['2025-06-30', from].map((on) => nameOf(tree, '650-01', on))).toEqual(['đơn vị 650-01', 'xã mới']);
    expect(findUnit(tree, '650-02')).toMatchObject({ until: '2025-06-30', successors: ['650-01'] });
  });
  test('a divided commune has several successors', () => {
    const parts = ['24001', '24002'].map((code) => ({
      ...commune,
      code,
      parent: '66',
      from,
      replaces: ['650-01'],
      ...paper,
    }));
    const first = spec().when(registerUnit, parts[0]);
    const tree = given(unitTree, '66', first.facts).when(registerUnit, parts[1]).then(['UnitRegistered']).state;
    expect(findUnit(tree, '650-01')).toMatchObject({ until: '2025-06-30', successors: ['24001', '24002'] });
  });
  test('a province takes the place of another', () => {
    spec()
      .when(registerUnit, { code: '52', name: 'tỉnh mới', level: 'province', from, replaces: ['66'], ...paper })
      .then(['UnitRegistered']);
  });
});

test('AbolishUnit refuses a successor that is not there yet or no longer', () => {
  const gone = { code: '650-01', until: '2022-06-30', ...paper };
  spec(unit('650-03', 'commune', '650', '2022-08-01'))
    .when(abolishUnit, { ...gone, successors: ['650-03'] })
    .then('UNIT_NOT_YET');
  spec(end('650-02', '2022-06-30'))
    .when(abolishUnit, { ...gone, successors: ['650-02'] })
    .then('UNIT_ENDED');
});

describe('RenameUnit, MoveUnit', () => {
  test('from a day on, by a paper', () => {
    const input = { code: '650-01', name: 'thị trấn', from: '2022-03-01', ...paper };
    const tree = spec().when(renameUnit, input).then(['UnitRenamed']).state;
    expect(['2022-02-28', '2022-03-01'].map((on) => nameOf(tree, '650-01', on))).toEqual(['đơn vị 650-01', 'thị trấn']);
    spec()
      .when(renameUnit, { ...input, name: 'đơn vị 650-01' })
      .then('NAME_UNCHANGED');
    spec()
      .when(renameUnit, { ...input, code: '650-09' })
      .then('UNIT_UNKNOWN');
    spec(end('650-01', '2021-12-31')).when(renameUnit, input).then('UNIT_ENDED');
  });
  test('a commune goes under another district that is there', () => {
    const input = { code: '650-01', parent: '651', from: '2022-03-01', ...paper };
    const second = unit('651', 'district', '66');
    spec(second).when(moveUnit, input).then(['UnitMoved']);
    spec().when(moveUnit, input).then('UNIT_UNKNOWN');
    spec(second, end('651', '2022-02-28')).when(moveUnit, input).then('UNIT_ENDED');
    spec()
      .when(moveUnit, { ...input, parent: '650' })
      .then('PARENT_UNCHANGED');
    spec()
      .when(moveUnit, { ...input, parent: '650-02' })
      .then('PARENT_NOT_ABOVE');
  });
});

describe('what was mis-keyed', () => {
  const why = { reason: 'nhầm', ...paper };
  test('is corrected', () => {
    const tree = spec()
      .when(correctUnitFact, { revision: 2, changes: { name: 'xã A' }, ...why })
      .then(['FactCorrected']).state;
    expect(nameOf(tree, '650-01')).toBe('xã A');
  });
  test('but not to what cannot be', () => {
    spec()
      .when(correctUnitFact, { revision: 2, changes: { from: '2003-01-01' }, ...why })
      .then('UNIT_NOT_YET');
    spec()
      .when(correctUnitFact, { revision: 1, changes: { level: 'commune' }, ...why })
      .then('PARENT_NOT_ABOVE');
  });
  test('is annulled, unless others rest on it', () => {
    const tree = spec(end('650-01', '2022-06-30', ['650-02']))
      .when(annulUnitFacts, { revisions: [4], ...why })
      .then(['FactsAnnulled']).state;
    expect(findUnit(tree, '650-01')?.until).toBeUndefined();
    spec()
      .when(annulUnitFacts, { revisions: [1], ...why })
      .then('UNIT_UNKNOWN', { code: '650' });
  });
});
