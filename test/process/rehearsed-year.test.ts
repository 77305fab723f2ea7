// A rehearsal without Temporal against the workflows themselves in virtual time: what a year would tell is what it tells.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processOnEngine } from '../../cli/rehearse-on-engine.ts';
import { dutiesOf } from '../../demo/duties.ts';
import { planOf } from '../../demo/year-plan.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { plannedYear } from '../../rehearsal/planned-year.ts';
import type { Rehearsal } from '../../rehearsal/rehearsal.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import { NAMESPACE, silenceSdk, startServer } from '../temporal-world.ts';
import { type World, worldWithProduct } from '../world.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let office: World;
beforeAll(async () => {
  silenceSdk();
  server = await startServer({ virtualTime: true });
  // No department is there that a duty could name.
  const duties = dutiesOf(2022).map(({ units: _, ...duty }) => duty);
  office = await worldWithProduct({ plan: { ...planOf(2022), duties } });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await office?.store.close();
}, 120_000);

async function rehearsed(onEngine: boolean): Promise<Rehearsal> {
  const scratch = openSqliteStore(':memory:');
  const ending: (() => Promise<void>)[] = [() => scratch.close()];
  try {
    return await rehearse({
      real: office.store,
      scratch,
      yearId: '66-2022',
      year: await plannedYear(office.store, '66-2022'),
      communes: ['650-01', '650-02'],
      ...(onEngine
        ? {
            process: async (of) => {
              const process = await processOnEngine({
                store: scratch,
                office: of,
                address: server.address,
                namespace: NAMESPACE,
              });
              ending.unshift(process.stop);
              return process;
            },
          }
        : {}),
    });
  } finally {
    for (const end of ending) await end();
  }
}

test('the workflows write in a year of virtual time what the rehearsal tells', async () => {
  const told = await rehearsed(false);
  const written = await rehearsed(true);
  // Streams of one instant may stand in either order.
  const lines = ({ told: all }: Rehearsal) => all.map((line) => JSON.stringify(line)).sort();
  expect(lines(written)).toEqual(lines(told));
  expect({ ...written, told: [] }).toEqual({ ...told, told: [] });
  const of = (resource: string) => told.told.filter((line) => line.resource === resource);
  expect(of('product-cycles').length).toBeGreaterThan(60);
  expect(of('unit-duties').length).toBeGreaterThan(200);
  expect(told.letters.length).toBeGreaterThan(200);
}, 900_000);
