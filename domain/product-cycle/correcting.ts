import { correctable } from '../kernel/correctable.ts';
import { datable } from '../kernel/dating-mark.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { ranksInCycle } from './authority.ts';
import { certificatesOf } from './certificates.ts';
import { nextToLookFor, type OtherCycles, ratedBesides, underWay } from './other-cycles.ts';
import { type ProductCycle, productCycle } from './product-cycle.ts';
import { renewalsOf } from './renewal.ts';

const RENEWAL_RESTS_ON_IT = refusal('RENEWAL_RESTS_ON_IT', 'conflict', {
  vi: 'Chu trình công nhận lại dựa trên giấy chứng nhận này: {cycles}.',
  en: 'Renewals under way rest on this certificate: {cycles}.',
});

export const { annulFacts, correctFact } = correctable(productCycle, responsibility('correct-facts'), ranksInCycle, {
  relatives: nextToLookFor,
  // What had ended goes on again only where no other cycle was begun, or rated, meanwhile.
  refused: (after, { id, state, needs }) => {
    const others: OtherCycles = needs.relatives ?? new Map();
    if (state.ended && !after.ended) {
      const { purpose = 'rating' } = state;
      const refused = underWay(id, purpose, others) ?? ratedBesides(id, purpose, others);
      if (refused) return refused;
    }
    return renewalsLeft(state, after, others);
  },
});

/** A certificate is not taken back under a renewal that has no other one to rest on. */
function renewalsLeft(state: ProductCycle, after: ProductCycle, others: OtherCycles): Refusal | undefined {
  if (!state.certificate || after.certificate) return undefined;
  const cycles = renewalsOf(others);
  const isFounded = certificatesOf([after, ...others.values()]).length > 0;
  return cycles.length === 0 || isFounded ? undefined : RENEWAL_RESTS_ON_IT({ cycles });
}

datable(productCycle);

export const forgetValues = forgettable(productCycle, responsibility('forget-values'));
