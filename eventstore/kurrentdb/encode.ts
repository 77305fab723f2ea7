// An envelope as KurrentDB keeps it: data is the event's data, metadata the rest of the envelope with its hash; stream,
// revision, type and id are the server's own.
import type { EventData } from '@kurrent/kurrentdb-client';
import type { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { EventToAppend, StoredEvent } from '../envelope.ts';
import { StoreError } from '../port.ts';
import { metaOf, parseOrKeep } from '../stored-form.ts';

export type Recorded = ReadResp.ReadEvent.RecordedEvent;

/** Commit and prepare are numbers of 64 bits. */
const DIGITS = 20;
const POSITION = /^(\d{20})\.(\d{20})$/;
const utf8 = new TextEncoder();

export const positionOf = (commit: bigint | string, prepare: bigint | string): string =>
  `${String(commit).padStart(DIGITS, '0')}.${String(prepare).padStart(DIGITS, '0')}`;

export const isPosition = (text: string): boolean => POSITION.test(text);

/** A position as the protocol writes it. Throws `STORE_REPLACED` where it is that of another kind of store. */
export function placeOf(position: string): { commit: string; prepare: string } {
  const [, commit, prepare] = POSITION.exec(position) ?? [];
  if (commit === undefined || prepare === undefined)
    throw new StoreError('STORE_REPLACED', `${position} is not a position in this event store.`);
  return { commit: String(BigInt(commit)), prepare: String(BigInt(prepare)) };
}

export function toEventData(e: EventToAppend): EventData {
  return {
    id: e.id,
    type: e.type,
    contentType: 'application/json',
    data: e.data as object as Record<string, unknown>,
    metadata: utf8.encode(JSON.stringify({ ...metaOf(e), hash: e.hash })),
  };
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();

/** What is not ours comes without a hash. */
export function fromRecorded(recorded: Recorded): StoredEvent {
  const meta = recorded.getCustomMetadata_asU8();
  const known = meta.length === 0 ? {} : parseOrKeep(text(meta));
  return {
    ...(typeof known === 'object' ? known : {}),
    stream: text(recorded.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()),
    revision: Number(recorded.getStreamRevision()),
    type: recorded.getMetadataMap().get('type') ?? '',
    id: recorded.getId()?.getString() ?? '',
    data: parseOrKeep(text(recorded.getData_asU8())),
    position: positionOf(recorded.getCommitPosition(), recorded.getPreparePosition()),
  } as StoredEvent;
}

/** Our own record of which history this is. */
export const EPOCH_STREAM = 'ocopStore-epoch';

/** The server keeps its own events beside ours, and may keep those of others. */
export function isOurs(e: StoredEvent): boolean {
  if (e.stream.startsWith('$') || e.type.startsWith('$') || e.stream === EPOCH_STREAM) return false;
  return typeof e.hash === 'string' || 'unreadable' in e;
}
