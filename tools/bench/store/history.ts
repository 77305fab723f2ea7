// What every side writes: the same events, about as long as ours are.
import { ENVELOPE_VERSION, type EventToAppend, sealEvent } from '../../../eventstore/envelope.ts';

export type Shape = {
  /** no two histories of one run have the same */
  readonly name: string;
  readonly streams: number;
  /** events of each stream */
  readonly each: number;
};

/** Streams of sealed events, one after the other in each stream. */
export function historyOf({ name, streams, each }: Shape): readonly (readonly EventToAppend[])[] {
  return Array.from({ length: streams }, (_, no) =>
    Array.from({ length: each }, (_, revision) => eventOf(`productCycle-66-2026-${name}-${no}`, revision)),
  );
}

function eventOf(stream: string, revision: number): EventToAppend {
  const commandId = `bench/${stream}/${revision}`;
  return sealEvent({
    v: ENVELOPE_VERSION,
    stream,
    revision,
    type: 'EvidenceAdded',
    schemaVersion: 1,
    data: {
      id: `e-${revision}`,
      kind: 'story',
      criterion: '5.1',
      document: { number: '12/CV-OCOP', date: '2026-05-30' },
      pages: { from: 1, to: 4 },
    },
    occurredAt: '2026-06-02T02:00:00.000Z',
    recordedAt: '2026-06-02T02:00:00.000Z',
    actor: { kind: 'person', id: 'demo-krong-nang-xa-1', role: 'commune-officer', unit: 'krong-nang-xa-1' },
    commandId,
    commandHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    correlationId: commandId,
    rulebook: 'R2019@sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
    app: '0.1.0',
  });
}

/** As a store has it that knows type, data and metadata: the same members, and the id is the message's. */
export function asMessage({ stream: _stream, revision: _revision, type, data, id, ...members }: EventToAppend) {
  return { type, data, metadata: { ...members, messageId: id } };
}
