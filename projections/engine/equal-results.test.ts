// Once, twice, in batches of any size, rebuilt, interrupted: always the same tables.
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EventStore, StoreError } from '../../eventstore/port.ts';
import { correctResult, dump } from '../history.fixture.ts';
import { readModels } from '../read-models.ts';
import {
  allDisturbed,
  allWith,
  caughtUp,
  disturbed,
  everyOne,
  failOnce,
  inspected,
  type Stage,
  stage,
} from './stage.fixture.ts';

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.end());

describe('equal results', () => {
  test('built from history in pages of 1, 7 and all', async () => {
    await correctResult(s.h);
    const all = await s.tablesOf({ page: 100_000 });
    expect(all.fact?.length).toBeGreaterThan(100);
    expect(Object.values(all).every((rows) => rows.length > 0)).toBe(true);
    expect(await s.tablesOf({ page: 1 })).toEqual(all);
    expect(await s.tablesOf({ page: 7 })).toEqual(all);
  });

  test.each([1, 7, 1000])('followed live in batches of %i', async (batch) => {
    const p = await s.open({ batch });
    await caughtUp(s, p);
    await s.h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', {
      letter: { number: 'CV', date: '2022-06-22' },
    });
    await correctResult(s.h);
    await caughtUp(s, p);
    expect(dump(s.file)).toEqual(await s.tablesOf());
  });

  test.each([1, 7, 1000])('taken in event by event because one fails, in batches of %i', async (batch) => {
    await correctResult(s.h);
    const projections = allDisturbed(failOnce());
    expect(await s.tablesOf({ projections, batch })).toEqual(await s.tablesOf());
  });

  test('every event twice', async () => {
    await correctResult(s.h);
    const twice = { ...s.h.store, subscribe: doubled(s.h.store), readAll: s.h.store.readAll };
    expect(await s.tablesOf({ store: twice, projections: allDisturbed(failOnce()) })).toEqual(await s.tablesOf());
  });

  test('rebuilt while running', async () => {
    const p = await s.open();
    await caughtUp(s, p);
    const before = dump(s.file);
    for (const { name } of Object.values(readModels)) await p.rebuild(name, 'demo-admin');
    expect(dump(s.file)).toEqual(before);
    await correctResult(s.h);
    await caughtUp(s, p);
    expect(dump(s.file)).toEqual(await s.tablesOf());
  });

  test('stopped and resumed', async () => {
    const first = await s.open();
    await caughtUp(s, first);
    await inspected(first);
    await first.stop();
    await correctResult(s.h);
    const built = vi.spyOn(s.h.store, 'readAll');
    const second = await s.open();
    await caughtUp(s, second);
    expect(built).not.toHaveBeenCalled();
    expect(dump(s.file)).toEqual(await s.tablesOf());
  });
});

function doubled(store: EventStore): EventStore['subscribe'] {
  return async function* (options) {
    for await (const delivery of store.subscribe(options)) {
      yield delivery;
      yield delivery;
    }
  };
}

test.each(everyOne)(
  'rows and checkpoint go together: where %s fails in a transaction, neither is left',
  async (key) => {
    const first = await s.open();
    await caughtUp(s, first);
    await first.stop();
    const before = dump(s.file);
    const lastPosition = await s.h.head();
    await correctResult(s.h);
    const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
    let fails = true;
    const afterwards = () => {
      if (fails) throw full;
    };
    const p = await s.open({ projections: allWith(key, (of) => disturbed(of, () => {}, afterwards)) });
    await vi.waitFor(() => expect(p.health()[0]?.fault).toMatch('disk is full'));
    expect(dump(s.file)).toEqual(before);
    const position = () => {
      const db = new DatabaseSync(s.file, { readOnly: true });
      const found = db.prepare('SELECT DISTINCT position FROM generation').all();
      db.close();
      return found;
    };
    expect(position()).toEqual([{ position: lastPosition }]);
    fails = false;
    await caughtUp(s, p);
    expect(p.health().every((x) => x.fault === undefined)).toBe(true);
    expect(s.log.errors.join()).toMatch('stand still and try again');
    await p.stop();
    expect(dump(s.file)).toEqual(await s.tablesOf());
  },
);

describe('outages', () => {
  test('a store that fails is tried again, and said so meanwhile', async () => {
    let broken = false;
    const store: EventStore = {
      ...s.h.store,
      async *subscribe(options) {
        for await (const d of s.h.store.subscribe(options)) {
          if (broken) throw new StoreError('STORE_UNAVAILABLE', 'gone');
          yield d;
        }
      },
    };
    const p = await s.open({ store });
    await caughtUp(s, p);
    broken = true;
    await s.h.on('2022-06-23', 'demo-krong-nang', 'ho-tieu', 'SelectIdea');
    await vi.waitFor(() => expect(p.health()).toMatchObject(everyOne.map(() => ({ fault: 'gone' }))));
    expect(await p.waitFor(await s.h.head(), 20)).toBe(false);
    broken = false;
    await caughtUp(s, p);
    await vi.waitFor(() => expect(p.health().every((x) => x.fault === undefined && x.caughtUp)).toBe(true));
  });

  test('nobody waits on after the end', async () => {
    const p = await s.open();
    const waiting = p.waitFor('9999999999999999999', 60_000);
    await p.stop();
    expect(await waiting).toBe(false);
  });
});
