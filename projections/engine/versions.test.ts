// New versions, other stores: when tables are made anew, and what readers see meanwhile.
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventStore } from '../../eventstore/port.ts';
import { dump, richHistory } from '../history.fixture.ts';
import { readModels } from '../read-models.ts';
import { createProjections } from './create-projections.ts';
import { allWith, caughtUp, everyOne, type Stage, stage } from './stage.fixture.ts';

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.end());

describe('versions', () => {
  const today = '2022-06-22';

  test('a new version grows beside the old one, which is read until the switch', async () => {
    const first = await s.open();
    await caughtUp(s, first);
    await first.stop();
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const readAll: EventStore['readAll'] = async (options) => {
      if (options?.after !== undefined) await gate;
      return s.h.store.readAll(options);
    };
    const reader = new DatabaseSync(s.file, { readOnly: true });
    const rows = reader.prepare('SELECT count(*) AS n FROM cycle');
    const second = await s.open({
      store: { ...s.h.store, readAll },
      projections: allWith('board', (of) => ({ ...of, version: 2 })),
      page: 50,
    });
    await vi.waitFor(() => expect(second.health()[0]?.state).toBe('rebuilding'));
    expect(rows.get()).toEqual({ n: 5 });
    expect(await second.queries.board.list({ today })).toMatchObject({ total: 5 });
    release();
    const seen = new Set<unknown>();
    await vi.waitFor(() => {
      seen.add((rows.get() as { n: number }).n);
      expect(second.health()[0]?.state).toBe('live');
    });
    await caughtUp(s, second);
    seen.add((rows.get() as { n: number }).n);
    expect([...seen]).toEqual([5]);
    const tables = reader.prepare(`SELECT name FROM sqlite_master WHERE name LIKE 'cycle%' AND type <> 'index'`).all();
    expect(tables).toEqual([{ name: expect.stringMatching(/^cycle_v2_/) }, { name: 'cycle' }]);
    reader.close();
  });

  test.each(everyOne)('a new version of %s comes to the same and leaves nothing of the old one', async (key) => {
    const first = await s.open();
    await caughtUp(s, first);
    await first.stop();
    const before = dump(s.file);
    const second = await s.open({ projections: allWith(key, (of) => ({ ...of, version: 2 })) });
    await caughtUp(s, second);
    expect(second.health().map((x) => x.version.split('_')[0])).toEqual(everyOne.map((k) => (k === key ? '2' : '1')));
    expect(dump(s.file)).toEqual(before);
    const db = new DatabaseSync(s.file, { readOnly: true });
    const made = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all() as { name: string }[];
    db.close();
    for (const table of Object.keys(readModels[key].tables))
      expect(made.filter(({ name }) => name.startsWith(`${table}_v`))).toEqual([
        { name: expect.stringMatching(`^${table}_v2_`) },
      ]);
  });

  test('asked before anything is built it says so instead of answering with nothing', async () => {
    const never: EventStore['readAll'] = () => new Promise(() => {});
    const p = await createProjections({
      store: { ...s.h.store, readAll: never },
      file: s.file,
      projections: readModels,
      clock: s.h.now,
      log: s.log,
    });
    await expect(p.queries.board.list({ today })).rejects.toMatchObject({ code: 'READ_MODEL_BUILDING' });
    expect(p.health()).toMatchObject(everyOne.map(() => ({ state: 'building' })));
    expect(await p.waitFor(await s.h.head(), 20)).toBe(false);
  });
});

describe('a checkpoint that does not fit', () => {
  test('of another store: built anew', async () => {
    await s.h.on('2022-06-23', 'demo-krong-nang', 'ho-tieu', 'SelectIdea');
    const first = await s.open();
    await caughtUp(s, first);
    await first.stop();
    const other = await richHistory();
    const letter = { number: 'CV', date: '2022-06-22' };
    await other.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', { letter });
    const p = await s.open({ store: other.store });
    expect(await p.waitFor(await other.head(), 5000)).toBe(true);
    expect(await p.queries.board.get(other.cycleOf('ho-tieu'), '2022-06-23')).toMatchObject({
      waiting: { responsibility: 'select-ideas' },
    });
    await p.stop();
    await other.store.close();
  });

  test('of a store that was set back: built anew', async () => {
    const head = await s.h.head();
    const first = await s.open();
    await caughtUp(s, first);
    await s.h.on('2022-06-23', 'demo-krong-nang', 'ho-tieu', 'SelectIdea');
    await caughtUp(s, first);
    await first.stop();
    const back = setBack(s.h.store, head);
    const p = await s.open({ store: back });
    expect(await p.waitFor(head, 5000)).toBe(true);
    await vi.waitFor(() => expect(p.health().every((x) => x.state === 'live')).toBe(true));
    expect(p.health()[0]?.position).toBe(head);
    expect(await p.queries.board.get(s.h.cycleOf('ho-tieu'), '2022-06-23')).toMatchObject({
      waiting: { responsibility: 'select-ideas' },
    });
  });

  test('a file that is no database is replaced', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(s.file, 'nonsense'.repeat(1000));
    await caughtUp(s, await s.open());
  });
});

function setBack(store: EventStore, to: string): EventStore {
  const upTo = <E extends { position: string }>(events: readonly E[]) => events.filter((e) => e.position <= to);
  return {
    ...store,
    readAll: async (options) => upTo(await store.readAll(options)),
    readStream: async (stream, from) => upTo(await store.readStream(stream, from)),
    at: async (position) => (position <= to ? store.at(position) : undefined),
    async *subscribe(options) {
      for await (const d of store.subscribe(options)) if (d.kind === 'caught-up' || d.event.position <= to) yield d;
    },
  };
}
