// What is tried against a session or a role over HTTP, by who has a cookie, a code or a request under way.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccounts } from '../../accounts/accounts.ts';
import type { Accounts } from '../../accounts/port.ts';
import { accountsPlace } from '../../cli/accounts-side.ts';
import { account, revokeRole } from '../../domain/access/account.ts';
import { COMMUNE, DISTRICT, type Served, served } from '../world.fixture.ts';
import { askWith, cookieOf, type Jar } from './jar.fixture.ts';

const PASSWORD = 'con đường đèo Mang Yang';
const MACHINE = 'khoa-cua-may-nay-0123456789';
const folder = mkdtempSync(join(tmpdir(), 'ocop-attacks-'));
const opened = async (secret: string): Promise<Accounts> => {
  const place = await accountsPlace({ accounts: join(folder, 'accounts.sqlite'), vaultUrl: '' });
  return openAccounts({ place, secret, secure: false });
};
let accounts: Accounts;
let s: Served;
beforeAll(async () => {
  accounts = await opened('b'.repeat(64));
  s = await served(() => ({ demo: undefined, accounts, secondFactor: 'nobody', machineKey: MACHINE }));
  for (const id of [DISTRICT, COMMUNE, 'demo-admin', 'demo-krong-nang-xa-2']) {
    const made = await accounts.invitations.make({ account: id, by: 'quan-tri' });
    const token = 'token' in made ? made.token : '';
    await s.ask('/v1/invitations/accept', { body: { token, name: id, password: PASSWORD } });
  }
  const commune = await signedIn(COMMUNE);
  expect((await ask(commune, `${cycle()}/start-cycle`, { body: { entry: 'awareness' } })).status).toBe(201);
}, 120_000);
afterAll(async () => {
  await s.close();
  await accounts.close();
  rmSync(folder, { recursive: true, force: true });
});

const cycle = () => `/v1/product-cycles/${s.cycle}`;
const ask = (jar: Jar, path: string, q: Parameters<Served['ask']>[1] = {}) => askWith(s, jar, path, q);
async function signedIn(id: string): Promise<Jar> {
  const jar: Jar = new Map();
  const answer = await ask(jar, '/v1/sign-in', { body: { name: id, password: PASSWORD } });
  expect(answer.status, answer.text).toBe(200);
  return jar;
}
const statusWith = async (cookie: string, at: Served = s) =>
  (await at.ask(cycle(), { headers: { cookie, origin: at.url } })).status;

describe('a cookie', () => {
  test('that was taken along opens nothing after its holder has signed out, nor when they end it from elsewhere', async () => {
    const jar = await signedIn(DISTRICT);
    const stolen = cookieOf(jar);
    expect(await statusWith(stolen)).toBe(200);
    expect((await ask(jar, '/v1/sign-out', { body: {} })).status).toBe(200);
    expect(await statusWith(stolen)).toBe(401);

    const other = cookieOf(await signedIn(DISTRICT));
    const mine = await signedIn(DISTRICT);
    const { body } = await ask(mine, '/v1/me/password', { body: { current: PASSWORD, next: `${PASSWORD} mới` } });
    expect(body).toEqual({ done: true });
    expect(await statusWith(other)).toBe(401);
    expect(await statusWith(cookieOf(mine))).toBe(200);
    await ask(mine, '/v1/me/password', { body: { current: `${PASSWORD} mới`, next: PASSWORD } });
  });

  test('that was signed with another key, or has another release’s name or shape, is nobody’s, and no fault of ours', async () => {
    const jar = await signedIn(DISTRICT);
    const good = cookieOf(jar);
    const [name = '', value = ''] = [...jar].find(([key]) => key.includes('session')) ?? [];
    const token = decodeURIComponent(value).split('.')[0] ?? '';
    const other = await opened('c'.repeat(64));
    const next = await served(() => ({ demo: undefined, accounts: other, secondFactor: 'nobody' }));
    try {
      expect(await statusWith(good, next)).toBe(401);
    } finally {
      await next.close();
      await other.close();
    }
    for (const odd of [
      `better-auth.session_token=${value}`,
      `__Secure-${name}=${value}`,
      `${name}.2=${value}`,
      `${name}=${token}`,
      `${name}=v2:${value}`,
      `${name}=${value}.${value}`,
      `${name}=${value.slice(0, -2)}`,
      `${name}=%`,
      `${name}=${'x'.repeat(6000)}`,
      `${name}=; ${name}`,
      `${name}="${value}`,
    ])
      expect([odd.slice(0, 60), await statusWith(odd)]).toEqual([odd.slice(0, 60), 401]);
    expect(await statusWith(good)).toBe(200);
  });

  test('that somebody laid in is not the one a session gets', async () => {
    const stranger = await signedIn(COMMUNE);
    const jar = new Map(stranger);
    const before = cookieOf(jar);
    expect((await ask(jar, '/v1/sign-in', { body: { name: DISTRICT, password: PASSWORD } })).status).toBe(200);
    expect(cookieOf(jar)).not.toBe(before);
    const me = await s.ask('/v1/me', { headers: { cookie: before, origin: s.url } });
    expect(me.body?.account).not.toBe(DISTRICT);
  });
});

