import { expect, test } from 'vitest';
import type { EventToAppend } from '../../eventstore/envelope.ts';
import type { AppendResult, EventStore } from '../../eventstore/port.ts';
import { before, connectNodes, eventOf, eventsOf, newCategory, newStream, write, written } from './store-events.ts';
import type { StoreSubject } from './store-subject.ts';

const WRITERS = 20;

/** Writers on every node, each with a name of its own. */
const writersOf = (nodes: readonly EventStore[]) =>
  nodes.flatMap((store, node) => Array.from({ length: WRITERS }, (_, i) => ({ store, name: `node-${node}-${i}` })));

/** All writers append at once at the same place; one of them wins with all of its batch, the others learn of it. */
async function race(nodes: readonly EventStore[], stream: string, from: number, batch: number): Promise<void> {
  const attempts = writersOf(nodes).map(({ store, name }) => ({
    store,
    events: eventsOf(stream, from, batch, { commandId: name }),
  }));
  const results = await Promise.all(attempts.map((a) => a.store.append(stream, before(from), a.events)));
  const winners = attempts.filter((_, i) => results[i]?.outcome === 'appended');
  expect(winners).toHaveLength(1);
  const lost = results.filter((r) => r.outcome === 'conflict');
  expect(lost).toHaveLength(attempts.length - 1);
  for (const conflict of lost) expect(conflict).toEqual({ outcome: 'conflict', on: stream, actual: from + batch - 1 });
  for (const store of nodes) expect((await written(store, stream)).slice(from)).toEqual(winners[0]?.events);
}

/** Tries at what it believes the end to be, and learns from each conflict; the event as it was taken. */
export async function getThrough(
  stream: string,
  name: string,
  append: (event: EventToAppend) => Promise<AppendResult>,
): Promise<EventToAppend> {
  for (let at = 0; ; ) {
    const event = eventOf(stream, at, { commandId: name });
    const result = await append(event);
    if (result.outcome === 'appended') return event;
    expect(result.actual, 'a conflict says what to try next').toBeGreaterThanOrEqual(at);
    at = result.actual + 1;
  }
}

export function racesContract(subject: StoreSubject): void {
  const who = subject.manyNodes ? `${WRITERS} writers on each of two nodes` : `${WRITERS} writers`;

  test(`${who} begin one stream: one wins`, async () => {
    const nodes = await connectNodes(subject);
    await race(nodes, newStream(), 0, 1);
  });

  test(`${who} go on with one stream in batches: one wins whole, again and again`, async () => {
    const [nodes, stream] = [await connectNodes(subject), newStream()];
    await race(nodes, stream, 0, 3);
    await race(nodes, stream, 3, 2);
    await race(nodes, stream, 5, 4);
  });

  test(`${who} on each of three streams at once`, async () => {
    const [nodes, category] = [await connectNodes(subject), newCategory()];
    await Promise.all([1, 2, 3].map((n) => race(nodes, `${category}-${n}`, 0, 2)));
  });

  test(`${who} try until they are through: each is written once, where it was told`, async () => {
    const [nodes, stream] = [await connectNodes(subject), newStream()];
    const told = await Promise.all(
      writersOf(nodes).map(({ store, name }) =>
        getThrough(stream, name, (event) => store.append(stream, before(event.revision), [event])),
      ),
    );
    told.sort((a, b) => a.revision - b.revision);
    for (const store of nodes) expect(await written(store, stream)).toEqual(told);
  });

  test(`the same bytes from ${who} at once are one append`, async () => {
    const [nodes, stream] = [await connectNodes(subject), newStream()];
    const events = eventsOf(stream, 0, 2);
    const results = await Promise.all(writersOf(nodes).map(({ store }) => write(store, events)));
    expect(new Set(results.map((r) => r.position)).size).toBe(1);
    expect(await written(nodes[0] as EventStore, stream)).toEqual(events);
  });

  test('200 streams at once', async () => {
    const [nodes, category] = [await connectNodes(subject), newCategory()];
    const streams = Array.from({ length: 200 }, (_, i) => `${category}-${i}`);
    await Promise.all(
      streams.map(async (stream, i) => {
        const store = nodes[i % nodes.length] as EventStore;
        await write(store, eventsOf(stream, 0, 1));
        await write(store, eventsOf(stream, 1, 2));
      }),
    );
    const all = await (nodes[0] as EventStore).readAll({ prefixes: [`${category}-`], limit: 1000 });
    expect(all).toHaveLength(600);
    for (const stream of streams)
      expect(all.filter((e) => e.stream === stream).map((e) => e.revision)).toEqual([0, 1, 2]);
  });
}
