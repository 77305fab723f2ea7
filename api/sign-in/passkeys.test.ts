// Passkeys over HTTP, with a simulated device: routes, permissions, and what an administrator may do.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts } from '../../accounts/accounts.ts';
import { PASSWORD } from '../../accounts/browser.fixture.ts';
import type { Accounts } from '../../accounts/port.ts';
import { simulatedAuthenticator } from '../../accounts/simulated-authenticator.fixture.ts';
import { accountOperations } from '../../cli/account-operations.ts';
import { accountsPlace } from '../../cli/accounts-side.ts';
import { personExport } from '../../cli/person-export.ts';
import { type Served, served } from '../world.fixture.ts';
import { askWith, cookieOf, type Jar } from './jar.fixture.ts';

const MACHINE = 'khoa-cua-may-nay-0123456789';
let accounts: Accounts;
let s: Served;
let at: string;
beforeAll(async () => {
  const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
  accounts = await openAccounts({ place, secret: 'b'.repeat(64), secure: false });
  s = await served((parts) => ({
    demo: undefined,
    accounts,
    secondFactor: 'roles',
    machineKey: MACHINE,
    operations: accountOperations(accounts, { executor: parts.executor } as never, () => undefined),
  }));
  at = s.url.replace('127.0.0.1', 'localhost');
}, 120_000);
afterAll(async () => {
  await s.close();
  await accounts.close();
});

const ask = (jar: Jar, path: string, body?: unknown) =>
  askWith(s, jar, `/v1${path}`, { at, ...(body === undefined ? {} : { body }) });

