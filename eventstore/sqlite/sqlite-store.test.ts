import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EventToAppend, type HashedMembers, sealEvent } from '../envelope.ts';
import { type Delivery, type EventStore, StoreError } from '../port.ts';
import { compareVersions, FORMAT, MINIMUM_SQLITE } from './open.ts';
import { openSqliteStore } from './sqlite-store.ts';

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

const event = (stream: string, revision: number, more: Partial<HashedMembers> = {}): EventToAppend =>
  sealEvent({
    v: 1,
    stream,
    revision,
    type: 'Noted',
    schemaVersion: 1,
    data: { n: revision },
    occurredAt: '2022-01-01T00:00:00.000Z',
    recordedAt: '2022-01-01T00:00:00.000Z',
    actor: { kind: 'person', id: 'a' },
    commandId: `c${revision}`,
    commandHash: 'h',
    correlationId: 'c',
    app: 'test',
    ...more,
  });
const append = (store: EventStore, stream: string, from: number, n = 1) =>
  store.append(
    stream,
    from === 0 ? 'no-stream' : from - 1,
    Array.from({ length: n }, (_, i) => event(stream, from + i)),
  );
const faultOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as StoreError).code;
  }
  return undefined;
};

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
    expect(faultOf(() => opened())).toBe('STORE_UNAVAILABLE');
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

describe('append', () => {
  test('at exactly the expected revision, otherwise a conflict with the actual one', async () => {
    const store = opened();
    expect(await append(store, 's-1', 0, 2)).toMatchObject({ outcome: 'appended', revision: 1 });
    const other = [event('s-1', 1, { commandId: 'other' })];
    expect(await store.append('s-1', 0, other)).toEqual({ outcome: 'conflict', on: 's-1', actual: 1 });
    expect(await store.append('s-1', 'no-stream', [event('s-1', 0, { commandId: 'other' })])).toMatchObject({
      outcome: 'conflict',
      actual: 1,
    });
    expect(await store.append('s-1', 5, [event('s-1', 6)])).toMatchObject({ outcome: 'conflict', actual: 1 });
    expect(await store.append('s-2', 0, [event('s-2', 1)])).toEqual({ outcome: 'conflict', on: 's-2', actual: -1 });
    expect(await store.readStream('s-1')).toHaveLength(2);
  });
  test('of the same bytes again answers as the first time, without writing; of other bytes is a conflict', async () => {
    const store = opened();
    const first = await append(store, 's-1', 0, 2);
    await append(store, 's-1', 2);
    expect(await append(store, 's-1', 0, 2)).toEqual(first);
    expect(
      await store.append('s-1', 'no-stream', [event('s-1', 0), event('s-1', 1, { data: { n: 'other' } })]),
    ).toMatchObject({ outcome: 'conflict' });
    expect(await store.append('s-1', 1, [event('s-1', 2), event('s-1', 3)])).toMatchObject({ outcome: 'conflict' });
    expect(await store.readStream('s-1')).toHaveLength(3);
  });
  test('is all or nothing', async () => {
    const store = opened();
    const broken = [event('s-1', 0), { ...event('s-1', 1), revision: 0 }];
    await expect(store.append('s-1', 'no-stream', broken)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await store.readStream('s-1')).toEqual([]);
    expect(await append(store, 's-1', 0)).toMatchObject({ outcome: 'appended' });
  });
  test('rests on the streams it names: one that moved is a conflict on that stream', async () => {
    const store = opened();
    await append(store, 'year-1', 0, 2);
    const resting = (revision: number) => [event('s-1', 0, { basis: { 'year-1': revision, 'unit-1': -1 } })];
    expect(await store.append('s-1', 'no-stream', resting(0))).toEqual({
      outcome: 'conflict',
      on: 'year-1',
      actual: 1,
    });
    expect(await store.append('s-1', 'no-stream', resting(1))).toMatchObject({ outcome: 'appended' });
    await append(store, 'unit-1', 0);
    expect(await store.append('s-2', 'no-stream', [event('s-2', 0, { basis: { 'unit-1': -1 } })])).toEqual({
      outcome: 'conflict',
      on: 'unit-1',
      actual: 0,
    });
  });
  test('many at once share one commit, in the order they came, each judged on the one before', async () => {
    const store = opened();
    const results = await Promise.all([
      append(store, 's-1', 0),
      append(store, 's-1', 1),
      append(store, 's-1', 1),
      append(store, 's-2', 0),
      store.append('s-1', 'no-stream', [event('s-1', 0, { commandId: 'late' })]),
    ]);
    expect(results.map((r) => r.outcome)).toEqual(['appended', 'appended', 'appended', 'appended', 'conflict']);
    expect(results[2]).toEqual(results[1]);
    expect((await store.readAll()).map((e) => `${e.stream}@${e.revision}`)).toEqual(['s-1@0', 's-1@1', 's-2@0']);
  });
  test('of more than a megabyte is refused, in characters of several bytes too; just below is not', async () => {
    const store = opened();
    const of = (text: string, stream: string) =>
      store.append(stream, 'no-stream', [event(stream, 0, { data: { text } })]);
    await expect(of('x'.repeat(1_000_000), 's-1')).rejects.toMatchObject({ code: 'EVENT_TOO_LARGE' });
    await expect(of('ệ'.repeat(334_000), 's-2')).rejects.toMatchObject({ code: 'EVENT_TOO_LARGE' });
    expect(await of('ệ'.repeat(330_000), 's-3')).toMatchObject({ outcome: 'appended' });
    expect(await store.readStream('s-1')).toEqual([]);
  });
  test('after closing is an outage, never an answer', async () => {
    const store = opened();
    const writing = append(store, 's-1', 0);
    await store.close();
    expect(await writing).toMatchObject({ outcome: 'appended' });
    await expect(append(store, 's-1', 1)).rejects.toThrow(StoreError);
  });
});

