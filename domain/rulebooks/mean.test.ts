import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bandOf, comparedMean, meanOf, shownMean } from './mean.ts';
import { r2019 } from './r2019/r2019.ts';
import { rulebooks } from './registry.ts';

const halfOpen = { ...r2019, bandsPrinted: 'half-open' } as const;

describe('the star of a mean, at each band edge', () => {
  test.each([
    [0, 1],
    [2999, 1],
    [3000, 2],
    [4999, 2],
    [5000, 3],
    [6999, 3],
    [7000, 4],
    [8999, 4],
    [9000, 5],
    [10_000, 5],
  ])('%i hundredths are %i★ under every act', (points, star) => {
    for (const rulebook of rulebooks) expect(bandOf(meanOf([points]), rulebook)).toBe(star);
  });

  it.each(rulebooks.filter(({ id }) => id !== 'R2019'))(
    '$id prints half-open bands, so no policy moves an edge',
    (one) => {
      for (const { from, star } of one.bands.filter((band) => band.from > 0)) {
        expect(bandOf(meanOf([from]), one, 'round-to-point')).toBe(star);
        expect(bandOf(meanOf([from - 1]), one, 'round-to-point')).toBe(star - 1);
      }
    },
  );

  test.each([
    [6949, 3, 3],
    [6950, 3, 4],
    [8949, 4, 4],
    [8950, 4, 5],
    [4950, 2, 3],
    [2950, 1, 2],
  ])('%i hundredths, between two printed bands: half-open %i★, rounded to a point %i★', (points, open, rounded) => {
    expect(bandOf(meanOf([points]), r2019, 'half-open')).toBe(open);
    expect(bandOf(meanOf([points]), r2019, 'round-to-point')).toBe(rounded);
  });

  it('leaves an act that prints half-open bands alone, whatever the policy', () => {
    expect(bandOf(meanOf([8950]), halfOpen, 'round-to-point')).toBe(4);
  });

  it('compares exactly where the display already rounds up', () => {
    const mean = meanOf([9000, 9000, 8999]);
    expect(mean).toEqual({ sum: 26_999, count: 3, rounded: 9000 });
    expect(bandOf(mean, r2019)).toBe(4);
  });
});

describe('a mean', () => {
  test.each([
    [[1, 2], 2],
    [[1, 1, 2], 1],
    [[1, 2, 2], 2],
    [[0], 0],
    [[10_000, 10_000], 10_000],
  ])('%j is displayed as %i hundredths, half up', (totals, rounded) => {
    expect(meanOf(totals).rounded).toBe(rounded);
  });

  test.each([[[]], [[0.5]], [[-1]], [[Number.NaN]]])('is not made from %j', (totals) => {
    expect(() => meanOf(totals)).toThrow(RangeError);
  });

  test.each([
    [[8999, 9000], '89,995 (in 90,00)', '89.995 (printed 90.00)'],
    [[8999, 9000, 9000], '89,996… (in 90,00)', '89.996… (printed 90.00)'],
    [[8949, 8950], '89,495 (in 89,50)', '89.495 (printed 89.50)'],
    [[...Array(19).fill(9000), 8999], '89,9995 (in 90,00)', '89.9995 (printed 90.00)'],
    [[9000, 9001], '90,01', '90.01'],
    [[9115, 9117, 9118], '91,17', '91.17'],
  ])('%j reads %s: with the decimals that decide', (totals, vi, en) => {
    expect([shownMean(meanOf(totals), 'vi'), shownMean(meanOf(totals), 'en')]).toEqual([vi, en]);
  });

  it('is held against a band as it is, or as the minutes print it', () => {
    const mean = meanOf([8999, 9000]);
    expect(bandOf(comparedMean(mean, 'exact'), r2019)).toBe(4);
    expect(bandOf(comparedMean(mean, 'printed'), r2019)).toBe(5);
  });

  it('with more points never has fewer stars', () => {
    const totals = fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(totals, fc.nat(), (some, where) => {
        const more = some.with(where % some.length, (some[where % some.length] ?? 0) + 1);
        for (const policy of ['half-open', 'round-to-point'] as const) {
          expect(bandOf(meanOf(more), r2019, policy)).toBeGreaterThanOrEqual(bandOf(meanOf(some), r2019, policy));
        }
      }),
    );
  });
});
