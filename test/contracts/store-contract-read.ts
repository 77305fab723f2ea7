import { expect, test } from 'vitest';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import type { EventStore, ReadAll } from '../../eventstore/port.ts';
import { connect, eventsOf, newCategory, newStream, places, write, writeMany } from './store-events.ts';
import type { StoreSubject } from './store-subject.ts';

/** Page after page until one is empty. */
async function paged(store: EventStore, options: ReadAll): Promise<StoredEvent[][]> {
  const pages: StoredEvent[][] = [];
  for (let after = options.after; ; ) {
    const page = await store.readAll(after === undefined ? options : { ...options, after });
    if (page.length === 0) return pages;
    expect(after === undefined || (page[0] as StoredEvent).position > after, 'each page goes on').toBe(true);
    pages.push([...page]);
    after = (page[page.length - 1] as StoredEvent).position;
  }
}

/** Four streams, turn by turn; the places in the order they were written. */
async function interleaved(store: EventStore, category: string): Promise<string[]> {
  const expected: string[] = [];
  for (let revision = 0; revision < 5; revision++)
    for (const n of [1, 2, 3, 4]) {
      const events = eventsOf(`${category}-${n}`, revision, 1);
      await write(store, events);
      expected.push(...places(events));
    }
  return expected;
}

export function readContract(subject: StoreSubject): void {
  test('marks are kept beside the events, once each', async () => {
    const store = await connect(subject);
    await store.mark('of-a-test');
    await Promise.all([store.mark('of-a-test'), store.mark('of-another')]);
    expect([...(await store.marks())].filter((name) => name.startsWith('of-')).sort()).toEqual([
      'of-a-test',
      'of-another',
    ]);
    expect((await store.readAll({ limit: 1000 })).some(({ type }) => type === 'Marked')).toBe(false);
    await store.close();
    const again = await connect(subject);
    expect(await again.marks()).toContain('of-a-test');
  });

  test('of a stream: from the beginning, from a revision, from its last, from behind its end', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 7));
    const revisions = async (from?: number) => (await store.readStream(stream, from)).map((e) => e.revision);
    expect(await revisions()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await revisions(0)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await revisions(4)).toEqual([4, 5, 6]);
    expect(await revisions(6)).toEqual([6]);
    expect(await revisions(7)).toEqual([]);
    expect(await revisions(1000)).toEqual([]);
  });

  test('of a stream after an event that is known, and nothing where it is another one or not there', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const events = eventsOf(stream, 0, 4);
    await write(store, events);
    const after = (revision: number, hash = events[revision]?.hash as string) =>
      store.readAfter(stream, { revision, hash });
    expect(places((await after(1)) ?? [])).toEqual([`${stream}@2`, `${stream}@3`]);
    expect(await after(1)).toEqual(await store.readStream(stream, 2));
    expect(await after(3)).toEqual([]);
    expect(await after(3, events[2]?.hash)).toBeUndefined();
    expect(await after(4, events[3]?.hash)).toBeUndefined();
    expect(await store.readAfter(newStream(), { revision: 0, hash: events[0]?.hash as string })).toBeUndefined();
  });

  test('of a stream that does not exist is empty, and it is none that only begins like it', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(`${stream}0`, 0, 1));
    await write(store, eventsOf(stream.replace('contract', 'Contract'), 0, 1));
    expect(await store.readStream(stream)).toEqual([]);
    expect(await store.readStream(stream, 3)).toEqual([]);
  });

  test('of a long stream is whole', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await writeMany(store, eventsOf(stream, 0, 2300));
    const all = await store.readStream(stream);
    expect(all.map((e) => e.revision)).toEqual(Array.from({ length: 2300 }, (_, i) => i));
    expect((await store.readStream(stream, 700))[0]?.revision).toBe(700);
    expect(await store.readStream(stream, 700)).toHaveLength(1600);
  });

  test('of all is in the order of writing: with a limit, and after an event without that event', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const expected = await interleaved(store, category);
    const prefixes = [`${category}-`];
    const all = await store.readAll({ prefixes, limit: 100 });
    expect(places(all)).toEqual(expected);
    expect(await store.readAll({ prefixes, limit: 7 })).toEqual(all.slice(0, 7));
    expect(await store.readAll({ prefixes, limit: 20 })).toEqual(all);
    for (const i of [0, 9, 18])
      expect(await store.readAll({ prefixes, limit: 5, after: all[i]?.position as string })).toEqual(
        all.slice(i + 1, i + 6),
      );
    expect(await store.readAll({ prefixes, limit: 5, after: all[19]?.position as string })).toEqual([]);
    const pages = await paged(store, { prefixes, limit: 6 });
    expect(pages.map((p) => p.length)).toEqual([6, 6, 6, 2]);
    expect(pages.flat()).toEqual(all);
  });

  test('of all without a filter holds the same, in the same order', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    await write(store, eventsOf(`${category}0-1`, 0, 1));
    const head = await store.head();
    const expected = await interleaved(store, category);
    const after = head?.position as string;
    const ours = (events: readonly StoredEvent[]) => places(events.filter((e) => e.stream.startsWith(`${category}-`)));
    expect(ours(await store.readAll({ after, limit: 10_000 }))).toEqual(expected);
    expect(ours((await paged(store, { after, limit: 3 })).flat())).toEqual(expected);
    expect(ours((await paged(store, { after })).flat()), 'in pages of its own choice').toEqual(expected);
    expect((await store.readAll({ after })).some((e) => e.stream.startsWith('$'))).toBe(false);
  });

  test('by prefix fills its page, however much lies between', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const [mine, other] = [`${category}m`, `${category}o`];
    await write(store, eventsOf(`${mine}-1`, 0, 3));
    await writeMany(store, eventsOf(`${other}-1`, 0, 1300));
    await write(store, eventsOf(`${mine}-2`, 0, 3));
    const prefixes = [`${mine}-`];
    const first = await store.readAll({ prefixes, limit: 4 });
    expect(places(first)).toEqual([`${mine}-1@0`, `${mine}-1@1`, `${mine}-1@2`, `${mine}-2@0`]);
    const rest = await store.readAll({ prefixes, limit: 4, after: first[3]?.position as string });
    expect(places(rest)).toEqual([`${mine}-2@1`, `${mine}-2@2`]);
    const pages = await paged(store, { prefixes: [`${other}-`], limit: 1000 });
    expect(pages.flat().map((e) => e.revision)).toEqual(Array.from({ length: 1300 }, (_, i) => i));
  });

  test('by prefix is literal and case-sensitive', async () => {
    const [store, c] = [await connect(subject), newCategory()];
    const names = [
      'cycle-1',
      'cycle_1',
      'Cycle-1',
      'cyc-1',
      'c%-1',
      'c.-1',
      'cX-1',
      'a|b-1',
      'b-1',
      '[a]-1',
      '^-1',
      'cycles',
    ];
    for (const name of names) await write(store, eventsOf(`${c}${name}`, 0, 1));
    const matching = async (...prefixes: string[]) => {
      const found = await store.readAll({ prefixes: prefixes.map((p) => `${c}${p}`), limit: 100 });
      return found.map((e) => e.stream.slice(c.length));
    };
    expect(await matching('cycle-')).toEqual(['cycle-1']);
    expect(await matching('cycle_')).toEqual(['cycle_1']);
    expect(await matching('c%')).toEqual(['c%-1']);
    expect(await matching('c.')).toEqual(['c.-1']);
    expect(await matching('a|b')).toEqual(['a|b-1']);
    expect(await matching('[a]')).toEqual(['[a]-1']);
    expect(await matching('^')).toEqual(['^-1']);
    expect(await matching('Cycle')).toEqual(['Cycle-1']);
    expect(await matching('cycle')).toEqual(['cycle-1', 'cycle_1', 'cycles']);
    expect(await matching('Cycle-', 'cyc-')).toEqual(['Cycle-1', 'cyc-1']);
    expect(await matching('cyc', 'cycle', 'cycle-1'), 'each once').toEqual(['cycle-1', 'cycle_1', 'cyc-1', 'cycles']);
    expect(await matching('cycle-11', 'none')).toEqual([]);
    expect(await matching('')).toEqual(names);
  });
}