test('events are append-only by right, not by habit', async () => {
  const store = opened();
  await append(store, 's-1', 0);
  await store.close();
  const db = new DatabaseSync(file);
  expect(() => db.exec(`UPDATE event SET data = '{}'`)).toThrow(/append-only/);
  expect(() => db.exec('DELETE FROM event')).toThrow(/append-only/);
  expect(() => db.exec('REPLACE INTO event SELECT * FROM event')).toThrow(/append-only/);
  db.close();
});

describe('reading', () => {
  test('gives back what was written, whole, with positions that compare', async () => {
    const store = opened();
    const written = event('s-1', 0, {
      data: { text: 'Cà phê “mẫu” \u2028 \u0000', nested: [1, { a: null }] },
      causationId: 'x',
      basis: {},
      rulebook: 'R2019@sha256:0',
    });
    await store.append('s-1', 'no-stream', [written]);
    await append(store, 's-2', 0);
    const [read, second] = await store.readAll();
    const { position, ...rest } = read ?? ({} as never);
    expect(rest).toEqual(written);
    expect(position).toHaveLength(19);
    expect(position < (second?.position ?? '')).toBe(true);
    expect(await store.head()).toEqual({ position: second?.position, hash: second?.hash });
    expect(await store.at(position)).toEqual(read);
    expect(await store.at('9'.repeat(15))).toBeUndefined();
  });
  test('prefixes are literal and case-sensitive', async () => {
    const store = opened();
    for (const stream of ['productCycle-1', 'productCycle_1', 'ProductCycle-1', 'product-1', 'p%-1'])
      await append(store, stream, 0);
    const streams = async (...prefixes: string[]) => (await store.readAll({ prefixes })).map((e) => e.stream);
    expect(await streams('productCycle-')).toEqual(['productCycle-1']);
    expect(await streams('productCycle_')).toEqual(['productCycle_1']);
    expect(await streams('p%')).toEqual(['p%-1']);
    expect(await streams('product-', 'ProductCycle-')).toEqual(['ProductCycle-1', 'product-1']);
  });
  test('in pages, also where a prefix leaves most of them out', async () => {
    const store = opened();
    await append(store, 'other-1', 0, 700);
    await append(store, 's-1', 0, 3);
    await append(store, 'other-2', 0, 700);
    await append(store, 's-2', 0, 3);
    const [first, second] = await store.readAll({ prefixes: ['s-'], limit: 2 });
    expect([first?.stream, second?.revision]).toEqual(['s-1', 1]);
    const rest = await store.readAll({ prefixes: ['s-'], after: second?.position as string });
    expect(rest.map((e) => `${e.stream}@${e.revision}`)).toEqual(['s-1@2', 's-2@0', 's-2@1', 's-2@2']);
  });
  test('keeps its epoch over a restart; another store has another', async () => {
    const first = opened();
    const { epoch } = first;
    await first.close();
    expect(opened().epoch).toBe(epoch);
    expect(opened(':memory:').epoch).not.toBe(epoch);
  });
});

describe('subscribe', () => {
  async function collect(of: AsyncIterable<Delivery>, until: (seen: string[]) => boolean): Promise<string[]> {
    const seen: string[] = [];
    for await (const d of of) {
      seen.push(d.kind === 'event' ? `${d.event.stream}@${d.event.revision}` : 'caught-up');
      if (until(seen)) break;
    }
    return seen;
  }
  test('history, one caught-up, then live; each event once', async () => {
    const store = opened();
    await append(store, 's-1', 0, 600);
    const abort = new AbortController();
    const heard = collect(store.subscribe({ signal: abort.signal }), (seen) => seen.length === 604);
    await append(store, 's-2', 0);
    await append(store, 's-2', 1);
    await append(store, 's-1', 600);
    const seen = await heard;
    expect(seen.filter((s) => s === 'caught-up')).toHaveLength(1);
    expect(new Set(seen).size).toBe(604);
    expect(seen.filter((s) => s !== 'caught-up')).toEqual([
      ...Array.from({ length: 600 }, (_, i) => `s-1@${i}`),
      's-2@0',
      's-2@1',
      's-1@600',
    ]);
  });
  test('an empty store is caught up at once; a position says where to go on; prefixes hold live too', async () => {
    const store = opened();
    const { signal } = new AbortController();
    expect(await collect(store.subscribe({ signal }), () => true)).toEqual(['caught-up']);
    await append(store, 's-1', 0, 2);
    const [first] = await store.readAll({ limit: 1 });
    const heard = collect(store.subscribe({ signal, after: first?.position as string, prefixes: ['s-'] }), (seen) =>
      seen.includes('s-2@0'),
    );
    await append(store, 'other-1', 0);
    await append(store, 's-2', 0);
    expect((await heard).filter((s) => s !== 'caught-up')).toEqual(['s-1@1', 's-2@0']);
  });
  test('ends when its signal aborts, before and while it waits, and when the store closes', async () => {
    const store = opened();
    const gone = new AbortController();
    gone.abort();
    expect(await collect(store.subscribe({ signal: gone.signal }), () => false)).toEqual([]);
    const later = new AbortController();
    const heard = collect(store.subscribe({ signal: later.signal }), (seen) => {
      if (seen.includes('caught-up')) setImmediate(() => later.abort());
      return false;
    });
    expect(await heard).toEqual(['caught-up']);
    const closing = collect(store.subscribe({ signal: new AbortController().signal }), (seen) => {
      if (seen.includes('caught-up')) setImmediate(() => store.close());
      return false;
    });
    expect(await closing).toEqual(['caught-up']);
  });
});