async function member(account: string): Promise<Jar> {
  const made = await accounts.invitations.make({ account, by: 'quan-tri' });
  const jar: Jar = new Map();
  await ask(jar, '/invitations/accept', {
    token: 'token' in made ? made.token : '',
    name: account,
    password: PASSWORD,
  });
  expect((await ask(jar, '/sign-in', { name: account, password: PASSWORD })).body).toEqual({ account });
  return jar;
}
async function addPasskey(jar: Jar) {
  const device = simulatedAuthenticator(at);
  const options = await ask(jar, '/me/passkeys/begin', {});
  expect(options.body, options.text).toMatchObject({
    rp: { id: 'localhost' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const added = await ask(jar, '/me/passkeys', { name: ' Điện thoại của tôi ', response: device.make(options.body) });
  expect(added.body, added.text).toMatchObject({ name: 'Điện thoại của tôi' });
  return { device, id: added.body.id as string };
}

test('a role that binds others is used with a passkey; it signs in, confirms, is listed and removed', async () => {
  const jar = await member('demo-admin');
  const list = '/product-cycles';
  expect((await ask(jar, list)).body.code).toBe('SECOND_FACTOR_REQUIRED');
  const { device, id } = await addPasskey(jar);
  expect((await ask(jar, list)).status).toBe(200);
  expect((await ask(jar, '/me')).body).toMatchObject({ factors: ['passkey'], wantsSecondFactor: false });

  const other: Jar = new Map();
  expect((await ask(other, '/sign-in', { name: 'demo-admin', password: PASSWORD })).body).toEqual({
    wants: ['passkey'],
  });
  expect((await ask(other, list)).status).toBe(401);
  const options = (await ask(other, '/sign-in/passkey/begin', {})).body;
  const answer = device.show(options);
  expect((await ask(other, '/sign-in/passkey', answer)).body).toEqual({ account: 'demo-admin' });
  expect((await ask(other, list)).status).toBe(200);
  const replayed = await ask(new Map(), '/sign-in/passkey', answer);
  expect([replayed.status, replayed.body.code, replayed.headers.getSetCookie()]).toEqual([401, 'PASSKEY_OVER', []]);

  const again = (await ask(other, '/me/confirm/begin', {})).body;
  expect((await ask(other, '/me/confirm', { passkey: device.show(again) })).body).toHaveProperty('confirmedAt');
  expect((await ask(other, '/me/passkeys')).body).toEqual({
    items: [{ id, name: 'Điện thoại của tôi', since: expect.any(String), lastUsedAt: expect.any(String) }],
  });
  expect((await ask(other, '/me/passkeys/remove', { id })).body).toEqual({ removed: true });
  expect((await ask(other, list)).body.code).toBe('SECOND_FACTOR_REQUIRED');
});

test('adding and removing want a fresh proof, and a session', async () => {
  const jar = await member('cb-cu');
  const held = await accounts.holderOf({ cookie: cookieOf(jar), address: '' });
  const old = { ...held?.value, confirmedAt: new Date(Date.now() - 6 * 60_000).toISOString() };
  const aged = await served(() => ({
    demo: undefined,
    accounts: { ...accounts, holderOf: async () => ({ value: old, cookies: [] }) as never },
  }));
  try {
    const made = simulatedAuthenticator(at).make({ challenge: 'x' });
    for (const [path, body] of [
      ['begin', {}],
      ['remove', { id: 'x' }],
      ['', { name: 'x', response: made }],
    ] as const) {
      const asked = `/v1/me/passkeys/${path}`.replace(/\/$/, '');
      expect((await askWith(aged, jar, asked, { body })).body.code).toBe('CONFIRMATION_REQUIRED');
      expect((await s.ask(asked, { body })).status).toBe(401);
    }
  } finally {
    await aged.close();
  }
});

test('an administrator sees and removes another’s; the sessions end, since who has the device may hold one', async () => {
  const jar = await member('cb-mat-may');
  const { device, id } = await addPasskey(jar);
  const operate = async (name: string, body: object) =>
    (await s.ask(`/v1/operations/${name}`, { by: MACHINE, body })).body.result;
  expect((await operate('passkeys-of', { account: 'cb-mat-may' })).items).toMatchObject([{ id }]);
  expect(await operate('remove-passkey', { account: 'cb-khac', id })).toMatchObject({ removed: false });
  expect(await operate('remove-passkey', { account: 'cb-mat-may', id })).toMatchObject({ removed: true, ended: 1 });
  expect((await ask(jar, '/me')).status).toBe(401);
  const options = (await ask(new Map(), '/sign-in/passkey/begin', {})).body;
  expect((await ask(new Map(), '/sign-in/passkey', device.show(options))).body.code).toBe('PASSKEY_WRONG');
});

test('what is kept on somebody holds their passkeys by name', async () => {
  const jar = await member('cb-hoi');
  const { id } = await addPasskey(jar);
  const vault = { reveal: async () => undefined };
  const kept = await personExport(
    { store: s.store, vault: { ...vault, accesses: s.parts.accesses }, accounts },
    'cb-hoi',
  );
  expect(kept.passkeys).toEqual([{ id, name: 'Điện thoại của tôi', since: expect.any(String), lastUsedAt: undefined }]);
});

test('another site’s page signs nobody in as itself, and a bare address has no passkeys', async () => {
  const device = simulatedAuthenticator(at);
  const options = (await ask(new Map(), '/sign-in/passkey/begin', {})).body;
  device.make({ ...options, user: { id: '' } });
  const headers = { origin: 'https://evil.example' };
  const foreign = await s.ask('/v1/sign-in/passkey', { body: device.show(options), headers });
  expect([foreign.status, foreign.body.code]).toEqual([403, 'ORIGIN_FOREIGN']);
  const bare = await s.ask('/v1/sign-in/passkey/begin', { body: {} });
  expect([bare.status, bare.body.code]).toEqual([409, 'PASSKEYS_NOT_HERE']);
});

test('the plain pages, which have no script, say where a passkey is asked for', async () => {
  await addPasskey(await member('cb-trang'));
  const form = new URLSearchParams({ name: 'cb-trang', password: PASSWORD, next: '/' }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(s.url).origin };
  const page = await s.ask('/sign-in', { method: 'POST', raw: form, headers });
  expect(page.text).toContain('hãy đăng nhập trong ứng dụng');
  expect(page.text).not.toContain('name="code"');
});

test.each([
  ['no object', 'x'],
  ['without an answer', { id: 'x', rawId: 'x', type: 'public-key' }],
  ['with a number for text', { id: 1, rawId: 'x', type: 'public-key', response: { clientDataJSON: 2 } }],
])('what is %s is refused as input', async (_, body) => {
  const refused = await ask(new Map(), '/sign-in/passkey', body);
  expect(refused.status).toBe(422);
});
