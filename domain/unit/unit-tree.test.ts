import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { doc } from '../../test/domain/story.ts';
import { fold } from '../kernel/fold.ts';
import { abolishUnit, existsOn, findUnitAt, holdersToday, registerUnit, type Unit, unitTree } from './unit-tree.ts';

const unit = (code: string, level: string, parent?: string, from = '2004-01-01') => ({
  type: 'UnitRegistered',
  data: { code, name: `đơn vị ${code}`, level, from, ...(parent ? { parent } : {}) },
});
const end = (code: string, until: string, successors: string[]) => ({
  type: 'UnitAbolished',
  data: { code, until, successors, document: doc('NQ') },
});
const province = [
  unit('66', 'province'),
  unit('650', 'district', '66'),
  unit('650-01', 'commune', '650'),
  unit('650-02', 'commune', '650'),
];
const tree = (...events: { type: string; data: unknown }[]) => fold(unitTree, told(unitTree, '66', events));
const spec = (...events: { type: string; data: unknown }[]) => given(unitTree, '66', told(unitTree, '66', events));

describe('RegisterUnit', () => {
  const commune = { code: '650-03', name: 'xã mới', level: 'commune', parent: '650', from: '2022-01-01' };
  test('under a parent that is there, once', () => {
    spec(...province)
      .when(registerUnit, commune)
      .then(['UnitRegistered']);
    spec()
      .when(registerUnit, { code: '66', name: 'tỉnh', level: 'province', from: '2004-01-01' })
      .then(['UnitRegistered']);
    spec(...province)
      .when(registerUnit, { ...commune, parent: '999' })
      .then('UNIT_UNKNOWN', { code: '999' });
    spec(...province)
      .when(registerUnit, { ...commune, code: '650' })
      .then('UNIT_EXISTS');
    spec(...province)
      .when(registerUnit, { ...commune, level: 'village' })
      .then('INPUT_INVALID');
  });
});

describe('AbolishUnit', () => {
  const gone = { code: '650', until: '2025-06-30', successors: ['66'], document: doc('NQ') };
  test('with its last day, its successors and the paper', () => {
    spec(...province)
      .when(abolishUnit, gone)
      .then(['UnitAbolished']);
  });
  test('is refused for an unknown unit or successor, twice, before it began, and as its own successor', () => {
    spec(...province)
      .when(abolishUnit, { ...gone, code: '651' })
      .then('UNIT_UNKNOWN', { code: '651' });
    spec(...province)
      .when(abolishUnit, { ...gone, successors: ['67'] })
      .then('UNIT_UNKNOWN', { code: '67' });
    spec(...province, end('650', '2025-06-30', []))
      .when(abolishUnit, gone)
      .then('UNIT_ENDED');
    spec(...province)
      .when(abolishUnit, { ...gone, until: '2003-12-31' })
      .then('UNIT_DATES_CROSSED');
    spec(...province)
      .when(abolishUnit, { ...gone, successors: ['650'] })
      .then('UNIT_SUCCEEDS_ITSELF');
  });
});

describe('the unit of a level that a place belongs to on a day', () => {
  const at = (t: ReturnType<typeof tree>, place: string, level: string, on = '2022-06-01') =>
    findUnitAt(t, place, level, on)?.code;
  test('is found by climbing', () => {
    const t = tree(...province);
    expect(['commune', 'district', 'province'].map((level) => at(t, '650-01', level))).toEqual(['650-01', '650', '66']);
    expect(at(t, '66', 'district')).toBeUndefined();
    expect(at(t, 'nowhere', 'district')).toBeUndefined();
  });
  test('exists from its first through its last day', () => {
    const district = tree(...province, end('650', '2025-06-30', [])).units['650'] as Unit;
    expect(['2003-12-31', '2004-01-01', '2025-06-30', '2025-07-01'].map((d) => existsOn(district, d))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  test('a district merged into another: the other one from the next day on', () => {
    const t = tree(...province, unit('651', 'district', '66'), end('650', '2022-05-31', ['651']));
    expect(at(t, '650-01', 'district', '2022-05-31')).toBe('650');
    expect(at(t, '650-01', 'district', '2022-06-01')).toBe('651');
  });
  test('communes merged: the new commune, under the older district', () => {
    const t = tree(
      ...province,
      unit('650-09', 'commune', '650', '2022-06-01'),
      end('650-01', '2022-05-31', ['650-09']),
    );
    expect(at(t, '650-01', 'commune')).toBe('650-09');
    expect(at(t, '650-01', 'district')).toBe('650');
  });
  test('districts abolished with no other district in their place: the last one there was', () => {
    const t = tree(...province, end('650', '2025-06-30', ['66']));
    expect(at(t, '650-01', 'district', '2025-07-01')).toBe('650');
    expect(at(t, '650-01', 'province', '2025-07-01')).toBe('66');
  });
  test('a commune that never had a district has none', () => {
    const t = tree(...province, unit('24001', 'commune', '66', '2025-07-01'));
    expect(at(t, '24001', 'district', '2025-08-01')).toBeUndefined();
    expect(at(t, '24001', 'province', '2025-08-01')).toBe('66');
  });
});

describe('who acts for a unit today', () => {
  test('the unit itself, later its successors, however often', () => {
    const t = tree(
      ...province,
      unit('651', 'district', '66'),
      unit('652', 'district', '66'),
      end('650', '2022-05-31', ['651', '652']),
      end('651', '2025-06-30', ['66']),
    );
    expect(holdersToday(t, '650', '2022-05-31')).toEqual(['650']);
    expect(holdersToday(t, '650', '2022-06-01')).toEqual(['651', '652']);
    expect(holdersToday(t, '650', '2025-07-01')).toEqual(['66', '652']);
    expect(holdersToday(t, 'elsewhere', '2025-07-01')).toEqual(['elsewhere']);
  });
});
