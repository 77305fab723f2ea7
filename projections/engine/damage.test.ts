import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import type { EventStore } from '../../eventstore/port.ts';
import { readModels } from '../read-models.ts';
import { allDisturbed, caughtUp, failOnce, inspected, type Stage, stage } from './stage.fixture.ts';

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.end());

/** What stands on a certificate's paper: that the certificate is damaged stands in its own row. */
const SAID_BESIDE = new Set(['certificate_print']);

describe('damage', () => {
  const stream = 'productCycle-66-2022-ca-phe-mau-1';
  /** The store as if somebody had changed its file. */
  function changed(store: EventStore, change: (e: StoredEvent) => StoredEvent): EventStore {
    return {
      ...store,
      readAll: async (options) => (await store.readAll(options)).map(change),
      readStream: async (name, from) => (await store.readStream(name, from)).map(change),
      async *subscribe(options) {
        for await (const d of store.subscribe(options)) yield d.kind === 'event' ? { ...d, event: change(d.event) } : d;
      },
    };
  }
  const tampered = (store: EventStore, type: string): EventStore =>
    changed(store, (e) =>
      e.stream === stream && e.type === type ? { ...e, occurredAt: '2022-01-01T00:00:00.000Z' } : e,
    );

  async function expectMarked(p: Awaited<ReturnType<Stage['open']>>) {
    await inspected(p);
    const item = await p.queries.board.get(s.h.cycleOf('ca-phe-mau'), '2022-06-22');
    expect(item).toMatchObject({ damaged: true, stale: false, step: 'business-plan' });
    expect(item?.waiting?.responsibility).toBe('select-plans');
    const facts = (await p.queries.timeline.of(stream)).items;
    expect(facts.filter((f) => f.damaged).map((f) => f.type)).toEqual(['PlanSelected']);
    expect(facts.at(-1)?.type).toBe('TierResultRecorded');
    expect(await p.queries.board.list({ today: '2022-06-22', state: 'damaged' })).toMatchObject({ total: 1 });
    expect(p.health().flatMap((x) => x.quarantined)).toEqual([]);
  }

  test('in history: shown in the timeline, without effect on the board, and both say so', async () => {
    const p = await s.open({ store: tampered(s.h.store, 'PlanSelected') });
    await caughtUp(s, p);
    await expectMarked(p);
    expect(s.log.errors.join()).toMatch('does not fit its hash');
  });

  test('in history, taken in event by event', async () => {
    const projections = allDisturbed(failOnce());
    const p = await s.open({ store: tampered(s.h.store, 'PlanSelected'), projections });
    await caughtUp(s, p);
    await expectMarked(p);
  });

  test('every read model makes the same of it, built or taken in event by event, and shows that something is', async () => {
    const store = changed(s.h.store, (e) => (e.revision === 0 ? { ...e, occurredAt: '2022-01-01T00:00:00.000Z' } : e));
    const built = await s.tablesOf({ store });
    expect(await s.tablesOf({ store, page: 7 })).toEqual(built);
    expect(await s.tablesOf({ store, projections: allDisturbed(failOnce()) })).toEqual(built);
    const sound = await s.tablesOf();
    for (const { name, tables } of Object.values(readModels))
      for (const table of Object.keys(tables).filter((name) => !SAID_BESIDE.has(name)))
        expect(built[table], `${name} ${table}`).not.toEqual(sound[table]);
  });

  test('in history, so that it cannot even be read', async () => {
    const unreadable = (e: StoredEvent): StoredEvent =>
      e.stream === stream && e.type === 'PlanSelected' ? { ...e, data: { unreadable: '{' } } : e;
    const p = await s.open({ store: changed(s.h.store, unreadable) });
    await caughtUp(s, p);
    await expectMarked(p);
  });

  test('a fact that is missing in its stream', async () => {
    const { readAll, readStream, subscribe } = s.h.store;
    const there = (e: StoredEvent) => e.stream !== stream || e.type !== 'PlanSelected';
    const store: EventStore = {
      ...s.h.store,
      readAll: async (options) => (await readAll(options)).filter(there),
      readStream: async (name, from) => (await readStream(name, from)).filter(there),
      async *subscribe(options) {
        for await (const d of subscribe(options)) if (d.kind === 'caught-up' || there(d.event)) yield d;
      },
    };
    const p = await s.open({ store });
    await caughtUp(s, p);
    expect(await p.queries.board.get(s.h.cycleOf('ca-phe-mau'), '2022-06-22')).toMatchObject({
      damaged: true,
      step: 'business-plan',
    });
  });

  test('live', async () => {
    const p = await s.open({ store: tampered(s.h.store, 'ResultNotified') });
    await caughtUp(s, p);
    await s.h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'NotifyResult', {
      letter: { number: 'CV', date: '2022-06-22' },
    });
    await caughtUp(s, p);
    expect(await p.queries.board.get(s.h.cycleOf('ca-phe-mau'), '2022-06-22')).toMatchObject({
      damaged: true,
      waiting: { responsibility: 'notify-result' },
    });
    expect((await p.queries.timeline.latest(1))[0]).toMatchObject({ type: 'ResultNotified', damaged: true });
  });
});
