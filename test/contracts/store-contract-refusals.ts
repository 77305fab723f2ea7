import { expect, test } from 'vitest';
import type { EventToAppend } from '../../eventstore/envelope.ts';
import type { EventStore, ExpectedRevision } from '../../eventstore/port.ts';
import { connect, eventOf, eventsOf, newCategory, newStream, write, written } from './store-events.ts';
import type { StoreSubject } from './store-subject.ts';

type Attempt = { stream: string; expected: ExpectedRevision; events: readonly EventToAppend[] };

/** A mistake of the caller is thrown; what stood before still stands, and the next correct append works. */
async function refuses(store: EventStore, stream: string, attempt: Attempt): Promise<void> {
  const stood = await written(store, stream);
  const refused = async () => await store.append(attempt.stream, attempt.expected, attempt.events);
  await expect(refused()).rejects.toThrow(Error);
  expect(await written(store, stream)).toEqual(stood);
  await write(store, [eventOf(stream, stood.length, { commandId: 'next' })]);
  expect(await store.readStream(stream)).toHaveLength(stood.length + 1);
}

export function refusalsContract(subject: StoreSubject): void {
  test('a batch without events', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await refuses(store, stream, { stream, expected: 'no-stream', events: [] });
    await refuses(store, stream, { stream, expected: 0, events: [] });
  });

  test('streams and types of the store itself, which begin with $', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const system = `$${newStream()}`;
    await refuses(store, stream, { stream: system, expected: 'no-stream', events: eventsOf(system, 0, 1) });
    const metadata = `$$${stream}`;
    await refuses(store, stream, { stream: metadata, expected: 'no-stream', events: eventsOf(metadata, 0, 1) });
    await write(store, eventsOf(stream, 2, 1));
    await refuses(store, stream, { stream, expected: 2, events: [eventOf(stream, 3, { type: '$Noted' })] });
    await refuses(store, stream, {
      stream,
      expected: 3,
      events: [eventOf(stream, 4), eventOf(stream, 5, { type: '$>' })],
    });
  });

  test('the same bytes at the current revision: they belong at their own', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const batch = eventsOf(stream, 0, 2);
    await write(store, batch);
    await refuses(store, stream, { stream, expected: 1, events: batch });
    await refuses(store, stream, { stream, expected: 2, events: [batch[1] as EventToAppend] });
  });

  const misplaced: Record<string, (stream: string) => readonly EventToAppend[]> = {
    'one revision too high': (stream) => eventsOf(stream, 4, 2),
    'one revision too low': (stream) => [eventOf(stream, 2, { commandId: 'other' }), eventOf(stream, 3)],
    'with a gap': (stream) => [eventOf(stream, 3), eventOf(stream, 5)],
    backwards: (stream) => [eventOf(stream, 4), eventOf(stream, 3)],
    'the same one twice': (stream) => [eventOf(stream, 3), eventOf(stream, 3)],
    'partly of another stream': (stream) => [eventOf(stream, 3), eventOf(`${stream}-other`, 4)],
    'of another stream': (stream) => eventsOf(`${stream}-other`, 3, 2),
  };
  for (const [how, events] of Object.entries(misplaced))
    test(`events that do not follow the expected revision: ${how}`, async () => {
      const [store, stream] = [await connect(subject), `${newCategory()}-1`];
      await write(store, eventsOf(stream, 0, 3));
      await refuses(store, stream, { stream, expected: 2, events: events(stream) });
      expect(await store.readStream(`${stream}-other`)).toEqual([]);
    });
}
