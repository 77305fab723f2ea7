// Minutes on paper that two people enter: the second learns of the first entry that it is there, by no answer what it says.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grant } from '../demo/install.ts';
import { planOf } from '../demo/year-plan.ts';
import { convened } from '../test/council-world.ts';
import { worldWithProduct } from '../test/world.ts';
import { DISTRICT, type Served, served } from './world.fixture.ts';

const SECOND = 'demo-krong-nang-2';
const policies = { 'paper-minutes': 'twice' } as const;
const totals = [8123, 8321].map((total, i) => ({ member: `tv-${i}`, total }));
const right = { minutes: { number: 'BB', date: '2022-06-15' }, totals, mean: 8222, stars: 4, unreadConfirmed: true };
const wrong = { ...right, totals: totals.map((one) => ({ ...one, total: 8222 })) };

let s: Served;
let path: string;
beforeAll(async () => {
  s = await served(undefined, () => worldWithProduct({ plan: { ...planOf(2022), policies } }));
  const council = await convened(s, ['tieu']);
  path = `/v1/product-cycles/${council.cycles[0]}`;
  await grant(s.give, { id: SECOND, role: 'district-officer', unit: '650' });
  s.at('2022-06-15');
}, 120_000);
afterAll(() => s.close());

async function enter(by: string, body: object, preview = '') {
  const { headers } = await s.ask(path, { by });
  return s.ask(`${path}/record-tier-result${preview}`, {
    by,
    body,
    headers: { 'If-Match': headers.get('etag') ?? '' },
  });
}

test('neither the entry nor whether it is the same comes out before the second one is written', async () => {
  expect((await enter(DISTRICT, right, '?preview')).body.writes.length).toBeGreaterThan(0);
  expect((await enter(DISTRICT, right)).status).toBe(200);
  const told = [
    await s.ask(path, { by: SECOND }),
    await s.ask(`${path}/timeline`, { by: SECOND }),
    await s.ask(`${path}/explain`, { by: SECOND }),
    await s.ask(`${path}/evidence`, { by: SECOND }),
    await s.ask('/v1/product-cycles?year=2022', { by: SECOND }),
  ];
  expect(told.map((answer) => answer.status)).toEqual([200, 200, 200, 409, 200]);
  expect(told[3]?.body.code).toBe('ENTRY_AWAITED');
  for (const figure of ['8123', '81,23', '81.23', '8222', '82,22'])
    expect(told.map(({ text }) => text).join()).not.toContain(figure);
  const [same, other] = [await enter(SECOND, right, '?preview'), await enter(SECOND, wrong, '?preview')];
  expect([same.status, same.body.outcome, same.body.writes]).toEqual([200, 'preview', []]);
  expect(other.body).toEqual(same.body);
  expect((await enter(DISTRICT, wrong)).body.code).toBe('SECOND_ENTRY_BY_ANOTHER');
});

test('two who enter at the same moment do not pass each other by', async () => {
  const { headers } = await s.ask(path, { by: SECOND });
  const both = { by: SECOND, headers: { 'If-Match': headers.get('etag') ?? '' } };
  const answers = await Promise.all([
    s.ask(`${path}/record-tier-result`, { ...both, body: wrong }),
    s.ask(`${path}/record-tier-result`, { ...both, body: right }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
});
