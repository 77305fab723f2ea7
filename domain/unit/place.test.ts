// Who took over each level of a place, on every day around a reform.
import { describe, expect, test } from 'vitest';
import { findActing, findUnitAt, isUnplaced, type Place } from './place.ts';
import { end, move, province, treeOf, unit } from './tree.fixture.ts';
import { existsOn, findUnit, type Unit, type UnitTree } from './unit-tree.ts';

const place = (code: string, on?: string): Place => [{ code, on }];
const LEVELS = ['commune', 'district', 'province'];
/** `650-01 650 66`: per level the unit it belongs to; `650>66` where another acts for it. */
const levels = (tree: UnitTree, of: Place, on: string): string =>
  LEVELS.map((level) => {
    const unit = findUnitAt(tree, of, level, on);
    const acting = findActing(tree, of, level, on);
    return acting === unit ? (unit?.code ?? '–') : `${unit?.code ?? '–'}>${acting?.code ?? '–'}`;
  }).join(' ');

const [BEFORE, LAST, FIRST, AFTER] = ['2025-06-01', '2025-06-30', '2025-07-01', '2026-03-01'] as const;
const around = (tree: UnitTree, of: Place): string[] => [BEFORE, LAST, FIRST, AFTER].map((on) => levels(tree, of, on));
const unreformed = '650-01 650 66';

describe('the unit of a level that a place belongs to on a day', () => {
  test('is found by climbing', () => {
    const tree = treeOf(...province);
    expect(levels(tree, place('650-01'), BEFORE)).toBe(unreformed);
    expect(levels(tree, place('66'), BEFORE)).toBe('– – 66');
    expect(levels(tree, place('nowhere'), BEFORE)).toBe('– – –');
  });
  test('exists from its first through its last day', () => {
    const district = findUnit(treeOf(...province, end('650', '2025-06-30')), '650') as Unit;
    const days = ['2003-12-31', '2004-01-01', '2025-06-30', '2025-07-01'];
    expect(days.map((d) => existsOn(district, d))).toEqual([false, true, true, false]);
  });
  test('a district merged into another: the other one from the next day on', () => {
    const tree = treeOf(...province, unit('651', 'district', '66'), end('650', LAST, ['651']));
    expect(around(tree, place('650-01'))).toEqual([unreformed, unreformed, '650-01 651 66', '650-01 651 66']);
  });
  test('communes merged: the new commune, under the older district', () => {
    const tree = treeOf(...province, unit('650-09', 'commune', '650', FIRST, ['650-01', '650-02']));
    for (const old of ['650-01', '650-02'])
      expect(around(tree, place(old)).slice(1)).toEqual([`${old} 650 66`, '650-09 650 66', '650-09 650 66']);
  });
  test('a commune moved to another district, which merges later', () => {
    const tree = treeOf(
      ...province,
      unit('651', 'district', '66'),
      unit('652', 'district', '66'),
      move('650-01', '651', FIRST),
      end('651', '2026-01-31', ['652']),
    );
    expect(around(tree, place('650-01'))).toEqual([unreformed, unreformed, '650-01 651 66', '650-01 652 66']);
    expect(levels(tree, place('650-02'), AFTER)).toBe('650-02 650 66');
  });
  test('a commune that never had a district has none', () => {
    const tree = treeOf(...province, unit('24001', 'commune', '66', FIRST));
    expect(levels(tree, place('24001'), AFTER)).toBe('24001 – 66');
  });
});

