import type { RatingPolicies } from './policies.ts';
import type { Band, Points, Rulebook, Star } from './rulebook.ts';

/** An arithmetic mean kept as a fraction: `sum` hundredths over `count` members. `rounded` is for display only. */
export type Mean = { sum: Points; count: number; rounded: Points };

/**
 * The mean of the members' totals, exact; `rounded` is half up to a hundredth (1048/QĐ-TTg: tổng điểm trung bình).
 * Throws RangeError without totals or on totals that are not whole hundredths from 0 up.
 */
export function meanOf(totals: readonly Points[]): Mean {
  if (totals.length === 0) throw new RangeError('no totals');
  for (const total of totals) {
    if (!Number.isInteger(total) || total < 0) throw new RangeError(`not hundredths of a point: ${total}`);
  }
  const sum = totals.reduce((a, b) => a + b, 0);
  const count = totals.length;
  return { sum, count, rounded: Math.floor((2 * sum + count) / (2 * count)) };
}

export type Fraction = Pick<Mean, 'sum' | 'count'>;
type Rounding = { bandsPrinted: Rulebook['bandsPrinted']; bandGaps: RatingPolicies['band-gaps'] };

/** Whether the mean reaches a threshold in hundredths, compared without division. */
export function reaches({ sum, count }: Fraction, threshold: Points, { bandsPrinted, bandGaps }: Rounding): boolean {
  const lift = bandsPrinted === 'integers-with-gaps' && bandGaps === 'round-to-point' ? 50 : 0;
  return sum + lift * count >= threshold * count;
}

/** The star whose band contains the mean. Policy `band-gaps` matters only where the act prints gaps. */
export function bandOf(
  mean: Fraction,
  { bands, bandsPrinted }: { bands: readonly Band[]; bandsPrinted: Rulebook['bandsPrinted'] },
  bandGaps: RatingPolicies['band-gaps'] = 'half-open',
): Star {
  const band = bands.find(({ from }) => reaches(mean, from, { bandsPrinted, bandGaps }));
  if (!band) throw new Error('the lowest band does not start at 0');
  return band.star;
}
