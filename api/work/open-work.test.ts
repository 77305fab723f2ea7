// Somebody leaves: the office sees what they hand over.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCommand } from '../../domain/registry.ts';
import { type History, richHistory } from '../../projections/history.fixture.ts';
import { COMMUNE, DISTRICT, type Served, served } from '../world.fixture.ts';
import { openWorkView } from './open-work.ts';

let s: Served;
beforeAll(async () => {
  s = await served(undefined, richHistory as () => Promise<History & { product: string; cycle: string }>);
  s.at('2022-06-20');
}, 120_000);
afterAll(() => s.close());

const openWork = (by: string) => s.ask(`/v1/accounts/${DISTRICT}/open-work`, { by });
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id).sort();

test('what waits for their roles, as they see it themselves, and which role nobody else holds', async () => {
  const { body, status } = await openWork('demo-admin');
  expect(openWorkView.safeParse(body).error).toBeUndefined();
  expect([status, body.roles]).toMatchObject([200, [{ role: 'district-officer', unit: '650', others: [] }]]);
  const { groups } = (await s.ask('/v1/my-work', { by: DISTRICT })).body;
  const own = idsOf([...groups.overdue.items, ...groups.soon.items, ...groups.later.items]);
  expect(own.length).toBeGreaterThan(0);
  expect(idsOf(body.work)).toEqual(own);

  const input = { grant: 'g', province: '66', role: 'district-officer', unit: '650', from: '2022-02-01' };
  await s.give({ by: 'demo-admin', command: getCommand('account', 'GrantRole'), id: 'moi-den', input });
  expect((await openWork('demo-admin')).body.roles[0].others).toEqual(['moi-den']);
});

test('what was given to them by name is told apart', async () => {
  const id = (await openWork('demo-admin')).body.work.find((one: any) => one.resource === 'product-cycles').id;
  const command = getCommand('productCycle', 'AssignWork');
  await s.give({ by: 'demo-province', command, id, input: { account: DISTRICT } });
  const { work } = (await openWork('demo-admin')).body;
  expect(work.filter(({ assigned }: { assigned: boolean }) => assigned)).toMatchObject([{ id }]);
});

test('is told to themselves and to whoever sees accounts', async () => {
  expect((await openWork(DISTRICT)).status).toBe(200);
  expect((await openWork(COMMUNE)).status).toBe(404);
});
