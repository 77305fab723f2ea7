import { describe, expect, test } from 'vitest';
import { planOf } from '../demo/year-plan.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { doc } from '../test/domain/story.ts';
import { ask, begun, COMMUNE, command, DISTRICT, executorOn, seen } from './command.fixture.ts';
import type { EventStore } from './port.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

describe('a cached fold', () => {
  test('does not outlive what it rests on: where a backup was restored, the stream is read anew', async () => {
    const w = await begun();
    const earlier = await w.store.readStream(`productCycle-${w.cycle}`);
    await ask(w, w.cycle, 'IdentifyPotential');
    expect((await w.executor.look(productCycle, w.cycle)).revision).toBeGreaterThan(0);
    const { readStream, readAfter } = w.store;
    const restored = earlier[0]?.stream;
    w.store.readStream = async (stream, from) => (stream === restored ? earlier : readStream(stream, from));
    w.store.readAfter = async (stream, known) => (stream === restored ? undefined : readAfter(stream, known));
    const now = await w.executor.look(productCycle, w.cycle);
    expect([now.revision, now.state.done.awareness]).toEqual([earlier.length - 1, undefined]);
  });
  test('of a damaged stream does not outlive the stream either', async () => {
    const w = await begun();
    const readStream = w.store.readStream;
    const stream = `productCycle-${w.cycle}`;
    w.store.readAfter = async () => undefined;
    w.store.readStream = async (name, from) =>
      (await readStream(name, from)).map((e) => (name === stream ? ({ ...e, hash: undefined } as never) : e));
    expect((await w.executor.look(productCycle, w.cycle)).damagedAt).toBe(0);
    w.store.readStream = async (name, from) => (name === stream ? [] : readStream(name, from));
    expect((await w.executor.look(productCycle, w.cycle)).revision).toBe(-1);
  });
  test('never answers: what another process wrote is seen before anything is refused', async () => {
    const w = await begun();
    const other = executorOn(w.store, w.now);
    await other.look(productCycle, w.cycle); // warm, without the idea
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    expect(
      (await ask({ executor: other }, w.cycle, 'ListIdea', { input: { list: doc('DS', '2022-02-10') } })).outcome,
    ).toBe('appended');
    // and the first one's cache is behind now
    expect(await ask(w, w.cycle, 'ListIdea', { input: { list: doc('DS', '2022-02-10') } })).toMatchObject({
      refusal: { code: 'IDEA_NOT_PENDING', details: { status: 'listed' } },
    });
  });
  test('an If-Match that only a cache calls stale is judged on a fresh read', async () => {
    const w = await begun();
    const other = executorOn(w.store, w.now);
    await other.look(productCycle, w.cycle);
    await ask(w, w.cycle, 'RegisterIdea', { input: { summary: 'x' } });
    const result = await ask({ executor: other }, w.cycle, 'SelectIdea', { by: DISTRICT, ifMatch: await seen(w) });
    expect(result.outcome).toBe('appended');
  });
  test('a grant taken back elsewhere is seen', async () => {
    const w = await begun();
    const other = executorOn(w.store, w.now);
    await ask({ executor: other }, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'x' } });
    await w.give({
      by: 'demo-admin',
      command: command('RevokeRole', 'account'),
      id: COMMUNE,
      input: { grant: 'commune-officer-650-01', until: '2022-02-09' },
    });
    expect(
      await ask({ executor: other }, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'y' } }),
    ).toMatchObject({ refusal: { code: 'ROLE_MISSING' } });
  });
});

describe('what a decision rested on', () => {
  /** Between look and append, somebody changes the year plan. */
  test('a needed stream that moved between look and append makes it decide again', async () => {
    const inner = openSqliteStore(':memory:');
    let meddle: (() => Promise<unknown>) | undefined;
    const store: EventStore = {
      ...inner,
      append: async (stream, expected, events) => {
        const now = stream.startsWith('productCycle') ? meddle : undefined;
        if (now) {
          meddle = undefined;
          await now();
        }
        return inner.append(stream, expected, events);
      },
    };
    const w = await begun({ store });
    const elsewhere = executorOn(inner, w.now);
    const plan = planOf(2022);
    meddle = async () =>
      elsewhere.execute({
        command: command('ChangeYearPlan', 'programmeYear'),
        id: '66-2022',
        input: {
          plan: { ...plan, windows: { ...plan.windows, awareness: { from: '2022-02-01', until: '2022-02-21' } } },
          document: doc('02/KH', '2022-02-10'),
        },
        commandId: 'change',
        caller: { kind: 'person', id: 'demo-province' },
        ifMatch: (await elsewhere.look(programmeYear, '66-2022')).seen,
      });
    const result = await ask(w, w.cycle, 'IdentifyPotential');
    expect(result.outcome).toBe('appended');
    const [, step] = await w.store.readStream(`productCycle-${w.cycle}`);
    expect(step).toMatchObject({ data: { due: { dueOn: '2022-02-21' } }, basis: { 'programmeYear-66-2022': 2 } });
  });
  test('a command that keeps losing says so instead of hanging', async () => {
    const w = await begun();
    const store: EventStore = { ...w.store, append: async (on) => ({ outcome: 'conflict', on, actual: 0 }) };
    const result = await ask({ executor: executorOn(store, w.now, 20) }, w.cycle, 'IdentifyPotential');
    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'TOO_BUSY' } });
  });
});
