// A server that others use as well, and people with tools of their own.
import { KurrentDBClient, UnavailableError, WrongExpectedVersionError } from '@kurrent/kurrentdb-client';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openKurrentStore } from '../../eventstore/kurrentdb/kurrentdb-store.ts';
import { startFake } from '../kurrentdb-fake/fake.ts';
import { connect, eventOf, eventsOf, newStream, places, write, written } from './store-events.ts';
import { listen } from './store-listener.ts';

vi.setConfig({ testTimeout: 30_000 });

async function server(systemEvents = false) {
  const fake = await startFake({ systemEvents });
  const client = KurrentDBClient.connectionString(fake.url);
  onTestFinished(async () => {
    await client.dispose();
    await fake.stop();
  });
  const open = () => openKurrentStore(fake.url, { timeLimitMs: 2000 });
  const store = await connect({ name: '', open, manyNodes: true, checksBasis: false, timeLimitMs: 2000 });
  return { fake, client, store, open };
}

const foreign = (id: string, metadata?: object) =>
  ({
    id,
    type: 'SongPlayed',
    contentType: 'application/json',
    data: { song: 1 },
    metadata: metadata as Record<string, unknown>,
  }) as const;
const uuid = () => crypto.randomUUID();

describe('an append', () => {
  test('is one round trip, and no read', async () => {
    const { fake, store } = await server();
    const stream = newStream();
    await write(store, eventsOf(stream, 0, 1));
    const before = fake.counts();
    for (let i = 1; i <= 10; i++) await write(store, eventsOf(stream, i, 1));
    expect(fake.counts()).toEqual({ ...before, appends: before.appends + 10 });
    expect(await store.append(stream, 3, [eventOf(stream, 4, { commandId: 'other' })])).toMatchObject({ actual: 10 });
    expect(fake.counts(), 'nor is a conflict more').toEqual({ ...before, appends: before.appends + 11 });
  });
  for (const lost of [true, false])
    test(`that is only called wrong the second time is judged by what stands there: ${lost ? 'itself' : 'another'}`, async () => {
      const { store } = await server();
      const stream = newStream();
      const batch = eventsOf(stream, 0, 2);
      const { appendToStream: send } = KurrentDBClient.prototype;
      const client = vi.spyOn(KurrentDBClient.prototype, 'appendToStream');
      onTestFinished(() => client.mockRestore());
      if (!lost) await write(store, [eventOf(stream, 0, { commandId: 'a' }), eventOf(stream, 1, { commandId: 'b' })]);
      client.mockImplementationOnce(async function (this: KurrentDBClient, ...args) {
        if (lost) await send.apply(this, args);
        throw new UnavailableError();
      });
      const versions = { streamName: stream, current: 1n, expected: 'no_stream' } as const;
      client.mockRejectedValueOnce(new WrongExpectedVersionError(undefined as never, versions));
      const result = await store.append(stream, 'no-stream', batch);
      const last = (await store.readStream(stream)).at(-1);
      expect(result).toEqual(
        lost
          ? { outcome: 'appended', revision: 1, position: last?.position }
          : { outcome: 'conflict', on: stream, actual: 1 },
      );
    });
  test('that the server does not write where it belongs is no success: the stream was deleted there', async () => {
    const { client, store } = await server();
    const [soft, hard] = [newStream(), newStream()];
    for (const stream of [soft, hard]) await write(store, eventsOf(stream, 0, 3));
    await client.deleteStream(soft);
    await client.tombstoneStream(hard);
    for (const stream of [soft, hard])
      for (const [expected, events] of [
        ['no-stream', eventsOf(stream, 0, 3)],
        ['no-stream', [eventOf(stream, 0, { commandId: 'other' })]],
      ] as const)
        await expect(store.append(stream, expected, events)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });
});

describe('the epoch', () => {
  test('is the same for all who open an empty store at once, and later, and stays out of sight', async () => {
    const fake = await startFake();
    onTestFinished(() => fake.stop());
    const stores = await Promise.all(Array.from({ length: 5 }, () => openKurrentStore(fake.url)));
    onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))));
    const [store] = stores as [(typeof stores)[0] & object];
    expect(new Set(stores.map(({ epoch }) => epoch)).size).toBe(1);
    expect(await store.head()).toBeUndefined();
    expect(await store.readAll()).toEqual([]);
    const heard = listen(store, {});
    await heard.hears('caught-up');
    expect(heard.caughtUpAt).toEqual([undefined]);
    await heard.stop();
    const again = await openKurrentStore(fake.url);
    expect(again.epoch).toBe(store.epoch);
    await again.close();
    await expect(store.append('ocopStore-epoch', 0, eventsOf('ocopStore-epoch', 1, 1))).rejects.toThrow();
    await fake.replaceWith();
    const other = await openKurrentStore(fake.url);
    expect(other.epoch).not.toBe(store.epoch);
    await other.close();
  });
});

describe('events of others', () => {
  test('are neither read nor heard, and are no head', async () => {
    const { client, store } = await server(true);
    const stream = newStream();
    const heard = listen(store, {});
    await heard.hears('caught-up');
    for (let i = 0; i < 40; i++) {
      await write(store, eventsOf(stream, i, 1));
      await client.appendToStream('songs-1', [foreign(uuid()), foreign(uuid(), { who: 'somebody' })]);
    }
    await client.setStreamMetadata(stream, { custom: 1 });
    const expected = places(eventsOf(stream, 0, 40));
    expect(places(await store.readAll())).toEqual(expected);
    expect(await store.head()).toMatchObject({ hash: eventOf(stream, 39).hash });
    await heard.hears(expected[39] as string);
    expect(heard.seen).toEqual(['caught-up', ...expected]);
    const { commit, prepare } = (await client.appendToStream('songs-1', foreign(uuid()))).position as {
      commit: bigint;
      prepare: bigint;
    };
    await write(store, eventsOf(stream, 40, 1));
    const at = [commit, prepare].map((n) => String(n).padStart(20, '0')).join('.');
    expect(await store.at(at)).toBeUndefined();
  });
  test('written into a stream of ours are not hidden there', async () => {
    const { client, store } = await server();
    const stream = newStream();
    await write(store, eventsOf(stream, 0, 2));
    await client.appendToStream(stream, foreign(uuid(), { who: 'somebody' }));
    const read = await store.readStream(stream);
    expect(read).toHaveLength(3);
    expect(read[2]).toMatchObject({ revision: 2, type: 'SongPlayed', data: { song: 1 } });
  });
});

test('what cannot be read as JSON stays readable as text', async () => {
  const { client, store } = await server();
  const stream = newStream();
  await write(store, eventsOf(stream, 0, 1));
  const broken = (data: string, metadata: string) =>
    ({
      id: uuid(),
      type: 'Noted',
      contentType: 'application/octet-stream',
      data: new TextEncoder().encode(data),
      metadata: new TextEncoder().encode(metadata),
    }) as const;
  await client.appendToStream(stream, [broken('{"n":', '{"hash":"x"}'), broken('"cà phê"', 'no {json}')]);
  const expected = [
    eventOf(stream, 0),
    { revision: 1, hash: 'x', data: { unreadable: '{"n":' } },
    { revision: 2, unreadable: 'no {json}', data: 'cà phê' },
  ];
  expect(await written(store, stream)).toMatchObject(expected);
  expect(await store.readAll({ prefixes: [stream] }), 'damaged ones are ours').toMatchObject(expected);
});
