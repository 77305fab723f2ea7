import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventOf, wholeHistory } from '../../test/crash/events.ts';
import { hashFits } from '../envelope.ts';
import type { EventStore, StoreError } from '../port.ts';
import { reindexSqlite } from './reindex.ts';
import { openSqliteStore } from './sqlite-store.ts';

vi.setConfig({ testTimeout: 30_000 });

const PAGE = 4096;
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-check-'));
  file = join(folder, 'events.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** 40 streams, 3,000 events of some 900 bytes, closed: everything is in the file. */
async function filled(): Promise<void> {
  const store = openSqliteStore(file);
  const events = Array.from({ length: 3000 }, (_, n) => eventOf(`s-${n % 40}`, Math.floor(n / 40), 600));
  await store.adopt(events);
  await store.close();
}

/** A store as a killed process leaves it: what the log holds is not in the file. */
async function killed(at: string, late = 50): Promise<void> {
  const store = openSqliteStore(file);
  await store.adopt(Array.from({ length: late }, (_, n) => eventOf('late', n)));
  cpSync(file, at);
  cpSync(`${file}-wal`, `${at}-wal`);
  await store.close();
}

function refusal(at = file): StoreError {
  try {
    openSqliteStore(at).close();
  } catch (error) {
    return error as StoreError;
  }
  throw new Error('it was not refused');
}

/** Refused as damaged, in a sentence that says what to do, and nothing of it was touched. */
function expectDamaged(says: RegExp, at = file): void {
  const files = readdirSync(folder).filter((name) => !/-shm$|\.lock$/.test(name));
  const bytes = () => files.map((name) => readFileSync(join(folder, name)));
  const before = bytes();
  const error = refusal(at);
  expect(error).toMatchObject({ code: 'STORE_DAMAGED', message: expect.stringMatching(says) });
  expect(error.message).toMatch(/Restore a backup; `ocop verify`/);
  expect(error.message).toContain(at);
  expect(bytes().every((now, i) => now.equals(before[i] as Buffer))).toBe(true);
  expect(openFiles(at)).toEqual([]);
}

/** Files of the store this process holds open; only Linux tells. */
function openFiles(at: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(at) ? [path] : [];
    } catch {
      return [];
    }
  });
}

/** Past the triggers, as only somebody with another program can. */
function tamper(sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(`DROP TRIGGER event_is_append_only; DROP TRIGGER event_is_kept; ${sql}`);
  db.close();
}

/** The page that holds this text. */
function pageOf(text: string): number {
  const at = readFileSync(file).lastIndexOf(text);
  if (at < 0) throw new Error(`${text} is nowhere`);
  return Math.floor(at / PAGE);
}

function overwritePage(page: number, change: (bytes: Buffer) => void, at = file): void {
  const bytes = readFileSync(at);
  change(bytes.subarray(page * PAGE, (page + 1) * PAGE));
  writeFileSync(at, bytes);
}

describe('a damaged store is refused at the start and left as it is', () => {
  test.each([1, 2, 20, 400])('%i pages cut off its end', async (pages) => {
    await filled();
    truncateSync(file, statSync(file).size - pages * PAGE);
    expectDamaged(/malformed|ends after/);
  });
  test('cut in the middle of a page', async () => {
    await filled();
    truncateSync(file, statSync(file).size - 100);
    expectDamaged(/malformed|ends after/);
  });
  test('cut to nothing while the log still holds events', async () => {
    await filled();
    const at = join(folder, 'copy.db');
    await killed(at);
    truncateSync(at, 0);
    expectDamaged(/empty, but its log is not/, at);
  });
  test('cut, with a log that holds all newer events but not the missing pages', async () => {
    await filled();
    const at = join(folder, 'copy.db');
    await killed(at, 1200);
    truncateSync(at, statSync(at).size - 30 * PAGE);
    expectDamaged(/has \d+ pages and ends after \d+ of them/, at);
  });
  test('a page overwritten, with a log that would be carried over it', async () => {
    await filled();
    const at = join(folder, 'copy.db');
    await killed(at);
    overwritePage(pageOf('s-39/60'), (bytes) => bytes.fill(0), at);
    expectDamaged(/malformed|are gone/, at);
  });
  test('its first page overwritten', async () => {
    await filled();
    overwritePage(0, (bytes) => bytes.fill(0xab));
    expectDamaged(/not a database/);
  });
  test.each<[string, (bytes: Buffer) => void]>([
    ['zeroed', (bytes) => bytes.fill(0)],
    ['random', (bytes) => bytes.fill(0x5a)],
    ['one bracket of its text', (bytes) => bytes.write('t', bytes.lastIndexOf('}'))],
  ])('a page of its newest events: %s', async (_, change) => {
    await filled();
    overwritePage(pageOf('s-39/74'), change);
    expectDamaged(/malformed|cannot be read|are gone/);
  });
  test('an event taken out near the end', async () => {
    await filled();
    tamper('DELETE FROM event WHERE position = 2900');
    expectDamaged(/between positions 2899 and 2901 are gone/);
  });
  test('an event taken out that an event near the end follows', async () => {
    await filled();
    tamper(`DELETE FROM event WHERE stream = 's-0' AND revision = 49`);
    expectDamaged(/revision 49 of s-0 is gone/);
  });
  test('its table gone', async () => {
    await filled();
    tamper('DROP TABLE event');
    expectDamaged(/no such table: event/);
  });
  test('not even to be read, where it does not say which history it holds', async () => {
    await filled();
    const db = new DatabaseSync(file);
    db.exec('DELETE FROM store');
    db.close();
    expect(() => openSqliteStore(file, { readOnly: true })).toThrow(/does not say which history/);
    expect(openFiles(file)).toEqual([]);
  });
});

