// Single sign-on through the plain pages, there and back of a real OpenID provider.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts } from '../../accounts/accounts.ts';
import { PASSWORD } from '../../accounts/browser.fixture.ts';
import { type Issuer, issuer, travel } from '../../accounts/issuer.fixture.ts';
import type { Accounts } from '../../accounts/port.ts';
import { accountsPlace } from '../../cli/accounts-side.ts';
import { type Served, served } from '../world.fixture.ts';
import { askWith, type Jar } from './jar.fixture.ts';

const BACK = 'http://localhost/sign-in/sign-on/back';
let theirs: Issuer;
let accounts: Accounts;
let s: Served;
beforeAll(async () => {
  theirs = await issuer(BACK);
  const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
  const label = 'SSO của tỉnh';
  const singleSignOn = { issuer: theirs.url, clientId: 'ocop', clientSecret: 'bi-mat-cua-ocop', label, backTo: BACK };
  accounts = await openAccounts({ place, secret: 'b'.repeat(64), secure: false, singleSignOn });
  s = await served(() => ({ demo: undefined, accounts, secondFactor: 'roles' }));
}, 120_000);
afterAll(async () => {
  await s.close();
  await accounts.close();
  await theirs.close();
});

const ask = (jar: Jar, path: string, q: Parameters<Served['ask']>[1] = {}) => askWith(s, jar, path, q);
const invitation = async (account: string): Promise<string> => {
  const made = await accounts.invitations.make({ account, by: 'quan-tri' });
  return 'token' in made ? made.token : '';
};
const from = async (jar: Jar, path: string) => {
  const left = await ask(jar, path);
  expect(left.status, left.text).toBe(303);
  return ask(jar, `/sign-in/sign-on/back?${await travel(left.headers.get('location') ?? '', new Map())}`);
};

