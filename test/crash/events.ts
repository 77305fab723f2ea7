import { type EventToAppend, hashFits, sealEvent } from '../../eventstore/envelope.ts';
import { everyEvent } from '../../eventstore/every-event.ts';
import type { EventStore } from '../../eventstore/port.ts';

/** @param size characters of its text: with many of them the log is soon carried over into the file */
export const eventOf = (stream: string, revision: number, size = 100): EventToAppend =>
  sealEvent({
    v: 1,
    stream,
    revision,
    type: 'Noted',
    schemaVersion: 1,
    data: { text: 'Sản phẩm '.repeat(Math.ceil(size / 9)).slice(0, size), n: revision },
    occurredAt: '2022-01-01T00:00:00.000Z',
    recordedAt: '2022-01-01T00:00:00.000Z',
    actor: { kind: 'person', id: 'demo-hai' },
    commandId: `${stream}/${revision}`,
    commandHash: 'h',
    correlationId: 'c',
    app: 'test',
  });

export const append = (store: Pick<EventStore, 'append'>, e: EventToAppend) =>
  store.append(e.stream, e.revision === 0 ? 'no-stream' : e.revision - 1, [e]);

/** `stream@revision` and hash of every event: each hash fits, nothing is doubled, no revision is left out. */
export async function wholeHistory(store: Pick<EventStore, 'readAll'>): Promise<ReadonlyMap<string, string>> {
  const history = new Map<string, string>();
  const next = new Map<string, number>();
  for await (const e of everyEvent(store)) {
    const place = `${e.stream}@${e.revision}`;
    if (!hashFits(e)) throw new Error(`the hash of ${place} does not fit`);
    if ((next.get(e.stream) ?? 0) !== e.revision) throw new Error(`${place} is not the next of its stream`);
    next.set(e.stream, e.revision + 1);
    history.set(place, e.hash);
  }
  return history;
}
