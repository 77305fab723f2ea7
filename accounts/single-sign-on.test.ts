// Single sign-on against a real OpenID provider on loopback, on both databases: the ways in, and what is tried.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { type Browser, browser, codeOf, onBothDatabases, PASSWORD } from './browser.fixture.ts';
import { type Bend, type Issuer, issuer, travel } from './issuer.fixture.ts';
import type { Accounts, SingleSignOn, SingleSignOnSettings } from './port.ts';

const BACK = 'https://ocop.example/sign-in/sign-on/back';
let theirs: Issuer;
beforeAll(async () => {
  theirs = await issuer(BACK);
});
afterAll(() => theirs.close());

await onBothDatabases('single sign-on', (open) => {
  const settings = (more: Partial<SingleSignOnSettings> = {}): SingleSignOnSettings => ({
    ...{ issuer: theirs.url, clientId: 'ocop', clientSecret: 'bi-mat-cua-ocop', label: 'SSO của tỉnh', backTo: BACK },
    ...more,
  });
  let accounts: Accounts;
  let signOn: SingleSignOn;
  const opened = async (more: Partial<SingleSignOnSettings> = {}) => {
    accounts = await open({ singleSignOn: settings(more) });
    signOn = accounts.singleSignOn as SingleSignOn;
  };
  beforeEach(() => opened());
  afterEach(async () => {
    await accounts.close();
    Object.assign(theirs.state, { person: 'lan', claims: {}, bend: undefined });
  });

  type Journey = Omit<Parameters<SingleSignOn['begin']>[1], 'next'>;
  const begun = async (b: Browser, journey: Journey = {}, next = '/board'): Promise<string> => {
    const answer = b.keep(await signOn.begin(b.visitor, { next, ...journey }));
    if (typeof answer === 'string') throw new Error(answer);
    return answer.to;
  };
  /** There and back. @returns where it leads, or the code it is refused with */
  const signIn = async (b: Browser, journey: Journey = {}) => {
    const query = await travel(await begun(b, journey), new Map());
    return b.keep(await signOn.finish(b.visitor, query));
  };
  const invited = async (account: string, more: { email?: string; kind?: 'reset' } = {}): Promise<string> => {
    const made = await accounts.invitations.make({ account, by: 'quan-tri', ...more });
    if (isRefusal(made)) throw new Error(made.code);
    return made.token;
  };
  const holder = async (b: Browser) => (await accounts.holderOf(b.visitor))?.value;
  const linked = async (account: string, person = 'lan') => {
    theirs.state.person = person;
    const b = browser();
    expect(await signIn(b, { invitation: await invited(account) })).toMatchObject({ account });
    return b;
  };

  describe('the way in', () => {
    test('an invitation is taken by it, once; from then on it signs in as that account', async () => {
      theirs.state.claims = { email: 'Lan@tinh.gov.vn', email_verified: true, preferred_username: 'Lan.Nguyen' };
      const token = await invited('cb-1');
      const b = browser();
      expect(await signIn(b, { invitation: token })).toEqual({ account: 'cb-1', next: '/board' });
      expect((await holder(b))?.account).toBe('cb-1');
      expect(await accounts.people.find('cb-1')).toMatchObject({ name: 'lan.nguyen', email: 'lan@tinh.gov.vn' });
      expect(await signIn(browser('10.0.0.2'), { invitation: token })).toBe('INVITATION_USED');
      const other = browser('10.0.0.3');
      expect(await signIn(other)).toEqual({ account: 'cb-1', next: '/board' });
      expect(await holder(other)).toMatchObject({ account: 'cb-1', factors: [] });
      expect(await accounts.people.signOns('cb-1')).toMatchObject([{ issuer: theirs.url, subject: 'lan' }]);
    });

    test('no account is made for whom nobody invited', async () => {
      theirs.state.person = 'khach';
      const b = browser();
      expect(await signIn(b)).toBe('SIGN_ON_UNKNOWN');
      expect([await holder(b), await accounts.people.list()]).toEqual([undefined, []]);
    });

    test('one person is one account; an invitation for another address, or an old one, is not theirs', async () => {
      await linked('cb-1');
      expect(await signIn(browser(), { invitation: await invited('cb-2') })).toBe('SIGN_ON_LINKED');
      theirs.state.person = 'hoa';
      theirs.state.claims = { email: 'hoa@tinh.gov.vn', email_verified: true };
      const token = await invited('cb-3', { email: 'mai@tinh.gov.vn' });
      expect(await signIn(browser(), { invitation: token })).toBe('INVITATION_FOR_ANOTHER');
      expect(await signIn(browser(), { invitation: 'khong-co' })).toBe('INVITATION_UNKNOWN');
      expect((await accounts.people.list()).map((p) => p.account)).toEqual(['cb-1']);
    });

    test('a factor of ours is asked for as after a password, unless the issuer says that it asked for one', async () => {
      await accounts.close();
      await opened({ vouches: { claim: 'amr', value: 'mfa' } });
      const b = await linked('cb-1');
      const begun = await accounts.totp.begin(b.visitor, '');
      const { createOTP } = await import('@better-auth/utils/otp');
      const { base32 } = await import('@better-auth/utils/base32');
      const secret = base32.decode(new URL('uri' in begun ? begun.uri : '').searchParams.get('secret') ?? '');
      const code = await createOTP(secret, { period: 30, digits: 6 }).totp();
      b.keep(await accounts.totp.complete(b.visitor, code));
      const two = browser('10.0.0.2');
      expect(await signIn(two)).toEqual({ wants: ['totp'], next: '/board' });
      expect(await holder(two)).toBeUndefined();
      const recoveryCode = 'recoveryCodes' in begun ? (begun.recoveryCodes[0] ?? '') : '';
      expect(two.keep(await accounts.signInByCode(two.visitor, { recoveryCode }))).toEqual({ account: 'cb-1' });
      expect((await holder(two))?.factors).toEqual(['totp']);
      theirs.state.claims = { amr: ['pwd', 'mfa'] };
      const three = browser('10.0.0.3');
      expect(await signIn(three)).toEqual({ account: 'cb-1', next: '/board' });
      expect((await holder(three))?.factors).toEqual(['totp', 'single-sign-on']);
    });

    test('what the issuer says of a second factor counts for nothing where no setting names it', async () => {
      theirs.state.claims = { amr: ['mfa'] };
      expect((await holder(await linked('cb-1')))?.factors).toEqual([]);
    });

    test('the proof is as fresh as the issuer says; going there once more makes it new, for the same person', async () => {
      theirs.state.bend = (claims) => ({ claims: { ...claims, auth_time: Number(claims.auth_time) - 3600 } });
      const b = await linked('cb-1');
      const confirmed = async () => Date.now() - Date.parse((await holder(b))?.confirmedAt ?? '');
      expect(await confirmed()).toBeGreaterThan(3_500_000);
      expect(await signIn(b, { again: true })).toBe('SIGN_ON_FAILED');
      theirs.state.bend = undefined;
      expect(await signIn(b, { again: true })).toEqual({ account: 'cb-1', next: '/board' });
      expect(await confirmed()).toBeLessThan(60_000);
      await linked('cb-2', 'hoa');
      expect(await signIn(b, { again: true })).toBe('SIGN_ON_OF_ANOTHER');
      expect(codeOf(await signOn.begin(browser().visitor, { next: '/', again: true }))).toBe('SESSION_NEEDED');
    });

    test('new credentials by it end what was before, and erasing leaves no link', async () => {
      const token = await invited('cb-1');
      await accounts.invitations.accept({ token, name: 'lan', password: PASSWORD });
      const b = browser();
      expect(await signIn(b, { invitation: await invited('cb-1', { kind: 'reset' }) })).toMatchObject({
        account: 'cb-1',
      });
      const password = { name: 'cb-1', password: PASSWORD };
      expect(codeOf(await accounts.signIn(browser().visitor, password))).toBe('SIGN_IN_FAILED');
      await accounts.people.erase('cb-1');
      expect([await holder(b), await signIn(browser())]).toEqual([undefined, 'SIGN_ON_UNKNOWN']);
    });
  });

  describe('what is tried', () => {
    const bent: [string, Bend][] = [
      ['for another audience', (claims) => ({ claims: { ...claims, aud: 'another-client' } })],
      ['with another nonce', (claims) => ({ claims: { ...claims, nonce: 'xxx' } })],
      ['without a nonce', ({ nonce: _, ...claims }) => ({ claims })],
      ['of another issuer', (claims) => ({ claims: { ...claims, iss: 'https://evil.example' } })],
      ['that is over', (claims) => ({ claims: { ...claims, iat: 1, exp: 2 } })],
      ['that says not when', ({ auth_time: _, ...claims }) => ({ claims })],
      ['with alg none', (_, header) => ({ header: { ...header, alg: 'none' } })],
      ['signed by another key', () => ({ key: theirs.anotherKey() })],
      ['signed by a key that is no longer published', (_, header) => ({ header: { ...header, kid: 'cu' } })],
      ['whose signature is ours to make (HS256)', (_, header) => ({ header: { ...header, alg: 'HS256' } })],
    ];
    test.each(bent)('a token %s opens nothing', async (_, bend) => {
      await linked('cb-1');
      theirs.state.bend = bend;
      const b = browser('10.0.0.2');
      expect(await signIn(b)).toBe('SIGN_ON_FAILED');
      expect(await holder(b)).toBeUndefined();
    });

    test('an answer counts once, and in the browser that asked', async () => {
      await linked('cb-1');
      const [b, other] = [browser(), browser('10.0.0.2')];
      const query = await travel(await begun(b), new Map());
      await begun(other);
      expect(codeOf(await signOn.finish(other.visitor, query)), 'login CSRF').toBe('SIGN_ON_OVER');
      expect(codeOf(await signOn.finish(b.visitor, query)), 'it is burnt').toBe('SIGN_ON_OVER');
      const second = await travel(await begun(b), new Map());
      expect(codeOf(await signOn.finish(browser().visitor, second)), 'without a cookie').toBe('SIGN_ON_OVER');
      const third = await travel(await begun(b), new Map());
      const held = b.visitor;
      expect(b.keep(await signOn.finish(held, third))).toMatchObject({ account: 'cb-1' });
      expect(codeOf(await signOn.finish(held, third)), 'replayed').toBe('SIGN_ON_OVER');
    });

    test('a code that was caught in another browser is not taken with a state of one’s own', async () => {
      await linked('cb-1');
      const caught = new URLSearchParams(await travel(await begun(browser('10.0.0.8')), new Map()));
      const b = browser('10.0.0.9');
      const own = new URLSearchParams(await travel(await begun(b), new Map()));
      own.set('code', caught.get('code') ?? '');
      // PKCE: the code belongs to the journey it was given for.
      expect(b.keep(await signOn.finish(b.visitor, own.toString()))).toBe('SIGN_ON_FAILED');
    });

    test.each([
      ['another issuer’s', (q: URLSearchParams) => q.set('iss', 'https://evil.example')],
      ['nobody’s', (q: URLSearchParams) => q.delete('iss')],
    ])('an answer that says to be %s is not taken (mix-up, RFC 9207)', async (_, bend) => {
      await linked('cb-1');
      const b = browser();
      const query = new URLSearchParams(await travel(await begun(b), new Map()));
      bend(query);
      expect(b.keep(await signOn.finish(b.visitor, query.toString()))).toBe('SIGN_ON_FAILED');
      expect(await holder(b)).toBeUndefined();
    });

    test('the same subject at another issuer is another person', async () => {
      await linked('cb-1');
      await accounts.close();
      const second = await issuer(BACK);
      try {
        await opened({ issuer: second.url });
        expect(await signIn(browser())).toBe('SIGN_ON_UNKNOWN');
      } finally {
        await second.close();
      }
    });

    test('an issuer that refuses, knows us not, or is away keeps nobody else out', async () => {
      const token = await invited('cb-9');
      await accounts.invitations.accept({ token, name: 'mai', password: PASSWORD });
      const b = browser();
      const query = new URLSearchParams(await travel(await begun(b), new Map()));
      query.delete('code');
      query.set('error', 'access_denied');
      expect(b.keep(await signOn.finish(b.visitor, query.toString()))).toBe('SIGN_ON_FAILED');
      await accounts.close();
      await opened({ issuer: 'http://127.0.0.1:9' });
      expect(codeOf(await signOn.begin(browser().visitor, { next: '/' }))).toBe('SIGN_ON_AWAY');
      const again = await accounts.invitations.make({ account: 'cb-8', by: 'quan-tri' });
      await accounts.invitations.accept({
        token: 'token' in again ? again.token : '',
        name: 'mai',
        password: PASSWORD,
      });
      const given = { name: 'mai', password: PASSWORD };
      expect(b.keep(await accounts.signIn(b.visitor, given))).toMatchObject({ account: expect.any(String) });
      await accounts.close();
      await opened({ clientSecret: 'sai' });
      expect(await signIn(browser())).toBe('SIGN_ON_FAILED');
    });
  });

  test('what goes to the issuer is PKCE with S256, a state and a nonce, and nothing of us beyond the name', async () => {
    const to = new URL(await begun(browser()));
    expect(Object.fromEntries(to.searchParams)).toEqual({
      ...{ client_id: 'ocop', redirect_uri: BACK, response_type: 'code', scope: 'openid email profile' },
      ...{ code_challenge_method: 'S256', code_challenge: expect.stringMatching(/^[\w-]{43}$/) },
      ...{ state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[\w-]{43}$/) },
      max_age: '432000',
    });
  });
});
