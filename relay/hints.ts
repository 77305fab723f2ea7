// Which streams an event concerns: its own, and those its process or the demo's clock tells to look again.
import { concernedBy, served } from '../activities/processes.ts';
import { postOffice } from '../domain/post-office/post-office.ts';
import { producer } from '../domain/producer/producer.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { findAggregate } from '../domain/registry.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';

export const isServed = (stream: string): boolean => served.some((prefix) => stream.startsWith(prefix));

/**
 * Whether the event ends its stream's procedure, or begins it or takes its end back (false); undefined when it says
 * nothing about that: a result told after the end opens nothing again.
 */
export function endsStream(event: StoredEvent): boolean | undefined {
  const definition = findAggregate(event.stream)?.events.get(event.type);
  if (definition?.ends) return definition.ends(event.data);
  return event.revision === 0 || definition?.annuls || definition?.corrects ? false : undefined;
}

/** A workflow looks again after its own acts, so its own facts need no hint. */
export const isOwnAct = (event: StoredEvent): boolean =>
  event.actor.kind === 'workflow' && event.commandId.startsWith(`${event.stream}/`);

/** A clock or a calendar: it moves the dates of whatever is served. */
export const concernsEverybody = ({ stream }: StoredEvent): boolean => concernedBy(stream) === served;

/**
 * What the streams begin with, besides its own, whose due actions the event may change: whom it has told, the post tells. A
 * new producer or cycle has none yet; of a cycle only how it ends, or goes on again, concerns another stream.
 */
export function concerns(event: StoredEvent): readonly string[] {
  const { stream, revision, type, data } = event;
  if (revision === 0 && stream.startsWith(producer.stream(''))) return [];
  const ofCycle = stream.startsWith(productCycle.stream(''));
  const { tells, quiet } = findAggregate(stream)?.events.get(type) ?? {};
  // What a process records for itself moves nobody else.
  const isOwn = ofCycle ? revision === 0 || endsStream(event) === undefined : isServed(stream) && quiet;
  const others = isOwn ? [] : concernedBy(stream, data);
  return tells ? [...others, postOffice.stream('')] : others;
}
