import { points } from '../kernel/fields.ts';
import type { Lang } from '../kernel/refusal.ts';
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

/** The mean that thresholds are held against: the exact one, or as the minutes print it (policy `mean-compared`). */
export const comparedMean = (mean: Mean, compared: RatingPolicies['mean-compared']): Fraction =>
  compared === 'printed' ? { sum: mean.rounded, count: 1 } : mean;

/**
 * A mean in hundredths as people read it. Where rounding alone reaches a half or a whole point, on which all bands begin,
 * the decimals that decide are shown too: '89.996… (printed 90.00)'.
 */
export function shownMean({ sum, count, rounded }: Mean, lang: Lang): string {
  const printed = points(rounded, lang);
  if (rounded % 50 !== 0 || sum >= rounded * count) return printed;
  let [decimals, digit, rest] = ['', 9, sum % count];
  while (digit === 9 && rest > 0) {
    digit = Math.floor((rest * 10) / count);
    rest = (rest * 10) % count;
    decimals += digit;
  }
  const exact = `${points(Math.floor(sum / count), lang)}${decimals}${rest > 0 ? '…' : ''}`;
  return lang === 'vi' ? `${exact} (in ${printed})` : `${exact} (printed ${printed})`;
}
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
