import { expect, test } from 'vitest';
import { connect, connectNodes, eventsOf, newCategory, newStream, places, write, writeMany } from './store-events.ts';
import { type Listener, listen } from './store-listener.ts';
import type { StoreSubject } from './store-subject.ts';

export function subscribeContract(subject: StoreSubject): void {
  test('give history, exactly one caught-up, then what is written live: each event once, in order', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const history = eventsOf(`${category}-1`, 0, 1300);
    await writeMany(store, history);
    const heard = listen(store, { prefixes: [`${category}-`] });
    // Part of it while history is still being read, part of it live, in bursts and one by one.
    const live = [];
    for (let i = 0; i < 40; i++) {
      const events = eventsOf(`${category}-${2 + (i % 3)}`, 20 * Math.floor(i / 3), 20);
      await write(store, events);
      live.push(...events);
      if (i === 20) await heard.hears('caught-up');
    }
    await heard.hears(places(live).at(-1) as string);
    const expected = [...places(history), ...places(live)];
    expect(heard.seen.filter((s) => s !== 'caught-up')).toEqual(expected);
    expect(heard.caughtUpAt).toHaveLength(1);
    expect(heard.seen.indexOf('caught-up'), 'not before its history').toBeGreaterThanOrEqual(history.length);
    const stored = await store.readAll({ prefixes: [`${category}-`], limit: 5000 });
    expect(heard.events).toEqual(stored);
    await heard.stop();
    expect(heard.seen).toHaveLength(expected.length + 1);
  });

  test('go on after a stored position with exactly what follows', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    await write(store, eventsOf(`${category}-1`, 0, 6));
    const prefixes = [`${category}-`];
    const [, , third] = await store.readAll({ prefixes, limit: 3 });
    const after = third?.position as string;
    const first = listen(store, { prefixes, after });
    await first.hears('caught-up');
    expect(first.seen).toEqual([3, 4, 5].map((n) => `${category}-1@${n}`).concat('caught-up'));
    await first.stop();
    const { position } = await write(store, eventsOf(`${category}-1`, 6, 2));
    await write(store, eventsOf(`${category}-1`, 8, 1));
    const second = listen(store, { prefixes, after: position });
    await second.hears('caught-up');
    expect(second.seen, 'also after the position an append answered').toEqual([`${category}-1@8`, 'caught-up']);
    await write(store, eventsOf(`${category}-1`, 9, 1));
    await second.hears(`${category}-1@9`);
    expect(second.seen).toHaveLength(3);
  });

  test('go on from a caught-up that came when nothing had matched', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const prefixes = [`${category}m-`];
    const { position: last } = await write(store, eventsOf(`${category}o-1`, 0, 3));
    const first = listen(store, { prefixes });
    await first.hears('caught-up');
    await first.stop();
    expect(first.seen).toEqual(['caught-up']);
    const checkpoint = first.caughtUpAt[0] as string;
    expect(checkpoint >= last, 'what did not match is behind it').toBe(true);
    expect(checkpoint).toHaveLength(last.length);
    await write(store, eventsOf(`${category}o-1`, 3, 3));
    await write(store, eventsOf(`${category}m-1`, 0, 2));
    const expected = [`${category}m-1@0`, `${category}m-1@1`];
    expect(places(await store.readAll({ prefixes, after: checkpoint, limit: 10 }))).toEqual(expected);
    const second = listen(store, { prefixes, after: checkpoint });
    await second.hears('caught-up');
    expect(second.seen).toEqual([...expected, 'caught-up']);
    await second.stop();
    const third = listen(store, { prefixes, after: second.caughtUpAt[0] as string });
    await third.hears('caught-up');
    expect(third.seen).toEqual(['caught-up']);
    await write(store, eventsOf(`${category}m-1`, 2, 1));
    await third.hears(`${category}m-1@2`);
    expect(third.seen).toEqual(['caught-up', `${category}m-1@2`]);
  });

  test('hear live only what their prefixes name, and all when they name none', async () => {
    const [store, category] = [await connect(subject), newCategory()];
    const { position: after } = await write(store, eventsOf(`${category}-0`, 0, 1));
    const some = listen(store, { after, prefixes: [`${category}a-`, `${category}B%`] });
    const all = listen(store, { after });
    await Promise.all([some.hears('caught-up'), all.hears('caught-up')]);
    const streams = ['a-1', 'A-1', 'b%1', 'B%1', 'Bx1', 'ab-1', 'a-2'].map((name) => `${category}${name}`);
    for (const stream of streams) await write(store, eventsOf(stream, 0, 1));
    await Promise.all([some.hears(`${category}a-2@0`), all.hears(`${category}a-2@0`)]);
    expect(some.seen).toEqual(['caught-up', ...['a-1', 'B%1', 'a-2'].map((name) => `${category}${name}@0`)]);
    expect(places(all.events.filter((e) => e.stream.startsWith(category)))).toEqual(streams.map((s) => `${s}@0`));
  });

  test('hear what many write at once in one order, on every connection', async () => {
    const [nodes, category] = [await connectNodes(subject), newCategory()];
    const [store, other = store] = nodes as [(typeof nodes)[0] & object];
    const prefixes = [`${category}-`];
    const heard = [store, store, other].map((node) => listen(node, { prefixes }));
    await heard[0]?.hears('caught-up');
    const writing = Array.from({ length: 40 }, async (_, i) => {
      for (const from of [0, 3, 6]) await write(i % 2 ? store : other, eventsOf(`${category}-${i}`, from, 3));
    });
    await Promise.all(writing);
    await Promise.all(heard.map((h) => h.until(() => h.events.length >= 360)));
    const stored = await other.readAll({ prefixes, limit: 1000 });
    for (const h of heard) {
      expect(h.events).toEqual(stored);
      await h.until(() => h.caughtUpAt.length === 1);
    }
  });

  test('begun at any moment of a steady writing miss nothing and double nothing', async () => {
    const [nodes, category] = [await connectNodes(subject), newCategory()];
    const [store, other = store] = nodes as [(typeof nodes)[0] & object];
    const [stream, prefixes] = [`${category}-1`, [`${category}-`]];
    const begun: { from: number; heard: Listener }[] = [];
    for (let i = 0; i < 240; i++) {
      // Not waited for: the subscription begins while the write is on its way.
      const writing = write(store, eventsOf(stream, i, 1));
      if (i % 12 === 5) begun.push({ from: 0, heard: listen(other, { prefixes }) });
      const { position: after } = await writing;
      if (i % 12 === 11) begun.push({ from: i + 1, heard: listen(other, { prefixes, after }) });
    }
    const all = places(eventsOf(stream, 0, 240));
    for (const { from, heard } of begun) {
      if (from < 240) await heard.hears(`${stream}@239`);
      await heard.hears('caught-up');
      expect(heard.seen.filter((s) => s !== 'caught-up')).toEqual(all.slice(from));
      expect(heard.caughtUpAt).toHaveLength(1);
    }
    expect(begun).toHaveLength(40);
  });

  test('end when the signal aborts: before, while they wait, and in the midst of history', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await writeMany(store, eventsOf(stream, 0, 1200));
    const gone = new AbortController();
    gone.abort();
    const never = listen(store, { prefixes: [stream], abort: gone });
    await never.ended;
    expect(never.seen).toEqual([]);

    const waiting = listen(store, { prefixes: [stream] });
    await waiting.hears('caught-up');
    await waiting.stop();
    await write(store, eventsOf(stream, 1200, 1));
    expect(waiting.seen).toHaveLength(1201);

    const abort = new AbortController();
    const cut = listen(store, {
      prefixes: [stream],
      abort,
      take: async () => {
        if (cut.events.length === 10) abort.abort();
      },
    });
    await cut.ended;
    expect(cut.seen, 'nothing is given after the abort').toHaveLength(10);
  });

  test('end when the consumer leaves the loop, in history and live', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 5));
    const { signal } = new AbortController();
    for (const leaveAt of ['event', 'caught-up']) {
      let deliveries = 0;
      for await (const delivery of store.subscribe({ signal, prefixes: [stream] })) {
        deliveries++;
        if (delivery.kind === leaveAt) break;
      }
      expect(deliveries).toBe(leaveAt === 'event' ? 1 : 6);
    }
    await write(store, eventsOf(stream, 5, 1));
  });

  test('stand beside each other: one that ends or holds an event does not keep another from going on', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 3));
    const held = Promise.withResolvers<void>();
    const slow = listen(store, { prefixes: [stream], take: () => held.promise });
    const brief = listen(store, { prefixes: [stream] });
    const quick = listen(store, { prefixes: [stream] });
    await Promise.all([slow.hears(`${stream}@0`), brief.hears('caught-up'), quick.hears('caught-up')]);
    await brief.stop();
    await write(store, eventsOf(stream, 3, 2));
    await quick.hears(`${stream}@4`);
    expect(slow.seen).toEqual([`${stream}@0`]);
    held.resolve();
    await slow.until(() => slow.events.length === 5 && slow.caughtUpAt.length === 1);
    expect(places(slow.events)).toEqual(places(await store.readStream(stream)));
  });
}
