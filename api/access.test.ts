// Who read what is personal or sealed is kept, and can be asked for by whoever inspects.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { VaultError } from '../vault/port.ts';
import { openSqliteVault } from '../vault/sqlite-vault.ts';
import { accessPage } from './access.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

const { accesses } = openSqliteVault(':memory:', () => '2022-02-10T02:00:00.000Z');
let s: Served;
let full = false;
beforeAll(async () => {
  s = await served(() => ({
    accesses: {
      ...accesses,
      note: async (access) => {
        if (full) throw new VaultError('VAULT_UNAVAILABLE', 'no space left');
        await accesses.note(access);
      },
    },
  }));
});
beforeEach(() => {
  full = false;
});
afterAll(() => s.close());

const read = (by: string, headers = {}) => s.ask(`/v1/producers/htx-${s.product}`, { by, headers });
const log = async (query = '', by = 'demo-auditor') => (await s.ask(`/v1/access-log${query}`, { by })).body;

test('who read a producer’s values, when, and what for', async () => {
  const why = encodeURIComponent('Đối chiếu đăng ký kinh doanh');
  const answer = await read(DISTRICT, { 'Ocop-Purpose': why });
  expect(answer.body.personal).toBeDefined();
  const page = await log();
  expect(accessPage.safeParse(page).error).toBeUndefined();
  expect(page).toMatchObject({
    total: 1,
    next: null,
    items: [
      {
        account: DISTRICT,
        stream: `producer-htx-${s.product}`,
        what: 'personal',
        why: 'Đối chiếu đăng ký kinh doanh',
        at: s.now(),
        request: answer.headers.get('x-request-id'),
      },
    ],
  });
});

test('who sees no values leaves no trace, and a list shows none', async () => {
  const { total } = await log();
  await read('demo-auditor');
  await read('demo-ea-sup');
  await s.ask('/v1/product-cycles', { by: DISTRICT });
  expect((await log()).total).toBe(total);
});

test('by whom, whose, when, and page by page', async () => {
  await read(COMMUNE);
  await read(PRODUCER);
  const first = await log('?limit=1');
  const second = await log(`?limit=1&cursor=${first.next}`);
  expect([first.items[0].account, second.items[0].account]).toEqual([PRODUCER, COMMUNE]);
  expect((await log(`?account=${COMMUNE}`)).total).toBe(1);
  expect((await log('?stream=letters-demo-admin')).total).toBe(0);
  expect((await log('?from=2022-02-10&until=2022-02-11')).total).toBe(first.total);
  expect((await log('?until=2022-02-10')).total).toBe(0);
  expect((await log('?from=soon')).code).toBe('QUERY_INVALID');
});

test('is read by auditors and administrators alone', async () => {
  expect((await log('', 'demo-admin')).items).toBeDefined();
  for (const by of ['demo-province', COMMUNE, PRODUCER]) expect((await log('', by)).code).toBe('ROLE_MISSING');
});

test('where it cannot be noted nothing is given', async () => {
  full = true;
  const answer = await read(DISTRICT);
  expect(answer).toMatchObject({ status: 503, body: { code: 'VAULT_UNAVAILABLE' } });
  expect(answer.text).not.toContain('revealed');
});

test('a purpose that is no text is refused, and nothing is given', async () => {
  for (const why of ['%E0%A4%A', 'a%0Ab', encodeURIComponent('ả'.repeat(301))])
    expect(await read(DISTRICT, { 'Ocop-Purpose': why })).toMatchObject({
      status: 422,
      body: { code: 'PURPOSE_UNREADABLE' },
    });
});
