// Nothing is edited: what was mis-keyed is corrected or annulled by a new fact with reason and document. Any aggregate
// can have the two commands; what of a fact may be corrected, and what follows from it, its event says.
import type { Aggregate } from './aggregate.ts';
import { type Leaving, type Ranks, sameRank } from './amending.ts';
import { annullable } from './annul-facts.ts';
import type { By } from './command.ts';
import { mendable } from './correct-fact.ts';
import { factsAnnulledIn } from './facts-annulled.ts';
import type { Amendable } from './fold.ts';

/**
 * Gives the aggregate `AnnulFacts` and `CorrectFact`.
 * @param by who may correct what its streams say
 * @param ranks which of those may not amend one of the facts, as a higher authority gave it, and who stands above it
 * @param leaving what the stream as a whole must keep to afterwards
 */
export function correctable<S extends Amendable>(
  aggregate: Aggregate<S, any>,
  by: By,
  ranks: Ranks<S> = sameRank,
  leaving?: Leaving<S>,
) {
  const rules = { ...ranks, leaving, factsAnnulled: factsAnnulledIn(aggregate) };
  return { annulFacts: annullable(aggregate, by, rules), correctFact: mendable(aggregate, by, rules) };
}
