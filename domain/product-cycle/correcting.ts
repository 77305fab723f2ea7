import { correctable } from '../kernel/correctable.ts';
import { datable } from '../kernel/dating-mark.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { factIsAbove } from './authority.ts';
import { nextToLookFor, underWay } from './other-cycles.ts';
import { productCycle } from './product-cycle.ts';

export const { annulFacts, correctFact } = correctable(productCycle, responsibility('correct-facts'), factIsAbove, {
  relatives: nextToLookFor,
  // What had ended goes on again only where no other cycle was begun meanwhile.
  refused: (after, { id, state, needs }) =>
    state.ended && !after.ended ? underWay(id, state.purpose ?? 'rating', needs.relatives) : undefined,
});

datable(productCycle);
