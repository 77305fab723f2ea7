import { afterAll, beforeAll, expect, test } from 'vitest';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../../domain/registry.ts';
import { eventually, startProcess, startServer, type TemporalWorld } from '../temporal-world.ts';
import { worldWithProduct } from '../world.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let process_: TemporalWorld;
beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(async () => {
  await process_?.stop();
  await server?.stop();
}, 120_000);

test('Temporal opens what people’s facts make due', async () => {
  const w = await worldWithProduct();
  w.at('2022-02-10');
  const offsetMs = () => Date.parse(w.now()) - Date.now();
  process_ = await startProcess(w, server.address, { offsetMs });
  const id = w.cycle;
  await w.give({ by: 'demo-krong-nang-xa-1', command: getCommand('productCycle', 'StartCycle'), id, input: {} });
  const facts = async () => (await w.executor.look(productCycle, id)).facts.map((f) => f.type);
  await eventually(facts, (f) => f.includes('StepOpened'));
  await w.give({ by: 'demo-krong-nang-xa-1', command: getCommand('productCycle', 'IdentifyPotential'), id });
  expect(await eventually(facts, (f) => f.length >= 4)).toEqual([
    'CycleStarted',
    'StepOpened',
    'PotentialIdentified',
    'StepOpened',
  ]);
}, 120_000);
