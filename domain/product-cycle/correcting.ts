import { issuedTooEarly } from '../certificate/issued.ts';
import type { Context } from '../kernel/command.ts';
import { correctable } from '../kernel/correctable.ts';
import { datable } from '../kernel/dating-mark.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { ranksInCycle } from './authority.ts';
import { certificatesOf, certifiedBy, type Kin, withCertificates } from './certificates.ts';
import { type OtherCycles, ratedBesides, underWay } from './other-cycles.ts';
import { type ProductCycle, productCycle } from './product-cycle.ts';
import { renewalsOf } from './renewal.ts';

const RENEWAL_RESTS_ON_IT = refusal('RENEWAL_RESTS_ON_IT', 'conflict', {
  vi: 'Chu trình công nhận lại dựa trên giấy chứng nhận này: {cycles}.',
  en: 'Renewals under way rest on this certificate: {cycles}.',
});

/** What a cycle must keep to, whatever of its facts is taken back or put right. */
export const leavingCycle = {
  ...withCertificates,
  // What had ended goes on again only where no other cycle was begun, or rated, meanwhile.
  refused: (after: ProductCycle, { id, state, needs }: Context<ProductCycle, any>): Refusal | undefined => {
    const others: OtherCycles = needs.relatives ?? new Map();
    if (state.ended && !after.ended) {
      const { purpose = 'rating' } = state;
      const refused = underWay(id, purpose, others) ?? ratedBesides(id, purpose, others);
      if (refused) return refused;
    }
    return renewalsLeft({ id, state, after }, needs) ?? issuedTooEarly(after, needs.ofRelatives?.get(id)?.from);
  },
};

export const { annulFacts, correctFact } = correctable(
  productCycle,
  responsibility('correct-facts'),
  ranksInCycle,
  leavingCycle,
);

type Amended = { readonly id: string; readonly state: ProductCycle; readonly after: ProductCycle };

/** A certificate is not taken back under a renewal that has no other one to rest on. */
function renewalsLeft({ id, state, after }: Amended, { relatives = new Map(), ofRelatives }: Kin): Refusal | undefined {
  const its = ofRelatives?.get(id);
  if (!certifiedBy(state, its) || certifiedBy(after, its)) return undefined;
  const cycles = renewalsOf(relatives);
  const isFounded = certificatesOf([[id, after], ...relatives], ofRelatives).length > 0;
  return cycles.length === 0 || isFounded ? undefined : RENEWAL_RESTS_ON_IT({ cycles });
}

datable(productCycle);

export const forgetValues = forgettable(productCycle, responsibility('forget-values'));
