// Who may amend which facts: asked before a command is offered, and again of every fact it names.
import type { Aggregate, Found, Need } from './aggregate.ts';
import type { Asked, Context, Verdict } from './command.ts';
import { FACT_UNKNOWN } from './correctable-refusals.ts';
import type { NewEvent } from './event.ts';
import type { factsAnnulledIn } from './facts-annulled.ts';
import { type Amendable, amendments, amends, type Fact, fold } from './fold.ts';
import type { Refusal } from './refusal.ts';

type Here<S> = Context<S, any> & Asked;

/** Why the actor may not amend a fact, or undefined. */
export type IsAbove<S> = (fact: Fact, c: Here<S>) => Refusal | undefined;

/** How a fact and who amends it stand to one another. */
export type Ranks<S> = {
  readonly isAbove: IsAbove<S>;
  /** the actor stands above it */
  readonly isOutranked: (fact: Fact, c: Here<S>) => boolean;
};
export const sameRank: Ranks<any> = { isAbove: () => undefined, isOutranked: () => false };

/** Why a stream may not stand as an amendment leaves it, and the further streams that this is judged by. */
export type Leaving<S> = {
  readonly relatives?: (c: { id: string; needs: any; found: Found<any> }) => Need | undefined;
  readonly ofRelatives?: (id: string) => Need;
  readonly refused: (after: S, c: Context<S, any>) => Refusal | undefined;
};

/** What both commands of an aggregate share. */
export type Amending<S extends Amendable> = Ranks<S> & {
  readonly leaving?: Leaving<S> | undefined;
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

/** The amending events, unless the stream may not stand as they leave it. */
export function amended<S>(
  aggregate: Aggregate<S, any>,
  leaving: Leaving<S> | undefined,
  c: Context<S, any> & Asked,
  events: readonly NewEvent[],
): readonly NewEvent[] | Refusal {
  if (!leaving) return events;
  const last = c.facts.at(-1) as Fact;
  const added = events.map(({ type, data }, i) => ({ ...last, type, data, revision: c.facts.length + i }));
  return leaving.refused(fold(aggregate, [...c.facts, ...added]), c) ?? events;
}
