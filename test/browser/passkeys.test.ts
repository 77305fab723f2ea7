// A passkey in a real browser: Chromium makes and shows it by its virtual authenticator, at the addresses that the API
// gives. The pages have no script, so that the few lines that ask the browser come through the debugger.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts } from '../../accounts/accounts.ts';
import { PASSWORD } from '../../accounts/browser.fixture.ts';
import type { Accounts } from '../../accounts/port.ts';
import { type Served, served } from '../../api/world.fixture.ts';
import { accountsPlace } from '../../cli/accounts-side.ts';
import { openBrowser } from './browser.ts';

let browser: Browser;
let accounts: Accounts;
let s: Served;
let at: string;
beforeAll(async () => {
  const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
  accounts = await openAccounts({ place, secret: 'b'.repeat(64), secure: false });
  s = await served(() => ({ demo: undefined, accounts, secondFactor: 'everybody' }));
  at = s.url.replace('127.0.0.1', 'localhost');
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await s.close();
  await accounts.close();
});

/** As the application does it: what is asked, the browser's answer, and the answer to that. */
const script = `async ({ begin, kind, end, body }) => {
  const post = async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/v1' + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.json();
  };
  if (!begin) return post(end, body);
  const options = await post(begin, {});
  if (!options.challenge) return options;
  const publicKey = kind === 'create'
    ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
    : PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials[kind]({ publicKey });
  const response = credential.toJSON();
  return post(end, body ? { ...body, [kind === 'create' ? 'response' : 'passkey']: response } : response);
}`;
type Step = { begin?: string; kind?: 'create' | 'get'; end: string; body?: object };
const run = (page: Page, step: Step) => page.evaluate(`(${script})(${JSON.stringify(step)})`);

test('a passkey is made, signs in alone and after a password, and shows again that it is you', async () => {
  const made = await accounts.invitations.make({ account: 'demo-krong-nang', by: 'quan-tri' });
  const token = 'token' in made ? made.token : '';
  await accounts.invitations.accept({ token, name: 'lan.nguyen', password: PASSWORD });

  // The application's policy lets its own script ask of its own origin; this page's lets none, so that it is passed by.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${at}/sign-in`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    ...({ protocol: 'ctap2', transport: 'internal' } as const),
    ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  };
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options });

  const password = { name: 'lan.nguyen', password: PASSWORD };
  expect(await run(page, { end: '/sign-in', body: password })).toEqual({ account: 'demo-krong-nang' });
  const adding = {
    begin: '/me/passkeys/begin',
    kind: 'create',
    end: '/me/passkeys',
    body: { name: 'Chromium' },
  } as const;
  expect(await run(page, adding)).toMatchObject({ name: 'Chromium' });
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);
  await expect(run(page, adding), 'the same device twice').rejects.toThrow(/InvalidStateError/);

  const byPasskey = { begin: '/sign-in/passkey/begin', kind: 'get', end: '/sign-in/passkey' } as const;
  await run(page, { end: '/sign-out', body: {} });
  expect((await page.goto(`${at}/v1/me`))?.status()).toBe(401);
  expect(await run(page, byPasskey)).toEqual({ account: 'demo-krong-nang' });
  expect((await page.goto(`${at}/v1/product-cycles`))?.status()).toBe(200);
  const again = { begin: '/me/confirm/begin', kind: 'get', end: '/me/confirm', body: {} } as const;
  expect(await run(page, again)).toHaveProperty('confirmedAt');

  await run(page, { end: '/sign-out', body: {} });
  expect(await run(page, { end: '/sign-in', body: password })).toEqual({ wants: ['passkey'] });
  expect(await run(page, byPasskey)).toEqual({ account: 'demo-krong-nang' });

  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await expect(run(page, byPasskey), 'no finger, no PIN').rejects.toThrow(/NotAllowedError/);
  await context.close();
}, 120_000);