test('a code of a generator counts once, and one that is three minutes off is told so and opens nothing', async () => {
  const jar = await signedIn('demo-admin');
  const begun = await ask(jar, '/v1/me/totp', { body: { password: PASSWORD } });
  const secret = base32.decode(new URL(begun.body.uri).searchParams.get('secret') ?? '');
  const otp = createOTP(secret, { period: 30, digits: 6 });
  const step = () => Math.floor(Date.now() / 30_000);
  const used = await otp.totp();
  expect((await ask(jar, '/v1/me/totp/complete', { body: { code: used } })).status).toBe(200);
  const thief: Jar = new Map();
  const given = { name: 'demo-admin', password: PASSWORD };
  expect((await ask(thief, '/v1/sign-in', { body: given })).body).toEqual({ wants: ['totp'] });
  const tried = async (code: string) => {
    const answer = await ask(thief, '/v1/sign-in/code', { body: { code } });
    return [answer.status, answer.body.code];
  };
  expect(await tried(used)).toEqual([401, 'CODE_USED']);
  for (const off of [6, -6]) expect(await tried(await otp.hotp(step() + off))).toEqual([401, 'CODE_OFF_CLOCK']);
  expect((await ask(thief, cycle())).status).toBe(401);
});

describe('a request under way', () => {
  const revoke = async (id: string) => {
    const { state } = await s.executor.look(account, id);
    for (const grant of state.grants)
      await s.give({ by: 'demo-admin', command: revokeRole, id, input: { grant: grant.id, until: '2022-02-09' } });
  };

  /** Its head and half of its body arrive, `meanwhile` happens, the rest follows. */
  async function inTwoHalves(jar: Jar, path: string, body: object, meanwhile: () => Promise<unknown>) {
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': `${Buffer.byteLength(text)}`,
      cookie: cookieOf(jar),
      origin: new URL(s.url).origin,
    };
    const sent = request(s.url + path, { method: 'POST', headers });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    sent.write(text.slice(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await meanwhile();
    sent.end(text.slice(5));
    const [response] = await answered;
    let told = '';
    for await (const chunk of response) told += chunk;
    return [response.statusCode, JSON.parse(told).code];
  }

  test('writes nothing when its account is suspended before it is judged', async () => {
    const jar = await signedIn(DISTRICT);
    const suspend = () =>
      s.ask(`/v1/accounts/${DISTRICT}/suspend-account`, { by: MACHINE, body: { reason: 'mất điện thoại' } });
    const before = await noted(DISTRICT);
    const answer = await inTwoHalves(jar, `${cycle()}/add-note`, { text: 'Ghi chú' }, suspend);
    await s.ask(`/v1/accounts/${DISTRICT}/reinstate-account`, { by: MACHINE, body: {} });
    // Who acts as nothing sees nothing.
    expect(answer).toEqual([404, 'UNKNOWN_RESOURCE']);
    expect(await noted(DISTRICT)).toEqual(before);
  });

  test('writes nothing when its role has ended before it is judged', async () => {
    const jar = await signedIn('demo-krong-nang-xa-2');
    const path = '/v1/producers/trai-moi/register-producer';
    const body = { province: '66', place: '650-02', kind: 'farm', name: 'Trang trại Mới' };
    expect(await inTwoHalves(jar, path, body, () => revoke('demo-krong-nang-xa-2'))).toEqual([403, 'ROLE_MISSING']);
    expect((await s.store.head())?.position).toBe((await s.store.readAll({ limit: 100_000 })).at(-1)?.position);
    expect((await s.store.readAll({ limit: 100_000 })).some(({ stream }) => stream === 'producer-trai-moi')).toBe(
      false,
    );
  });

  test('beside many others: no fact of an account stands after the one that ended its role', async () => {
    const jar = await signedIn(COMMUNE);
    const many = Array.from({ length: 40 }, async (_, i) => {
      if (i === 12) await revoke(COMMUNE);
      const answer = await ask(jar, `${cycle()}/add-note`, { body: { text: `Ghi chú ${i}` } });
      return answer.status;
    });
    const statuses = await Promise.all(many);
    const events = await s.store.readAll({ limit: 100_000 });
    const ended = events.findLastIndex(({ stream, type }) => stream === `account-${COMMUNE}` && type === 'RoleRevoked');
    const lastNote = events.findLastIndex(({ actor, type }) => actor.id === COMMUNE && type === 'NoteAdded');
    expect(ended).toBeGreaterThan(0);
    expect(lastNote).toBeLessThan(ended);
    expect(statuses.every((status) => [200, 403, 404].includes(status))).toBe(true);
    expect(statuses.filter((status) => status === 200).length).toBe((await noted(COMMUNE)).length);
    expect((await ask(jar, `${cycle()}/add-note`, { body: { text: 'nữa' } })).status).toBeGreaterThan(400);
  });

  const noted = async (id: string) =>
    (await s.store.readAll({ limit: 100_000 })).filter(({ actor, type }) => actor.id === id && type === 'NoteAdded');
});
