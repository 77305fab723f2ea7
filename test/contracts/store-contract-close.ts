import { expect, test } from 'vitest';
import { type EventStore, StoreError } from '../../eventstore/port.ts';
import { connect, eventsOf, newCategory, newStream, write } from './store-events.ts';
import { listen } from './store-listener.ts';
import type { StoreSubject } from './store-subject.ts';

const methods: Record<string, (store: EventStore, stream: string) => Promise<unknown>> = {
  append: (store, stream) => store.append(stream, 'no-stream', eventsOf(stream, 0, 1)),
  readStream: (store, stream) => store.readStream(stream),
  readAfter: (store, stream) => store.readAfter(stream, { revision: 0, hash: '' }),
  readAll: (store) => store.readAll({ limit: 1 }),
  head: (store) => store.head(),
  at: async (store) => await store.at('0000000000000000001'),
  adopt: (store, stream) => store.adopt(eventsOf(stream, 0, 1)),
  inspect: (store) => store.inspect(),
  marks: (store) => store.marks(),
  mark: (store) => store.mark('late'),
};

export function closeContract(subject: StoreSubject): void {
  test('what was being appended is written and said so, or it is an outage, and then it may be written', async () => {
    const store = await connect(subject);
    const category = newCategory();
    const streams = Array.from({ length: 20 }, (_, i) => `${category}-${i}`);
    const writing = streams.map((stream) => store.append(stream, 'no-stream', eventsOf(stream, 0, 1)));
    const [outcomes] = await Promise.all([Promise.allSettled(writing), store.close()]);
    const again = await connect(subject);
    for (const [i, stream] of streams.entries()) {
      const outcome = outcomes[i];
      if (outcome?.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreError);
      else expect(await again.readStream(stream)).toHaveLength(1);
      await write(again, eventsOf(stream, 0, 1));
      expect(await again.readStream(stream)).toHaveLength(1);
    }
  });

  for (const [name, call] of Object.entries(methods))
    test(`afterwards ${name} is an outage, never an answer`, async () => {
      const store = await connect(subject);
      const stream = newStream();
      await store.head();
      await store.close();
      await expect(call(store, stream)).rejects.toBeInstanceOf(StoreError);
      const again = await connect(subject);
      expect(await again.readStream(stream), 'and nothing was written').toEqual([]);
    });

  test('ends the live subscriptions; a new one ends at once or is an outage', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 2));
    const waiting = listen(store, { prefixes: [stream] });
    await waiting.hears('caught-up');
    await store.close();
    await waiting.ended;
    expect(waiting.seen).toHaveLength(3);
    const late = listen(store, { prefixes: [stream] });
    const how = await late.ended.then(
      () => 'ended',
      (error) => (error instanceof StoreError ? 'outage' : error),
    );
    expect(['ended', 'outage']).toContain(how);
    expect(late.seen).toEqual([]);
  });

  test.runIf(subject.manyNodes)('ends what one node does, and leaves the other alone', async () => {
    const [one, other] = [await connect(subject), await connect(subject)];
    const stream = newStream();
    await write(one, eventsOf(stream, 0, 1));
    const heard = [one, other].map((store) => listen(store, { prefixes: [stream] }));
    await Promise.all(heard.map((h) => h.hears('caught-up')));
    await one.close();
    await heard[0]?.ended;
    await write(other, eventsOf(stream, 1, 1));
    await heard[1]?.hears(`${stream}@1`);
    expect(heard.map((h) => h.events.length)).toEqual([1, 2]);
  });

  test('may be asked for twice, at once or later', async () => {
    const store = await connect(subject);
    await Promise.all([store.close(), store.close()]);
    await store.close();
    await (await connect(subject)).head();
  });
}
