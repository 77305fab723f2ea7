// Events as lines of an export, and back: what is read was checked as far as one event after the other can be.
import { z } from 'zod';
import { findDefinition, hashOf } from '../audit/check-event.ts';
import { canonical } from '../eventstore/canonical.ts';
import { ENVELOPE_VERSION, type EventToAppend, eventIdOf, type StoredEvent } from '../eventstore/envelope.ts';
import { EVENT_LINES, type Line, readLines, type Told } from './line-file.ts';
import { MovingRefused } from './refused.ts';

/** Canonical, so that the same history is the same bytes from every store. Positions mean nothing in another one. */
export function eventLine({ position, ...event }: StoredEvent): string {
  return canonical(event);
}

const text = z.string();
const envelope = z.strictObject({
  v: z.int().min(1),
  id: text,
  stream: text.min(1),
  revision: z.int().min(0),
  type: text,
  schemaVersion: z.int().min(1),
  data: z.unknown(),
  occurredAt: text,
  recordedAt: text,
  actor: z.looseObject({ kind: text, id: text }),
  commandId: text,
  commandHash: text,
  correlationId: text,
  causationId: text.optional(),
  basis: z.record(text, z.int()).optional(),
  rulebook: text.optional(),
  app: text,
  hash: text,
});

/** What even an envelope that this release does not know must say for its place to be judged. */
const newerEnvelope = z.looseObject({
  v: z.int().min(ENVELOPE_VERSION + 1),
  stream: text.min(1),
  revision: z.int().min(0),
  type: text,
  hash: text,
});

export type ExportedEvent = {
  readonly event: EventToAppend;
  /** in the file, the header being line 1 */
  readonly line: number;
  readonly bytes: number;
};

/** Every event with its hash and id checked, each the next of its stream. Throws `MovingRefused` where one is not. */
export function* readEvents(path: string, told: Told = {}): Generator<ExportedEvent> {
  const next = new Map<string, number>();
  for (const { number, value, bytes } of readLines(path, EVENT_LINES, told)) {
    const wrong = (reason: string) => new MovingRefused('EXPORT_DAMAGED', `${path}, line ${number}: ${reason}.`);
    const tooNew = newerThanThisRelease(value as unknown as EventToAppend, () => asEvent(value, wrong));
    if (tooNew) throw new MovingRefused('EXPORT_TOO_NEW', `${path}, line ${number}: ${tooNew}`);
    const event = value as unknown as EventToAppend;
    if (hashOf(event) !== event.hash) throw wrong(`${name(event)} does not say what its hash was made of`);
    if (eventIdOf(event.hash) !== event.id) throw wrong(`${name(event)} has the id of another event`);
    const revision = next.get(event.stream) ?? 0;
    if (event.revision !== revision)
      throw wrong(`${name(event)} stands where revision ${revision} of its stream should be`);
    next.set(event.stream, revision + 1);
    yield { event, line: number, bytes };
  }
}

const name = ({ stream, revision }: EventToAppend): string => `${stream}@${revision}`;

function asEvent(value: Record<string, unknown>, wrong: (reason: string) => Error): EventToAppend {
  const parsed = envelope.safeParse(value);
  if (parsed.success) return value as unknown as EventToAppend;
  const [issue] = parsed.error.issues;
  throw wrong(`it is no event (${issue?.path.join('.') || 'members'}: ${issue?.message})`);
}

/** The envelope first: a newer one may have another shape. */
function newerThanThisRelease(event: EventToAppend, judgeShape: () => void): string | undefined {
  const by = `Use the release that wrote it (${event.app}) or a later one.`;
  if (event.v > ENVELOPE_VERSION) return `${name(event)} has an envelope (v${event.v}) of a newer release. ${by}`;
  judgeShape();
  if (!findDefinition(event))
    return `${name(event)} is ${event.type} v${event.schemaVersion}, which this release does not know. ${by}`;
  return undefined;
}

/** Every event as it stands, for a verification that tells what is wrong with it instead of stopping there. */
export function* readEventsUnjudged(path: string, told: Told = {}): Generator<EventToAppend> {
  for (const line of readLines(path, EVENT_LINES, told)) yield unjudged(path, line);
}

export function unjudged(path: string, { number, value }: Pick<Line, 'number' | 'value'>): EventToAppend {
  return newerEnvelope.safeParse(value).success
    ? (value as unknown as EventToAppend)
    : asEvent(value, (reason) => new MovingRefused('EXPORT_DAMAGED', `${path}, line ${number}: ${reason}.`));
}
