// The whole process tree is killed (SIGKILL) at 20 random moments while products walk: nothing lost, nothing doubled.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { afterAll, expect, test } from 'vitest';
import { type Walk, walkOf } from '../../demo/walk.ts';
import { beforeSummer } from '../../demo/walk-days.ts';
import { hashFits } from '../../eventstore/envelope.ts';
import { everyEvent } from '../../eventstore/every-event.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { demoIn } from '../loaded-demo.ts';
import { eventually } from '../temporal-world.ts';
import { expectWalked, giveUntilAnswered } from './people.ts';
import { isAlive, type Product, processesOf, startProduct } from './product.ts';

const KILLS = 20;
const data = mkdtempSync(join(tmpdir(), 'ocop-kill-'));
let product: Product | undefined;
afterAll(async () => {
  if (product) killTree(product);
  rmSync(data, { recursive: true, force: true });
});

test('twenty kills during the walk', async () => {
  const port = await getPort();
  const address = `http://127.0.0.1:${port}`;
  const walks: Walk[] = [];
  let kills = 0;
  let over = false;

  async function people(): Promise<void> {
    for (let n = 1; !over; n++) {
      const walk = walkOf(`kill${n}`, { days: beforeSummer });
      walks.push(walk);
      for (const act of [...walk.entry, ...walk.way]) await giveUntilAnswered(() => address, act);
    }
  }

  const life = async () => {
    product = await startProduct({ OCOP_DATA: data, OCOP_PORT: String(port), OCOP_REQUESTS_PER_MINUTE: '0' });
  };
  await demoIn(data);
  await life();
  const walking = people();
  while (kills < KILLS) {
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 900));
    await killTree(product as Product);
    kills += 1;
    await life();
  }
  over = true;
  await walking;

  for (const walk of walks) await expectWalked(address, walk);
  await killTree(product as Product);
  const store = openSqliteStore(join(data, 'events.sqlite'));
  const seen = new Set<string>();
  for await (const e of everyEvent(store)) {
    expect(hashFits(e)).toBe(true);
    expect(seen.has(`${e.stream}@${e.revision}`)).toBe(false);
    seen.add(`${e.stream}@${e.revision}`);
  }
  await store.close();
}, 600_000);

async function killTree(p: Product): Promise<void> {
  const family = processesOf(p.launcher.pid as number);
  for (const pid of family) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await eventually(
    () => family.filter(isAlive),
    (alive) => alive.length === 0,
    5000,
  );
}
