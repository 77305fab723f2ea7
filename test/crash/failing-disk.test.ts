// The disk fails at the system calls of a process that writes: what was acknowledged stays, the rest was never there,
// reading goes on, and so does writing as soon as the disk does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventToAppend } from '../../eventstore/envelope.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { append, eventOf, wholeHistory } from './events.ts';
import { CANNOT_FAIL, type FailingDisk, makeFailingDisk } from './failing-disk.ts';
import { type RemoteStore, startStore } from './remote-store.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let file: string;
let disk: FailingDisk;
let store: RemoteStore;
beforeEach(() => {
  if (CANNOT_FAIL) return;
  folder = mkdtempSync(join(tmpdir(), 'ocop-disk-'));
  file = join(folder, 'events.db');
  disk = makeFailingDisk(folder);
  store = startStore(file, disk.env);
});
afterEach(async () => {
  if (CANNOT_FAIL) return;
  await store.kill();
  rmSync(folder, { recursive: true, force: true });
});

const READ_ONLY = ['write', 'half-write', 'truncate', 'sync', 'open', 'access'].map((what) => `${what} EROFS`);
const troubles: [what: string, code: string, says: RegExp, ...trouble: string[]][] = [
  ['full', 'STORE_FULL', /Free some space/, 'write ENOSPC'],
  ['full in the middle of a write', 'STORE_FULL', /Free some space/, 'half-write ENOSPC'],
  ['read-only', 'STORE_READ_ONLY', /mounted read-only/, ...READ_ONLY],
  ['failing each write', 'STORE_UNAVAILABLE', /disk I\/O error.*acknowledged is kept/, 'write EIO'],
  ['failing each write halfway', 'STORE_UNAVAILABLE', /disk I\/O error/, 'half-write EIO'],
  ['failing each sync', 'STORE_UNAVAILABLE', /disk I\/O error/, 'sync EIO'],
];

const STREAMS = 64;
const place = (e: EventToAppend) => `${e.stream}@${e.revision}`;

/** 64 callers, each on a stream of its own: an event each, `rounds` times. Who fails keeps its event for the next time. */
function callers(size: number) {
  const attempted = new Map<string, string>();
  const acknowledged = new Map<string, string>();
  const next = Array.from({ length: STREAMS }, (_, n) => eventOf(`s-${n}`, 0, size));
  const faults: { code: string; message: string }[] = [];
  async function call(rounds: number): Promise<void> {
    await Promise.all(
      next.map(async (_, n) => {
        for (let round = 0; round < rounds; round++) {
          const e = next[n] as EventToAppend;
          attempted.set(place(e), e.hash);
          try {
            expect(await append(store, e)).toMatchObject({ outcome: 'appended', revision: e.revision });
          } catch (error) {
            faults.push(error as never);
            continue;
          }
          acknowledged.set(place(e), e.hash);
          next[n] = eventOf(e.stream, e.revision + 1, size);
        }
      }),
    );
  }
  return { attempted, acknowledged, faults, call };
}

async function afterKill() {
  await store.kill();
  const reopened = openSqliteStore(file);
  const history = await wholeHistory(reopened);
  const wrong = await reopened.inspect();
  await reopened.close();
  return { history, wrong };
}

