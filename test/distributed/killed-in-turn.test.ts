// Two API, two worker and one relay process on shared servers. While products walk, one of each part dies in turn, and
// each server too: nothing is lost, nothing is doubled, and both API nodes tell the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Walk, walkOf } from '../../demo/walk.ts';
import { beforeSummer } from '../../demo/walk-days.ts';
import { expectWalked, giveUntilAnswered } from '../process/people.ts';
import { type OcopNode, startNode } from './node.ts';
import { officeIn } from './office.ts';
import { type Servers, startServers } from './servers.ts';

const WALKERS = 3;
const folder = mkdtempSync(join(tmpdir(), 'ocop-distributed-'));
let servers: Servers;
let nodes: OcopNode[] = [];

beforeAll(async () => {
  servers = await startServers(folder);
  console.log(`on ${servers.about}`);
}, 120_000);
afterAll(async () => {
  for (const node of nodes) await node.kill();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const { verified, moveDemoTo } = officeIn(folder);

test('an office of one file moves to the servers: same history, value by value', async () => {
  await moveDemoTo(servers.env);
  const before = await verified();
  expect(before.events).toBeGreaterThan(2000);
  expect(await verified(servers.env)).toMatchObject({ events: before.events, historyDigest: before.historyDigest });
}, 120_000);

test('products walk while one of everything dies in turn', async () => {
  const start = (part: OcopNode['part'], no: number) =>
    startNode({ part, folder: join(folder, `${part}-${no}`), env: { ...servers.env, OCOP_REQUESTS_PER_MINUTE: '0' } });
  nodes = await Promise.all([
    start('api', 1),
    start('api', 2),
    start('worker', 1),
    start('worker', 2),
    start('relay', 1),
  ]);
  const apis = nodes.filter((n) => n.part === 'api');
  let asked = 0;
  const anyApi = () => apis[asked++ % apis.length]?.address as string;

  const walks: Walk[] = [];
  let over = false;
  async function people(name: string): Promise<void> {
    for (let n = 1; !over; n++) {
      const walk = walkOf(`${name}${n}`, { days: beforeSummer });
      walks.push(walk);
      for (const act of [...walk.entry, ...walk.way]) await giveUntilAnswered(anyApi, act);
    }
  }
  const walking = Promise.all(Array.from({ length: WALKERS }, (_, i) => people(`p${i}x`)));
  const soon = () => new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 1200));
  for (const node of nodes) {
    await soon();
    await node.kill();
    await soon();
    await node.start();
  }
  for (const crash of Object.values(servers.outages)) {
    await soon();
    await crash();
  }
  over = true;
  await walking;

  expect(walks.length).toBeGreaterThanOrEqual(WALKERS);
  for (const walk of walks) for (const api of apis) await expectWalked(api.address, walk);
  for (const node of nodes) expect(await node.stop()).toBe(0);
  const { events } = await verified(servers.env);
  console.log(`${walks.length} products walked, ${events} events`);
}, 400_000);
