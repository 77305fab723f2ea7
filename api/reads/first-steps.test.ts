// How far a province is that begins: read off what is there, step by step.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installAccounts, installUnits, planAndApprove } from '../../demo/install.ts';
import { setPost } from '../../domain/post-office/post-office.ts';
import { addProduct, world } from '../../test/world.ts';
import { COMMUNE, DISTRICT, type Served, served } from '../world.fixture.ts';
import { firstStepsView } from './first-steps.ts';

let s: Served;
beforeAll(async () => {
  s = await served(undefined, async () => {
    const w = world();
    await installUnits(w.give);
    await installAccounts(w.give);
    return { ...w, product: 'ca-phe-mau', cycle: '66-2022-ca-phe-mau-1' };
  });
});
afterAll(() => s.close());

const steps = async (by = 'demo-province') => {
  const { body } = await s.ask('/v1/unit-trees/66/first-steps', { by });
  expect(firstStepsView.safeParse(body).error).toBeUndefined();
  return body;
};

test('what is there is done, what is not comes next, and it ends with a first product under way', async () => {
  const before = await steps();
  expect(before).toMatchObject({
    ...{ year: '2022', done: false },
    units: { done: true },
    people: { done: true, lacking: [] },
    calendar: { done: false, state: 'none' },
    post: { done: false },
    plan: { done: false, state: 'none' },
    products: { done: false, products: 0, cycles: 0 },
  });
  await s.give({ by: 'demo-province', command: setPost, id: '66', input: { open: true } });
  await planAndApprove(s.give, 2022, {});
  await addProduct(s, 'ca-phe-mau');
  expect(await steps()).toMatchObject({
    ...{ done: false, post: { done: true }, plan: { done: true, state: 'approved' } },
    products: { done: false, products: 1, cycles: 0 },
  });
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'awareness' } });
  expect(await steps('demo-admin')).toMatchObject({ done: true, products: { cycles: 1 } });
});

test('it is told to the office, administrators and auditors', async () => {
  expect((await s.ask('/v1/unit-trees/66/first-steps', { by: DISTRICT })).status).toBe(404);
  expect((await s.ask('/v1/unit-trees/66/first-steps', { by: 'demo-auditor' })).status).toBe(200);
});
