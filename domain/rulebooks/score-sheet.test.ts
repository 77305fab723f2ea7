import { describe, expect, it, test } from 'vitest';
import type { CriteriaSet, ScoreSheet } from './criteria-set.ts';
import { getCriteriaSet } from './criteria-sets.ts';
import { sheetProblems, totalOf } from './score-sheet.ts';
import { bestSheet, emptySheet } from './sheets.fixture.ts';

const coffee = getCriteriaSet('R2019/6');

const halfPoints: CriteriaSet = {
  ...coffee,
  parts: [
    {
      code: 'A',
      max: 150,
      criteria: [
        { code: 'x', name: coffee.name, max: 150, options: [{ id: 'x/1.5', points: 150, name: coffee.name }] },
      ],
    },
  ],
};

describe('the total of a sheet', () => {
  it('of the best options is 100 points: 35, 25 and 40', () => {
    expect(totalOf(bestSheet(coffee), coffee)).toMatchObject({
      total: 10_000,
      parts: { A: 3500, B: 2500, C: 4000 },
    });
  });

  it('of no options is 0', () => {
    expect(totalOf(emptySheet(coffee), coffee)).toMatchObject({ total: 0 });
  });

  it('counts one of two alternatives', () => {
    expect(totalOf(emptySheet(coffee, { '3.2': '3.2/1-1' }), coffee)).toMatchObject({ total: 100 });
    expect(totalOf(emptySheet(coffee, { '3.2': ['3.2/2-1'] }), coffee)).toMatchObject({ total: 100 });
  });

  it('keeps decimal points as hundredths', () => {
    expect(totalOf({ x: 'x/1.5' }, halfPoints)).toMatchObject({ total: 150 });
  });
});

describe('a sheet is refused', () => {
  const { '1.1': _, ...withoutMaterial } = bestSheet(coffee);
  const cases: readonly [string, ScoreSheet, string, Record<string, unknown>][] = [
    ['for an unknown criterion', bestSheet(coffee, { '99': null }), 'CRITERION_UNKNOWN', { criterion: '99' }],
    ['for a heading', bestSheet(coffee, { '6.1': null }), 'CRITERION_UNKNOWN', { criterion: '6.1' }],
    [
      'for a name every object has',
      bestSheet(coffee, { toString: null }),
      'CRITERION_UNKNOWN',
      { criterion: 'toString' },
    ],
    ['for a missing criterion', withoutMaterial, 'CRITERION_MISSING', { criterion: '1.1' }],
    ['for an unknown option', bestSheet(coffee, { '1.1': '1.1/4' }), 'OPTION_UNKNOWN', { option: '1.1/4' }],
    [
      'for an option of another criterion',
      bestSheet(coffee, { '1.1': '1.2/3' }),
      'OPTION_UNKNOWN',
      { criterion: '1.1' },
    ],
    [
      'for both alternatives',
      bestSheet(coffee, { '3.2': ['3.2/1-1', '3.2/2-1'] }),
      'ALTERNATIVES_COMBINED',
      { criterion: '3.2', options: ['3.2/1-1', '3.2/2-1'] },
    ],
    ['for two options', bestSheet(coffee, { '7': ['7/1', '7/3'] }), 'SEVERAL_OPTIONS', { criterion: '7' }],
    [
      'for scoring the identity of a story that does not exist',
      bestSheet(coffee, { '5.1': '5.1/0', '5.3': null }),
      'CRITERION_NOT_APPLICABLE',
      { criterion: '5.2', dependsOn: '5.1' },
    ],
  ];
  test.each(cases)('%s', (_why, sheet, code, details) => {
    expect(totalOf(sheet, coffee)).toMatchObject({ refused: true, code, details });
  });

  it('and every problem can be listed', () => {
    const problems = sheetProblems({ ...withoutMaterial, '99': null, '7': '7/2' }, coffee);
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['CRITERION_UNKNOWN', '/99'],
      ['CRITERION_MISSING', '/1.1'],
      ['OPTION_UNKNOWN', '/7'],
    ]);
  });
});
