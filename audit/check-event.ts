// What one event says of itself, checked: its hash and id, its shape, the rulebook it was decided under.
import type { EventDefinition } from '../domain/kernel/event.ts';
import { upcast } from '../domain/kernel/event.ts';
import { findAggregate } from '../domain/registry.ts';
import { ENVELOPE_VERSION, type EventToAppend, eventHash, eventIdOf } from '../eventstore/envelope.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import type { AuditFinding } from './finding.ts';

type Fault = Omit<AuditFinding, 'at'>;

const members = new Set([
  ...['v', 'id', 'stream', 'revision', 'position', 'type', 'schemaVersion', 'data', 'occurredAt', 'recordedAt'],
  ...['actor', 'commandId', 'commandHash', 'correlationId', 'causationId', 'basis', 'rulebook', 'app', 'hash'],
]);

/** What was said of rulebooks already: a history names few of them, a million times. */
export type SeenRulebooks = Map<string, Fault | undefined>;

export function faultsOf(event: EventToAppend, seen: SeenRulebooks): readonly Fault[] {
  const data = faultOfData(event);
  return [...faultsOfEnvelope(event, seen), ...(data ? [data] : [])];
}

/** All but whether its data can be read, which whoever folds it finds out. */
export function faultsOfEnvelope(event: EventToAppend, seen: SeenRulebooks): readonly Fault[] {
  const faults: Fault[] = [];
  const hash = faultOfHash(event);
  if (hash) faults.push(hash);
  // What a newer envelope has besides, its own hash may cover.
  for (const name in event)
    if (!members.has(name) && hash?.code !== 'ENVELOPE_UNKNOWN')
      faults.push({
        grade: 'manipulation',
        code: 'MEMBER_NOT_COVERED',
        what: `it has a member "${name}" that its hash does not cover`,
      });
  const rulebook = event.rulebook === undefined ? undefined : faultOfRulebook(event.rulebook, seen);
  if (rulebook) faults.push(rulebook);
  return faults;
}

function faultOfHash(event: EventToAppend): Fault | undefined {
  if (event.v > ENVELOPE_VERSION)
    return {
      grade: 'gap',
      code: 'ENVELOPE_UNKNOWN',
      what: `its envelope (v${event.v}) is of a newer release, so its hash could not be checked`,
    };
  if (hashOf(event) !== event.hash)
    return { grade: 'manipulation', code: 'HASH_DIFFERS', what: 'it does not say what its hash was made of' };
  if (eventIdOf(event.hash) !== event.id)
    return { grade: 'manipulation', code: 'ID_DIFFERS', what: 'its hash fits, but its id belongs to another event' };
  return undefined;
}

/** Undefined for what was never hashed by us: it holds what canonical JSON cannot. */
export function hashOf(event: EventToAppend): string | undefined {
  try {
    return eventHash(event);
  } catch {
    return undefined;
  }
}

/** The definition of an event of this release, or undefined where a newer one wrote it. */
export function findDefinition(
  event: Pick<EventToAppend, 'stream' | 'type' | 'schemaVersion'>,
): EventDefinition | undefined {
  const definition = findAggregate(event.stream)?.events.get(event.type);
  return definition && event.schemaVersion <= definition.version ? definition : undefined;
}

export function faultOfData(event: EventToAppend): Fault | undefined {
  const definition = findDefinition(event);
  if (!definition)
    return {
      grade: 'notice',
      code: 'EVENT_UNKNOWN',
      what: `${event.type} v${event.schemaVersion} is of a newer release; what it says could not be read`,
    };
  try {
    if (definition.schema.safeParse(upcast(definition, event.schemaVersion, event.data)).success) return undefined;
  } catch {
    // An upcast that stumbles over the data has found the same.
  }
  return { grade: 'gap', code: 'DATA_UNREADABLE', what: `its data cannot be read as ${event.type}` };
}

export function faultOfRulebook(named: string, seen: SeenRulebooks): Fault | undefined {
  if (seen.has(named)) return seen.get(named);
  const fault = String(named).split(' ').map(faultOfRef).find(Boolean);
  seen.set(named, fault);
  return fault;
}

/** `R2019@sha256:…` or `R2019/6@sha256:…`, whose digest must be the one of this release's figures. */
function faultOfRef(ref: string): Fault | undefined {
  const [id = ''] = ref.split('@');
  const set = id.includes('/') ? id : undefined;
  const known = set === undefined ? refOfRulebook(id) : refOfRulebook('R2019', set)?.split(' ')[1];
  if (known === ref) return undefined;
  return known === undefined
    ? { grade: 'notice', code: 'RULEBOOK_UNKNOWN', what: `${id}, which it was decided under, is of a newer release` }
    : {
        grade: 'gap',
        code: 'RULEBOOK_DIFFERS',
        what: `it was decided under figures of ${id} that this release does not have`,
      };
}
