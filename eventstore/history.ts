// The folded past of one stream, as the write path and single-resource reads need it.
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { type Actor, upcast } from '../domain/kernel/event.ts';
import { amends, evolve, type Fact, fold } from '../domain/kernel/fold.ts';
import { ENVELOPE_VERSION, hashFits, type StoredEvent } from './envelope.ts';
import type { EventStore } from './port.ts';

export type RecordedCommand = {
  readonly hash: string;
  readonly revision: number;
  readonly position: string;
  readonly actor: Actor;
};

/** A stream folded, as the write path keeps it. */
export type Folded<S = any> = {
  readonly aggregate: Aggregate<S>;
  readonly stream: string;
  readonly id: string;
  readonly state: S;
  /** revision of the last fact, -1 when the stream does not exist */
  readonly revision: number;
  /** revision of the last fact a person would decide on: the ETag */
  readonly seen: number;
  readonly position: string | undefined;
  /** of the last fact: by it a later reading knows that the stream still goes on from there */
  readonly hash: string | undefined;
  readonly recordedAt: string | undefined;
  readonly commands: ReadonlyMap<string, RecordedCommand>;
  readonly past: Past;
  /** revision of the first event that does not fit its hash, or cannot be read or folded */
  readonly damagedAt: number | undefined;
};

/** A stream folded, with its facts so far. */
export type History<S = any> = Folded<S> & { readonly facts: readonly Fact[] };

/**
 * What only grows is shared by all foldings of a stream, so that the next fact costs as much in a long stream as in a
 * short one. A folding counts `length` of the facts as its own; those after them were recorded later.
 */
type Past = { readonly facts: Fact[]; readonly commands: Map<string, RecordedCommand>; readonly length: number };

/** The facts a folding rests on. What is answered here may be longer a moment later: not to be kept. */
export const factsOf = ({ past }: Folded): readonly Fact[] =>
  past.facts.length === past.length ? past.facts : past.facts.slice(0, past.length);

/** An event this release does not know: a newer release wrote it. Guessing would be worse than stopping. */
export class ReleaseTooOld extends CodedError<'RELEASE_TOO_OLD'> {
  constructor(message: string) {
    super('RELEASE_TOO_OLD', message);
  }
}

export function emptyHistory<S>(aggregate: Aggregate<S>, id: string): Folded<S> {
  const commands = new Map<string, RecordedCommand>();
  return {
    aggregate,
    id,
    stream: aggregate.stream(id),
    state: aggregate.initial,
    revision: -1,
    seen: -1,
    position: undefined,
    hash: undefined,
    recordedAt: undefined,
    commands,
    past: { facts: [], commands, length: 0 },
    damagedAt: undefined,
  };
}

/** The arrays to add to: a copy where another folding of the stream went on from here already. */
function ownPast({ facts, commands, length }: Past): Omit<Past, 'length'> {
  return facts.length === length ? { facts, commands } : { facts: facts.slice(0, length), commands: new Map(commands) };
}

/** What of an event makes it a fact. */
type Told = Omit<Fact, 'data'> & Pick<StoredEvent, 'schemaVersion' | 'data'>;

/** A stored event as a fact of the present schema version; throws `ReleaseTooOld`, and what zod says of its data. */
export function toFact(aggregate: Aggregate, event: Told): Fact {
  const definition = aggregate.events.get(event.type);
  if (!definition || event.schemaVersion > definition.version)
    throw new ReleaseTooOld(
      `${event.stream}@${event.revision} is ${event.type} v${event.schemaVersion}, which this release does not know. Start the release that wrote it.`,
    );
  return factOf(event, definition.schema.parse(upcast(definition, event.schemaVersion, event.data)));
}

const factOf = ({ stream, revision, occurredAt, recordedAt, actor, type }: Told, data: unknown): Fact => ({
  stream,
  revision,
  occurredAt,
  recordedAt,
  actor,
  type,
  data,
});

/**
 * The history with further events of its stream. An event that does not fit its hash, cannot be read as what it says it
 * is, or cannot be folded, marks it: the state stays as before it. `trusted`: this process has just parsed and written
 * them itself.
 */
export function extend<S>(history: Folded<S>, events: readonly StoredEvent[], trusted = false): Folded<S> {
  if (events.length === 0) return history;
  const { aggregate } = history;
  const { facts, commands } = ownPast(history.past);
  let { state, seen, damagedAt } = history;
  let refoldAt: number | undefined;
  const orDamaged = <T>(revision: number, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (error instanceof ReleaseTooOld) throw error;
      damagedAt ??= revision;
      return undefined;
    }
  };
  for (const event of events) {
    const { revision } = event;
    if (event.v > ENVELOPE_VERSION)
      throw new ReleaseTooOld(`${event.stream}@${revision} has an envelope (v${event.v}) of a newer release.`);
    const fits = trusted || (hashFits(event) && revision === facts.length);
    if (!fits) damagedAt ??= revision;
    const read = fits && !trusted ? orDamaged(revision, () => toFact(aggregate, event)) : undefined;
    const fact = read ?? factOf(event, event.data);
    facts.push(fact);
    const { commandId, commandHash: hash, position, actor } = event;
    commands.set(commandId, { hash, revision, position, actor });
    // What a stream begins with has been seen by whoever knows of the stream.
    if (seen < 0 || !aggregate.events.get(event.type)?.quiet) seen = revision;
    if (damagedAt !== undefined) continue;
    if (amends(aggregate, event.type)) refoldAt = revision;
    else if (refoldAt === undefined) state = orDamaged(revision, () => evolve(aggregate, state, fact)) ?? state;
  }
  if (refoldAt !== undefined && damagedAt === undefined)
    state = orDamaged(refoldAt, () => fold(aggregate, facts)) ?? state;
  const last = events[events.length - 1] as StoredEvent;
  return {
    ...history,
    state,
    commands,
    past: { facts, commands, length: facts.length },
    seen,
    damagedAt,
    revision: last.revision,
    position: last.position,
    hash: last.hash,
    recordedAt: last.recordedAt,
  };
}

/**
 * Reads what is new since `known`, or everything: also where the store does not hold what `known` rests on any more,
 * because a backup was restored under the running process.
 */
export async function readHistory<S>(
  store: EventStore,
  aggregate: Aggregate<S>,
  id: string,
  known?: Folded<S>,
): Promise<Folded<S>> {
  if (known?.hash !== undefined) {
    const { stream, revision, hash } = known;
    const newer = await store.readAfter(stream, { revision, hash });
    if (newer) return extend(known, newer);
  }
  const from = emptyHistory(aggregate, id);
  return extend(from, await store.readStream(from.stream));
}
