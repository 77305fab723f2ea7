// Nothing is edited: what was mis-keyed is corrected or annulled by a new fact with reason and document. Any aggregate
// can have the two commands; what of a fact may be corrected, and what follows from it, its event says.
import type { Aggregate } from './aggregate.ts';
import type { IsAbove, Leaving } from './amending.ts';
import { annullable } from './annul-facts.ts';
import type { By } from './command.ts';
import { mendable } from './correct-fact.ts';
import { factsAnnulledIn } from './facts-annulled.ts';
import type { Amendable } from './fold.ts';

/**
 * Gives the aggregate `AnnulFacts` and `CorrectFact`.
 * @param by who may correct what its streams say
 * @param isAbove why one of those may not amend one of the facts: a higher authority gave it
 * @param leaving what the stream as a whole must keep to afterwards
 */
export function correctable<S extends Amendable>(
  aggregate: Aggregate<S, any>,
  by: By,
  isAbove: IsAbove<S> = () => undefined,
  leaving?: Leaving<S>,
) {
  const rules = { isAbove, leaving, factsAnnulled: factsAnnulledIn(aggregate) };
  return { annulFacts: annullable(aggregate, by, rules), correctFact: mendable(aggregate, by, rules) };
}
