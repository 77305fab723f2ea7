import type { Actor } from '../domain/kernel/event.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import type { History } from '../eventstore/history.ts';
import { bothOf } from './language.ts';

export type LastChange = {
  readonly revision: number;
  readonly type: string;
  readonly sentences: Words;
  readonly by: Actor;
  readonly occurredAt: string;
  readonly recordedAt: string;
};

/** The fact a stale reader has not seen: what happened, who did it, when. */
export function lastChange(history: History): LastChange | undefined {
  const fact = history.facts.find((f) => f.revision === history.seen);
  const definition = fact && history.aggregate.events.get(fact.type);
  // A damaged fact is not parsed: its sentence could not be trusted to be built.
  if (!fact || !definition || history.damagedAt !== undefined) return undefined;
  return {
    revision: fact.revision,
    type: fact.type,
    sentences: bothOf(definition.sentence(fact.data, fact)),
    by: fact.actor,
    occurredAt: fact.occurredAt,
    recordedAt: fact.recordedAt,
  };
}
