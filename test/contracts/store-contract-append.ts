import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connect, eventOf, eventsOf, newCategory, newStream, write, written } from './store-events.ts';
import type { StoreSubject } from './store-subject.ts';

export function appendContract(subject: StoreSubject): void {
  test('a stream begins at 0 and goes on at exactly the next revision', async () => {
    const store = await connect(subject);
    const stream = newStream();
    expect(await store.readStream(stream)).toEqual([]);
    const [first, second, third] = [eventsOf(stream, 0, 1), eventsOf(stream, 1, 3), eventsOf(stream, 4, 1)] as const;
    await write(store, first);
    await write(store, second);
    await write(store, third);
    expect(await written(store, stream)).toEqual([...first, ...second, ...third]);
  });

  const wrong = [
    { name: 'no stream', expected: 'no-stream', at: 0 },
    { name: 'a stale revision', expected: 0, at: 1 },
    { name: 'a revision that is too high', expected: 7, at: 8 },
    { name: 'the revision just above', expected: 3, at: 4 },
  ] as const;
  for (const { name, expected, at } of wrong)
    test(`expecting ${name} is a conflict that says the actual revision; the next correct append works`, async () => {
      const store = await connect(subject);
      const stream = newStream();
      const there = eventsOf(stream, 0, 3);
      await write(store, there);
      const other = [eventOf(stream, at, { commandId: 'other' })];
      const conflict = { outcome: 'conflict', on: stream, actual: 2 };
      expect(await store.append(stream, expected, other)).toEqual(conflict);
      expect(await store.append(stream, expected, other), 'and again').toEqual(conflict);
      expect(await written(store, stream)).toEqual(there);
      const next = eventsOf(stream, 3, 2);
      await write(store, next);
      expect(await written(store, stream)).toEqual([...there, ...next]);
    });

  test('expecting a revision of a stream that does not exist is a conflict at -1; then it can begin', async () => {
    const store = await connect(subject);
    const stream = newStream();
    for (const expected of [0, 4])
      expect(await store.append(stream, expected, [eventOf(stream, expected + 1)])).toEqual({
        outcome: 'conflict',
        on: stream,
        actual: -1,
      });
    expect(await store.readStream(stream)).toEqual([]);
    await write(store, eventsOf(stream, 0, 1));
  });

  test('the same bytes again at their old revision answer as the first time, and nothing is written', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const batches = [eventsOf(stream, 0, 2), eventsOf(stream, 2, 1), eventsOf(stream, 3, 3)];
    const first = [];
    for (const batch of batches) first.push(await write(store, batch));
    const stood = await store.readStream(stream);
    for (const i of [0, 1, 2, 2, 0]) expect(await write(store, batches[i] ?? [])).toEqual(first[i]);
    expect(await store.readStream(stream)).toEqual(stood);
    await write(store, eventsOf(stream, 6, 1));
  });

  test('the same bytes are known on another connection too', async () => {
    const stream = newStream();
    const batch = eventsOf(stream, 0, 2);
    const one = await subject.open();
    const first = await write(one, batch);
    await one.close();
    const two = await connect(subject);
    expect(await write(two, batch)).toEqual(first);
    expect(await two.readStream(stream)).toHaveLength(2);
  });

  test('the same command with other bytes is a conflict', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const there = [...eventsOf(stream, 0, 2)];
    await write(store, there);
    const conflict = { outcome: 'conflict', on: stream, actual: 1 };
    const other = { data: { n: 'other' } };
    expect(await store.append(stream, 'no-stream', [eventOf(stream, 0, other)])).toEqual(conflict);
    expect(await store.append(stream, 'no-stream', [eventOf(stream, 0), eventOf(stream, 1, other)])).toEqual(conflict);
    expect(await store.append(stream, 'no-stream', [eventOf(stream, 0, other), eventOf(stream, 1)])).toEqual(conflict);
    expect(await store.append(stream, 0, [eventOf(stream, 1, { recordedAt: '2022-01-02T00:00:00.000Z' })])).toEqual(
      conflict,
    );
    expect(await written(store, stream)).toEqual(there);
  });

  test('known bytes with new ones behind them are a conflict: half a batch is never added', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 2));
    expect(await store.append(stream, 0, eventsOf(stream, 1, 2))).toEqual({
      outcome: 'conflict',
      on: stream,
      actual: 1,
    });
    expect(await store.readStream(stream)).toHaveLength(2);
    await write(store, eventsOf(stream, 2, 1));
  });

  test('a batch is seen whole or not at all', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const seen: number[] = [];
    let writing = true;
    const batches = (async () => {
      for (let from = 0; from < 500; from += 50) await write(store, eventsOf(stream, from, 50));
      writing = false;
    })();
    while (writing) {
      seen.push((await store.readStream(stream)).length);
      // A store in this process answers without waiting: the writer must have its turn.
      await setImmediate();
    }
    await batches;
    expect(seen.filter((n) => n % 50 !== 0)).toEqual([]);
    expect(await store.readStream(stream)).toHaveLength(500);
  });

  test.runIf(subject.checksBasis)('what rested on a stream that has moved is a conflict on that stream', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const [year, unit, own] = [`${category}-year`, `${category}-unit`, `${category}-own`];
    await write(store, eventsOf(year, 0, 2));
    const resting = (at: number, revision: number) => [eventOf(own, at, { basis: { [year]: revision, [unit]: -1 } })];
    expect(await store.append(own, 'no-stream', resting(0, 0))).toEqual({ outcome: 'conflict', on: year, actual: 1 });
    expect(await store.readStream(own)).toEqual([]);
    const taken = await write(store, resting(0, 1));
    await write(store, eventsOf(unit, 0, 1));
    expect(await store.append(own, 0, resting(1, 1))).toEqual({ outcome: 'conflict', on: unit, actual: 0 });
    expect(await write(store, resting(0, 1)), 'a repeat is not judged again').toEqual(taken);
    expect(await store.readStream(own)).toHaveLength(1);
  });
}
