// Which streams an event concerns: its own, and for a fact of the plan, the calendar or the demo's clock every open one.
import { splitStream } from '../domain/kernel/aggregate.ts';
import { findAggregate } from '../domain/registry.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';

/** Streams that a workflow serves. */
export const SERVED = ['productCycle-', 'programmeYear-'] as const;

export const isServed = (stream: string): boolean => SERVED.some((prefix) => stream.startsWith(prefix));

/** Whether the event ends its stream's procedure; undefined when it says nothing about that. */
export function endsStream(event: StoredEvent): boolean | undefined {
  const definition = findAggregate(event.stream)?.events.get(event.type);
  if (!definition || definition.beside || definition.quiet) return undefined;
  return definition.ends?.(event.data) ?? false;
}

/** A workflow looks again after its own acts, so its own facts need no hint. */
export const isOwnAct = (event: StoredEvent): boolean =>
  event.actor.kind === 'workflow' && event.commandId.startsWith(`${event.stream}/`);

/** Prefixes of the streams, besides its own, whose due actions the event may change. */
export function concerns(event: StoredEvent): readonly string[] {
  const { category, id } = splitStream(event.stream);
  if (category === 'demoClock') return SERVED;
  if (category !== 'programmeYear') return [];
  const [province, year] = id.split('-');
  // Last year's cycles that were carried over wait for this year's approval.
  return [`productCycle-${province}-${year}-`, `productCycle-${province}-${Number(year) - 1}-`];
}
