import { expect, it, test } from 'vitest';
import { isRefusal } from '../kernel/refusal.ts';
import { getCriteriaSet } from './criteria-sets.ts';
import { explainRating, showPoints } from './explain-rating.ts';
import { defaultRatingPolicies } from './policies.ts';
import { r2019 } from './r2019/r2019.ts';
import { bestSheet } from './sheets.fixture.ts';
import { type RatingQuestion, stars } from './stars.ts';

const coffee = getCriteriaSet('R2019/6');

const best = bestSheet(coffee);

function sentences(question: Partial<RatingQuestion>) {
  const rating = stars({ sheets: [best], set: coffee, rulebook: r2019, ...question });
  if (isRefusal(rating)) throw new Error(rating.code);
  return explainRating(rating, coffee);
}

test.each([
  [9205, '92,05', '92.05'],
  [10_000, '100,00', '100.00'],
  [7, '0,07', '0.07'],
])('%i hundredths read %s', (points, vi, en) => {
  expect([showPoints(points, 'vi'), showPoints(points, 'en')]).toEqual([vi, en]);
});

it('tells the way to the stars', () => {
  expect(sentences({ sheets: [best, bestSheet(coffee, { '7': '7/1' })] }).map(({ en }) => en)).toEqual([
    'Mean: (100.00 + 96.00) / 2 = 98.00.',
    'The 5-star band starts at 90.00.',
    'For 3 stars criterion 8.1 (Declaration papers) needs 2.00; members gave 3.00; 3.00: met.',
    'For 3 stars criterion 9 (Quality assurance) needs 1.00; members gave 5.00; 5.00: met.',
    'For 4 stars criterion 7 (Uniqueness) needs 3.00; members gave 5.00; 1.00: missed.',
    'Result: 3 stars.',
  ]);
  expect(sentences({}).at(0)?.vi).toBe('Điểm trung bình: (100,00) / 1 = 100,00.');
});

it('says when the mean was rounded, and what knocked a product out', () => {
  const policies = { ...defaultRatingPolicies, 'band-gaps': 'round-to-point' } as const;
  expect(sentences({ policies }).at(1)?.en).toContain('after rounding to a point');
  expect(sentences({ knockOuts: ['unacceptable-impurity'] }).map(({ en }) => en)).toEqual([
    'Scoring ended: an unacceptable impurity.',
    'Result: no star.',
  ]);
});
