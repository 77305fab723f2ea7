// Temporal's database is deleted in the middle of the year while people go on working: the final streams are the same.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whatIsDue } from '../../activities/processes.ts';
import { walkOf } from '../../demo/walk.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { eventually, jump, startProcess, startServer } from '../temporal-world.ts';
import { needed } from '../ways.ts';
import { type World, worldWithProduct } from '../world.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-disaster-'));
const dbFile = join(folder, 'temporal.sqlite');
let port: number;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  port = await getPort();
  server = await startServer({ port, dbFile });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const acts = needed(walkOf('ca-phe-mau'));
const stream = productCycle.stream('66-2022-ca-phe-mau-1');

const procedure = async (w: World) =>
  (await w.store.readStream(stream)).map((e) => e.type).filter((type) => !productCycle.events.get(type)?.quiet);

const settled = (w: World) =>
  eventually(
    async () => (await whatIsDue(w.executor, stream, w.now())).filter((a) => a.dueAt <= w.now()),
    (due) => due.length === 0,
    30_000,
  );

/** `client`: of the Temporal whose processes are waited for; absent while there is none. */
async function walk(w: World & { cycle: string }, from: number, until: number, client?: Client): Promise<void> {
  for (const act of acts.slice(from, until)) {
    if (client) await jump(w, client, w.cycle, act.on as string);
    else w.at(act.on as string);
    if (client) await settled(w);
    await w.give(act);
    if (client) await settled(w);
  }
}

test('after the loss of Temporal the processes are rebuilt from the store', async () => {
  const w = await worldWithProduct();
  const begun = Date.now();
  const process_ = await startProcess(w, server.address, { offsetMs: () => Date.parse(w.now()) - begun });
  await walk(w, 0, 8, process_.client);

  await server.stop();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${dbFile}${suffix}`, { force: true });
  // Nobody waits for Temporal: the next facts open their own steps.
  await walk(w, 8, 13);
  server = await startServer({ port, dbFile });
  await eventually(
    () => process_.relay.check().then(() => process_.relay.state().failing.length),
    (n) => n === 0,
    30_000,
  );
  await walk(w, 13, acts.length, process_.client);
  await process_.stop();

  const undisturbed = await worldWithProduct();
  const other = await startServer();
  const process2 = await startProcess(undisturbed, other.address, {
    offsetMs: () => Date.parse(undisturbed.now()) - begun,
  });
  await walk(undisturbed, 0, acts.length, process2.client);
  await process2.stop();
  await other.stop();
  expect(await procedure(w)).toEqual(await procedure(undisturbed));
  expect((await procedure(w)).slice(-2)).toEqual(['ResultNotified', 'ResultPublished']);
}, 120_000);
