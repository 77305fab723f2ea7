// The choices of rating policies (rating-policies.ts) as values of a year plan.

import { z } from 'zod';
import { choice } from '../kernel/fields.ts';
import { ratingPolicies } from './rating-policies.ts';

type PolicyTable = typeof ratingPolicies;
export type RatingPolicies = { readonly [P in keyof PolicyTable]: keyof PolicyTable[P]['values'] & string };

/** What holds where the year plan says nothing. */
export const defaultRatingPolicies: RatingPolicies = {
  'band-gaps': ratingPolicies['band-gaps'].default,
  forwarding: ratingPolicies.forwarding.default,
  'mean-compared': ratingPolicies['mean-compared'].default,
  'minimum-options': ratingPolicies['minimum-options'].default,
};

/** Edge schema of a year plan's rating policies; what is left out gets its default. */
export const ratingPoliciesInput = z.strictObject({
  'band-gaps': choice(ratingPolicies['band-gaps'].values).default(defaultRatingPolicies['band-gaps']),
  forwarding: choice(ratingPolicies.forwarding.values).default(defaultRatingPolicies.forwarding),
  'mean-compared': choice(ratingPolicies['mean-compared'].values).default(defaultRatingPolicies['mean-compared']),
  'minimum-options': choice(ratingPolicies['minimum-options'].values).default(defaultRatingPolicies['minimum-options']),
});
