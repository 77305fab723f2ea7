// Once, twice, in batches of any size, rebuilt, interrupted, on another store: always the same tables.
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import { type EventStore, StoreError } from '../../eventstore/port.ts';
import { correctResult, dump, type History, quietLog, richHistory, type Scratch, scratch } from '../history.fixture.ts';
import { productBoard } from '../product-board/projection.ts';
import { timelineProjection } from '../timeline/projection.ts';
import type { ProjectionControl } from './control.ts';
import { createProjections } from './create-projections.ts';
import type { Handler, Projection, Taken } from './projection.ts';

const both = { board: productBoard, timeline: timelineProjection };
type Options = Partial<Parameters<typeof createProjections<typeof both>>[0]>;

let h: History;
let at: Scratch;
let log: ReturnType<typeof quietLog>;
const running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  h = await richHistory();
  at = scratch();
  log = quietLog();
});
afterEach(async () => {
  for (const r of running.splice(0)) await r.stop();
  await h.store.close();
  at.remove();
});

async function open(options: Options = {}, file = at.file) {
  const parts = { store: h.store, file, projections: both, clock: h.now, log, ...options };
  const opened = await createProjections(parts);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= opened.stop();
    return stopped;
  };
  running.push({ stop });
  return { ...opened, stop };
}
const caughtUp = async (p: { waitFor: (position: string, ms: number) => Promise<boolean> }) =>
  expect(await p.waitFor(await h.head(), 5000)).toBe(true);

const inspected = (p: ProjectionControl) => vi.waitFor(() => expect(p.health().every((x) => x.inspected)).toBe(true));

/** The projection with something done to each event before it is taken in. */
function disturbed<Q>(
  of: Projection<Q>,
  before: (t: Taken) => void,
  after: (t: Taken) => void = () => {},
): Projection<Q> {
  const handler = (db: DatabaseSync, table: (name: string) => string): Handler => {
    const own = of.handler(db, table);
    return {
      ...own,
      apply(events, histories) {
        for (const t of events) {
          before(t);
          own.apply([t], histories);
          after(t);
        }
      },
    };
  };
  return { ...of, handler };
}
const failing =
  (type: string, stream = /ca-phe-mau/) =>
  (t: Taken) => {
    if (t.event.type === type && stream.test(t.event.stream) && t.status === 'sound')
      throw new Error('cannot read this');
  };

async function tablesOf(options: Options = {}): Promise<ReturnType<typeof dump>> {
  const own = scratch();
  const p = await open(options, own.file);
  await caughtUp(p);
  await inspected(p);
  const tables = dump(own.file);
  await p.stop();
  own.remove();
  return tables;
}

describe('equal results', () => {
  test('built from history in pages of 1, 7 and all', async () => {
    await correctResult(h);
    const all = await tablesOf({ page: 100_000 });
    expect(all.fact?.length).toBeGreaterThan(100);
    expect(await tablesOf({ page: 1 })).toEqual(all);
    expect(await tablesOf({ page: 7 })).toEqual(all);
  });

  test.each([1, 7, 1000])('followed live in batches of %i', async (batch) => {
    const p = await open({ batch });
    await caughtUp(p);
    await h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', {
      letter: { number: 'CV', date: '2022-06-22' },
    });
    await correctResult(h);
    await caughtUp(p);
    expect(dump(at.file)).toEqual(await tablesOf());
  });

  test.each([1, 7, 1000])('taken in event by event because one fails, in batches of %i', async (batch) => {
    let failures = 0;
    const once = () => {
      if (failures++ === 0) throw new Error('only once');
    };
    await correctResult(h);
    const projections = { board: disturbed(productBoard, once), timeline: timelineProjection };
    expect(await tablesOf({ projections, batch })).toEqual(await tablesOf());
  });

  test('every event twice', async () => {
    await correctResult(h);
    const twice = { ...h.store, subscribe: doubled(h.store), readAll: h.store.readAll };
    const steady = disturbed(productBoard, failOnce());
    expect(await tablesOf({ store: twice, projections: { board: steady, timeline: timelineProjection } })).toEqual(
      await tablesOf(),
    );
  });

  test('rebuilt while running', async () => {
    const p = await open();
    await caughtUp(p);
    const before = dump(at.file);
    await p.rebuild('product-board');
    await p.rebuild('timeline');
    expect(dump(at.file)).toEqual(before);
    await correctResult(h);
    await caughtUp(p);
    expect(dump(at.file)).toEqual(await tablesOf());
  });

  test('stopped and resumed', async () => {
    const first = await open();
    await caughtUp(first);
    await inspected(first);
    await first.stop();
    await correctResult(h);
    const built = vi.spyOn(h.store, 'readAll');
    const second = await open();
    await caughtUp(second);
    expect(built).not.toHaveBeenCalled();
    expect(dump(at.file)).toEqual(await tablesOf());
  });
});

