// A workflow that somebody ended from outside, or that stands still, is begun anew: the stream says where it stood.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Act, walkOf } from '../../demo/walk.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { temporalHints } from '../../relay/temporal-hints.ts';
import { connect, eventually, NAMESPACE, startProcess, startServer } from '../temporal-world.ts';
import { worldWithProduct } from '../world.ts';

/** of one run; the server's own default is 10,000 */
const MOST_SIGNALS = 12;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer({ dynamicConfig: [`history.maximumSignalsPerExecution=${MOST_SIGNALS}`] });
}, 120_000);
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
  const [begins, identifies] = walkOf(w.product).way as [Act, Act];
  w.at(begins.on as string);
  await w.give(begins);
  await eventually(types, (t) => t.includes('StepOpened'));
  const { runId } = await handle.describe();
  await handle.terminate('by hand');
  const again = await eventually(
    () => handle.describe(),
    (d) => d.runId !== runId && d.status.name === 'RUNNING',
  );
  await w.give(identifies);
  await eventually(types, (t) => t.filter((x) => x === 'StepOpened').length === 2);

  // A run nobody can see inside of may stand still for any reason: recovering ends it first.
  await process_.relay.recover();
  await eventually(
    () => handle.describe(),
    (d) => d.runId !== again.runId && d.status.name === 'RUNNING',
  );
  expect(await types()).toHaveLength(4);
  await process_.stop();
}, 120_000);

test('a run that takes no more signals, as nobody took what it was given, is begun anew and goes on', async () => {
  const w = await worldWithProduct({ clock: { now: '2022-01-04T02:00:00.000Z' } });
  const begun = Date.now();
  const stream = productCycle.stream(w.cycle);
  const { client, connection } = await connect(server.address);
  const handle = client.workflow.getHandle(`product-cycle/${w.cycle}`);
  await handle.terminate('of another test').catch(() => {});
  const [begins] = walkOf(w.product).way as [Act];
  w.at(begins.on as string);
  await w.give(begins);
  const sink = temporalHints(client, NAMESPACE);
  for (let i = 0; i < MOST_SIGNALS; i++) await sink.send(stream, 0);
  const full = await handle.describe();
  await expect(sink.send(stream, 0)).rejects.toThrow();
  await sink.send(stream, 0);
  expect((await handle.describe()).runId).not.toBe(full.runId);
  await connection.close();
  const process_ = await startProcess(w, server.address, { offsetMs: () => Date.parse(w.now()) - begun });
  await eventually(
    async () => (await w.executor.look(productCycle, w.cycle)).facts.map((f) => f.type),
    (types) => types.includes('StepOpened'),
    30_000,
  );
  await process_.stop();
}, 120_000);
