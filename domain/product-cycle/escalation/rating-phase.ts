import { type ProductCycle, visitOf } from '../product-cycle.ts';
import { reviewToOpen, tierToOpen } from './tier.ts';

/** Where a rating stands on its way through the ladder, in the words of the procedure. */
export type RatingPhase =
  | 'dossier-awaited'
  | 'tier-to-open'
  | 'result-awaited'
  | 'review-to-open'
  | 'review-awaited'
  | 'hand-over-awaited'
  | 'recognition-awaited'
  | 'over';

export function ratingPhase(state: ProductCycle): RatingPhase {
  if (state.ended) return 'over';
  if (!state.submitted) return 'dossier-awaited';
  if (tierToOpen(state) !== undefined) return 'tier-to-open';
  if (reviewToOpen(state) !== undefined) return 'review-to-open';
  const visit = visitOf(state);
  if (!visit?.result) return visit?.review ? 'review-awaited' : 'result-awaited';
  return visit.result.outcome === 'recognise' ? 'recognition-awaited' : 'hand-over-awaited';
}
