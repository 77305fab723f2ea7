// Events and connections of the store contract: every test has streams of its own and closes what it opened.
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { type EventToAppend, type HashedMembers, sealEvent } from '../../eventstore/envelope.ts';
import type { AppendResult, EventStore, ExpectedRevision } from '../../eventstore/port.ts';
import type { StoreSubject } from './store-subject.ts';

export async function connect(subject: StoreSubject): Promise<EventStore> {
  const store = await subject.open();
  onTestFinished(() => store.close());
  return store;
}

/** As many nodes as the store allows, two at most. */
export async function connectNodes(subject: StoreSubject): Promise<readonly EventStore[]> {
  const first = await connect(subject);
  return subject.manyNodes ? [first, await connect(subject)] : [first];
}

/** The start of stream names that nobody else uses, in this run or another. */
export const newCategory = (): string => `contract${randomBytes(6).toString('hex')}`;
export const newStream = (): string => `${newCategory()}-1`;

export const eventOf = (stream: string, revision: number, more: Partial<HashedMembers> = {}): EventToAppend =>
  sealEvent({
    v: 1,
    stream,
    revision,
    type: 'Noted',
    schemaVersion: 1,
    data: { n: revision },
    occurredAt: '2022-01-01T00:00:00.000Z',
    recordedAt: '2022-01-01T00:00:00.000Z',
    actor: { kind: 'person', id: 'a' },
    commandId: `c${revision}`,
    commandHash: 'h',
    correlationId: 'c',
    app: 'test',
    ...more,
  });

export const eventsOf = (stream: string, from: number, count: number, more: Partial<HashedMembers> = {}) =>
  Array.from({ length: count }, (_, i) => eventOf(stream, from + i, more));

/** What an append of events from this revision on expects. */
export const before = (revision: number): ExpectedRevision => (revision === 0 ? 'no-stream' : revision - 1);

export type Appended = Extract<AppendResult, { outcome: 'appended' }>;

/** Events that must be taken. */
export async function write(store: EventStore, events: readonly EventToAppend[]): Promise<Appended> {
  const [first] = events as [EventToAppend];
  const result = await store.append(first.stream, before(first.revision), events);
  expect(result).toMatchObject({ outcome: 'appended', revision: first.revision + events.length - 1 });
  return result as Appended;
}

/** More events of one stream than one append may hold. */
export async function writeMany(store: EventStore, events: readonly EventToAppend[], batch = 200): Promise<void> {
  for (let i = 0; i < events.length; i += batch) await write(store, events.slice(i, i + batch));
}

export const places = (events: readonly Pick<EventToAppend, 'stream' | 'revision'>[]): string[] =>
  events.map((e) => `${e.stream}@${e.revision}`);

/** What stands in a stream, as it was written. */
export async function written(store: EventStore, stream: string): Promise<EventToAppend[]> {
  return (await store.readStream(stream)).map(({ position, ...event }) => event);
}
