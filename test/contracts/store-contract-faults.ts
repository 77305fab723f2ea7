import { describe, expect, test, vi } from 'vitest';
import type { EventToAppend } from '../../eventstore/envelope.ts';
import { type AppendResult, type EventStore, StoreError } from '../../eventstore/port.ts';
import { getThrough } from './store-contract-races.ts';
import {
  before,
  connect,
  connectNodes,
  eventsOf,
  newCategory,
  newStream,
  places,
  write,
  written,
} from './store-events.ts';
import { listen } from './store-listener.ts';
import type { StoreSubject } from './store-subject.ts';

type Trouble = NonNullable<StoreSubject['trouble']>;
type Silence = NonNullable<Trouble['silence']>;
type LoseReplies = NonNullable<Trouble['loseReplies']>;

export function faultsContract(subject: StoreSubject): void {
  const { silence, loseReplies } = subject.trouble ?? {};
  if (silence) describe('a store that answers nothing', () => silenceContract(subject, silence));
  if (loseReplies) describe('replies that are lost after the commit', () => lostRepliesContract(subject, loseReplies));
  if (!silence || !loseReplies) test.skip('cannot all be provoked here', () => {});
}

/** What a call ends with within the time limit, a little more allowed for a busy machine. */
async function endOf(subject: StoreSubject, call: () => Promise<unknown>): Promise<unknown> {
  const limit = Promise.withResolvers<unknown>();
  const ms = subject.timeLimitMs * 1.2 + 300;
  const timer = setTimeout(() => limit.resolve(`nothing within ${Math.round(ms)} ms`), ms);
  const end = call().catch((error: unknown) => error);
  try {
    return await Promise.race([end, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const expectOutage = (end: unknown, what?: string) => {
  expect(end, what).toBeInstanceOf(StoreError);
  expect(end, what).toMatchObject({ code: 'STORE_UNAVAILABLE' });
};

/** Resolves as soon as the store answers again: nobody has to open it anew. */
const goesOn = <T>(subject: StoreSubject, call: () => Promise<T>): Promise<T> =>
  vi.waitFor(call, { timeout: 10_000 + 2 * subject.timeLimitMs, interval: 50 });

function silenceContract(subject: StoreSubject, silence: Silence): void {
  test('is a typed outage of every method within the time limit; then all go on', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const events = eventsOf(stream, 0, 2);
    const [first] = events as [EventToAppend, EventToAppend];
    const { position } = await write(store, events);
    const calls: Record<string, () => Promise<unknown>> = {
      append: () => store.append(stream, 1, eventsOf(stream, 2, 1)),
      'append to another stream': () => store.append(`${stream}-b`, 'no-stream', eventsOf(`${stream}-b`, 0, 1)),
      readStream: () => store.readStream(stream),
      readAfter: () => store.readAfter(stream, { revision: 0, hash: first.hash }),
      readAll: () => store.readAll({ prefixes: [stream], limit: 10 }),
      'readAll after': () => store.readAll({ after: position, limit: 10 }),
      head: () => store.head(),
      at: () => store.at(position),
      adopt: () => store.adopt(eventsOf(`${stream}-c`, 0, 1)),
    };
    const ends = await silence(() => Promise.all(Object.values(calls).map((call) => endOf(subject, call))));
    for (const [i, name] of Object.keys(calls).entries()) expectOutage(ends[i], name);
    for (const call of Object.values(calls)) await goesOn(subject, call);
    expect(places(await store.readStream(stream))).toEqual([0, 1, 2].map((n) => `${stream}@${n}`));
    expect(await written(store, `${stream}-b`)).toEqual(eventsOf(`${stream}-b`, 0, 1));
    expect(await written(store, `${stream}-c`)).toEqual(eventsOf(`${stream}-c`, 0, 1));
  });

  test('does not end a subscription: it goes on by itself, each event once', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const [first, second] = [`${category}-1`, `${category}-2`];
    await write(store, eventsOf(first, 0, 3));
    const heard = listen(store, { prefixes: [`${category}-`] });
    await heard.hears('caught-up');
    let begun = heard;
    await silence(async () => {
      begun = listen(store, { prefixes: [`${category}-`] });
      expectOutage(await endOf(subject, () => store.append(first, 2, eventsOf(first, 3, 2))));
    });
    await goesOn(subject, () => store.append(first, 2, eventsOf(first, 3, 2)));
    await goesOn(subject, () => store.append(second, 'no-stream', eventsOf(second, 0, 2)));
    const all = places(await goesOn(subject, () => store.readAll({ prefixes: [`${category}-`], limit: 100 })));
    expect(all).toHaveLength(7);
    for (const listener of [heard, begun]) {
      await listener.until(() => listener.events.length >= 7 && listener.caughtUpAt.length > 0);
      expect(places(listener.events)).toEqual(all);
      expect(listener.caughtUpAt).toHaveLength(1);
    }
    await write(store, eventsOf(second, 2, 1));
    await heard.hears(`${second}@2`);
    expect(heard.seen).toHaveLength(9);
  });

  test('does not keep it from closing', async () => {
    const store = await connect(subject);
    const stream = newStream();
    await write(store, eventsOf(stream, 0, 1));
    const heard = listen(store, { prefixes: [stream] });
    await heard.hears('caught-up');
    await silence(async () => {
      const pending = endOf(subject, () => store.readStream(stream));
      const closed = endOf(subject, () => store.close());
      const ended = endOf(subject, () => heard.ended);
      expectOutage(await pending);
      expect(await Promise.all([closed, ended])).toEqual([undefined, undefined]);
    });
  });
}

/** The same bytes again after an outage, as its callers do: the first was or was not committed. */
async function persist(store: EventStore, stream: string, events: readonly EventToAppend[]): Promise<AppendResult> {
  for (let tries = 0; ; tries++)
    try {
      return await store.append(stream, before(events[0]?.revision ?? 0), events);
    } catch (error) {
      if (!(error instanceof StoreError) || tries === 20) throw error;
    }
}

function lostRepliesContract(subject: StoreSubject, loseReplies: LoseReplies): void {
  for (const times of [1, 2, 4])
    test(`${times} in a row: the append answers as the first time, and nothing is doubled`, async () => {
      const [store, category] = [await connect(subject), newCategory()];
      const [begun, grown] = [`${category}-1`, `${category}-2`];
      await write(store, eventsOf(grown, 0, 2));
      for (const [stream, batch] of [
        [begun, eventsOf(begun, 0, 2)] as const,
        [grown, eventsOf(grown, 2, 3)] as const,
      ]) {
        const result = await loseReplies(times, () => persist(store, stream, batch));
        const stored = await store.readStream(stream);
        const last = stored[stored.length - 1];
        expect(result).toEqual({ outcome: 'appended', revision: last?.revision, position: last?.position });
        expect(stored.map(({ position, ...event }) => event).slice(-batch.length)).toEqual(batch);
        expect(await write(store, batch)).toEqual(result);
      }
      expect(await store.readStream(begun)).toHaveLength(2);
      expect(await store.readStream(grown)).toHaveLength(5);
      await write(store, eventsOf(begun, 2, 1));
    });

  test('every one: an outage or the result within the time limit, and afterwards the result', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const batch = eventsOf(stream, 0, 2);
    const end = await loseReplies(1_000_000, () => endOf(subject, () => store.append(stream, 'no-stream', batch)));
    const result = await goesOn(subject, () => write(store, batch));
    if (end instanceof Error) expectOutage(end);
    else expect(end).toEqual(result);
    expect(await written(store, stream)).toEqual(batch);
  });

  test('in a race: what each writer is told is what stands there', async () => {
    const [nodes, stream] = [await connectNodes(subject), newStream()];
    const told = await loseReplies(12, () =>
      Promise.all(
        Array.from({ length: 20 }, (_, i) => {
          const store = nodes[i % nodes.length] as EventStore;
          return getThrough(stream, `writer-${i}`, (event) => persist(store, stream, [event]));
        }),
      ),
    );
    told.sort((a, b) => a.revision - b.revision);
    expect(await written(nodes[0] as EventStore, stream)).toEqual(told);
  });
}