const failOnce = () => {
  let failures = 0;
  return () => {
    if (failures++ === 0) throw new Error('only once');
  };
};

function doubled(store: EventStore): EventStore['subscribe'] {
  return async function* (options) {
    for await (const delivery of store.subscribe(options)) {
      yield delivery;
      yield delivery;
    }
  };
}

test('rows and checkpoint go together: what fails in the middle of a transaction leaves neither', async () => {
  const first = await open();
  await caughtUp(first);
  await first.stop();
  const before = dump(at.file);
  const lastPosition = await h.head();
  await correctResult(h);
  const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
  let fails = true;
  const breaking = disturbed(
    timelineProjection,
    () => {},
    () => {
      if (fails) throw full;
    },
  );
  const p = await open({ projections: { board: productBoard, timeline: breaking } });
  await vi.waitFor(() => expect(p.health()[0]?.fault).toMatch('disk is full'));
  expect(dump(at.file)).toEqual(before);
  const position = () => {
    const db = new DatabaseSync(at.file, { readOnly: true });
    const found = db.prepare('SELECT DISTINCT position FROM generation').all();
    db.close();
    return found;
  };
  expect(position()).toEqual([{ position: lastPosition }]);
  fails = false;
  await caughtUp(p);
  expect(p.health().every((x) => x.fault === undefined)).toBe(true);
  expect(log.errors.join()).toMatch('stand still and try again');
  await p.stop();
  expect(dump(at.file)).toEqual(await tablesOf());
});

describe('quarantine', () => {
  const failed = { stream: 'productCycle-66-2022-ca-phe-mau-1', revision: expect.any(Number) };
  const today = '2022-06-22';

  test('an event that fails stops its own stream in that projection only', async () => {
    const p = await open({
      projections: { board: disturbed(productBoard, failing('PlanSelected')), timeline: timelineProjection },
    });
    await caughtUp(p);
    const [board, timeline] = p.health();
    expect(board?.quarantined).toEqual([{ ...failed, error: 'Error: cannot read this' }]);
    expect(timeline?.quarantined).toEqual([]);
    const stale = await p.queries.board.get(h.cycleOf('ca-phe-mau'), today);
    expect(stale).toMatchObject({ step: 'business-plan', stale: true });
    expect(await p.queries.board.get(h.cycleOf('ho-tieu'), today)).toMatchObject({ stale: false });
    expect(await p.queries.board.list({ today, state: 'stale' })).toMatchObject({ total: 1 });
    await h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', {
      letter: { number: 'CV', date: '2022-06-22' },
    });
    await h.on('2022-06-23', 'demo-krong-nang', 'ho-tieu', 'SelectIdea');
    await caughtUp(p);
    expect(await p.queries.board.get(h.cycleOf('ca-phe-mau'), today)).toEqual(stale);
    expect(await p.queries.board.get(h.cycleOf('ho-tieu'), today)).toMatchObject({
      waiting: { responsibility: 'approve-ideas' },
    });
  });

  test('live as well, and it survives a restart', async () => {
    const projections = { board: disturbed(productBoard, failing('ResultNotified')), timeline: timelineProjection };
    const p = await open({ projections });
    await caughtUp(p);
    await h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', {
      letter: { number: 'CV', date: '2022-06-22' },
    });
    await caughtUp(p);
    expect(p.health()[0]?.quarantined).toHaveLength(1);
    await p.stop();
    const again = await open({ projections });
    await caughtUp(again);
    expect(again.health()[0]?.quarantined).toMatchObject([
      { revision: expect.any(Number), error: 'Error: cannot read this' },
    ]);
  });

  test('retry takes in what was left behind once it can be read', async () => {
    let broken = true;
    const fails = (t: Taken) => {
      if (broken) failing('PlanSelected')(t);
    };
    const p = await open({ projections: { board: disturbed(productBoard, fails), timeline: timelineProjection } });
    await caughtUp(p);
    expect(await p.retry('product-board', failed.stream)).toBe('still-failing');
    expect(await p.retry('product-board', 'productCycle-66-2022-x-1')).toBe('not-quarantined');
    broken = false;
    expect(await p.retry('product-board', failed.stream)).toBe('mended');
    expect(p.health()[0]?.quarantined).toEqual([]);
    expect(dump(at.file)).toEqual(await tablesOf());
  });

  test('skip leaves the event out with its reason and goes on with the later ones', async () => {
    const projections = { board: productBoard, timeline: disturbed(timelineProjection, failing('PlanSelected')) };
    const p = await open({ projections });
    await caughtUp(p);
    expect(await p.skip('timeline', failed.stream, 'known defect')).toBe('mended');
    const check = async (q: typeof p) => {
      expect(q.health()[1]).toMatchObject({
        quarantined: [],
        skipped: [{ ...failed, reason: 'known defect', at: h.now() }],
      });
      const { items, total } = await q.queries.timeline.of(failed.stream);
      expect(total).toBe(items.length);
      expect(items.find((i) => i.type === 'PlanSelected')?.words.en).toMatch('cannot be shown');
      expect(items.at(-1)).toMatchObject({ type: 'TierResultRecorded', stale: false });
    };
    await check(p);
    await p.rebuild('timeline');
    await check(p);
    expect(await p.skip('timeline', failed.stream, 'again')).toBe('not-quarantined');
  });
});

