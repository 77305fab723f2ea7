// A workflow that somebody ended from outside, or that stands still, is begun anew: the stream says where it stood.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { eventually, startProcess, startServer } from '../temporal-world.ts';
import { worldWithProduct } from '../world.ts';
import { fullWalk, give } from './script.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server?.stop(), 30_000);

test('a run that was terminated from outside is missed and begun anew, and goes on', async () => {
  const w = await worldWithProduct();
  const begun = Date.now();
  const process_ = await startProcess(w, server.address, {
    offsetMs: () => Date.parse(w.now()) - begun,
    driftMs: 300,
  });
  const types = async () => (await w.executor.look(productCycle, w.cycle)).facts.map((f) => f.type);
  const handle = process_.client.workflow.getHandle(`product-cycle/${w.cycle}`);
  const [start, potential] = fullWalk(w.product);
  w.at(start![0]);
  await give(w, start!);
  await eventually(types, (t) => t.includes('StepOpened'));
  const { runId } = await handle.describe();
  await handle.terminate('by hand');
  const again = await eventually(
    () => handle.describe(),
    (d) => d.runId !== runId && d.status.name === 'RUNNING',
  );
  await give(w, potential!);
  await eventually(types, (t) => t.filter((x) => x === 'StepOpened').length === 2);

  // A run nobody can see inside of may stand still for any reason: recovering ends it first.
  await process_.relay.recover();
  await eventually(
    () => handle.describe(),
    (d) => d.runId !== again.runId && d.status.name === 'RUNNING',
  );
  expect(await types()).toHaveLength(4);
  await process_.stop();
}, 90_000);
