import { describe, expect, it, test } from 'vitest';
import type { ScoreSheet } from './criteria-set.ts';
import { rateSheets, type SheetsFile, sheetsFile } from './rate-sheets.ts';
import { getCriteriaSet } from './registry.ts';
import { bestSheet, emptySheet } from './sheets.fixture.ts';

const rice = bestSheet(getCriteriaSet('R2023/6'));
const coffee2019 = bestSheet(getCriteriaSet('R2019/6'));
const { '1.1': _, ...incomplete } = rice;

const file = (given: Record<string, unknown>): SheetsFile =>
  sheetsFile.parse({ filedOn: '2024-03-11', set: 'R2023/6', sheets: [rice], ...given });

describe('rating a file of sheets', () => {
  it('finds the law by the filing day, or takes the one that is named', () => {
    expect(rateSheets(file({}))).toMatchObject({ rating: { stars: 5 }, rulebook: { id: 'R2023' } });
    expect(rateSheets(file({ filedOn: '2025-12-01' }))).toMatchObject({ rulebook: { id: 'R2025' } });
    expect(rateSheets(file({ filedOn: undefined, rulebook: 'R2025' }))).toMatchObject({ rulebook: { id: 'R2025' } });
  });

  it('ends on a knock-out the council established', () => {
    const forged = { rulebook: 'R2026', filedOn: undefined, set: 'R2026/6', knockOuts: ['forged-dossier'] };
    const sheets = [emptySheet(getCriteriaSet('R2026/6'))];
    expect(rateSheets(file({ ...forged, sheets }))).toMatchObject({ rating: { stars: 0 } });
  });

  it('needs no sheet where a knock-out ended it before anybody scored', () => {
    const refused = { rulebook: 'R2019', filedOn: undefined, set: 'R2019/5', sheets: [] };
    expect(rateSheets(file({ ...refused, knockOuts: ['food-safety-certificate-missing'] }))).toMatchObject({
      rating: { stars: 0, mean: null, knockOuts: [{ id: 'food-safety-certificate-missing' }] },
    });
    expect(rateSheets(file({ ...refused, knockOuts: ['food-safety-paper-missing'] }))).toMatchObject({
      code: 'KNOCK_OUT_UNKNOWN',
      details: { known: ['material-imported-or-unknown', 'unacceptable-impurity', 'food-safety-certificate-missing'] },
    });
  });

  it('by an incomplete set binds with the council’s confirmation, and without one below 3★', () => {
    const given = { filedOn: '2022-06-20', set: 'R2019/6', sheets: [coffee2019] };
    expect(rateSheets(file({ ...given, unreadConfirmed: true }))).toMatchObject({ rating: { stars: 5 } });
    const sheets: ScoreSheet[] = [emptySheet(getCriteriaSet('R2019/6'))];
    expect(rateSheets(file({ ...given, sheets }))).toMatchObject({ rating: { stars: 1 } });
  });
});

describe('rating is refused', () => {
  const cases: readonly (readonly [string, Record<string, unknown>, string, Record<string, unknown>])[] = [
    [
      'an unknown criterion',
      { sheets: [{ ...rice, '99': null }] },
      'CRITERION_UNKNOWN',
      { criterion: '99', member: 1 },
    ],
    ['a missing one', { sheets: [rice, incomplete] }, 'CRITERION_MISSING', { criterion: '1.1', member: 2 }],
    ['an option that does not exist', { sheets: [{ ...rice, '7': '7/99' }] }, 'OPTION_UNKNOWN', { criterion: '7' }],
    [
      'two alternatives',
      {
        set: 'R2023/26',
        sheets: [{ ...bestSheet(getCriteriaSet('R2023/26')), '8': ['8/1-1', '8/2-1'] }],
      },
      'ALTERNATIVES_COMBINED',
      { criterion: '8' },
    ],
    [
      'a set of another rulebook',
      { filedOn: '2026-06-01' },
      'SET_OF_OTHER_RULEBOOK',
      { set: 'R2023/6', rulebook: 'R2026' },
    ],
    [
      'an incomplete set without confirmation',
      { filedOn: '2022-06-20', set: 'R2019/6', sheets: [coffee2019] },
      'SET_NOT_CONFIRMED',
      { set: 'R2019/6', gaps: ['minimum-options'] },
    ],
    [
      'an incomplete sum without confirmation',
      { set: 'R2023/13', sheets: [bestSheet(getCriteriaSet('R2023/13'))] },
      'SET_NOT_CONFIRMED',
      { set: 'R2023/13', gaps: ['part-sum'] },
    ],
    ['a set without content', { filedOn: '2022-06-20', set: 'R2019/10' }, 'SET_EMPTY', { set: 'R2019/10' }],
    ['a set nobody knows', { set: 'R2023/99' }, 'SET_NOT_THERE', { set: 'R2023/99' }],
    ['a filing date before any law', { filedOn: '2019-08-20' }, 'NO_ACT_IN_FORCE', { filedOn: '2019-08-20' }],
    ['a rulebook nobody knows', { filedOn: undefined, rulebook: 'R1999' }, 'RULEBOOK_UNKNOWN', { rulebook: 'R1999' }],
    ['a knock-out nobody knows', { knockOuts: ['late'] }, 'KNOCK_OUT_UNKNOWN', { knockOut: 'late' }],
  ];
  test.each(cases)('for %s', (_why, given, code, details) => {
    expect(rateSheets(file(given))).toMatchObject({ refused: true, code, details });
  });

  test.each([
    ['no sheets', { sheets: [] }],
    ['a day that does not exist', { filedOn: '2023-02-29' }],
    ['law and filing day at once', { rulebook: 'R2023' }],
    ['neither of them', { filedOn: undefined }],
    ['a stray member', { stars: 5 }],
    ['points in place of an option', { sheets: [{ '1.1': 3 }] }],
  ])('by the shape of the file: %s', (_why, given) => {
    const whole = { filedOn: '2024-03-11', set: 'R2023/6', sheets: [rice], ...given };
    expect(sheetsFile.safeParse(whole).success).toBe(false);
  });
});
