// The product started the way `npm start` does: a product walks, SIGTERM, started again, SIGKILL; nothing is left.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { walkOf } from '../../demo/walk.ts';
import { beforeSummer } from '../../demo/walk-days.ts';
import { walkOverHttp } from '../../demo/walk-over-http.ts';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { placesIn } from '../loaded-demo.ts';
import { eventually } from '../temporal-world.ts';
import { isAlive, processesOf, startProduct } from './product.ts';

const data = mkdtempSync(join(tmpdir(), 'ocop-start-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const DAYS = 9;
const DAY_MS = 86_400_000;

const gone = (pids: readonly number[]) =>
  eventually(
    () => pids.filter(isAlive),
    (alive) => alive.length === 0,
    5000,
  );

const factsOf = async (): Promise<readonly StoredEvent[]> => {
  const store = openSqliteStore(placesIn(data).store);
  const facts = await store.readAll({ limit: 100_000 });
  await store.close();
  return facts;
};

test('starts with a demo year, walks, stops, goes on, is forwarded, and leaves nothing when killed', async () => {
  const first = await startProduct({ OCOP_DATA: data });
  expect(first.printed.at(-1)).toMatch(/^OCOP is ready at http:\/\/127\.0\.0\.1:\d+ .*demo-province/);
  const walked = await walkOverHttp({ address: first.address, walk: walkOf('a1', { days: beforeSummer }) });
  expect(walked.byTemporal).toBeGreaterThan(5);
  const mine = processesOf(first.launcher.pid as number);
  expect(mine.length).toBeGreaterThanOrEqual(4);
  process.kill(first.launcher.pid as number, 'SIGTERM');
  expect({ code: await first.ended, printed: first.printed.slice(-8) }).toMatchObject({ code: 0 });
  await gone(mine);

  const second = await startProduct({ OCOP_DATA: data });
  expect(second.printed.join('\n')).toContain('Going on with the data');
  const timeline = await fetch(`${second.address}/v1/product-cycles/${walked.cycle}/timeline?limit=1`, {
    headers: { authorization: 'Bearer demo-province' },
  });
  expect(((await timeline.json()) as { total: number }).total).toBeGreaterThan(30);
  const { clock: before } = (await (await fetch(`${second.address}/v1/welcome`)).json()) as { clock: string };
  const forwarded = await fetch(`${second.address}/v1/operations/demo-forward`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-admin', 'content-type': 'application/json' },
    body: JSON.stringify({ days: DAYS }),
  });
  const { result } = (await forwarded.json()) as { result: { clock: string; undone: number } };
  expect(result.undone).toBe(0);
  expect(Date.parse(result.clock)).toBeGreaterThanOrEqual(Date.parse(before) + DAYS * DAY_MS);
  // The workflows go on from there.
  const again = await walkOverHttp({
    address: second.address,
    walk: walkOf('a2', { days: beforeSummer }),
    until: 'SelectIdea',
  });
  expect(again.byTemporal).toBeGreaterThan(0);

  const family = processesOf(second.launcher.pid as number);
  process.kill(second.pid, 'SIGKILL');
  await gone(family);

  const came = (await factsOf()).filter(
    ({ actor, recordedAt }) => actor.kind === 'workflow' && before < recordedAt && recordedAt <= result.clock,
  );
  // Each at its own instant, on the day it was due, and none twice by way of the workflows.
  expect(new Set(came.map(({ recordedAt }) => recordedAt.slice(0, 10))).size).toBeGreaterThan(4);
  const reminders = came.filter(({ type }) => type === 'ReminderCameDue');
  expect(reminders.length).toBeGreaterThan(0);
  expect(new Set(reminders.map(({ recordedAt }) => recordedAt.slice(10)))).toEqual(new Set(['T17:00:00.000Z']));
  const told = reminders.map(({ stream, data }) => JSON.stringify([stream, data]));
  expect(new Set(told).size).toBe(told.length);
}, 180_000);
