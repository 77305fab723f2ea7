// The product started the way `npm start` does: a product walks, SIGTERM, started again, SIGKILL; nothing is left.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { walkOf } from '../../demo/walk.ts';
import { beforeSummer } from '../../demo/walk-days.ts';
import { walkOverHttp } from '../../demo/walk-over-http.ts';
import { eventually } from '../temporal-world.ts';
import { isAlive, processesOf, startProduct } from './product.ts';

const data = mkdtempSync(join(tmpdir(), 'ocop-start-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const gone = (pids: readonly number[]) =>
  eventually(
    () => pids.filter(isAlive),
    (alive) => alive.length === 0,
    5000,
  );

test('starts with a demo year, walks, stops, goes on, and leaves nothing when killed', async () => {
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
  const family = processesOf(second.launcher.pid as number);
  process.kill(second.pid, 'SIGKILL');
  await gone(family);
}, 120_000);
