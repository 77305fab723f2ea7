// What an act sets off beyond its own stream is said before it is done: every kind of stream that others follow says so.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { concernedBy } from '../activities/processes.ts';
import { product } from '../domain/product/product.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { aggregates, getCommand } from '../domain/registry.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { COMMUNE, type Served, served } from './world.fixture.ts';

let s: Served;
beforeAll(async () => {
  s = await served();
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'awareness' } });
});
afterAll(() => s.close());

const document = { number: '01/NQ', date: '2022-02-10' };
const reason = 'Theo nghị quyết';
/** How many open cycles a preview says that an act reaches. */
async function reached(by: string, path: string, body: object, stream?: readonly [typeof product, string]) {
  const seen = stream && (await s.executor.look(...stream)).seen;
  const headers = seen === undefined ? {} : { 'If-Match': `"r${seen}"` };
  const answer = await s.ask(`/v1/${path}?preview`, { by, body: { document, ...body }, headers });
  expect(answer.body, answer.text).toMatchObject({ outcome: 'preview' });
  return answer.body.openCycles;
}

test('every kind of stream that a cycle follows says how many open cycles an act reaches', () => {
  const cycles = productCycle.stream('');
  const isFollowed = (stream: string) => concernedBy(stream).some((named) => named.startsWith(cycles));
  const followed = aggregates.filter((a) => a === unitTree || isFollowed(a.stream('66-2022')));
  expect(followed.length).toBeGreaterThan(6);
  for (const { category, reaches } of followed.filter((a) => a !== productCycle))
    expect(reaches, category).toBeTypeOf('function');
});

test('a reform of units says how many lie there, also through the level above', async () => {
  const unit = (name: string, body: object) => reached('demo-admin', `unit-trees/66/${name}`, body);
  const end = { until: '2022-06-30', successors: [] };
  expect(await unit('abolish-unit', { code: '650-01', ...end, successors: ['650-02'] })).toBe(1);
  expect(await unit('abolish-unit', { code: '650', ...end, successors: ['643'] })).toBe(1);
  expect(await unit('abolish-unit', { code: '643-01', ...end, successors: ['643-02'] })).toBe(0);
  expect(await unit('move-unit', { code: '650-01', parent: '643', from: '2022-07-01' })).toBe(1);
  expect(await unit('rename-unit', { code: '650', name: 'huyện khác', from: '2022-07-01' })).toBe(1);
  const fresh = { code: '24001', name: 'xã mới', level: 'commune', parent: '650', from: '2022-07-01' };
  expect(await unit('register-unit', fresh)).toBe(0);
  expect(await unit('register-unit', { ...fresh, replaces: ['650-01'] })).toBe(1);
});

test('so do the end of a product, its move, and what takes its end back', async () => {
  const mine = [product, s.product] as const;
  const act = (name: string, body: object) => reached('demo-province', `products/${s.product}/${name}`, body, mine);
  expect(await act('move-product', { place: '650-02' })).toBe(1);
  expect(await act('end-product', { reason })).toBe(1);
  expect(await act('correct-fact', { revision: 0, changes: { name: 'Tên khác' }, reason })).toBe(1);
  await s.give({
    by: 'demo-province',
    command: getCommand('product', 'EndProduct'),
    id: s.product,
    input: { reason, document },
  });
  const command = getCommand('productCycle', 'FollowProduct');
  const caller = { kind: 'workflow', id: 'productCycle' } as const;
  const ended = await s.executor.execute({ command, id: s.cycle, input: {}, commandId: 'follow', caller });
  expect(ended.outcome).toBe('appended');
  expect(await act('correct-fact', { revision: 0, changes: { name: 'Tên khác' }, reason })).toBe(0);
  const { revision } = await s.executor.look(product, s.product);
  expect(await act('annul-facts', { revisions: [revision], reason })).toBe(1);
});
