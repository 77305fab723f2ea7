// Signing in over HTTP: the way in, and what is tried against it from a browser's side and from another's.

import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openAccounts } from '../../accounts/accounts.ts';
import type { Accounts } from '../../accounts/port.ts';
import { accountsPlace } from '../../cli/accounts-side.ts';
import type { Operation } from '../parts.ts';
import { plainStatus, type Served, served } from '../world.fixture.ts';
import { askWith, cookieOf, type Jar } from './jar.fixture.ts';

const PASSWORD = 'con đường đèo Mang Yang';
const MACHINE = 'khoa-cua-may-nay-0123456789';
const signing: Operation = {
  role: 'admin',
  words: { vi: 'Việc phải ký', en: 'Something that signs' },
  input: z.strictObject({}),
  signs: true,
  run: async () => 'done',
};
let accounts: Accounts;
let s: Served;
beforeAll(async () => {
  const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
  accounts = await openAccounts({ place, secret: 'b'.repeat(64), secure: false });
  // A real store: nobody is believed by name.
  s = await served(({ operations }) => ({
    ...{ demo: undefined, accounts, secondFactor: 'roles', machineKey: MACHINE },
    operations: { ...operations, signing },
  }));
  for (const account of ['demo-krong-nang', 'demo-krong-nang-xa-1', 'demo-admin']) await invited(account);
  const commune = await signedIn('demo-krong-nang-xa-1');
  const started = await ask(commune, `${cycle()}/start-cycle`, { body: { entry: 'awareness' } });
  expect(started.status, started.text).toBe(201);
}, 120_000);
afterAll(async () => {
  await s.close();
  await accounts.close();
});

async function invited(account: string): Promise<void> {
  const made = await accounts.invitations.make({ account, by: 'quan-tri' });
  const token = 'token' in made ? made.token : '';
  const body = { token, name: account, password: PASSWORD };
  expect((await s.ask('/v1/invitations/accept', { body })).body).toEqual({ account });
}

const ask = (jar: Jar, path: string, q: Parameters<Served['ask']>[1] = {}) => askWith(s, jar, path, q);
async function signedIn(account: string): Promise<Jar> {
  const jar: Jar = new Map();
  const answer = await ask(jar, '/v1/sign-in', { body: { name: account, password: PASSWORD } });
  expect(answer.status, answer.text).toBe(200);
  return jar;
}
const cycle = () => `/v1/product-cycles/${s.cycle}`;

