// The figures of a cycle explained from nothing but the events of its evidence.
import { councilSession, sessionParts } from '../domain/council-session/council-session.ts';
import { explainCycle } from '../domain/explain/cycle.ts';
import type { Derivation } from '../domain/explain/derivation.ts';
import { yearKnown } from '../domain/explain/known-year.ts';
import { explainItem } from '../domain/explain/session.ts';
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import type { Fact } from '../domain/kernel/fold.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { findAggregate } from '../domain/registry.ts';
import type { Instant } from '../domain/time/civil-date.ts';
import type { EventToAppend } from '../eventstore/envelope.ts';
import { toFact } from '../eventstore/history.ts';

export function explainedBy(events: readonly EventToAppend[], cycle: string, madeAt: Instant): readonly Derivation[] {
  const byStream = Map.groupBy(events, ({ stream }) => stream);
  const known = new Map<string, readonly Fact[]>();
  function factsIn(stream: string): readonly Fact[] {
    const aggregate = findAggregate(stream);
    const facts =
      known.get(stream) ?? (byStream.get(stream) ?? []).flatMap((e) => (aggregate ? toFact(aggregate, e) : []));
    known.set(stream, facts);
    return facts;
  }
  const factsOf = (aggregate: Aggregate, id: string) => factsIn(aggregate.stream(id));
  const stream = productCycle.stream(cycle);
  return explainCycle({
    stream,
    facts: factsIn(stream),
    at: madeAt,
    yearAt: yearKnown(cycleParts(cycle).yearId, factsOf),
    sessionRating(session) {
      const of = councilSession.stream(session);
      const yearAt = yearKnown(sessionParts(session).yearId, factsOf);
      return explainItem(cycle, { stream: of, facts: factsIn(of), yearAt });
    },
  });
}
