// Who may amend which facts: asked before a command is offered, and again of every fact it names.
import type { Aggregate } from './aggregate.ts';
import type { Asked, Context, Verdict } from './command.ts';
import { FACT_UNKNOWN } from './correctable-refusals.ts';
import type { factsAnnulledIn } from './facts-annulled.ts';
import { type Amendable, amendments, amends, type Fact } from './fold.ts';
import type { Refusal } from './refusal.ts';

/** Why the actor may not amend a fact, or undefined. */
export type IsAbove<S> = (fact: Fact, c: Context<S, any> & Asked) => Refusal | undefined;

/** What both commands of an aggregate share. */
export type Amending<S extends Amendable> = {
  readonly isAbove: IsAbove<S>;
  readonly factsAnnulled: ReturnType<typeof factsAnnulledIn<S>>;
};

/** Refuses where the actor may amend none of the facts that stand. */
export function nothingToAmend<S>(aggregate: Aggregate<S, any>, isAbove: IsAbove<S>) {
  return (c: Context<S, any> & Asked): Verdict => {
    const { annulled } = amendments(aggregate, c.facts);
    let why: Refusal | undefined;
    for (const fact of c.facts) {
      const quiet = aggregate.events.get(fact.type)?.quiet;
      if (annulled.has(fact.revision) || amends(aggregate, fact.type) || quiet) continue;
      const refused = isAbove(fact, c);
      if (!refused) return undefined;
      why ??= refused;
    }
    return why ?? FACT_UNKNOWN({ revision: 0 });
  };
}
