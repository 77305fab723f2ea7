// Temporal is out of reach, at start and later: people go on, the process catches up by itself when it is back.

import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pathOf, walkOf } from '../../demo/walk.ts';
import { demoIn } from '../loaded-demo.ts';
import { eventually, startServer } from '../temporal-world.ts';
import { type Product, processesOf, startProduct } from './product.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-away-'));
const dbFile = join(folder, 'elsewhere.sqlite');
const data = join(folder, 'data');
const BACK_MS = 60_000;

let port: number;
let temporal: Awaited<ReturnType<typeof startServer>> | undefined;
let product: Product | undefined;
beforeAll(async () => {
  port = await getPort();
});
afterEach(() => stopProduct(), 30_000);
afterAll(async () => {
  await temporal?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

async function stopProduct(): Promise<void> {
  product?.launcher.kill('SIGTERM');
  await product?.ended;
  product = undefined;
}

const call = async (path: string, by = 'demo-province', body?: unknown) => {
  const response = await fetch(`${product?.address}${path}`, {
    headers: {
      authorization: `Bearer ${by}`,
      'content-type': 'application/json',
      'accept-language': 'vi',
      ...(body === undefined ? {} : { 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

type Part = { name: string; ok: boolean; note: string; sentences: { vi: string; en: string } };
const readiness = async () => {
  const { status, body } = await call('/readyz');
  const temporal = (body.parts as Part[]).find((p) => p.name === 'temporal') as Part;
  return { status, temporal };
};
const untilReadyIs = (wanted: number) => eventually(readiness, (seen) => seen.status === wanted, BACK_MS);

/** A new product's year is begun by its commune; what Temporal has to do then is to open the first step. */
async function begin(suffix: string): Promise<string> {
  const walk = walkOf(suffix);
  for (const act of [...walk.entry.slice(0, 3), ...walk.way.slice(0, 1)]) {
    const path = `/v1/${pathOf(act)}/${act.command.route}`;
    expect(await call(path, act.by, act.input)).toMatchObject({ status: 201, body: { outcome: 'appended' } });
  }
  return walk.cycle;
}

const facts = async (cycle: string): Promise<string[]> => {
  const { body } = await call(`/v1/product-cycles/${cycle}/timeline`);
  return (body.items as { type: string }[]).map((fact) => fact.type);
};
const untilFactsAre = (cycle: string, ...wanted: string[]) =>
  eventually(
    () => facts(cycle),
    (seen) => seen.join() === wanted.join(),
    BACK_MS,
  );

/** The server program itself, behind its guard. */
function temporalOf(of: Product): number {
  const family = processesOf(of.launcher.pid as number);
  const all = execFileSync('ps', ['-o', 'pid=,args=', '-p', family.join()], { encoding: 'utf8' }).split('\n');
  const lines = all.filter((line) => line.includes('server start-dev') && !line.includes('guard.mjs'));
  return Number(lines[0]?.trim().split(/\s+/)[0]);
}

test('an engine whose Temporal elsewhere is away records facts, says so, and catches up', async () => {
  await demoIn(data);
  product = await startProduct({ OCOP_DATA: data, OCOP_TEMPORAL_ADDRESS: `127.0.0.1:${port}` }, 150_000);
  expect((await call('/healthz')).status).toBe(200);
  const away = await untilReadyIs(503);
  expect(away.temporal).toMatchObject({ ok: false, note: expect.stringContaining('các việc vẫn được ghi') });
  expect(away.temporal.sentences.en).toMatch(/out of reach: .+; facts are recorded, timers wait/);

  const before = await begin('before');
  await untilFactsAre(before, 'CycleStarted');
  expect((await call('/v1/product-cycles?limit=5')).body.items).toHaveLength(5);

  temporal = await startServer({ port, dbFile });
  await untilFactsAre(before, 'CycleStarted', 'StepOpened');
  expect((await untilReadyIs(200)).temporal.ok).toBe(true);

  await temporal.stop();
  // Nothing is written meanwhile: that Temporal is away must show without anybody having wanted it.
  expect((await untilReadyIs(503)).temporal.sentences.en).toContain('out of reach');
  const between = await begin('between');
  await untilFactsAre(between, 'CycleStarted');
  expect((await call('/healthz')).status).toBe(200);

  temporal = await startServer({ port, dbFile });
  await untilFactsAre(between, 'CycleStarted', 'StepOpened');
  await untilReadyIs(200);
}, 300_000);

test('an engine whose own Temporal is killed goes on and starts it again', async () => {
  product = await startProduct({ OCOP_DATA: data }, 150_000);
  await untilReadyIs(200);
  const own = temporalOf(product);
  process.kill(own, 'SIGKILL');
  const cycle = await begin('killed');
  await untilFactsAre(cycle, 'CycleStarted', 'StepOpened');
  expect(temporalOf(product)).not.toBe(own);
  await untilReadyIs(200);
}, 240_000);