describe('the way in', () => {
  test('a session reads and acts as its account; without one nothing is read', async () => {
    expect((await s.ask(cycle())).status).toBe(401);
    const jar = await signedIn('demo-krong-nang');
    const seen = await ask(jar, cycle());
    expect(seen.status).toBe(200);
    const me = await ask(jar, '/v1/me');
    expect(me.body).toMatchObject({
      account: 'demo-krong-nang',
      roles: [{ as: 'district-officer@650' }],
      factors: [],
      wantsSecondFactor: false,
      isDemo: false,
    });
    await ask(jar, '/v1/sign-out', { body: {} });
    expect((await ask(jar, cycle())).status).toBe(401);
  });

  test('a demo account’s name is nobody’s outside a demo', async () => {
    const refused = await s.ask(cycle(), { by: 'demo-krong-nang' });
    expect([refused.status, refused.body.code]).toEqual([401, 'ACCOUNT_UNKNOWN']);
  });

  test('a role that binds others is used with a second factor only; its holder can set one up', async () => {
    const jar = await signedIn('demo-admin');
    const refused = await ask(jar, cycle());
    expect([refused.status, refused.body.code]).toEqual([403, 'SECOND_FACTOR_REQUIRED']);
    expect((await ask(jar, '/v1/me')).body).toMatchObject({ wantsSecondFactor: true });
    const begun = await ask(jar, '/v1/me/totp', { body: { password: PASSWORD } });
    const secret = base32.decode(new URL(begun.body.uri).searchParams.get('secret') ?? '');
    const otp = createOTP(secret, { period: 30, digits: 6 });
    expect((await ask(jar, '/v1/me/totp/complete', { body: { code: await otp.totp() } })).status).toBe(200);
    expect((await ask(jar, cycle())).status).toBe(200);
    const other: Jar = new Map();
    const first = await ask(other, '/v1/sign-in', { body: { name: 'demo-admin', password: PASSWORD } });
    expect(first.body).toEqual({ wants: ['totp'] });
    expect((await ask(other, cycle())).status).toBe(401);
    const used = await ask(other, '/v1/sign-in/code', { body: { code: await otp.totp() } });
    expect([used.status, used.body.code]).toEqual([401, 'CODE_USED']);
    const recovered = await ask(other, '/v1/sign-in/code', { body: { recoveryCode: begun.body.recoveryCodes[0] } });
    expect(recovered.body).toEqual({ account: 'demo-admin' });
    const grant = { grant: 'moi', province: '66', role: 'auditor', unit: '66', from: '2022-01-01' };
    const granted = await ask(other, '/v1/accounts/thanh-tra-2/grant-role', { body: grant });
    expect(granted.status, granted.text).toBe(201);
  });

  test('by plain forms, and on to where one wanted to go, within our own pages', async () => {
    const jar: Jar = new Map();
    const form = (values: Record<string, string>) => ({
      method: 'POST',
      raw: new URLSearchParams(values).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect((await ask(jar, '/sign-in?next=/latest')).text).toContain('value="/latest"');
    const wrong = await ask(jar, '/sign-in', form({ name: 'demo-krong-nang', password: 'sai mật khẩu rồi' }));
    expect([wrong.status, wrong.text.includes('không đúng')]).toEqual([401, true]);
    const given = { name: 'demo-krong-nang', password: PASSWORD };
    for (const [next, to] of [
      ['/latest', '/latest'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['https://evil.example', '/'],
      ['/%0d%0aSet-Cookie: a=b', '/'],
    ] as const) {
      const done = await ask(jar, '/sign-in', form({ ...given, next }));
      expect([done.status, done.headers.get('location')]).toEqual([303, to]);
    }
    expect((await ask(jar, cycle())).status).toBe(200);
    const foreign = await ask(jar, '/sign-out', {
      ...form({}),
      headers: { ...form({}).headers, origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
  });
});

describe('from another site', () => {
  const change = { body: { text: 'x' }, headers: {} };
  const refusedFrom = async (headers: Record<string, string>) => {
    const jar = await signedIn('demo-krong-nang');
    const answer = await ask(jar, `${cycle()}/add-note`, { ...change, headers });
    return [answer.status, answer.body.code];
  };
  test.each([
    ['a simple request', { origin: 'https://evil.example' }],
    ['one that says no origin', { origin: 'null' }],
    ['a page of a sister site', { origin: 'https://evil.example', 'sec-fetch-site': 'same-site' }],
    ['our origin with foreign metadata', { 'sec-fetch-site': 'cross-site' }],
  ])('%s with our cookie changes nothing', async (_, headers) => {
    expect(await refusedFrom(headers)).toEqual([403, 'ORIGIN_FOREIGN']);
  });
  test('it cannot sign somebody in as itself', async () => {
    const body = { name: 'demo-krong-nang', password: PASSWORD };
    const answer = await s.ask('/v1/sign-in', { body, headers: { origin: 'https://evil.example' } });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });
  test('a preflight is not answered with leave', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await s.ask(`${cycle()}/add-note`, { method: 'OPTIONS', headers });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
  test('a name that was made to resolve to us is refused', async () => {
    expect(await plainStatus(`${s.url}/v1/me`, { host: 'evil.example' })).toBe(421);
    expect(await plainStatus(`${s.url}/v1/me`, { host: '127.0.0.1', 'x-forwarded-host': 'evil.example' })).toBe(401);
  });
});

describe('what signs', () => {
  const grant = (n: number) => ({ grant: `g${n}`, province: '66', role: 'auditor', unit: '66', from: '2022-01-01' });
  test('wants that its giver has shown within five minutes that it is them', async () => {
    const jar = await signedIn('demo-krong-nang');
    const held = await accounts.holderOf({ cookie: cookieOf(jar), address: '' });
    const old = { ...held?.value, confirmedAt: new Date(Date.now() - 6 * 60_000).toISOString() };
    const aged = await served(() => ({
      demo: undefined,
      accounts: { ...accounts, holderOf: async () => ({ value: old, cookies: [] }) as never },
    }));
    try {
      const headers = { cookie: cookieOf(jar), origin: new URL(aged.url).origin };
      const answer = await aged.ask('/v1/accounts/moi/grant-role', { body: grant(1), headers });
      expect([answer.status, answer.body.code]).toEqual([403, 'CONFIRMATION_REQUIRED']);
      const key = {
        name: 'cổng',
        role: 'district-officer',
        unit: '650',
        commands: '*',
        expiresAt: '2030-01-01T00:00:00Z',
      };
      expect((await aged.ask('/v1/me/keys', { body: key, headers })).body.code).toBe('CONFIRMATION_REQUIRED');
      expect((await aged.ask(`${cycle()}/add-note`, { body: { text: 'Ghi chú' }, headers })).body.code).not.toBe(
        'CONFIRMATION_REQUIRED',
      );
    } finally {
      await aged.close();
    }
    expect((await ask(jar, '/v1/me/confirm', { body: { password: PASSWORD } })).body).toHaveProperty('confirmedAt');
  });
  test('is not taken from a key, nor what a key was not made for', async () => {
    const made = await accounts.keys.make({
      account: 'demo-krong-nang',
      name: 'cổng dịch vụ',
      role: 'district-officer',
      unit: '650',
      commands: ['AddNote', 'GrantRole'],
      reads: false,
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const by = 'key' in made ? made.key : '';
    const code = async (path: string, body?: object) =>
      (await s.ask(path, { by, ...(body ? { body } : {}) })).body.code;
    expect(await code(cycle())).toBe('KEY_OUT_OF_SCOPE');
    expect(await code('/v1/accounts/moi/grant-role', grant(2))).toBe('KEY_MAY_NOT_SIGN');
    expect(await code(`${cycle()}/withdraw-product`, {})).toBe('KEY_OUT_OF_SCOPE');
    expect(await code(`${cycle()}/add-note`, { text: 'Ghi chú' })).toBeUndefined();
    expect(await code('/v1/me/sessions')).toBe('KEY_OUT_OF_SCOPE');
    expect((await s.ask('/v1/me/password', { by, body: { current: 'x', next: 'y' } })).body.code).toBe(
      'SESSION_NEEDED',
    );
  });

  const keyOf = async (commands: '*' | readonly string[], reads = false, account = 'demo-admin', role = 'admin@66') => {
    const [held = '', unit = ''] = role.split('@');
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const made = await accounts.keys.make({ account, name: 'phần mềm', role: held, unit, commands, reads, expiresAt });
    return 'key' in made ? made.key : '';
  };
  const codeBy = async (by: string, path: string, q: object) => (await s.ask(path, { by, ...q })).body?.code;

  test('an operation is no way round what a key was made for', async () => {
    const few = await keyOf(['AddNote', 'projections']);
    expect(await codeBy(few, '/v1/operations/demo-forward', { body: { by: '1d' } })).toBe('KEY_OUT_OF_SCOPE');
    expect(await codeBy(few, '/v1/operations/projections', { body: {} })).toBeUndefined();
    const all = await keyOf('*');
    expect(await codeBy(all, '/v1/operations/demo-forward', { body: { by: '1d' } })).toBeUndefined();
    expect(await codeBy(all, '/v1/operations/signing', { body: {} })).toBe('KEY_MAY_NOT_SIGN');
  });

  test('every command is every one that the key’s role may give, not what is its holder’s own', async () => {
    const [by, id] = [await keyOf('*', true, 'demo-krong-nang', 'district-officer@650'), 'demo-krong-nang'];
    const etag = (await s.ask(`/v1/accounts/${id}`, { by })).headers.get('etag') ?? '';
    const spoken = { body: { language: 'vi' }, headers: { 'If-Match': etag } };
    expect(await codeBy(by, `/v1/accounts/${id}/set-contact`, spoken)).toBe('KEY_OUT_OF_SCOPE');
    const draft = '/v1/council-sessions/66-2022-650-1/drafts/66-2022-x';
    expect(await codeBy(by, draft, { method: 'PUT', body: { sheet: {} } })).toBe('KEY_OUT_OF_SCOPE');
    const named = await keyOf(['SetContact'], true, id, 'district-officer@650');
    expect(await codeBy(named, `/v1/accounts/${id}/set-contact`, spoken)).toBeUndefined();
  });

  test('a key that reads nothing is told no heads either', async () => {
    const by = await keyOf([]);
    expect((await s.ask('/v1/accounts/demo-admin', { by, method: 'HEAD' })).status).toBe(403);
  });

  test('who may not go on without a second factor makes no key that would', async () => {
    await invited('demo-province');
    const jar = await signedIn('demo-province');
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const wanted = { name: 'cổng dịch vụ', role: 'province-officer', unit: '66', commands: '*', expiresAt };
    const make = async (body: object, from = jar) => (await ask(from, '/v1/me/keys', { body })).body;
    expect((await make(wanted)).code).toBe('SECOND_FACTOR_REQUIRED');
    const district = await signedIn('demo-krong-nang');
    expect((await make(wanted, district)).code).toBe('KEY_ROLE_NOT_HELD');
    const own = { ...wanted, role: 'district-officer', unit: '650' };
    expect(await make({ ...own, commands: ['add-note'] }, district)).toMatchObject({
      code: 'KEY_COMMAND_UNKNOWN',
      details: { name: 'add-note' },
    });
    expect(await make({ ...own, commands: ['AddNote', 'projections'] }, district)).toHaveProperty('key');
  });
});

test('who was granted no role reads nothing but who they are', async () => {
  await invited('chua-co-vai-tro');
  const jar = await signedIn('chua-co-vai-tro');
  expect((await ask(jar, cycle())).body.code).toBe('NO_ROLE_YET');
  expect((await ask(jar, '/v1/me')).body).toMatchObject({ account: 'chua-co-vai-tro', roles: [] });
});

test('who is suspended is out with the next request', async () => {
  const jar = await signedIn('demo-krong-nang-xa-1');
  expect((await ask(jar, cycle())).status).toBe(200);
  const by = MACHINE;
  const stop = '/v1/accounts/demo-krong-nang-xa-1/suspend-account';
  expect((await s.ask(stop, { by, body: { reason: 'mất điện thoại' } })).status).toBe(200);
  const refused = await ask(jar, cycle());
  expect([refused.status, refused.body.code]).toEqual([403, 'ACCOUNT_IS_SUSPENDED']);
  await s.ask('/v1/accounts/demo-krong-nang-xa-1/reinstate-account', { by, body: {} });
  expect((await ask(jar, cycle())).status).toBe(200);
});

test('the command line of this machine asks as the installation, and as nobody else', async () => {
  expect((await s.ask('/v1/operations/projections-status', { by: MACHINE, body: {} })).status).not.toBe(401);
  const note = await s.ask(`${cycle()}/add-note`, { by: MACHINE, body: { text: 'x' } });
  expect([note.status, note.body.code]).toEqual([403, 'NOT_A_PERSON']);
  expect((await s.ask(cycle(), { by: `${MACHINE}x` })).status).toBe(401);
});

test('nothing of what was typed is logged', () => {
  const logged = s.logged.join('\n');
  expect(logged).toContain('sign-in');
  for (const secret of [PASSWORD, 'sai mật khẩu rồi', 'ocop-session', MACHINE]) expect(logged).not.toContain(secret);
});

test('a header Ocop-Acting-As of another shape is refused', async () => {
  const jar = await signedIn('demo-krong-nang');
  const answer = await ask(jar, cycle(), { headers: { 'ocop-acting-as': 'ai cũng được' } }).catch(() => undefined);
  expect(answer?.status ?? 400).toBe(400);
  const odd = await ask(jar, cycle(), { headers: { 'ocop-acting-as': 'district-officer' } });
  expect(odd.body.code).toBe('ACTING_AS_MALFORMED');
});