test('pages offer it: an invitation is taken by it, and signing in leads on to where one wanted to go', async () => {
  const token = await invitation('demo-krong-nang');
  expect((await ask(new Map(), `/invitation/${token}`)).text).toContain(`href="/invitation/${token}/sign-on"`);
  const jar: Jar = new Map();
  const taken = await from(jar, `/invitation/${token}/sign-on`);
  expect([taken.status, taken.headers.get('refresh')], taken.text).toEqual([200, '0; url=/']);
  const session = taken.headers.getSetCookie().find((c) => c.startsWith('ocop-session='));
  expect(session).toContain('SameSite=Strict');
  expect((await ask(jar, '/v1/me')).body).toMatchObject({ account: 'demo-krong-nang' });

  expect((await ask(new Map(), '/sign-in?next=/latest')).text).toContain('href="/sign-in/sign-on?next=%2Flatest"');
  expect((await ask(new Map(), '/v1/welcome')).body.singleSignOn).toMatchObject({ label: 'SSO của tỉnh' });
  const other: Jar = new Map();
  expect((await from(other, '/sign-in/sign-on?next=/latest')).headers.get('refresh')).toBe('0; url=/latest');
  await ask(other, '/v1/sign-out', { body: {} });
  expect((await ask(other, '/v1/me')).status).toBe(401);
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/%0d%0aSet-Cookie: a=b'])(
  'it leads to no page of others: %s',
  async (next) => {
    const back = await from(new Map(), `/sign-in/sign-on?next=${encodeURIComponent(next)}`);
    expect([back.headers.get('refresh'), back.headers.get('set-cookie')?.includes('a=b')]).toEqual(['0; url=/', false]);
  },
);

test('whom nobody invited, and an answer in a browser that asked nothing, end at the sign-in page', async () => {
  theirs.state.person = 'khach';
  const unknown = await from(new Map(), '/sign-in/sign-on');
  expect([unknown.status, unknown.text.includes('Chưa có tài khoản nào'), unknown.text]).toEqual([
    403,
    true,
    expect.stringContaining('name="password"'),
  ]);
  theirs.state.person = 'lan';
  const foreign = await ask(new Map(), '/sign-in/sign-on/back?code=x&state=y&iss=z');
  expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([401, []]);
});

test('its holder shows there again that it is them; who has not signed in is asked to', async () => {
  expect((await ask(new Map(), '/sign-in/sign-on/again')).status).toBe(401);
  const jar: Jar = new Map();
  await from(jar, '/sign-in/sign-on');
  const before = theirs.state.logins;
  // With the issuer's own session still open: it asks all the same.
  expect((await from(jar, '/sign-in/sign-on/again?next=/board')).headers.get('refresh')).toBe('0; url=/board');
  expect(theirs.state.logins).toBe(before + 1);
});

test('a role that binds others is used with a second factor after it too', async () => {
  theirs.state.person = 'quan-tri';
  const jar: Jar = new Map();
  await from(jar, `/invitation/${await invitation('demo-admin')}/sign-on`);
  expect((await ask(jar, '/v1/product-cycles')).body.code).toBe('SECOND_FACTOR_REQUIRED');
  theirs.state.person = 'lan';
});

test('an account with a password is moved to it by new credentials, and its roles stay', async () => {
  const id = 'demo-krong-nang-xa-1';
  const accepting = { token: await invitation(id), name: 'hoa.xa', password: PASSWORD };
  expect((await ask(new Map(), '/v1/invitations/accept', { body: accepting })).status).toBe(200);
  const before: Jar = new Map();
  const given = { name: 'hoa.xa', password: PASSWORD };
  await ask(before, '/v1/sign-in', { body: given });
  const { roles } = (await ask(before, '/v1/me')).body;
  theirs.state.person = 'hoa';
  expect((await from(new Map(), '/sign-in/sign-on')).status).toBe(403);
  const made = await accounts.invitations.make({ account: id, by: 'quan-tri', kind: 'reset' });
  const token = 'token' in made ? made.token : '';
  expect((await ask(new Map(), `/invitation/${token}`)).text).toContain(`href="/invitation/${token}/sign-on"`);
  expect((await from(new Map(), `/invitation/${token}/sign-on`)).status).toBe(200);
  expect((await ask(before, '/v1/me')).status).toBe(401);
  expect((await ask(new Map(), '/v1/sign-in', { body: given })).body.code).toBe('SIGN_IN_FAILED');
  const after: Jar = new Map();
  await from(after, '/sign-in/sign-on');
  expect((await ask(after, '/v1/me')).body).toMatchObject({ account: id, roles });
  theirs.state.person = 'lan';
});

test('where the issuer is away the password goes on, and where there is none nothing is offered', async () => {
  const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
  const singleSignOn = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x', label: 'SSO', backTo: BACK };
  const lone = await openAccounts({ place, secret: 'b'.repeat(64), secure: false, singleSignOn });
  const away = await served(() => ({ demo: undefined, accounts: lone }));
  const none = await served(() => ({ demo: undefined, accounts: { ...lone, singleSignOn: undefined } }));
  try {
    const refused = await away.ask('/sign-in/sign-on');
    expect([refused.status, refused.text.includes('hiện không trả lời')]).toEqual([503, true]);
    expect(refused.text).toContain('name="password"');
    const made = await lone.invitations.make({ account: 'cb-1', by: 'quan-tri' });
    const accepting = { token: 'token' in made ? made.token : '', name: 'cb-1', password: PASSWORD };
    await lone.invitations.accept(accepting);
    const signed = await away.ask('/v1/sign-in', { body: { name: 'cb-1', password: PASSWORD } });
    expect(signed.body).toEqual({ account: 'cb-1' });
    expect((await away.ask('/readyz')).status).toBe(200);
    expect((await none.ask('/sign-in/sign-on')).status).toBe(404);
    expect((await none.ask('/sign-in')).text).not.toContain('sign-on');
  } finally {
    await away.close();
    await none.close();
    await lone.close();
  }
});

test('neither code, state nor token is logged', () => {
  const logged = s.logged.join('\n');
  expect(logged).toContain('single-sign-on');
  expect(logged).not.toMatch(/code=|state=|eyJ/);
});
