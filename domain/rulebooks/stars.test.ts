import { describe, expect, it, test } from 'vitest';
import { isRefusal } from '../kernel/refusal.ts';
import { getCriteriaSet } from './criteria-sets.ts';
import { defaultRatingPolicies, type RatingPolicies } from './policies.ts';
import { r2019 } from './r2019/r2019.ts';
import { bestSheet, emptySheet } from './sheets.fixture.ts';
import { type Rating, type RatingQuestion, rederive, stars } from './stars.ts';

const coffee = getCriteriaSet('R2019/6');

const best = bestSheet(coffee);
const withoutStandard = bestSheet(coffee, { '8.1': '8.1/1' });

function rated(question: Partial<RatingQuestion>): Rating {
  const rating = stars({ sheets: [best], set: coffee, rulebook: r2019, ...question });
  if (isRefusal(rating)) throw new Error(rating.code);
  return rating;
}

const under = (policy: RatingPolicies['minimum-options']): RatingPolicies => ({
  ...defaultRatingPolicies,
  'minimum-options': policy,
});

describe('a rating', () => {
  it('of full marks is 5★', () => {
    expect(rated({ sheets: [best, best] })).toMatchObject({
      stars: 5,
      band: 5,
      mean: { sum: 20_000, count: 2, rounded: 10_000 },
    });
  });

  test.each([
    ['8.1', '8.1/1', 2],
    ['8.1', null, 2],
    ['8.1', '8.1/2', 5],
    ['9', '9/0', 2],
    ['9', '9/1', 5],
    ['7', '7/1', 3],
    ['7', '7/3', 5],
  ])('in the 5★ band with %s = %s is %i★', (criterion, option, expected) => {
    const rating = rated({ sheets: [bestSheet(coffee, { [criterion]: option })] });
    expect([rating.band, rating.stars]).toEqual([5, expected]);
  });

  it('names the minimum option that was missed and what each member gave', () => {
    const { minimumOptions } = rated({ sheets: [best, withoutStandard, withoutStandard] });
    expect(minimumOptions.filter(({ met }) => !met)).toEqual([
      { star: 3, criterion: '8.1', needed: 200, reachedPerMember: [300, 100, 100], met: false },
    ]);
  });

  test.each([
    ['majority', 3, 2, 5],
    ['majority', 2, 2, 2],
    ['majority', 2, 3, 2],
    ['mean', 1, 1, 5],
    ['mean', 2, 3, 2],
    ['every', 4, 1, 2],
    ['every', 5, 0, 5],
  ] as const)('under policy %s, %i members finding a minimum met and %i not, is %i★', (policy, met, not, expected) => {
    const sheets = [...Array(met).fill(best), ...Array(not).fill(withoutStandard)];
    expect(rated({ sheets, policies: under(policy) }).stars).toBe(expected);
  });

  it('has at least one star however few points', () => {
    expect(rated({ sheets: [emptySheet(coffee)] }).stars).toBe(1);
  });

  it('of 3★ and more says what the council must confirm, below that nothing', () => {
    expect(rated({}).toConfirm.map(({ id }) => id)).toEqual(['minimum-options', '8.1/3-star', '9/3-star', '7/4-star']);
    expect(rated({ sheets: [bestSheet(coffee, { '7': '7/0' })] }).toConfirm.map(({ id }) => id)).toEqual([
      'minimum-options',
      '8.1/3-star',
      '9/3-star',
    ]);
    expect(rated({ sheets: [withoutStandard] }).toConfirm).toEqual([]);
  });

  it('ends without a star on a knock-out, whatever the sheets say', () => {
    for (const { id } of coffee.knockOuts) {
      const rating = rated({ sheets: [best], knockOuts: [id] });
      expect(rating).toMatchObject({ stars: 0, mean: null, band: null, knockOuts: [{ id }] });
      expect(rederive(rating.explanation)).toBe(0);
    }
  });
});

describe('a rating is refused', () => {
  it('without sheets', () => {
    expect(stars({ sheets: [], set: coffee, rulebook: r2019 })).toMatchObject({ code: 'NO_SHEETS' });
  });

  it('for an invalid sheet, naming the member', () => {
    expect(stars({ sheets: [best, { ...best, '99': null }], set: coffee, rulebook: r2019 })).toMatchObject({
      code: 'CRITERION_UNKNOWN',
      details: { member: 2, criterion: '99' },
    });
  });

  it('for a knock-out the set does not have', () => {
    expect(stars({ sheets: [best], set: coffee, rulebook: r2019, knockOuts: ['late'] })).toMatchObject({
      code: 'KNOCK_OUT_UNKNOWN',
    });
  });

  it('for a set of another rulebook', () => {
    const set = { ...coffee, id: 'R2023/13' };
    expect(stars({ sheets: [best], set, rulebook: r2019 })).toMatchObject({ code: 'SET_OF_OTHER_RULEBOOK' });
  });
});
