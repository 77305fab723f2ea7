import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import type { Delivery, EventStore } from '../../eventstore/port.ts';
import { connect, eventsOf, newCategory, write, writeMany } from './store-events.ts';
import { memoryInUse, settledMemory } from './store-memory.ts';
import type { StoreSubject } from './store-subject.ts';

const WRITTEN = 5000;
const MOST_HELD = 1000;
/** Large enough that held events stand out from everything else in the process. */
const data = 'x'.repeat(8000);
const ROUNDS = 1000;
/** A listener, closure or call that stays behind takes more than this; the measurement itself varies by less. */
const BYTES_A_ROUND = 400;

/** What one event costs while somebody holds it. */
async function bytesOfAnEvent(store: EventStore, stream: string): Promise<number> {
  await write(store, eventsOf(stream, 0, 100, { data }));
  await store.readStream(stream);
  const without = await memoryInUse();
  const held = await store.readStream(stream);
  const bytes = ((await memoryInUse()) - without) / held.length;
  expect(bytes).toBeGreaterThan(data.length / 2);
  return bytes;
}

/** Takes the first event and holds it until it is let go; then takes the others up to the last. Keeps none. */
function slowConsumer(store: EventStore, prefix: string, last: number) {
  const [holds, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const revisions: number[] = [];
  const consume = async (): Promise<readonly number[]> => {
    for await (const delivery of store.subscribe({ prefixes: [prefix], signal: new AbortController().signal })) {
      if (delivery.kind !== 'event') continue;
      if (revisions.push(delivery.event.revision) === 1) {
        holds.resolve();
        await mayGoOn.promise;
      }
      if (delivery.event.revision === last) break;
    }
    return revisions;
  };
  const done = consume();
  done.catch(holds.reject);
  return {
    holds: holds.promise,
    goOn: () => {
      mayGoOn.resolve();
      return done;
    },
  };
}

/** One life of a subscription that has nothing to give. */
async function subscribeAndEnd(store: EventStore, round: number, shared: AbortSignal, after: string): Promise<void> {
  const abort = new AbortController();
  const signal = round % 3 === 0 ? shared : abort.signal;
  const deliveries = store
    .subscribe({ prefixes: ['none of these'], after, signal })
    [Symbol.asyncIterator]() as AsyncIterator<Delivery>;
  const first = deliveries.next();
  if (round % 3 === 1) abort.abort();
  await first;
  if (round % 3 === 2) {
    const next = deliveries.next();
    abort.abort();
    await next;
  }
  await deliveries.return?.();
}

export function memoryContract(subject: StoreSubject): void {
  for (const when of ['are written', 'are history'])
    test(`while a consumer holds an event and ${WRITTEN} others ${when}, at most ${MOST_HELD} wait in memory`, async () => {
      const [store, category] = [await connect(subject), newCategory()];
      const stream = `${category}s-1`;
      const each = await bytesOfAnEvent(store, `${category}o-1`);
      const events = (from: number, count: number) => eventsOf(stream, from, count, { data });
      const writeAll = () => writeMany(store, events(1, WRITTEN), 100);
      await write(store, events(0, 1));
      if (when === 'are history') await writeAll();
      const consumer = slowConsumer(store, `${category}s-`, WRITTEN);
      await consumer.holds;
      if (when === 'are written') await writeAll();
      const holding = await settledMemory(() => store.head());
      const revisions = await consumer.goOn();
      const waited = (holding - (await memoryInUse())) / each;
      expect(revisions).toEqual(Array.from({ length: WRITTEN + 1 }, (_, i) => i));
      // A tenth more for what the measurement cannot tell apart.
      expect(waited).toBeLessThanOrEqual(1.1 * MOST_HELD);
    });

  test(`${ROUNDS} subscriptions that ended leave nothing behind`, async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const { position: after } = await write(store, eventsOf(`${category}-1`, 0, 1));
    const { signal } = new AbortController();
    const rounds = async (count: number) => {
      for (let i = 0; i < count; i++) await subscribeAndEnd(store, i, signal, after);
    };
    await rounds(300);
    const before = { bytes: await memoryInUse(), resources: process.getActiveResourcesInfo().length };
    await rounds(ROUNDS);
    expect(((await memoryInUse()) - before.bytes) / ROUNDS).toBeLessThan(BYTES_A_ROUND);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(process.getActiveResourcesInfo().length).toBeLessThan(before.resources + 20);
    await write(store, eventsOf(`${category}-1`, 1, 1));
  });
}
