// A backup of the store is restored under running processes: who has built something from the store notices and ends,
// and builds it anew when its supervisor starts it again; a worker, which has only a cache, sees through it.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WalkStep, walkOf } from '../../demo/walk.ts';
import { expectWalked, giveUntilAnswered } from '../process/people.ts';
import { type OcopNode, startNode } from './node.ts';
import { officeIn } from './office.ts';
import { type Servers, startServers } from './servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-restored-'));
const walk = walkOf('restored');
const BEFORE = 6;
let servers: Servers;
let nodes: OcopNode[] = [];

beforeAll(async () => {
  servers = await startServers(folder);
  await officeIn(folder).moveDemoTo(servers.env);
}, 180_000);
afterAll(async () => {
  for (const node of nodes) await node.kill();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test.skipIf(process.env.KURRENTDB_URL)(
  'API and relay end with STORE_REPLACED, and the year goes on from the backup',
  async () => {
    nodes = await Promise.all(
      (['api', 'worker', 'relay'] as const).map((part) =>
        startNode({ part, folder: join(folder, part), env: servers.env }),
      ),
    );
    const [api, relay] = [nodes[0] as OcopNode, nodes[2] as OcopNode];
    const give = async (steps: readonly WalkStep[]) => {
      for (const step of steps) await giveUntilAnswered(() => api.address, step);
    };
    const listed = async () => {
      const headers = { authorization: 'Bearer demo-province' };
      const response = await fetch(`${api.address}/v1/product-cycles/${walk.cycle}/timeline?limit=200`, { headers });
      return ((await response.json()) as { items: { type: string }[] }).items.map((f) => f.type);
    };
    await give(walk.steps.slice(0, BEFORE));
    const backup = join(folder, 'backup.jsonl');
    copyFileSync(servers.storeFile, backup);
    await give(walk.steps.slice(BEFORE, BEFORE + 4));
    expect(await listed()).toContain('IdeaApproved');

    await servers.fake?.replaceWith(backup);
    for (const node of [api, relay]) {
      expect(await node.ended()).toBe(1);
      expect(node.said()).toContain('STORE_REPLACED');
      await node.start();
    }
    expect(await listed()).not.toContain('IdeaApproved');
    await give(walk.steps.slice(BEFORE));
    await expectWalked(api.address, walk);
  },
  240_000,
);
