// What somebody may do by leave of another ends with what that one holds, in reading as in acting.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readersOn } from '../activities/who-is-told.ts';
import { account, revokeRole } from '../domain/access/account.ts';
import type { Account } from '../domain/access/grants.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { feedIdOf } from './feeds/feed.ts';
import { DISTRICT, type Served, served } from './world.fixture.ts';

const OTHER = 'demo-buon-don';
let s: Served;
beforeAll(async () => {
  s = await served();
  for (const holder of [DISTRICT, 'demo-auditor', 'demo-admin']) {
    const held = (await stateOf(holder)).grants[0]?.id;
    const body = { grant: `thay-${holder}`, holds: held, holder, ...{ from: '2022-02-10', until: '2022-02-20' } };
    const answer = await s.ask(`/v1/accounts/${OTHER}/delegate-role`, {
      by: holder,
      body: { ...body, document: { number: '12/UQ', date: '2022-02-10' } },
    });
    expect(answer.status, answer.text).toBe(200);
  }
});
afterAll(() => s.close());

const stateOf = async (id: string): Promise<Account> => (await s.executor.look(account, id)).state;
const status = async (path: string, q: object = {}) => (await s.ask(path, { by: OTHER, ...q })).status;

test('who acts for an administrator gives roles, but none that would let somebody go on giving them', async () => {
  const give = (role: string, unit: string) => {
    const body = { grant: role, province: '66', role, unit, from: '2022-02-10' };
    return s.ask('/v1/accounts/nguoi-moi/grant-role', { by: OTHER, body });
  };
  for (const role of ['admin', 'province-officer'])
    expect((await give(role, '66')).body).toMatchObject({ code: 'GRANTER_BY_LEAVE', status: 409 });
  expect((await give('commune-officer', '650-01')).status).toBe(201);
});

test('lists, pages, calendars, operations, the access log and what is told to whom', async () => {
  const secret = randomBytes(32).toString('base64url');
  const feed = { province: '66', account: OTHER, unit: '650' };
  expect(await status(`/v1/calendar-feeds/${feedIdOf(secret)}/open-feed`, { body: feed })).toBe(201);
  const cycle = `/v1/products/${s.product}`;
  const seen = async () => ({
    product: await status(cycle),
    timeline: await status(`${cycle}/timeline`),
    log: await status('/v1/access-log'),
    operation: await status('/v1/operations/demo-forward', { body: { by: '1d' } }),
    calendar: (await s.ask(`/feeds/${secret}.ics`)).status,
    roles: (await s.ask('/v1/me', { by: OTHER })).body.roles.length,
    told: await told(),
  });
  const on = s.now().slice(0, 10);
  const couldSee = async () => {
    const { accounts } = (await s.ask(`${cycle}/who-could?on=${on}`, { by: 'demo-province' })).body;
    return accounts.some(
      ({ account: id, sees }: { account: string; sees: string }) => id === OTHER && sees === 'at-work',
    );
  };
  expect(await seen()).toEqual({
    product: 200,
    timeline: 200,
    log: 200,
    operation: 200,
    calendar: 200,
    roles: 4,
    told: 2,
  });
  expect(await couldSee()).toBe(true);

  for (const holder of [DISTRICT, 'demo-auditor']) await end(holder);
  // The last who can give roles is kept; the one that acts for them is no other.
  const last = await s.ask('/v1/accounts/demo-admin/revoke-role', {
    by: 'demo-province',
    body: await ending('demo-admin'),
  });
  expect(last.status, last.text).toBe(200);

  expect(await seen()).toEqual({
    product: 404,
    timeline: 404,
    log: 403,
    operation: 403,
    calendar: 404,
    roles: 1,
    told: 1,
  });
  expect(await couldSee()).toBe(false);
  expect(
    (
      await s.ask('/v1/accounts/demo-province/revoke-role', {
        by: 'demo-province',
        body: await ending('demo-province'),
      })
    ).body.code,
  ).toBe('LAST_GRANTER');
});

const ending = async (id: string) => ({ grant: (await stateOf(id)).grants[0]?.id, until: '2022-02-09' });
const end = async (id: string) => s.give({ by: 'demo-admin', command: revokeRole, id, input: await ending(id) });

/** How many are told what the district’s office has to do, of the two. */
async function told(): Promise<number> {
  const accounts = new Map<string, Account>();
  for (const id of [DISTRICT, OTHER]) accounts.set(id, await stateOf(id));
  const { state: tree } = await s.executor.look(unitTree, '66');
  const readers = readersOn({ accounts, tree, province: '66', today: '2022-02-10' });
  const to = [{ role: 'district-officer', unit: '650' }, { account: OTHER }] as Parameters<typeof readers>[0]['to'];
  return readers({ to, recordedAt: '2022-02-10T02:00:00.000Z' }).length;
}
