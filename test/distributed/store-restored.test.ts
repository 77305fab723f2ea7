// A backup of the store is restored under running processes: who has built something from the store notices and ends,
// and builds it anew when its supervisor starts it again; a worker, which has only a cache, sees through it.
import { copyFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Act, walkOf } from '../../demo/walk.ts';
import { beforeSummer } from '../../demo/walk-days.ts';
import { expectWalked, giveUntilAnswered } from '../process/people.ts';
import { stageWithDemo } from './stage.ts';

const { servers, start } = stageWithDemo();
const walk = walkOf('restored', { days: beforeSummer });
const acts = [...walk.entry, ...walk.way];
const BEFORE = 6;

test.skipIf(process.env.KURRENTDB_URL)(
  'API and relay end with STORE_REPLACED, and the year goes on from the backup',
  async () => {
    const [api, relay] = await Promise.all([start('api', 'api'), start('relay', 'relay'), start('worker', 'worker')]);
    const give = async (acts: readonly Act[]) => {
      for (const act of acts) await giveUntilAnswered(() => api.address, act);
    };
    const listed = async () => {
      const headers = { authorization: 'Bearer demo-province' };
      const response = await fetch(`${api.address}/v1/product-cycles/${walk.cycle}/timeline?limit=200`, { headers });
      return ((await response.json()) as { items: { type: string }[] }).items.map((f) => f.type);
    };
    await give(acts.slice(0, BEFORE));
    const { storeFile, fake } = servers();
    const backup = `${storeFile}.backup`;
    copyFileSync(storeFile, backup);
    await give(acts.slice(BEFORE, BEFORE + 4));
    expect(await listed()).toContain('IdeaApproved');

    await fake?.replaceWith(backup);
    for (const node of [api, relay]) {
      expect(await node.ended()).toBe(1);
      expect(node.said()).toContain('STORE_REPLACED');
      await node.start();
    }
    expect(await listed()).not.toContain('IdeaApproved');
    await give(acts.slice(BEFORE));
    await expectWalked(api.address, walk);
  },
  240_000,
);
