// The walk of one product through the ladder, the process's moves made without Temporal.
import { expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { fullWalk, give } from './process/script.ts';
import { moveOn } from './process-without-temporal.ts';
import { worldWithProduct } from './world.ts';

test('district → province 92 → nation misses 5★ → province review 4★', async () => {
  const w = await worldWithProduct();
  const process = () => moveOn(w.executor, productCycle.stream(w.cycle), w.now);
  for (const act of fullWalk(w.product)) {
    w.at(act[0]);
    await process();
    await give(w, act);
    await process();
  }
  const { state } = await w.executor.look(productCycle, w.cycle);
  expect(state.ended).toMatchObject({ kind: 'recognised', stars: 4 });
  expect(state.step).toBe('promotion');
});