describe('versions', () => {
  const next = { ...productBoard, version: 2 };
  const today = '2022-06-22';

  test('a new version grows beside the old one, which is read until the switch', async () => {
    const first = await open();
    await caughtUp(first);
    await first.stop();
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const readAll: EventStore['readAll'] = async (options) => {
      if (options?.after !== undefined) await gate;
      return h.store.readAll(options);
    };
    const reader = new DatabaseSync(at.file, { readOnly: true });
    const rows = reader.prepare('SELECT count(*) AS n FROM cycle');
    const second = await open({
      store: { ...h.store, readAll },
      projections: { board: next, timeline: timelineProjection },
      page: 50,
    });
    await vi.waitFor(() => expect(second.health()[0]?.state).toBe('rebuilding'));
    expect(rows.get()).toEqual({ n: 4 });
    expect(await second.queries.board.list({ today })).toMatchObject({ total: 4 });
    release();
    const seen = new Set<unknown>();
    await vi.waitFor(() => {
      seen.add((rows.get() as { n: number }).n);
      expect(second.health()[0]?.state).toBe('live');
    });
    await caughtUp(second);
    seen.add((rows.get() as { n: number }).n);
    expect([...seen]).toEqual([4]);
    const tables = reader.prepare(`SELECT name FROM sqlite_master WHERE name LIKE 'cycle%' AND type <> 'index'`).all();
    expect(tables).toEqual([{ name: expect.stringMatching(/^cycle_v2_/) }, { name: 'cycle' }]);
    reader.close();
  });

  test('asked before anything is built it says so instead of answering with nothing', async () => {
    const never: EventStore['readAll'] = () => new Promise(() => {});
    const p = await createProjections({
      store: { ...h.store, readAll: never },
      file: at.file,
      projections: both,
      clock: h.now,
      log,
    });
    await expect(p.queries.board.list({ today })).rejects.toMatchObject({ code: 'READ_MODEL_BUILDING' });
    expect(p.health()).toMatchObject([{ state: 'building' }, { state: 'building' }]);
    expect(await p.waitFor(await h.head(), 20)).toBe(false);
  });
});

