// What is SQLite's own; what every store keeps is in test/contracts.
import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { append, eventOf as event } from '../../test/crash/events.ts';
import type { EventToAppend } from '../envelope.ts';
import type { EventStore, StoreError } from '../port.ts';
import { compareVersions, FORMAT, MINIMUM_SQLITE } from './open.ts';
import { openSqliteStore } from './sqlite-store.ts';

vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let file: string;
const open: EventStore[] = [];
const opened = (at = file, options = {}): EventStore => {
  const store = openSqliteStore(at, options);
  open.push(store);
  return store;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-store-'));
  file = join(folder, 'events.db');
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const faultOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as StoreError).code;
  }
  return undefined;
};
const places = async (store: EventStore) => (await store.readAll()).map((e) => `${e.stream}@${e.revision}`);

describe('what cannot be opened is told apart, and nothing is changed', () => {
  test('a file of a newer release', async () => {
    await opened().close();
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA user_version=${FORMAT + 1}`);
    db.close();
    const before = readFileSync(file);
    expect(faultOf(() => opened())).toBe('STORE_TOO_NEW');
    expect(readFileSync(file)).toEqual(before);
  });
  test('a database of something else, whatever its own version says', () => {
    for (const version of [0, FORMAT + 7]) {
      const db = new DatabaseSync(file);
      db.exec(`CREATE TABLE IF NOT EXISTS song (name TEXT); PRAGMA user_version=${version}`);
      db.close();
      const before = readFileSync(file);
      expect(faultOf(() => opened())).toBe('STORE_NOT_OURS');
      expect(readFileSync(file)).toEqual(before);
    }
  });
  test('a database of another application that is still empty', () => {
    const db = new DatabaseSync(file);
    db.exec('PRAGMA application_id=42');
    db.close();
    expect(faultOf(() => opened())).toBe('STORE_NOT_OURS');
  });
  test('no database at all', () => {
    writeFileSync(file, 'Kính gửi Văn phòng Điều phối, đây không phải là cơ sở dữ liệu.'.repeat(20));
    const before = readFileSync(file);
    expect(faultOf(() => opened())).toBe('STORE_DAMAGED');
    expect(readFileSync(file)).toEqual(before);
  });
  test('a SQLite that may lose commits', () => {
    expect(faultOf(() => opened(file, { sqliteVersion: '3.51.2' }))).toBe('SQLITE_TOO_OLD');
    expect(existsSync(file)).toBe(false);
    opened(file, { sqliteVersion: MINIMUM_SQLITE });
    expect(compareVersions('3.100.0', '3.51.3')).toBeGreaterThan(0);
    expect(compareVersions('3.51.3', '3.51.3')).toBe(0);
  });
  test('after a refusal the lock is free again', () => {
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE song (name TEXT)');
    db.close();
    faultOf(() => opened());
    rmSync(file);
    opened();
  });
});

describe('one process per store', () => {
  const program = (body: string) => `
    const { openSqliteStore } = await import(${JSON.stringify(new URL('./sqlite-store.ts', import.meta.url).href)});
    ${body}`;
  const child = (body: string) =>
    spawn(process.execPath, ['--input-type=module', '-e', program(body)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const firstLine = async (from: ReturnType<typeof child>): Promise<string> =>
    String((await once(from.stdout, 'data'))[0]).trim();

  test('a second process is refused while the first lives', async () => {
    opened();
    const second = child(
      `try { openSqliteStore(${JSON.stringify(file)}); console.log('opened'); } catch (e) { console.log(e.code); }`,
    );
    expect(await firstLine(second)).toBe('STORE_LOCKED');
    await once(second, 'exit');
  });
  test('the lock dies with its process, however it dies, and what was acknowledged is there', async () => {
    const members = JSON.stringify(event('s-1', 0));
    const first = child(`
      const store = openSqliteStore(${JSON.stringify(file)});
      await store.append('s-1', 'no-stream', [${members}]);
      console.log('written');
      process.stdin.resume();`);
    expect(await firstLine(first)).toBe('written');
    expect(faultOf(() => opened())).toBe('STORE_LOCKED');
    first.kill('SIGKILL');
    await once(first, 'exit');
    const store = opened();
    expect(await store.readStream('s-1')).toMatchObject([{ revision: 0, hash: event('s-1', 0).hash }]);
  });
  test('nor is it opened twice in one process', () => {
    opened();
    expect(faultOf(() => opened())).toBe('STORE_LOCKED');
  });
});

describe('one commit for all that was asked in one turn', () => {
  test('in the order they came, each judged on the one before', async () => {
    const store = opened();
    const results = await Promise.all([
      append(store, event('s-1', 0)),
      append(store, event('s-1', 1)),
      append(store, event('s-1', 1)),
      append(store, event('s-2', 0)),
      append(store, event('s-1', 0, 7)),
    ]);
    expect(results.map((r) => r.outcome)).toEqual(['appended', 'appended', 'appended', 'appended', 'conflict']);
    expect(results[2]).toEqual(results[1]);
    expect(await places(store)).toEqual(['s-1@0', 's-1@1', 's-2@0']);
  });
  test.each<[string, Partial<Record<keyof EventToAppend, unknown>>]>([
    ['which SQLite refuses', { id: null }],
    ['which cannot even be handed to SQLite', { hash: {} }],
  ])('an event %s takes none of the 63 others with it, nor the rest of its own append', async (_, wrong) => {
    const store = opened();
    const asked = Array.from({ length: 64 }, (_, n) =>
      n === 30
        ? store.append('s-30', 'no-stream', [event('s-30', 0), { ...event('s-30', 1), ...wrong } as EventToAppend])
        : append(store, event(`s-${n}`, 0)),
    );
    const results = await Promise.allSettled(asked);
    results.forEach((r, n) => {
      if (n === 30)
        expect(r).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('s-30') } });
      else expect(r).toMatchObject({ status: 'fulfilled', value: { outcome: 'appended', revision: 0 } });
    });
    // A bug of the caller, not an outage.
    expect((results[30] as PromiseRejectedResult).reason).not.toHaveProperty('code');
    expect(await places(store)).toEqual(Array.from({ length: 64 }, (_, n) => `s-${n}@0`).filter((p) => p !== 's-30@0'));
    expect(await append(store, event('s-30', 0))).toMatchObject({ outcome: 'appended' });
  });
  test('what another program has written meanwhile is a conflict of that stream alone', async () => {
    const store = opened();
    await Promise.all([append(store, event('s-1', 0)), append(store, event('s-2', 0))]);
    const other = new DatabaseSync(file);
    other.exec(
      `INSERT INTO event SELECT NULL, stream, 1, type, 'an id', hash, data, meta FROM event WHERE stream = 's-1'`,
    );
    other.close();
    expect(await Promise.all([append(store, event('s-1', 1)), append(store, event('s-2', 1))])).toMatchObject([
      { outcome: 'conflict', on: 's-1', actual: 1 },
      { outcome: 'appended', revision: 1 },
    ]);
  });
});

test('events are append-only by right, not by habit', async () => {
  const store = opened();
  await append(store, event('s-1', 0));
  await store.close();
  const db = new DatabaseSync(file);
  expect(() => db.exec(`UPDATE event SET data = '{}'`)).toThrow(/append-only/);
  expect(() => db.exec('DELETE FROM event')).toThrow(/append-only/);
  expect(() => db.exec('REPLACE INTO event SELECT * FROM event')).toThrow(/append-only/);
  db.close();
});

test('nothing is written to a file that was moved away under the store, until it is back', async () => {
  const store = opened();
  await append(store, event('s-1', 0));
  renameSync(file, `${file}.away`);
  const replaced = { code: 'STORE_REPLACED', message: expect.stringMatching(/removed or replaced.*Restart/) };
  await expect(append(store, event('s-1', 1))).rejects.toMatchObject(replaced);
  writeFileSync(file, 'another');
  await expect(store.adopt([event('s-1', 1)])).rejects.toMatchObject(replaced);
  expect(await places(store)).toEqual(['s-1@0']);
  renameSync(`${file}.away`, file);
  expect(await append(store, event('s-1', 1))).toMatchObject({ outcome: 'appended' });
});

test('keeps its epoch over a restart; another store has another', async () => {
  const first = opened();
  const { epoch } = first;
  await first.close();
  expect(opened().epoch).toBe(epoch);
  expect(opened(':memory:').epoch).not.toBe(epoch);
});

describe('opened to be read, beside the process that writes', () => {
  test('each call sees what is written by then; the writer is not kept waiting', async () => {
    const writer = opened();
    await writer.adopt(Array.from({ length: 1500 }, (_, n) => event('s-1', n)));
    const reader = opened(file, { readOnly: true });
    expect(reader.epoch).toBe(writer.epoch);
    const walk = reader.subscribe({ signal: new AbortController().signal })[Symbol.asyncIterator]();
    await walk.next();
    expect(await append(writer, event('s-1', 1500))).toMatchObject({ outcome: 'appended' });
    expect(await reader.readStream('s-1', 1499)).toHaveLength(2);
    expect(await reader.head()).toEqual(await writer.head());
    const seen: unknown[] = [];
    for (let next = await walk.next(); next.value.kind === 'event'; next = await walk.next())
      seen.push(next.value.event.revision);
    expect(seen).toEqual(Array.from({ length: 1500 }, (_, n) => n + 1));
  });
  test('it cannot write', async () => {
    await append(opened(), event('s-1', 0));
    const reader = opened(file, { readOnly: true });
    await expect(append(reader, event('s-1', 1))).rejects.toMatchObject({
      code: 'STORE_READ_ONLY',
      message: expect.stringContaining(file),
    });
    await expect(reader.adopt([event('s-1', 1)])).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
    expect(await reader.readStream('s-1')).toHaveLength(1);
  });
  test('a store that is not there is not made', () => {
    expect(faultOf(() => opened(file, { readOnly: true }))).toBe('STORE_UNAVAILABLE');
    expect(existsSync(file)).toBe(false);
  });
  test('what is no store of ours is refused here too', () => {
    writeFileSync(file, 'x'.repeat(9000));
    expect(faultOf(() => opened(file, { readOnly: true }))).toBe('STORE_DAMAGED');
    rmSync(file);
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE song (name TEXT)');
    db.close();
    expect(faultOf(() => opened(file, { readOnly: true }))).toBe('STORE_NOT_OURS');
  });
});

describe('subscriptions', () => {
  test('1,000 that were left or aborted, also while they waited, leave no listener', async () => {
    const store = opened();
    await append(store, event('s-1', 0));
    const shared = new AbortController();
    for (let n = 0; n < 1000; n++) {
      const own = new AbortController();
      const walk = store.subscribe({ signal: n % 2 ? own.signal : shared.signal })[Symbol.asyncIterator]();
      await walk.next();
      if (n % 2 === 0) {
        await walk.return?.();
        continue;
      }
      await walk.next();
      const waiting = walk.next();
      expect(getEventListeners(own.signal, 'abort')).toHaveLength(1);
      own.abort();
      expect(await waiting).toMatchObject({ done: true });
      expect(getEventListeners(own.signal, 'abort')).toHaveLength(0);
    }
    expect(getEventListeners(shared.signal, 'abort')).toHaveLength(0);
  });
  test('a slow consumer has less than a page of events held for it', async () => {
    const store = opened();
    await store.adopt(Array.from({ length: 3000 }, (_, n) => event('s-1', n)));
    const walk = store.subscribe({ signal: new AbortController().signal })[Symbol.asyncIterator]();
    await walk.next();
    await store.close();
    let held = 0;
    while (!(await walk.next()).done) held += 1;
    expect(held).toBeLessThan(1000);
  });
  test('a long history does not keep everything else waiting', async () => {
    const store = opened();
    await store.adopt(Array.from({ length: 5000 }, (_, n) => event('s-1', n)));
    let turns = 0;
    const turning = () => {
      turns += 1;
      next = setImmediate(turning);
    };
    let next = setImmediate(turning);
    for await (const delivery of store.subscribe({ signal: new AbortController().signal }))
      if (delivery.kind === 'caught-up') break;
    expect(turns).toBeGreaterThanOrEqual(10);
    turns = 0;
    expect(await store.readAll({ prefixes: ['other'] })).toEqual([]);
    expect(turns).toBeGreaterThanOrEqual(10);
    clearImmediate(next);
  });
});

test('a probe of writing is seen by no reader', async () => {
  const store = openSqliteStore(':memory:');
  await store.probeWrite();
  await store.probeWrite();
  expect(await store.head()).toBeUndefined();
  expect(await store.readAll()).toEqual([]);
  await store.close();
});

test('a log that grew beside a long reader is cut once the reader has gone', async () => {
  const store = opened();
  await store.append('s', 'no-stream', [event('s', 0)]);
  const reader = new DatabaseSync(file, { readOnly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM event').get();
  for (let i = 1; i <= 60; i++) await store.append('s', i - 1, [event('s', i, 600_000)]);
  const size = () => statSync(`${file}-wal`).size;
  expect(size()).toBeGreaterThan(45_000_000);
  reader.close();
  for (let i = 61; i < 75; i++) await store.append('s', i - 1, [event('s', i, 600_000)]);
  expect(size()).toBeLessThan(30_000_000);
});
