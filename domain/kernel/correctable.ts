// Nothing is edited: what was mis-keyed is corrected or annulled by a new fact with reason and document. Any aggregate
// can have the two commands; what of a fact may be corrected, and what follows from it, its event says.
import type { Aggregate } from './aggregate.ts';
import { annullable } from './annul-facts.ts';
import type { By } from './command.ts';
import { mendable } from './correct-fact.ts';
import type { Amendable } from './fold.ts';

/** Gives the aggregate `AnnulFacts` and `CorrectFact`. @param by who may correct what its streams say */
export function correctable<S extends Amendable>(aggregate: Aggregate<S, any>, by: By) {
  return { annulFacts: annullable(aggregate, by), correctFact: mendable(aggregate, by) };
}
