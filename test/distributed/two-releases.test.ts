// A node of this release beside one of the next: what the next writes and this one does not know is never guessed at.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Act, walkOf } from '../../demo/walk.ts';
import { giveUntilAnswered } from '../process/people.ts';
import { eventually } from '../temporal-world.ts';
import { makeNextRelease, NEXT } from './next-release.ts';
import type { OcopNode } from './node.ts';
import { stageWithDemo } from './stage.ts';

const { start } = stageWithDemo();
const folder = mkdtempSync(join(tmpdir(), 'ocop-releases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const walk = walkOf('releases');
const known = walkOf('known');
const [begins, identifies] = walk.way as [Act, Act];

const get = async (node: OcopNode, path: string) => {
  const headers = { authorization: 'Bearer demo-province', 'accept-language': 'en' };
  const response = await fetch(`${node.address}${path}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, any> };
};
const cycleOf = (node: OcopNode, cycle: string) => get(node, `/v1/product-cycles/${cycle}`);

test('the old node says which it is, serves the rest, and the process goes on with the new ones', async () => {
  const root = makeNextRelease(join(folder, 'next'));
  const [oldApi, newApi, oldWorker] = await Promise.all([
    start('api', 'old-api'),
    start('api', 'new-api', root),
    start('worker', 'old-worker'),
    start('relay', 'old-relay'),
  ]);
  expect((await get(newApi, '/healthz')).body.release).toBe(NEXT);
  const partsOf = async (node: OcopNode) =>
    (await get(node, '/readyz')).body.parts.map((part: { name: string }) => part.name.split(' ')[0]);
  expect(new Set(await partsOf(oldApi))).toEqual(new Set(['store', 'vault', 'clock', 'read-model']));
  expect(await partsOf(oldWorker)).toEqual(['store', 'vault', 'clock', 'temporal']);

  const byTheOld = [...walk.entry, begins, ...known.entry, ...known.way.slice(0, 2)];
  for (const act of byTheOld) await giveUntilAnswered(() => oldApi.address, act);
  expect(identifies.command.route).toBe('identify-potential');
  await giveUntilAnswered(() => newApi.address, identifies);

  expect(await cycleOf(oldApi, walk.cycle)).toMatchObject({ status: 503, body: { code: 'RELEASE_TOO_OLD' } });
  expect(await cycleOf(newApi, walk.cycle)).toMatchObject({ status: 200 });
  // What the old one wrote, both read.
  for (const api of [oldApi, newApi]) expect(await cycleOf(api, known.cycle)).toMatchObject({ status: 200 });
  expect((await get(oldApi, '/v1/product-cycles?limit=5')).body.items).toHaveLength(5);

  await start('worker', 'new-worker', root);
  expect(await oldWorker.stop()).toBe(0);
  const seen = await eventually(
    async () => (await cycleOf(newApi, walk.cycle)).body.state,
    (state) => state.step === 'idea',
    60_000,
  );
  expect(seen.step).toBe('idea');
}, 240_000);
