// A release with a higher shape takes over running products; one with a lower shape leaves them alone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Act, walkOf } from '../../demo/walk.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { eventually, jump, startProcess, startServer } from '../temporal-world.ts';
import { worldWithProduct } from '../world.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(() => server?.stop(), 30_000);

test('a new shape takes over, an old one does not take back', async () => {
  const w = await worldWithProduct();
  const begun = Date.now();
  const offsetMs = () => Date.parse(w.now()) - begun;
  const [begins, identifies, registers] = walkOf(w.product).way as [Act, Act, Act];
  const types = async () => (await w.executor.look(productCycle, w.cycle)).facts.map((f) => f.type);

  const old = await startProcess(w, server.address, { offsetMs, shape: 1 });
  w.at(begins.on as string);
  await w.give(begins);
  await eventually(types, (t) => t.includes('StepOpened'));
  await old.stop();

  const next = await startProcess(w, server.address, { offsetMs, shape: 2 });
  const run = () => next.client.workflow.getHandle(`product-cycle/${w.cycle}`).describe();
  await eventually(run, (d) => d.memo?.shape === 2 && d.taskQueue === 'ocop-shape-2');
  await w.give(identifies);
  await eventually(types, (t) => t.filter((x) => x === 'StepOpened').length === 2);

  const again = await startProcess(w, server.address, { offsetMs, shape: 1 });
  await again.relay.recover();
  await again.relay.idle();
  expect((await run()).memo?.shape).toBe(2);
  await again.stop();

  await jump(w, next.client, w.cycle, registers.on as string);
  await w.give(registers);
  expect(await eventually(types, (t) => t.includes('IdeaRegistered'))).toHaveLength(5);
  await next.stop();
}, 120_000);