describe('what is whole is opened', () => {
  test('after a kill, with a log and a file that ends before it: a carrying over that was not finished', async () => {
    await filled();
    const at = join(folder, 'copy.db');
    const store = openSqliteStore(file);
    const before = statSync(file).size;
    await store.adopt(Array.from({ length: 200 }, (_, n) => eventOf('late', n, 3000)));
    cpSync(file, at);
    cpSync(`${file}-wal`, `${at}-wal`);
    await store.close();
    // Page 1 already says how long the file will be; the rest is still in the log.
    const whole = readFileSync(file);
    const torn = readFileSync(at);
    whole.copy(torn, 0, 0, PAGE);
    writeFileSync(at, torn);
    expect(statSync(at).size).toBe(before);
    const reopened = openSqliteStore(at);
    expect((await wholeHistory(reopened)).size).toBe(3200);
    await reopened.close();
  });
  test('after a kill while its file was being made', async () => {
    await filled();
    const at = join(folder, 'copy.db');
    const db = new DatabaseSync(file);
    db.exec('PRAGMA journal_mode=DELETE; PRAGMA cache_size=5; BEGIN IMMEDIATE');
    db.exec(`CREATE TABLE scrap AS SELECT * FROM event`);
    cpSync(file, at);
    cpSync(`${file}-journal`, `${at}-journal`);
    db.exec('ROLLBACK');
    db.close();
    const store = openSqliteStore(at);
    expect((await wholeHistory(store)).size).toBe(3000);
    expect(await store.inspect()).toEqual([]);
    await store.close();
  });
  test('with an event that says something else than was written: its stream stops, the others go on', async () => {
    await filled();
    tamper(`UPDATE event SET data = replace(data, 'Sản', 'San') WHERE position = 2900`);
    const store = openSqliteStore(file);
    const untrue = (await store.readAll({ limit: 4000 })).filter((e) => !hashFits(e));
    expect(untrue.map((e) => `${e.stream}@${e.revision}`)).toEqual(['s-19@72']);
    await store.close();
  });
  test('without writing anything to it, not even the header', async () => {
    await filled();
    const before = readFileSync(file);
    const { mtimeMs } = statSync(file);
    const store = openSqliteStore(file);
    expect(statSync(`${file}-wal`).size).toBe(0);
    await store.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });
  test('damaged, to look at what is left of it', async () => {
    await filled();
    tamper(`UPDATE event SET data = 'not even JSON' WHERE position = 2900`);
    expect(refusal().code).toBe('STORE_DAMAGED');
    const store = openSqliteStore(file, { readOnly: true });
    expect(await store.readAll({ limit: 4000 })).toHaveLength(3000);
    expect(await store.inspect()).toEqual([]);
    await store.close();
  });
});

describe('the complete check', () => {
  test('says nothing of a whole store', async () => {
    await filled();
    const store = openSqliteStore(file, { readOnly: true });
    expect(await store.inspect()).toEqual([]);
    await store.close();
  });
  test('finds a page that is broken where the start did not look, and an event that is gone', async () => {
    await filled();
    tamper('DELETE FROM event WHERE position = 100');
    const store = openSqliteStore(file);
    expect(await store.inspect()).toEqual(['The last event has position 3000, but only 2999 events are there.']);
    await store.close();
    overwritePage(pageOf('s-0/10"'), (bytes) => bytes.fill(0));
    const reader = openSqliteStore(file, { readOnly: true });
    expect((await reader.inspect()).join('\n')).toMatch(/page|malformed/i);
    await reader.close();
  });
  test('finds a rotten bit of the index that hides an event, and the index made anew shows it again', async () => {
    await filled();
    const bytes = readFileSync(file);
    const INDEX_LEAF = 0x0a;
    // Pages that are free by now hold old entries: one in each.
    for (let page = PAGE; page < bytes.length; page += PAGE) {
      const found = bytes[page] === INDEX_LEAF ? bytes.subarray(page, page + PAGE).lastIndexOf('s-7') : -1;
      if (found >= 0) bytes[page + found + 1] = (bytes[page + found + 1] as number) ^ 2;
    }
    writeFileSync(file, bytes);
    const streams = Array.from({ length: 40 }, (_, n) => `s-${n}`);
    const seen = async (s: EventStore) => (await Promise.all(streams.map((name) => s.readStream(name)))).flat().length;
    const store = openSqliteStore(file);
    expect(await seen(store)).toBeLessThan(3000);
    expect((await store.inspect()).join('\n')).toMatch(/index/);
    expect(() => reindexSqlite(file), 'while it is open').toThrow(/in use/);
    await store.close();
    expect(reindexSqlite(file)).toEqual([]);
    const mended = openSqliteStore(file);
    expect(await seen(mended)).toBe(3000);
    await mended.close();
  });
});