describe('a checkpoint that does not fit', () => {
  test('of another store: built anew', async () => {
    const first = await open();
    await caughtUp(first);
    await first.stop();
    const other = await richHistory();
    await other.on('2022-06-23', 'demo-krong-nang', 'ho-tieu', 'SelectIdea');
    const p = await open({ store: other.store });
    expect(await p.waitFor(await other.head(), 5000)).toBe(true);
    expect(await p.queries.board.get(other.cycleOf('ho-tieu'), '2022-06-23')).toMatchObject({
      waiting: { responsibility: 'approve-ideas' },
    });
    await p.stop();
    await other.store.close();
  });

  test('of a store that was set back: built anew', async () => {
    const head = await h.head();
    const first = await open();
    await caughtUp(first);
    await h.on('2022-06-23', 'demo-krong-nang', 'ho-tieu', 'SelectIdea');
    await caughtUp(first);
    await first.stop();
    const back = setBack(h.store, head);
    const p = await open({ store: back });
    expect(await p.waitFor(head, 5000)).toBe(true);
    await vi.waitFor(() => expect(p.health().every((x) => x.state === 'live')).toBe(true));
    expect(p.health()[0]?.position).toBe(head);
    expect(await p.queries.board.get(h.cycleOf('ho-tieu'), '2022-06-23')).toMatchObject({
      waiting: { responsibility: 'select-ideas' },
    });
  });

  test('a file that is no database is replaced', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(at.file, 'nonsense'.repeat(1000));
    await caughtUp(await open());
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

describe('damage', () => {
  const stream = 'productCycle-66-2022-ca-phe-mau-1';
  /** The store as if somebody had changed a fact in its file. */
  function tampered(store: EventStore, type: string): EventStore {
    const change = (e: StoredEvent): StoredEvent =>
      e.stream === stream && e.type === type ? { ...e, occurredAt: '2022-01-01T00:00:00.000Z' } : e;
    return {
      ...store,
      readAll: async (options) => (await store.readAll(options)).map(change),
      readStream: async (s, from) => (await store.readStream(s, from)).map(change),
      async *subscribe(options) {
        for await (const d of store.subscribe(options)) yield d.kind === 'event' ? { ...d, event: change(d.event) } : d;
      },
    };
  }

  async function expectMarked(p: Awaited<ReturnType<typeof open>>) {
    await inspected(p);
    const item = await p.queries.board.get(h.cycleOf('ca-phe-mau'), '2022-06-22');
    expect(item).toMatchObject({ damaged: true, stale: false, step: 'business-plan' });
    expect(item?.waiting?.responsibility).toBe('select-plans');
    const facts = (await p.queries.timeline.of(stream)).items;
    expect(facts.filter((f) => f.damaged).map((f) => f.type)).toEqual(['PlanSelected']);
    expect(facts.at(-1)?.type).toBe('TierResultRecorded');
    expect(await p.queries.board.list({ today: '2022-06-22', state: 'damaged' })).toMatchObject({ total: 1 });
    expect(p.health().flatMap((x) => x.quarantined)).toEqual([]);
  }

  test('in history: shown in the timeline, without effect on the board, and both say so', async () => {
    const p = await open({ store: tampered(h.store, 'PlanSelected') });
    await caughtUp(p);
    await expectMarked(p);
    expect(log.errors.join()).toMatch('does not fit its hash');
  });

  test('in history, taken in event by event', async () => {
    const projections = { board: disturbed(productBoard, failOnce()), timeline: timelineProjection };
    const p = await open({ store: tampered(h.store, 'PlanSelected'), projections });
    await caughtUp(p);
    await expectMarked(p);
  });

  test('live', async () => {
    const p = await open({ store: tampered(h.store, 'ResultNotified') });
    await caughtUp(p);
    await h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', {
      letter: { number: 'CV', date: '2022-06-22' },
    });
    await caughtUp(p);
    expect(await p.queries.board.get(h.cycleOf('ca-phe-mau'), '2022-06-22')).toMatchObject({
      damaged: true,
      waiting: { responsibility: 'notify-result' },
    });
    expect((await p.queries.timeline.latest(1))[0]).toMatchObject({ type: 'ResultNotified', damaged: true });
  });
});

describe('outages', () => {
  test('a store that fails is tried again, and said so meanwhile', async () => {
    let broken = false;
    const store: EventStore = {
      ...h.store,
      async *subscribe(options) {
        for await (const d of h.store.subscribe(options)) {
          if (broken) throw new StoreError('STORE_UNAVAILABLE', 'gone');
          yield d;
        }
      },
    };
    const p = await open({ store });
    await caughtUp(p);
    broken = true;
    await h.on('2022-06-23', 'demo-krong-nang', 'ho-tieu', 'SelectIdea');
    await vi.waitFor(() => expect(p.health()).toMatchObject([{ fault: 'gone' }, { fault: 'gone' }]));
    expect(await p.waitFor(await h.head(), 20)).toBe(false);
    broken = false;
    await caughtUp(p);
    await vi.waitFor(() => expect(p.health().every((x) => x.fault === undefined && x.caughtUp)).toBe(true));
  });

  test('nobody waits on after the end', async () => {
    const p = await open();
    const waiting = p.waitFor('9999999999999999999', 60_000);
    await p.stop();
    expect(await waiting).toBe(false);
  });
});
