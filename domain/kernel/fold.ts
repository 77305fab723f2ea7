import type { Instant } from '../time/civil-date.ts';
import type { EventDefinition, FactMeta } from './event.ts';

/** A fact as folding needs it: already upcast and parsed. */
export type Fact = FactMeta & { readonly type: string; readonly data: unknown };

/** What had been recorded by a moment (milliseconds, as the store has them). Its beginning only: a clock that was set back later changes nothing in it. */
export function recordedUntil(facts: readonly Fact[], at: Instant): readonly Fact[] {
  const later = facts.findIndex(({ recordedAt }) => recordedAt > at);
  return later < 0 ? facts : facts.slice(0, later);
}

/** What of an aggregate folding asks for. */
type Folding<S = any> = { readonly initial: S; readonly events: ReadonlyMap<string, EventDefinition<S>> };

/** Folds facts to a state: annulled facts are left out, corrected ones count with their new data. */
export function fold<S>(aggregate: Folding<S>, facts: readonly Fact[]): S {
  const { annulled, corrected } = amendments(aggregate, facts);
  let state = aggregate.initial;
  for (const fact of facts) {
    if (annulled.has(fact.revision)) continue;
    state = evolve(aggregate, state, { ...fact, ...corrected.get(fact.revision) });
  }
  return state;
}

export function evolve<S>(aggregate: Folding<S>, state: S, fact: Fact): S {
  const definition = aggregate.events.get(fact.type);
  return definition ? definition.evolve(state, fact.data, fact) : state;
}

/** Whether a fact changes what earlier facts say, so that the whole stream has to be folded again. */
export function amends(aggregate: Folding, type: string): boolean {
  const definition = aggregate.events.get(type);
  return definition?.annuls !== undefined || definition?.corrects !== undefined;
}

export type Amendments = {
  annulled: ReadonlyMap<number, number>;
  corrected: ReadonlyMap<number, Pick<Fact, 'data' | 'occurredAt'>>;
};

/** Which revisions are annulled (by which revision) and which count with other data. */
export function amendments(aggregate: Folding, facts: readonly Fact[]): Amendments {
  const annulled = new Map<number, number>();
  const corrected = new Map<number, Pick<Fact, 'data' | 'occurredAt'>>();
  for (const fact of facts) {
    const definition = aggregate.events.get(fact.type);
    for (const revision of definition?.annuls?.(fact.data) ?? []) annulled.set(revision, fact.revision);
    const correction = definition?.corrects?.(fact.data);
    if (!correction) continue;
    const { revision, data, occurredAt } = correction;
    corrected.set(revision, { data, occurredAt });
    for (const other of writtenWith(aggregate, facts, revision))
      corrected.set(other.revision, { data: corrected.get(other.revision)?.data ?? other.data, occurredAt });
  }
  return { annulled, corrected };
}

/**
 * What was written with a fact: what follows from what it says and what it opened, where a person did that. Their day is
 * that fact's day, also when it is put right.
 */
export function writtenWith(aggregate: Folding, facts: readonly Fact[], revision: number): readonly Fact[] {
  const at = facts.findIndex((fact) => fact.revision === revision);
  if (at < 0) return [];
  const definitionOf = ({ type }: Fact) => aggregate.events.get(type);
  const after = facts.slice(at + 1);
  const ends = after.findIndex((fact) => definitionOf(fact)?.consequence !== true);
  const isOpening = (fact: Fact) => definitionOf(fact)?.opens === true && fact.actor.kind === 'person';
  if (isOpening(facts[at] as Fact)) return [];
  const begins = facts.slice(0, at).findLastIndex((fact) => !isOpening(fact)) + 1;
  return [...facts.slice(begins, at), ...(ends < 0 ? after : after.slice(0, ends))];
}

/** `amendedAt`: revision of the last correction or annulment; what was due before may be due again */
export type Amendable = { readonly amendedAt?: number | undefined };

/** `at`: revision of the fact that set it; `olderPapers`: the facts that were last entered from older papers */
export type Deadlined = {
  readonly deadline?: { readonly at: number } | undefined;
  readonly olderPapers?: { readonly from: number; readonly until: number } | undefined;
};
