import { expect, test } from 'vitest';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import { connect, eventOf, eventsOf, newCategory, newStream, places, write } from './store-events.ts';
import type { StoreSubject } from './store-subject.ts';

/** The same position with its last number one higher: it lies where no event of that moment begins. */
const justAbove = (position: string): string =>
  position.replace(/\d+$/, (digits) => String(BigInt(digits) + 1n).padStart(digits.length, '0'));

export function positionsContract(subject: StoreSubject): void {
  test('are of one width, rise strictly, and compare as strings', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const results = [];
    for (let i = 0; i < 12; i++) results.push(await write(store, eventsOf(`${category}-${i}`, 0, 1 + (i % 3))));
    const all = await store.readAll({ prefixes: [`${category}-`], limit: 100 });
    const positions = all.map((e) => e.position);
    expect(positions).toEqual([...new Set(positions)].sort());
    expect(new Set(positions.map((p) => p.length)).size).toBe(1);
    expect(positions[0], 'for these characters all ways to sort agree').toMatch(/^[0-9.]+$/);
    const last = (stream: string) => all.findLast((e) => e.stream === stream)?.position;
    expect(
      results.map((r) => r.position),
      'an append answers with the position of its last event',
    ).toEqual(results.map((_, i) => last(`${category}-${i}`)));
  });

  test('are the same in a stream, in all and on another connection', async () => {
    const category = newCategory();
    const one = await subject.open();
    const { epoch } = one;
    for (const n of [2, 1, 3]) await write(one, eventsOf(`${category}-${n}`, 0, 4));
    const options = { prefixes: [`${category}-`], limit: 100 };
    const all = await one.readAll(options);
    for (const n of [2, 1, 3])
      expect(await one.readStream(`${category}-${n}`)).toEqual(all.filter((e) => e.stream === `${category}-${n}`));
    await one.close();
    const two = await connect(subject);
    expect(await two.readAll(options)).toEqual(all);
    expect(places(all)).toHaveLength(12);
    expect(two.epoch).toBe(epoch);
    expect(epoch.length).toBeGreaterThan(0);
  });

  test('head is the last event', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 3));
    const start = await store.head();
    const { position } = await write(store, eventsOf(stream, 3, 2));
    const head = (await store.head()) as { position: string; hash: string };
    expect(head.position >= position).toBe(true);
    // Others may have written meanwhile: head is then theirs. Alone, it is ours.
    const since = await store.readAll({ after: start?.position as string, limit: 1000 });
    expect(since.map(({ position, hash }) => ({ position, hash }))).toContainEqual(head);
    expect(since.find((e) => e.position === position)).toMatchObject(eventOf(stream, 4));
  });

  test('name an event that can be asked for', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 3));
    const { position } = await write(store, eventsOf(stream, 3, 1));
    for (const event of await store.readStream(stream)) expect(await store.at(event.position)).toEqual(event);
    expect(await store.at(position)).toMatchObject(eventOf(stream, 3));
  });

  test('that are no event are none, not an outage', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 3));
    const events = await store.readStream(stream);
    const taken = new Set((await store.readAll({ after: events[0]?.position as string })).map((e) => e.position));
    const head = (await store.head()) as { position: string };
    const none = [...events.map((e: StoredEvent) => justAbove(e.position)), justAbove(head.position)].filter(
      (position) => !taken.has(position),
    );
    expect(none.length).toBeGreaterThan(0);
    for (const position of none) expect((await store.at(position))?.position ?? 'none').toBe('none');
    for (const position of ['', 'no position', `${head.position}9`, head.position.replace(/\d/g, '9')])
      expect(await store.at(position)).toBeUndefined();
  });
}
