// A command that looks for its stream's relatives rests on all it looked at, also on those that were not there.
import { expect, test } from 'vitest';
import { annulFacts } from '../domain/product-cycle/correcting.ts';
import { withdrawProduct } from '../domain/product-cycle/ending.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { startCycle } from '../domain/product-cycle/start.ts';
import { type World, world, worldWithProduct } from '../test/world.ts';

const FIRST = '66-2022-ca-phe-mau-1';
const SECOND = '66-2022-ca-phe-mau-2';

test('of a cycle brought back and one begun at the same moment by another process, one is refused', async () => {
  for (const order of ['first', 'second'] as const) {
    const here = await worldWithProduct();
    const there = world({ store: here.store, clock: { now: '2022-02-10T02:00:00.000Z' } });
    here.at('2022-02-10');
    const start = (id: string, w: World = here) =>
      w.executor.execute({
        command: startCycle,
        id,
        input: {},
        commandId: `start ${id}`,
        caller: { kind: 'person', id: 'demo-krong-nang-xa-1' },
      });
    await start(FIRST);
    await here.give({ by: 'demo-krong-nang', command: withdrawProduct, id: FIRST, input: { reason: 'Nhầm' } });
    const { revision, seen } = await there.executor.look(productCycle, FIRST);
    const bringBack = () =>
      here.executor.execute({
        command: annulFacts,
        id: FIRST,
        input: { revisions: [revision], reason: 'Nhầm', document: { number: '1', date: '2022-02-10' } },
        commandId: 'annul',
        caller: { kind: 'person', id: 'demo-province' },
        ifMatch: seen,
      });
    const both = order === 'first' ? [bringBack(), start(SECOND, there)] : [start(SECOND, there), bringBack()];
    const outcomes = (await Promise.all(both)).map((r) => (r.outcome === 'refused' ? r.refusal.code : r.outcome));
    expect(outcomes.toSorted()).toEqual(['CYCLE_UNDER_WAY', 'appended']);
    const under = await Promise.all([FIRST, SECOND].map((id) => here.executor.look(productCycle, id)));
    expect(under.filter(({ state }) => state.started && !state.ended)).toHaveLength(1);
    await here.store.close();
  }
});
