// Which facts of a stream rest on which.
import { dayOf } from '../time/civil-date.ts';
import type { Aggregate } from './aggregate.ts';
import { amendments, amends, type Fact } from './fold.ts';

/** Whether later facts of the procedure may rest on it, or it on earlier ones: records beside it and quiet facts do not. */
function isOfTheProcedure(aggregate: Aggregate, fact: Pick<Fact, 'type'>): boolean {
  const definition = aggregate.events.get(fact.type);
  return !definition?.beside && !definition?.quiet && !amends(aggregate, fact.type);
}

/** Later facts of the procedure rest on an earlier one. */
export function restingOn(aggregate: Aggregate, facts: readonly Fact[], fact: Fact): readonly Fact[] {
  if (aggregate.events.get(fact.type)?.beside) return [];
  const { annulled } = amendments(aggregate, facts);
  return facts.filter((f) => f.revision > fact.revision && !annulled.has(f.revision) && isOfTheProcedure(aggregate, f));
}

/** The fact of the procedure just before it that still stands. */
export function causeOf(aggregate: Aggregate, facts: readonly Fact[], fact: Fact): Fact | undefined {
  const { annulled } = amendments(aggregate, facts);
  return facts
    .slice(0, fact.revision)
    .reverse()
    .find((f) => !annulled.has(f.revision) && isOfTheProcedure(aggregate, f));
}

/** The stream before a fact, with the amendments made since to what stood there. */
export const upTo = (aggregate: Aggregate, facts: readonly Fact[], revision: number): Fact[] =>
  facts.filter((f) => f.revision < revision || (amends(aggregate, f.type) && f.revision > revision));

/**
 * The civil day before which acts of the procedure cannot have happened: that of the newest standing fact a person gave.
 * What the process wrote says when it was written. Undefined where none of the events is of the procedure.
 */
export function notBefore(
  aggregate: Aggregate,
  facts: readonly Fact[],
  events: readonly Pick<Fact, 'type'>[],
): string | undefined {
  if (!events.some((event) => isOfTheProcedure(aggregate, event))) return undefined;
  const { annulled, corrected } = amendments(aggregate, facts);
  const last = facts.findLast(
    (f) =>
      f.actor.kind === 'person' &&
      !annulled.has(f.revision) &&
      isOfTheProcedure(aggregate, f) &&
      !aggregate.events.get(f.type)?.boundsNothing &&
      !aggregate.events.get(f.type)?.opens,
  );
  return last && dayOf(corrected.get(last.revision)?.occurredAt ?? last.occurredAt);
}