describe.skipIf(CANNOT_FAIL)(`a disk that fails${CANNOT_FAIL ? ` (NOT VERIFIED: ${CANNOT_FAIL})` : ''}`, () => {
  test.each(troubles)('%s: %s, three times over', async (_, code, says, ...trouble) => {
    await store.open();
    const { acknowledged, faults, call } = callers(1500);
    await call(8);
    expect(faults).toEqual([]);
    for (let time = 1; time <= 3; time++) {
      const before = disk.hits();
      disk.begin(...trouble);
      await call(2);
      expect(faults.length).toBe(2 * STREAMS);
      for (const fault of faults.splice(0)) {
        expect(fault).toMatchObject({ code, message: expect.stringMatching(says) });
        expect(fault.message).toContain(file);
      }
      expect(disk.hits()).toBeGreaterThan(before);
      expect(await wholeHistory(store)).toEqual(acknowledged);
      disk.end();
      await call(8);
      expect(faults).toEqual([]);
    }
    expect(acknowledged.size).toBe(32 * STREAMS);
    expect(await afterKill()).toEqual({ history: acknowledged, wrong: [] });
  });

  test.each(troubles)('%s in the middle of the load', async (_, code, says, ...trouble) => {
    await store.open();
    const { acknowledged, faults, call } = callers(300);
    const calling = call(40);
    await append(store, eventOf('other', 0));
    disk.begin(...trouble);
    await expect(append(store, eventOf('other', 1))).rejects.toMatchObject({ code });
    disk.end();
    await append(store, eventOf('other', 1));
    await calling;
    for (const fault of faults) expect(fault.message).toMatch(says);
    acknowledged.set('other@0', eventOf('other', 0).hash).set('other@1', eventOf('other', 1).hash);
    expect(await wholeHistory(store)).toEqual(acknowledged);
    expect(await afterKill()).toEqual({ history: acknowledged, wrong: [] });
  });

  test('killed in the trouble: what was acknowledged is there, and besides it only what was attempted', async () => {
    await store.open();
    const { attempted, acknowledged, call } = callers(1500);
    await call(8);
    disk.begin('sync EIO');
    await call(1);
    const { history, wrong } = await afterKill();
    expect(wrong).toEqual([]);
    for (const [where, hash] of acknowledged) expect(history.get(where)).toBe(hash);
    for (const [where, hash] of history) expect(attempted.get(where)).toBe(hash);
  });

  test.each(['write EIO events.db', 'half-write ENOSPC events.db', 'sync EIO events.db', 'truncate EIO events.db'])(
    '%s: the log cannot be carried over, appending goes on, nothing is lost',
    async (trouble) => {
      await store.open();
      const { acknowledged, faults, call } = callers(9000);
      disk.begin(trouble);
      await call(12);
      expect(disk.hits()).toBeGreaterThan(0);
      expect(faults).toEqual([]);
      expect(await wholeHistory(store)).toEqual(acknowledged);
      disk.end();
      await call(4);
      expect(acknowledged.size).toBe(16 * STREAMS);
      expect(await afterKill()).toEqual({ history: acknowledged, wrong: [] });
    },
  );

  // What the disk cannot give back any more is damage to SQLite, and to whoever must restore it.
  test('failing each read: damaged while it lasts, and reading goes on by itself', async () => {
    await store.open();
    const { acknowledged, call } = callers(9000);
    await call(10);
    disk.begin('read EIO');
    await expect(wholeHistory(store)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    expect(disk.hits()).toBeGreaterThan(0);
    disk.end();
    expect(await wholeHistory(store)).toEqual(acknowledged);
    await call(1);
    expect(await afterKill()).toEqual({ history: acknowledged, wrong: [] });
  });

  test.each(troubles)(
    '%s at the start: %s, and the next start begins as if it had not been',
    async (_, code, says, ...trouble) => {
      disk.begin(...trouble);
      await expect(store.open()).rejects.toMatchObject({ code, message: expect.stringMatching(says) });
      disk.end();
      await store.open();
      await append(store, eventOf('s', 0));
      expect((await afterKill()).history.size).toBe(1);
    },
  );

  test('mounted read-only: a store that was closed can be read', async () => {
    await store.open();
    const { acknowledged, call } = callers(300);
    await call(2);
    await store.close();
    const before = disk.hits();
    disk.begin(...READ_ONLY);
    await expect(store.open()).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
    await store.open({ readOnly: true });
    expect(disk.hits()).toBeGreaterThan(before);
    expect(await wholeHistory(store)).toEqual(acknowledged);
    expect(await store.inspect()).toEqual([]);
  });

  test('taking over a history on a full disk: nothing of it, then all of it', async () => {
    await store.open();
    const events = Array.from({ length: 100 }, (_, n) => eventOf('s', n));
    disk.begin('write ENOSPC');
    await expect(store.adopt(events)).rejects.toMatchObject({ code: 'STORE_FULL' });
    expect(await store.readAll()).toEqual([]);
    disk.end();
    expect(await store.adopt(events)).toMatchObject({ outcome: 'appended', revision: 99 });
    expect((await afterKill()).history.size).toBe(100);
  });
});
