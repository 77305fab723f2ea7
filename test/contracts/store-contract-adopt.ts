import { expect, test } from 'vitest';
import type { EventToAppend } from '../../eventstore/envelope.ts';
import { connect, eventOf, eventsOf, newCategory, places, write, written } from './store-events.ts';
import { listen } from './store-listener.ts';
import type { StoreSubject } from './store-subject.ts';

/** A history of three streams, turn by turn, as another store kept it. */
function historyOf(category: string): EventToAppend[] {
  const [a, b, c] = [`${category}-a`, `${category}-b`, `${category}-c`];
  return [
    ...eventsOf(b, 0, 2),
    ...eventsOf(a, 0, 1),
    ...eventsOf(b, 2, 1),
    ...eventsOf(c, 0, 3),
    ...eventsOf(a, 1, 3),
    ...eventsOf(c, 3, 1),
    ...eventsOf(b, 3, 1),
  ];
}

export function adoptContract(subject: StoreSubject): void {
  test('takes a history over as it is, in its order, and streams go on from there', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const history = historyOf(category);
    const result = await store.adopt(history);
    const all = await store.readAll({ prefixes: [`${category}-`], limit: 100 });
    expect(all.map(({ position, ...event }) => event)).toEqual(history);
    const last = all.at(-1);
    expect(result).toEqual({ outcome: 'appended', revision: last?.revision, position: last?.position });
    await write(store, eventsOf(`${category}-a`, 4, 2));
    expect(await store.append(`${category}-b`, 0, [eventOf(`${category}-b`, 1, { commandId: 'other' })])).toEqual({
      outcome: 'conflict',
      on: `${category}-b`,
      actual: 3,
    });
  });

  test('repeated, whole or from the middle, changes nothing and answers the same', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const history = historyOf(category);
    const prefixes = [`${category}-`];
    await store.adopt(history.slice(0, 5));
    const first = await store.adopt(history.slice(3));
    const all = await store.readAll({ prefixes, limit: 100 });
    expect(places(all)).toEqual(places(history));
    expect(await store.adopt(history)).toEqual(first);
    expect(await store.adopt(history.slice(2, 9))).toMatchObject({ outcome: 'appended', position: all[8]?.position });
    expect(await store.readAll({ prefixes, limit: 100 })).toEqual(all);
  });

  test('does not take an event that is not the next of its stream, nor what comes after it', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const [a, b] = [`${category}-a`, `${category}-b`];
    await store.adopt(eventsOf(a, 0, 2));
    const gap = [...eventsOf(b, 0, 1), ...eventsOf(a, 3, 1), ...eventsOf(b, 1, 1)];
    expect(await store.adopt(gap)).toEqual({ outcome: 'conflict', on: a, actual: 1 });
    expect(await written(store, a)).toEqual(eventsOf(a, 0, 2));
    expect(places(await store.readStream(b))).not.toContain(`${b}@1`);
    const missing = `${category}-c`;
    expect(await store.adopt(eventsOf(missing, 1, 1))).toEqual({ outcome: 'conflict', on: missing, actual: -1 });
    expect(await store.readStream(missing)).toEqual([]);
    await store.adopt([...eventsOf(b, 0, 1), ...eventsOf(a, 2, 1), ...eventsOf(b, 1, 1)]);
    expect(await written(store, a)).toEqual(eventsOf(a, 0, 3));
    expect(await written(store, b)).toEqual(eventsOf(b, 0, 2));
  });

  test('does not take other bytes for an event that is there', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const stream = `${category}-a`;
    await write(store, eventsOf(stream, 0, 3));
    const other = [eventOf(stream, 1, { data: { n: 'other' } }), eventOf(stream, 2)];
    expect(await store.adopt(other)).toEqual({ outcome: 'conflict', on: stream, actual: 2 });
    expect(await store.adopt([eventOf(stream, 0), ...other])).toEqual({ outcome: 'conflict', on: stream, actual: 2 });
    expect(await written(store, stream)).toEqual(eventsOf(stream, 0, 3));
  });

  test('does not judge what a decision rested on', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const [year, own] = [`${category}-year`, `${category}-own`];
    const history = [
      ...eventsOf(year, 0, 2),
      eventOf(own, 0, { basis: { [year]: 0 } }),
      eventOf(own, 1, { basis: { [year]: 1, [`${category}-never`]: 5 } }),
    ];
    expect(await store.adopt(history)).toMatchObject({ outcome: 'appended', revision: 1 });
    expect(await written(store, own)).toEqual(history.slice(2));
  });

  test('takes over more at once than one append may hold, of one stream too, and is heard', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const heard = listen(store, { prefixes: [`${category}-`] });
    await heard.hears('caught-up');
    const data = 'x'.repeat(10_000);
    const history = [
      ...eventsOf(`${category}-a`, 0, 150, { data }),
      ...eventsOf(`${category}-b`, 0, 2),
      ...eventsOf(`${category}-a`, 150, 30, { data }),
    ];
    expect(await store.adopt(history)).toMatchObject({ outcome: 'appended', revision: 179 });
    await heard.until(() => heard.events.length >= history.length);
    expect(heard.events.map((e) => e.hash)).toEqual(history.map((e) => e.hash));
  });
}
