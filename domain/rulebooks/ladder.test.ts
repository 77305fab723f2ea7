import { describe, expect, it, test } from 'vitest';
import { findReturnTier, findTier, firstTier, getTier, nextTier } from './ladder.ts';
import { meanOf } from './mean.ts';
import { defaultRatingPolicies } from './policies.ts';
import { r2019 } from './r2019/r2019.ts';
import { getRulebook } from './registry.ts';
import type { StarsGiven } from './rulebook.ts';

const byStars = { ...defaultRatingPolicies, forwarding: 'stars' } as const;
const byRoundedPoints = { ...defaultRatingPolicies, 'band-gaps': 'round-to-point' } as const;
const outcome = (points: number, stars: StarsGiven) => ({ mean: meanOf([points]), stars });

describe('the ladder of R2019', () => {
  it('is district, province, national; the province recognises 3★ 4★, the ministry 5★', () => {
    expect(r2019.ladder.map(({ id, recognises }) => [id, recognises])).toEqual([
      ['district', []],
      ['province', [3, 4]],
      ['national', [5]],
    ]);
    expect(firstTier(r2019).id).toBe('district');
  });

  test.each([
    ['district', 4999, 2, undefined],
    ['district', 5000, 3, 'province'],
    ['district', 10_000, 5, 'province'],
    ['province', 8999, 4, undefined],
    ['province', 9000, 5, 'national'],
    ['national', 10_000, 5, undefined],
  ] as const)('from %s with %i hundredths and %i★ leads to %s', (tier, points, stars, next) => {
    expect(nextTier(r2019, tier, outcome(points, stars))?.id).toBe(next);
  });

  it('forwards 2★ with 50 points by points, not by stars', () => {
    expect(nextTier(r2019, 'district', outcome(6000, 2))?.id).toBe('province');
    expect(nextTier(r2019, 'district', outcome(6000, 2), byStars)).toBeUndefined();
    expect(nextTier(r2019, 'district', outcome(6000, 3), byStars)?.id).toBe('province');
  });

  it('goes by points to the nation under either policy: the scheme names no star there', () => {
    expect(nextTier(r2019, 'province', outcome(9200, 4), byStars)?.id).toBe('national');
    expect(nextTier(r2019, 'province', outcome(8999, 4), byStars)).toBeUndefined();
  });

  it('judges thresholds by the same rounding as bands', () => {
    expect(nextTier(r2019, 'district', outcome(4950, 3), byRoundedPoints)?.id).toBe('province');
    expect(nextTier(r2019, 'district', outcome(4949, 2), byRoundedPoints)).toBeUndefined();
  });

  it('ends for a product that was knocked out, and waits for a result', () => {
    expect(nextTier(r2019, 'district', outcome(9500, 0))).toBeUndefined();
    expect(nextTier(r2019, 'district', undefined)).toBeUndefined();
  });

  test.each([
    ['national', 4, 'province'],
    ['national', 0, 'province'],
    ['national', 5, undefined],
    ['province', 2, undefined],
    ['district', 2, undefined],
  ] as const)('from %s with %i★ returns to %s', (tier, stars, returned) => {
    expect(findReturnTier(r2019, tier, stars)?.id).toBe(returned);
  });

  it('lets the province recognise 3★ or 4★, no more, when it reviews', () => {
    expect(getTier(r2019, 'province').review).toEqual({ maxStar: 4, recognises: [3, 4] });
  });

  it('knows no other tier', () => {
    expect(findTier(r2019, 'commune')).toBeUndefined();
    expect(() => getTier(r2019, 'commune')).toThrow('R2019 has no tier commune');
    expect(() => nextTier(r2019, 'commune', undefined)).toThrow();
  });
});

describe('the ladders of the later acts', () => {
  it('who recognises what', () => {
    const rungs = (id: string) =>
      getRulebook(id).ladder.map((t) => [t.id, t.rates, t.recognises, t.review?.recognises]);
    expect(rungs('R2023')).toEqual([
      ['district', true, [3], [3]],
      ['province', true, [4], [3, 4]],
      ['national', true, [5], undefined],
    ]);
    for (const id of ['R2025', 'R2026']) {
      expect(rungs(id)).toEqual([
        ['commune', false, [], undefined],
        ['province', true, [3, 4], [3, 4]],
        ['national', true, [5], undefined],
      ]);
    }
  });

  test.each([
    ['R2023', 'district', 6999, 3, undefined],
    ['R2023', 'district', 7000, 3, 'province'],
    ['R2023', 'district', 7000, 4, 'province'],
    ['R2023', 'province', 8999, 4, undefined],
    ['R2023', 'province', 9000, 5, 'national'],
    ['R2025', 'province', 8999, 4, undefined],
    ['R2025', 'province', 9000, 4, 'national'],
    ['R2026', 'province', 8999, 4, undefined],
    ['R2026', 'province', 9000, 5, 'national'],
    ['R2026', 'national', 10_000, 5, undefined],
  ] as const)('under %s from %s with %i hundredths and %i★ leads to %s', (id, tier, points, stars, next) => {
    for (const policies of [defaultRatingPolicies, byStars, byRoundedPoints]) {
      expect(nextTier(getRulebook(id), tier, outcome(points, stars), policies)?.id).toBe(next);
    }
  });

  test.each([
    ['R2023', 'district', 2, undefined],
    ['R2023', 'province', 3, 'district'],
    ['R2023', 'province', 4, undefined],
    ['R2023', 'national', 4, 'province'],
    ['R2025', 'province', 2, undefined],
    ['R2025', 'national', 4, 'province'],
    ['R2026', 'national', 3, 'province'],
    ['R2026', 'national', 5, undefined],
  ] as const)('under %s from %s with %i★ returns to %s', (id, tier, stars, returned) => {
    expect(findReturnTier(getRulebook(id), tier, stars)?.id).toBe(returned);
  });

  test.each(['R2025', 'R2026'])('under %s the commune proposes everything to the province, without points', (id) => {
    const rulebook = getRulebook(id);
    expect(firstTier(rulebook)).toMatchObject({ id: 'commune', level: 'commune', rates: false });
    expect(nextTier(rulebook, 'commune', undefined)?.id).toBe('province');
  });
});
