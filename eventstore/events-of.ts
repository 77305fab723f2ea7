import type { Command } from '../domain/kernel/aggregate.ts';
import type { Dating } from '../domain/kernel/dating.ts';
import type { Actor, NewEvent } from '../domain/kernel/event.ts';
import { dayOf, startOfDay } from '../domain/time/civil-date.ts';
import { ENVELOPE_VERSION, type EventToAppend, sealEvent } from './envelope.ts';
import type { Folded } from './history.ts';

/** Events as they will be written: validated, stamped, hashed. */
export function eventsOf(r: {
  request: { command: Command; commandId: string; correlationId?: string; causationId?: string };
  prepared: { commandHash: string; dating: Dating };
  history: Folded;
  /** streams the decision rests on besides its own, with the revision that was read */
  basis: Readonly<Record<string, number>>;
  at: string;
  actor: Actor;
  events: readonly NewEvent[];
  app: string;
  rulebook: string | undefined;
}): EventToAppend[] {
  const { request, prepared, history, basis, rulebook } = r;
  const { aggregate } = request.command;
  const recordedAt = history.recordedAt !== undefined && history.recordedAt > r.at ? history.recordedAt : r.at;
  const { occurredOn } = prepared.dating;
  const occurredAt = occurredOn === undefined || occurredOn === dayOf(recordedAt) ? recordedAt : startOfDay(occurredOn);
  return r.events.map((event, i) => {
    const definition = aggregate.events.get(event.type);
    if (!definition)
      throw new Error(`${request.command.name} decided ${event.type}, which ${aggregate.category} does not declare`);
    return sealEvent({
      v: ENVELOPE_VERSION,
      stream: history.stream,
      revision: history.revision + 1 + i,
      type: event.type,
      schemaVersion: event.schemaVersion,
      data: definition.schema.parse(event.data),
      occurredAt,
      recordedAt,
      actor: r.actor,
      commandId: request.commandId,
      commandHash: prepared.commandHash,
      correlationId: request.correlationId ?? request.commandId,
      ...(request.causationId === undefined ? {} : { causationId: request.causationId }),
      ...(Object.keys(basis).length === 0 ? {} : { basis }),
      ...(rulebook === undefined ? {} : { rulebook }),
      app: r.app,
    });
  });
}
