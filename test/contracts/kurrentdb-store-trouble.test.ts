// What a server does at its worst, one thing at a time. Silence and lost replies are in the contract of every store.
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openKurrentStore } from '../../eventstore/kurrentdb/kurrentdb-store.ts';
import type { EventStore } from '../../eventstore/port.ts';
import { startFakeProcess } from '../kurrentdb-fake/as-process.ts';
import type { Fault } from '../kurrentdb-fake/fake.ts';
import {
  before,
  eventOf,
  eventsOf,
  newCategory,
  newStream,
  places,
  write,
  writeMany,
  written,
} from './store-events.ts';
import { listen } from './store-listener.ts';

const TIME_LIMIT_MS = 2000;
/** A busy machine is late by seconds; a connection that nobody watches over is deaf for some twenty. */
const SLACK_MS = 10_000;
vi.setConfig({ testTimeout: 60_000 });

async function server() {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-trouble-'));
  const file = join(folder, 'server.log');
  const fake = await startFakeProcess({ file });
  onTestFinished(async () => {
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = async (timeLimitMs = TIME_LIMIT_MS): Promise<EventStore> => {
    const store = await openKurrentStore(fake.url, { timeLimitMs });
    onTestFinished(() => store.close());
    return store;
  };
  return { fake, open, file, backup: join(folder, 'backup.log') };
}

const kinds = ['unavailable', 'not-ready', 'not-leader', 'deadline'] as const satisfies readonly Fault['kind'][];

describe('a server that refuses', () => {
  for (const kind of kinds)
    test(`three times (${kind}) is asked again, and the event stands there once`, async () => {
      const { fake, open } = await server();
      const [store, stream] = [await open(), newStream()];
      await write(store, eventsOf(stream, 0, 1));
      await fake.misbehave({ kind, times: 3 });
      await write(store, eventsOf(stream, 1, 2));
      await fake.misbehave({ kind, times: 3 });
      expect(await written(store, stream)).toEqual(eventsOf(stream, 0, 3));
      await fake.misbehave({ kind, times: 3 });
      expect(await store.head()).toMatchObject({ hash: eventOf(stream, 2).hash });
    });

  for (const kind of kinds)
    test(`for good (${kind}) is an outage within the time limit; then all goes on`, async () => {
      const { fake, open } = await server();
      const [store, stream] = [await open(), newStream()];
      await write(store, eventsOf(stream, 0, 1));
      await fake.misbehave({ kind });
      const started = performance.now();
      const calls = [
        () => store.append(stream, 0, eventsOf(stream, 1, 1)),
        () => store.readStream(stream),
        () => store.readAll(),
        () => store.head(),
      ];
      for (const outcome of await Promise.allSettled(calls.map((call) => call())))
        expect(outcome).toMatchObject({ reason: { name: 'StoreError', code: 'STORE_UNAVAILABLE' } });
      expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS + SLACK_MS);
      await fake.misbehave(undefined);
      await write(store, eventsOf(stream, 1, 1));
      expect(await written(store, stream)).toEqual(eventsOf(stream, 0, 2));
    });

  test('does not wear out a subscription, which says caught-up once', async () => {
    const { fake, open } = await server();
    const [store, stream] = [await open(), newStream()];
    const heard = listen(store, { prefixes: [stream] });
    await heard.hears('caught-up');
    for (let i = 0; i < 10; i++) {
      await fake.misbehave({ kind: 'cut-subscriptions' });
      await fake.misbehave({ kind: kinds[i % kinds.length] as (typeof kinds)[number], times: 3 });
      await write(store, eventsOf(stream, i, 1));
      await heard.hears(`${stream}@${i}`);
    }
    expect(heard.seen).toEqual(['caught-up', ...places(eventsOf(stream, 0, 10))]);
  });
});

test('an abort ends a subscription at once, also one that waits for a silent server', async () => {
  const { fake, open } = await server();
  const store = await open(30_000);
  await fake.misbehave({ kind: 'silent' });
  const heard = listen(store, {});
  await heard.stop();
  expect(heard.seen).toEqual([]);
  const closed = listen(store, {});
  await store.close();
  await closed.ended;
}, 120_000);

describe('a server that dies', () => {
  test('while 64 write large events: each is written once, and no subscription misses one', async () => {
    const { fake, open } = await server();
    const [store, category] = [await open(10_000), newCategory()];
    const heard = listen(store, { prefixes: [category] });
    const data = { text: 'x'.repeat(30_000) };
    let dying = 3;
    const writers = Array.from({ length: 64 }, async (_, w) => {
      const stream = `${category}-${w}`;
      for (let i = 0; dying > 0 || i < 3; i++) await write(store, eventsOf(stream, i, 1, { data }));
      return stream;
    });
    for (; dying > 0; dying--) {
      const reached = heard.events.length + 100;
      await heard.until(() => heard.events.length > reached);
      await fake.kill();
      await fake.restart();
    }
    let count = 0;
    for (const stream of await Promise.all(writers)) {
      const read = await store.readStream(stream);
      expect(read.map((e) => e.hash)).toEqual(eventsOf(stream, 0, read.length, { data }).map((e) => e.hash));
      count += read.length;
    }
    await heard.until(() => heard.events.length >= count);
    expect(new Set(places(heard.events)).size).toBe(count);
    expect(heard.seen).toHaveLength(count + 1);
  }, 180_000);

  test('and stays away is an outage; when it comes back nobody has to be opened anew', async () => {
    const { fake, open } = await server();
    const [store, stream] = [await open(), newStream()];
    await write(store, eventsOf(stream, 0, 2));
    const heard = listen(store, { prefixes: [stream] });
    await heard.hears('caught-up');
    await fake.kill();
    const begunMeanwhile = listen(store, { prefixes: [stream] });
    for (const call of [() => store.append(stream, 1, eventsOf(stream, 2, 1)), () => store.readStream(stream)])
      await expect(call()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await fake.restart();
    await write(store, eventsOf(stream, 2, 1));
    for (const listener of [heard, begunMeanwhile]) {
      await listener.until(() => listener.seen.length === 4);
      expect(places(listener.events)).toEqual(places(eventsOf(stream, 0, 3)));
    }
  });
});

describe('a backup restored under running processes', () => {
  async function restored(then: (store: EventStore, stream: string) => Promise<unknown>) {
    const { fake, open, file, backup } = await server();
    const [store, stream] = [await open(), newStream()];
    await write(store, eventsOf(stream, 0, 3));
    copyFileSync(file, backup);
    const { position } = await write(store, eventsOf(stream, 3, 3));
    const go = Promise.withResolvers<void>();
    const caughtUp = listen(store, { prefixes: [stream] });
    const idle = listen(store, { prefixes: ['none of these'] });
    const slow = listen(store, { prefixes: [stream], take: () => go.promise });
    await Promise.all([caughtUp.hears('caught-up'), idle.hears('caught-up'), slow.hears(`${stream}@0`)]);
    await fake.kill();
    copyFileSync(backup, file);
    await fake.restart();
    const other = await open();
    await then(other, stream);
    go.resolve();
    return { store, other, listeners: { caughtUp, idle, slow }, position };
  }

  test('keeps its epoch, and is noticed by every subscription', async () => {
    const { store, other, listeners, position } = await restored(async () => {});
    expect(other.epoch).toBe(store.epoch);
    for (const [name, listener] of Object.entries(listeners))
      await expect(listener.ended, name).rejects.toMatchObject({ name: 'StoreError', code: 'STORE_REPLACED' });
    await expect(listen(store, { after: position }).ended).rejects.toMatchObject({ code: 'STORE_REPLACED' });
    expect(await store.at(position)).toBeUndefined();
  });
  for (const data of [{ n: 7 }, { of: 'another length' }])
    test(`also when others have written since: ${JSON.stringify(data)}`, async () => {
      const { listeners } = await restored((store, stream) =>
        store.append(
          stream,
          before(3),
          eventsOf(stream, 3, 5).map((e) => eventOf(stream, e.revision, { data })),
        ),
      );
      for (const [name, listener] of Object.entries(listeners))
        await expect(listener.ended, name).rejects.toMatchObject({ code: 'STORE_REPLACED' });
    });
  test('also by one whose prefixes have matched nothing for long, which does not read all of it again', async () => {
    const { fake, open, file, backup } = await server();
    const [store, category] = [await open(), newCategory()];
    await write(store, eventsOf(`${category}a-1`, 0, 1));
    const idle = listen(store, { prefixes: [`${category}a-`] });
    await idle.hears('caught-up');
    copyFileSync(file, backup);
    const { reads } = await fake.counts();
    await writeMany(store, eventsOf(`${category}b-1`, 0, 5200), 400);
    await vi.waitFor(async () => expect((await fake.counts()).reads).toBeGreaterThan(reads));
    await store.head();
    await fake.kill();
    copyFileSync(backup, file);
    await fake.restart();
    await expect(idle.ended).rejects.toMatchObject({ code: 'STORE_REPLACED' });
    expect(idle.seen).toEqual([`${category}a-1@0`, 'caught-up']);
  });
  test('so is another store in its place', async () => {
    const { fake, open } = await server();
    const [store, stream] = [await open(), newStream()];
    const heard = listen(store, { prefixes: [stream] });
    await heard.hears('caught-up');
    await fake.replaceWith();
    await open();
    await expect(heard.ended).rejects.toMatchObject({ code: 'STORE_REPLACED' });
  });
});

/** Stands between store and server, and can let connections go dead without closing them, as some firewalls do. */
async function passage(port: number) {
  const pairs: [Socket, Socket][] = [];
  const server = createServer((near) => {
    const far = dial(port, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => {});
    pairs.push([near, far]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of pairs.flat()) socket.destroy();
  });
  return {
    port: (server.address() as { port: number }).port,
    goDead: () => {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.resume();
      }
    },
  };
}

test('a connection that went dead unnoticed is replaced within the time limit, and the subscription with it', async () => {
  const { fake } = await server();
  const way = await passage(fake.port);
  const store = await openKurrentStore(`kurrentdb://127.0.0.1:${way.port}?tls=false`, { timeLimitMs: TIME_LIMIT_MS });
  onTestFinished(() => store.close());
  const stream = newStream();
  await write(store, eventsOf(stream, 0, 1));
  const heard = listen(store, { prefixes: [stream] });
  await heard.hears('caught-up');
  for (const work of [
    () => write(store, eventsOf(stream, 1, 1)),
    () => store.readStream(stream),
    () => write(store, eventsOf(stream, 2, 1)),
  ]) {
    way.goDead();
    await work();
  }
  await heard.hears(`${stream}@2`);
  expect(heard.seen).toEqual([`${stream}@0`, 'caught-up', `${stream}@1`, `${stream}@2`]);
});

test('appends that are never answered do not keep the place of others, also while reads go on', async () => {
  const { fake, open } = await server();
  const store = await open();
  await fake.misbehave({ kind: 'lose-reply-silently' });
  let over = false;
  const reading = (async () => {
    while (!over) await store.head();
  })();
  const lost = Array.from({ length: 20 }, () => write(store, eventsOf(newStream(), 0, 1)));
  for (const { status } of await Promise.allSettled(lost)) expect(status).toBe('rejected');
  await fake.misbehave(undefined);
  const stream = newStream();
  await write(store, eventsOf(stream, 0, 1));
  expect(await written(store, stream)).toEqual(eventsOf(stream, 0, 1));
  over = true;
  await reading;
});
