// Between what the protocol says and what the log holds.
import type { NewEvent, Recorded } from './log.ts';
import { LAST_REVISION } from './log.ts';
import { shared, streams } from './protocol.ts';

type Uuid = InstanceType<typeof shared.UUID>;
type Identifier = InstanceType<typeof shared.StreamIdentifier>;
type Proposed = InstanceType<typeof streams.AppendReq.ProposedMessage>;
type BatchProposed = InstanceType<typeof streams.BatchAppendReq.ProposedMessage>;
export type ReadResp = InstanceType<typeof streams.ReadResp>;

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const JSON_TYPE = 'application/json';
const TICKS_PER_MS = 10_000;

export const nameOf = (identifier: Identifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

export const identifierOf = (stream: string): Identifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream));

/** The number itself, or what stands for the largest one. */
export const wireRevision = (revision: number): string =>
  revision === LAST_REVISION ? '9223372036854775807' : `${revision}`;

/** Always in small letters. @throws Error when it is none */
export function uuidOf(uuid: Uuid | undefined): string {
  const bits = uuid?.getStructured();
  const hex = (value: string): string => BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, '0');
  const text = bits
    ? (hex(bits.getMostSignificantBits()) + hex(bits.getLeastSignificantBits())).replace(
        /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
        '$1-$2-$3-$4-$5',
      )
    : (uuid?.getString() ?? '').toLowerCase();
  if (!UUID.test(text)) throw new Error(`'${text}' is not a UUID`);
  return text;
}

/** @throws Error when the type, the kind of content or the id is missing */
export function proposed(message: Proposed | BatchProposed): NewEvent {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type');
  const content = metadata.get('content-type');
  if (type === undefined || content === undefined)
    throw new Error(`Required Metadata Property '${type === undefined ? 'type' : 'content-type'}' is missing`);
  return {
    id: uuidOf(message.getId()),
    type,
    json: content === JSON_TYPE,
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  };
}

/** What counts towards the limit of one append. */
export const sizeOnDisk = ({ type, data, metadata }: NewEvent): number =>
  data.length + metadata.length + type.length * 2;

export function eventMessage(record: Recorded, structuredId: boolean): ReadResp {
  const position = `${record.position}`;
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(idMessage(record.id, structuredId))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(wireRevision(record.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  const metadata = event.getMetadataMap();
  metadata.set('type', record.type);
  metadata.set('created', `${record.created * TICKS_PER_MS}`);
  metadata.set('content-type', record.json ? JSON_TYPE : 'application/octet-stream');
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(event).setCommitPosition(position));
}

function idMessage(id: string, structured: boolean): Uuid {
  if (!structured) return new shared.UUID().setString(id);
  const hex = id.replaceAll('-', '');
  const bits = (part: string): string => BigInt.asIntN(64, BigInt(`0x${part}`)).toString();
  const value = new shared.UUID.Structured()
    .setMostSignificantBits(bits(hex.slice(0, 16)))
    .setLeastSignificantBits(bits(hex.slice(16)));
  return new shared.UUID().setStructured(value);
}

export const checkpointMessage = (position: number): ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(`${position}`).setPreparePosition(`${position}`),
  );
