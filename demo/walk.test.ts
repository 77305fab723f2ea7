// The walk's data held against the domain itself: no server, the process simulated.
import { expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { aggregates } from '../domain/registry.ts';
import { world } from '../test/world.ts';
import { DEMO_NOW, loadDemo } from './load.ts';
import { simulatedProcess } from './simulated-process.ts';
import { walkOf } from './walk.ts';

test('the walk leads to 4★ on the loaded demo, as often as one likes, by exactly the facts it names', async () => {
  const clock = { now: DEMO_NOW };
  const w = world({ clock });
  await loadDemo({ executor: w.executor, clock, offsetMs: 0 });
  for (const suffix of ['a1', 'b2']) {
    const walk = walkOf(suffix);
    const process = simulatedProcess(w.executor, clock);
    const expected: string[] = [];
    for (const { by, resource, id, command: route, body, facts } of walk.steps) {
      const aggregate = aggregates.find((a) => a.resource === resource);
      const command = [...(aggregate?.commands.values() ?? [])].find((c) => c.route === route);
      if (!command) throw new Error(`no command ${resource}/${route}`);
      await w.give({ by, command, id, input: body });
      process.hint(command.aggregate.stream(id));
      await process.runUntil(clock.now);
      expected.push(...facts.map((f) => `${f.type} by ${f.by}`));
      const { facts: all } = await w.executor.look(productCycle, walk.cycle);
      const found = all.filter((f) => !productCycle.events.get(f.type)?.quiet);
      expect(found.map((f) => `${f.type} by ${f.actor.kind}`)).toEqual(expected);
    }
    const { state } = await w.executor.look(productCycle, walk.cycle);
    expect({ kind: state.ended?.kind, stars: state.ended?.stars, step: state.step }).toEqual(walk.ends);
  }
}, 60_000);
