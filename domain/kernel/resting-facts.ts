// Which facts of a stream rest on which.
import { dayOf } from '../time/civil-date.ts';
import type { Aggregate } from './aggregate.ts';
import { amendments, amends, type Fact, fold } from './fold.ts';

/** Whether later facts of the procedure may rest on it, or it on earlier ones: records beside it and quiet facts do not. */
function isOfTheProcedure(aggregate: Aggregate, fact: Pick<Fact, 'type'>): boolean {
  const definition = aggregate.events.get(fact.type);
  return !definition?.beside && !definition?.quiet && !amends(aggregate, fact.type);
}

/** Later facts of the procedure rest on an earlier one; of the records beside it those that say so. */
export function restingOn(aggregate: Aggregate, facts: readonly Fact[], fact: Fact): readonly Fact[] {
  return aggregate.events.get(fact.type)?.beside ? [] : laterThan(aggregate, facts, fact);
}

/** The standing facts of the procedure after one. */
export function laterThan(aggregate: Aggregate, facts: readonly Fact[], fact: Fact): readonly Fact[] {
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

/** What a standing record beside the procedure rests on, if anything. */
export function foundationOf(aggregate: Aggregate, facts: readonly Fact[], fact: Fact) {
  const { restsOn } = aggregate.events.get(fact.type) ?? {};
  return restsOn?.(fold(aggregate, upTo(aggregate, facts, fact.revision)), fact.data);
}

/** The standing records beside the procedure that rest on one of these facts. */
export function recordsOn(aggregate: Aggregate, facts: readonly Fact[], revisions: readonly number[]): readonly Fact[] {
  const { annulled } = amendments(aggregate, facts);
  return facts.filter((fact) => {
    if (annulled.has(fact.revision) || !aggregate.events.get(fact.type)?.restsOn) return false;
    const on = foundationOf(aggregate, facts, fact);
    return on !== undefined && revisions.includes(on.at);
  });
}

/** The stream before a fact, with the amendments made since to what stood there. */
export const upTo = (aggregate: Aggregate, facts: readonly Fact[], revision: number): Fact[] =>
  facts.filter((f) => f.revision < revision || (amends(aggregate, f.type) && f.revision > revision));

/** The newest day that the facts say which an amendment names: it puts right what had happened. */
function daysAmended(aggregate: Aggregate, facts: readonly Fact[], { type, data }: Pick<Fact, 'type' | 'data'>) {
  const { annuls, corrects } = aggregate.events.get(type) ?? {};
  const { corrected } = amendments(aggregate, facts);
  const right = corrects?.(data);
  if (right) return [dayOf(right.occurredAt)];
  return (annuls?.(data) ?? []).flatMap((revision) => {
    const fact = corrected.get(revision) ?? facts[revision];
    return fact ? [dayOf(fact.occurredAt)] : [];
  });
}

/**
 * The civil day before which these events cannot have happened: that of what they rest on, or amend.
 * @param state before them
 */
export function earliestDay(
  aggregate: Aggregate,
  { state, facts }: { state: unknown; facts: readonly Fact[] },
  events: readonly Pick<Fact, 'type' | 'data'>[],
): string | undefined {
  const ofProcedure = aggregate.inOrder ? notBefore(aggregate, facts, events) : undefined;
  const ofRecords = events.map(({ type, data }) => aggregate.events.get(type)?.restsOn?.(state, data)?.on);
  const ofAmended = events.flatMap((event) => daysAmended(aggregate, facts, event));
  return [ofProcedure, ...ofRecords, ...ofAmended]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

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