describe('a level that was abolished', () => {
  const taken = '650-01 650>66 66';
  test.each<[string, string[]]>([
    ['without a successor', []],
    ['with the province as its successor', ['66']],
  ])('%s: the province acts for the last district there was', (_, successors) => {
    const tree = treeOf(...province, end('650', LAST, successors));
    expect(around(tree, place('650-01'))).toEqual([unreformed, unreformed, taken, taken]);
  });
  test('with its own communes as successors: each for what lies in it', () => {
    const tree = treeOf(...province, end('650', LAST, ['650-01', '650-02']));
    expect(around(tree, place('650-01')).slice(1)).toEqual([
      unreformed,
      '650-01 650>650-01 66',
      '650-01 650>650-01 66',
    ]);
    expect(levels(tree, place('650-02'), FIRST)).toBe('650-02 650>650-02 66');
  });
  test('with some of its communes as successors: the province for what lies in none of them', () => {
    const tree = treeOf(...province, end('650', LAST, ['650-02']));
    expect(levels(tree, place('650-01'), FIRST)).toBe(taken);
  });
  test('on the day on which its communes merge as well', () => {
    for (const successors of [[], ['66'], ['24001']]) {
      const tree = treeOf(
        ...province,
        unit('24001', 'commune', '66', FIRST, ['650-01', '650-02']),
        end('650', LAST, successors),
      );
      const heir = successors[0] === '24001' ? '24001' : '66';
      const reformed = `24001 650>${heir} 66`;
      expect(around(tree, place('650-01'))).toEqual([unreformed, unreformed, reformed, reformed]);
    }
  });
  test('on the day on which its communes divide as well, for what is placed in a part', () => {
    const tree = treeOf(
      ...province,
      unit('651', 'district', '66'),
      unit('651-01', 'commune', '651'),
      unit('24001', 'commune', '66', FIRST, ['650-01']),
      unit('24002', 'commune', '66', FIRST, ['650-01', '651-01']),
      end('650', LAST),
      end('651', LAST),
    );
    const placed: Place = [
      { code: '650-01', on: BEFORE },
      { code: '24002', on: FIRST },
    ];
    expect(levels(tree, placed, FIRST)).toBe('24002 650>66 66');
    const moved: Place = [
      { code: '650-02', on: BEFORE },
      { code: '24002', on: AFTER },
    ];
    expect(levels(tree, moved, AFTER)).toBe('24002 –>66 66');
  });
  test('for what came into a new commune afterwards: the district of what that was formed of', () => {
    const merged = unit('24001', 'commune', '66', FIRST, ['650-01', '650-02']);
    const tree = treeOf(...province, merged, end('650', LAST), unit('24009', 'commune', '66', AFTER, ['24001']));
    expect(levels(tree, place('24001', FIRST), FIRST)).toBe('24001 650>66 66');
    expect(levels(tree, place('24009', AFTER), AFTER)).toBe('24009 650>66 66');
    // a commune that never had a district has none, whatever came into it later
    const apart = treeOf(...province, unit('24001', 'commune', '66'), end('650-01', LAST, ['24001']), end('650', LAST));
    expect(levels(apart, place('24001'), FIRST)).toBe('24001 – 66');
  });
  test('before its communes merge, and after it', () => {
    const merged = (from: string) => unit('24001', 'commune', '66', from, ['650-01', '650-02']);
    const later = treeOf(...province, end('650', LAST), merged('2025-09-01'));
    expect(around(later, place('650-01')).slice(2)).toEqual([taken, '24001 650>66 66']);
    const sooner = treeOf(...province, merged('2025-06-01'), end('650', LAST));
    expect(around(sooner, place('650-01'))).toEqual([
      '24001 650 66',
      '24001 650 66',
      '24001 650>66 66',
      '24001 650>66 66',
    ]);
  });
  test('its communes go under the province on that day, or stay as they were told', () => {
    const tree = treeOf(...province, end('650', LAST), move('650-01', '66', FIRST));
    for (const code of ['650-01', '650-02']) expect(levels(tree, place(code), FIRST)).toBe(`${code} 650>66 66`);
  });
  test('after the district had merged into another: for the last of them', () => {
    const tree = treeOf(
      ...province,
      unit('651', 'district', '66'),
      end('650', '2022-05-31', ['651']),
      end('651', LAST),
      unit('24001', 'commune', '66', FIRST, ['650-01']),
    );
    expect(levels(tree, place('650-01'), '2023-01-01')).toBe('650-01 651 66');
    expect(levels(tree, place('650-01'), FIRST)).toBe('24001 651>66 66');
  });
  test('a commune that ended with nobody in its place: its district acts for it', () => {
    const tree = treeOf(...province, end('650-01', LAST));
    expect(levels(tree, place('650-01'), FIRST)).toBe('650-01>650 650 66');
  });
});

describe('a province merged into another', () => {
  const reform = [
    unit('54', 'province'),
    unit('557', 'district', '54'),
    unit('22015', 'commune', '557'),
    unit('66', 'province', undefined, FIRST, ['54']),
    unit('22015', 'commune', '66', FIRST, ['22015']),
    end('557', LAST),
  ];
  test('the codes change, and every level has who took over', () => {
    const tree = treeOf(...reform);
    expect(around(tree, place('22015', BEFORE))).toEqual([
      '22015 557 54',
      '22015 557 54',
      '22015 557>66 66',
      '22015 557>66 66',
    ]);
    expect(findUnitAt(tree, place('22015', BEFORE), 'commune', FIRST)?.from).toBe(FIRST);
    expect(around(tree, place('54'))).toEqual(['– – 54', '– – 54', '– – 66', '– – 66']);
  });
  test('before its districts and communes are told anew', () => {
    const tree = treeOf(...reform.slice(0, 4));
    expect(levels(tree, place('22015'), FIRST)).toBe('22015 557 66');
  });
});

describe('a code that is used again', () => {
  const tree = treeOf(
    ...province,
    unit('650-03', 'commune', '650'),
    unit('650-01', 'commune', '650', FIRST, ['650-02']),
    end('650-01', LAST, ['650-03']),
  );
  test('means the unit that carried it on the day it was said', () => {
    expect(levels(tree, place('650-01', BEFORE), AFTER)).toBe('650-03 650 66');
    expect(findUnitAt(tree, place('650-01', FIRST), 'commune', AFTER)?.from).toBe(FIRST);
    expect(findUnitAt(tree, place('650-02'), 'commune', AFTER)?.from).toBe(FIRST);
  });
});

describe('a divided commune', () => {
  const tree = treeOf(
    ...province,
    unit('651', 'district', '66'),
    unit('24001', 'commune', '650', FIRST, ['650-01']),
    unit('24002', 'commune', '651', FIRST, ['650-01']),
  );
  test('nobody decides by default which part a place lies in; where the parts agree, they do', () => {
    expect(around(tree, place('650-01'))).toEqual([unreformed, unreformed, '– – 66', '– – 66']);
    expect([LAST, FIRST].map((on) => isUnplaced(tree, place('650-01'), on))).toEqual([false, true]);
  });
  test('a placing says it, from the day of the division on', () => {
    const placed: Place = [{ code: '650-01' }, { code: '24002', on: FIRST }];
    expect(around(tree, placed)).toEqual([unreformed, unreformed, '24002 651 66', '24002 651 66']);
  });
  test('what lies in a new commune lay where all that it was formed of lay', () => {
    expect(levels(tree, place('24002', FIRST), LAST)).toBe('650-01 650 66');
  });
});
