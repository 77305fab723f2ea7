import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isRefusal } from '../kernel/refusal.ts';
import { type CriterionLeaf, leavesOf, type ScoreSheet } from './criteria-set.ts';
import { defaultRatingPolicies, type RatingPolicies } from './policies.ts';
import { coffee } from './r2019/coffee.ts';
import { r2019 } from './r2019/r2019.ts';
import { bestSheet, emptySheet } from './sheets.fixture.ts';
import { type Rating, type RatingQuestion, rederive, stars } from './stars.ts';

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

const choiceOf = ({ options }: CriterionLeaf) => fc.constantFrom(null, ...options.map(({ id }) => id));
const leaves = leavesOf(coffee);
// Biased to good sheets: uniform ones hardly ever reach the bands where minimum options matter.
const sheet: fc.Arbitrary<ScoreSheet> = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.tuple(...leaves.map((l) => fc.tuple(fc.nat(100), choiceOf(l)))))
  .map(([quality, choices]) => {
    const picked = leaves.map(({ code }, i) => {
      const [dice, choice] = choices[i] ?? [0, null];
      return [code, dice < quality ? best[code] : choice] as const;
    });
    return withStoryRule(Object.fromEntries(picked) as ScoreSheet);
  });

function withStoryRule(some: ScoreSheet): ScoreSheet {
  const noStory = some['5.1'] === null || some['5.1'] === '5.1/0';
  return noStory ? { ...some, '5.2': null, '5.3': null } : some;
}

function raised(some: ScoreSheet, index: number): ScoreSheet {
  const leaf = leaves[index % leaves.length] as CriterionLeaf;
  const now = leaf.options.find(({ id }) => id === some[leaf.code])?.points ?? 0;
  const next = leaf.options.find(({ points }) => points > now);
  return next ? withStoryRule({ ...some, [leaf.code]: next.id }) : some;
}

const sheets = fc.array(sheet, { minLength: 1, maxLength: 7 });
const policies: fc.Arbitrary<RatingPolicies> = fc.record({
  'band-gaps': fc.constantFrom('half-open', 'round-to-point'),
  forwarding: fc.constantFrom('points', 'stars'),
  'minimum-options': fc.constantFrom('majority', 'mean', 'every'),
});

describe('for any sheets and policies', () => {
  it('more points never give fewer stars', () => {
    fc.assert(
      fc.property(sheets, policies, fc.nat(), fc.nat(), (some, policy, member, criterion) => {
        const at = member % some.length;
        const more = some.with(at, raised(some[at] as ScoreSheet, criterion));
        expect(rated({ sheets: more, policies: policy }).stars).toBeGreaterThanOrEqual(
          rated({ sheets: some, policies: policy }).stars,
        );
      }),
    );
  });

  it('missing a minimum option never gives more, and never its star', () => {
    fc.assert(
      fc.property(sheets, policies, fc.constantFrom(...coffee.minimum), (some, policy, { criterion, star }) => {
        const missed = some.map((one) => ({ ...one, [criterion]: null }));
        const result = rated({ sheets: missed, policies: policy }).stars;
        expect(result).toBeLessThanOrEqual(rated({ sheets: some, policies: policy }).stars);
        expect(result).toBeLessThan(star);
      }),
    );
  });

  it('stars are the highest up to the band whose minimum options, and those below, are met', () => {
    fc.assert(
      fc.property(sheets, policies, (some, policy) => {
        const { stars: given, band, minimumOptions } = rated({ sheets: some, policies: policy });
        const possible = [1, 2, 3, 4, 5].filter(
          (star) => star <= (band ?? 0) && minimumOptions.every((m) => m.met || m.star > star),
        );
        expect(given).toBe(Math.max(...possible));
      }),
    );
  });

  it('the explanation, read back from JSON, gives the same stars', () => {
    fc.assert(
      fc.property(sheets, policies, (some, policy) => {
        const rating = rated({ sheets: some, policies: policy });
        expect(rederive(JSON.parse(JSON.stringify(rating.explanation)))).toBe(rating.stars);
      }),
    );
  });

  it('the order of the members does not matter', () => {
    fc.assert(
      fc.property(sheets, policies, (some, policy) => {
        const reversed = rated({ sheets: some.toReversed(), policies: policy });
        expect(reversed.stars).toBe(rated({ sheets: some, policies: policy }).stars);
      }),
    );
  });
});
