// The walk's data held against the domain itself: no server, the process simulated.
import { expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { world } from '../test/world.ts';
import { DEMO_NOW, loadDemo } from './load.ts';
import { requestOf, walkOf } from './walk.ts';
import { beforeSummer } from './walk-days.ts';

test('the walk leads to 4★ on the loaded demo, as often as one likes, by exactly the facts it names', async () => {
  const clock = { now: DEMO_NOW };
  const w = world({ clock });
  await loadDemo({ executor: w.executor, clock, offsetMs: 0 });
  const rehearsal = rehearsing(w);
  for (const suffix of ['a1', 'b2']) {
    const walk = walkOf(suffix, { days: beforeSummer });
    const expected: string[] = [];
    for (const act of [...walk.entry, ...walk.way]) {
      await rehearsal.give({ ...act, on: clock.now, input: requestOf(act) });
      expected.push(...act.facts.map((f) => `${f.type} by ${f.by}`));
      const { facts: all } = await w.executor.look(productCycle, walk.cycle);
      const found = all.filter((f) => !productCycle.events.get(f.type)?.quiet);
      expect(found.map((f) => `${f.type} by ${f.actor.kind}`)).toEqual(expected);
    }
    const { state } = await w.executor.look(productCycle, walk.cycle);
    expect({ kind: state.ended?.kind, stars: state.ended?.stars, step: state.step }).toEqual(walk.ends);
  }
}, 120_000);
