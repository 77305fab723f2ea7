// Passkeys on both databases: the ways in by them, and what is tried against them. The device is simulated.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { type Browser, browser, codeOf, onBothDatabases, PASSWORD } from './browser.fixture.ts';
import type { Accounts, PasskeyAnswer } from './port.ts';
import { simulatedAuthenticator } from './simulated-authenticator.fixture.ts';

const HERE = 'https://ocop.example';
const MINUTE = 60_000;
type Device = ReturnType<typeof simulatedAuthenticator>;
type Bent = Parameters<Device['show']>[1];

await onBothDatabases('passkeys', (open) => {
  let accounts: Accounts;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T02:00:00Z') });
    accounts = await open({ publicUrl: () => HERE });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await accounts.close();
  });
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
  const good = <T>(answer: T | { refused: true }): T => {
    if (isRefusal(answer)) throw new Error(answer.code);
    return answer as T;
  };

  async function member(account: string): Promise<Browser> {
    const { token } = good(await accounts.invitations.make({ account, by: 'quan-tri' })) as { token: string };
    await accounts.invitations.accept({ token, name: account, password: PASSWORD });
    const b = browser();
    b.keep(await accounts.signIn(b.visitor, { name: account, password: PASSWORD }));
    return b;
  }
  const added = async (b: Browser, device: Device, bent: Bent = {}) => {
    const options = good(await accounts.passkeys.begin(b.visitor)) as never;
    return accounts.passkeys.add(b.visitor, { name: 'máy của tôi', response: device.make(options, bent) });
  };
  async function withPasskey(account: string) {
    const [b, device] = [await member(account), simulatedAuthenticator(HERE)];
    const passkey = good(await added(b, device)) as { id: string };
    return { b, device, id: passkey.id };
  }
  const asked = async (b: Browser) => good(await accounts.askForPasskey(b.visitor)) as never;
  const signIn = async (b: Browser, device: Device, bent: Bent = {}, which?: number) =>
    b.keep(await accounts.signInByPasskey(b.visitor, device.show(await asked(b), bent, which)));
  const holder = async (b: Browser) => (await accounts.holderOf(b.visitor))?.value;

  describe('signing in', () => {
    test('by a passkey alone, which counts as the second factor and as a fresh proof', async () => {
      const { device } = await withPasskey('cb-1');
      const other = browser('10.0.0.2');
      expect(await signIn(other, device)).toEqual({ account: 'cb-1' });
      expect(await holder(other)).toMatchObject({
        account: 'cb-1',
        factors: ['passkey'],
        confirmedAt: new Date().toISOString(),
      });
      const [shown] = await accounts.passkeys.of('cb-1');
      expect(shown).toMatchObject({ name: 'máy của tôi', lastUsedAt: new Date().toISOString() });
      expect((await accounts.people.find('cb-1'))?.factors).toEqual(['passkey']);
    });

    test('with a password it is asked for as the second step, and the step is over with it', async () => {
      const { device } = await withPasskey('cb-1');
      const b = browser('10.0.0.2');
      expect(b.keep(await accounts.signIn(b.visitor, { name: 'cb-1', password: PASSWORD }))).toEqual({
        wants: ['passkey'],
      });
      expect(await holder(b)).toBeUndefined();
      expect(await asked(b)).toMatchObject({ allowCredentials: [{ id: expect.any(String) }], rpId: 'ocop.example' });
      expect(await signIn(b, device)).toEqual({ account: 'cb-1' });
      expect(b.jar.has('ocop-second-step')).toBe(false);
      expect(b.keep(await accounts.signInByCode(b.visitor, { recoveryCode: 'x' }))).toBe('SIGN_IN_OVER');
    });

    test('the passkey of another is not the second step', async () => {
      const [{ device: first }, { device: second }] = [await withPasskey('cb-1'), await withPasskey('cb-2')];
      const b = browser('10.0.0.2');
      await accounts.signIn(b.visitor, { name: 'cb-1', password: PASSWORD }).then((a) => b.keep(a));
      expect(await signIn(b, second)).toBe('PASSKEY_WRONG');
      expect(await holder(b)).toBeUndefined();
      expect(await signIn(b, first)).toEqual({ account: 'cb-1' });
    });

    test('nobody is named: what is asked says nothing of who has an account', async () => {
      await withPasskey('cb-1');
      const [one, two] = [await asked(browser()), await asked(browser())] as { challenge: string }[];
      expect(one).toMatchObject({ allowCredentials: [], userVerification: 'required' });
      expect({ ...one, challenge: '' }).toEqual({ ...two, challenge: '' });
      expect(one?.challenge).not.toBe(two?.challenge);
    });
  });

  describe('what is tried', () => {
    const tried: [string, Bent, string][] = [
      ['made on a page of another site', { origin: 'https://ocop.example.evil.example' }, 'PASSKEY_WRONG'],
      ['made at our name over plain HTTP', { origin: 'http://ocop.example' }, 'PASSKEY_WRONG'],
      ['for another place', { rpId: 'example' }, 'PASSKEY_WRONG'],
      ['without finger, face or PIN', { isVerified: false }, 'PASSKEY_WRONG'],
      ['that was made to add a passkey', { type: 'webauthn.create' }, 'PASSKEY_WRONG'],
      ['to a question nobody asked', { challenge: 'YWJj' }, 'PASSKEY_OVER'],
      ['that says to be another’s', { userHandle: Buffer.from('cb-2').toString('base64url') }, 'PASSKEY_WRONG'],
      ['of a passkey nobody has', { id: 'a'.repeat(43) }, 'PASSKEY_WRONG'],
    ];
    test.each(tried)('an answer %s opens nothing', async (_, bent, code) => {
      const { device } = await withPasskey('cb-1');
      const b = browser('10.0.0.2');
      expect(await signIn(b, device, bent)).toBe(code);
      expect(await holder(b)).toBeUndefined();
    });

    test('an answer counts once, for five minutes, and for what it was asked for', async () => {
      const { b, device } = await withPasskey('cb-1');
      const other = browser('10.0.0.2');
      const answer = device.show(await asked(other));
      other.keep(await accounts.signInByPasskey(other.visitor, answer));
      expect(codeOf(await accounts.signInByPasskey(browser().visitor, answer))).toBe('PASSKEY_OVER');
      const late = device.show(await asked(other));
      later(5 * MINUTE);
      expect(codeOf(await accounts.signInByPasskey(other.visitor, late))).toBe('PASSKEY_OVER');
      const again = good(await accounts.askAgain(b.visitor)) as never;
      expect(codeOf(await accounts.signInByPasskey(b.visitor, device.show(again)))).toBe('PASSKEY_OVER');
      const forSignIn = device.show(await asked(b));
      expect(codeOf(await accounts.confirm(b.visitor, { passkey: forSignIn }))).toBe('PASSKEY_OVER');
    });

    test('the same answer from two places at once lets one in', async () => {
      const { device } = await withPasskey('cb-1');
      const answer = device.show(await asked(browser()));
      const both = await Promise.all(
        [1, 2].map((n) => accounts.signInByPasskey(browser(`10.0.0.${n}`).visitor, answer)),
      );
      expect(both.map((a) => (isRefusal(a) ? a.code : 'in')).sort()).toEqual(['PASSKEY_OVER', 'in']);
    });

    test('a count that goes back, or stands still, tells of a copy', async () => {
      const { device } = await withPasskey('cb-1');
      expect(await signIn(browser(), device, { count: 40 })).toEqual({ account: 'cb-1' });
      for (const count of [40, 39, 0]) expect(await signIn(browser(), device, { count })).toBe('PASSKEY_COPIED');
      expect(await signIn(browser(), device, { count: 41 })).toEqual({ account: 'cb-1' });
    });

    test('a device that does not count says 0 always', async () => {
      const [b, device] = [await member('cb-1'), simulatedAuthenticator(HERE)];
      good(await added(b, device, { count: 0 }));
      for (let i = 0; i < 2; i++) expect(await signIn(browser(), device, { count: 0 })).toEqual({ account: 'cb-1' });
    });

    test('a signature by another key is none', async () => {
      const { id } = await withPasskey('cb-1');
      const [b, theirs] = [await member('cb-2'), simulatedAuthenticator(HERE)];
      const options = good(await accounts.passkeys.begin(b.visitor)) as never;
      theirs.make(options, { id });
      const handle = Buffer.from('cb-1').toString('base64url');
      expect(await signIn(browser(), theirs, { userHandle: handle })).toBe('PASSKEY_WRONG');
    });

    test.each([
      ['nothing', { id: 'x', response: { clientDataJSON: '' } }],
      ['null', { id: 'x', response: { clientDataJSON: Buffer.from('null').toString('base64url') } }],
      ['no base64', { id: '*', response: { clientDataJSON: '***' } }],
    ])('%s is answered as something old', async (_, given) => {
      expect(codeOf(await accounts.signInByPasskey(browser().visitor, given as PasskeyAnswer))).toBe('PASSKEY_OVER');
    });
  });

  describe('adding and removing', () => {
    test.each([
      ['made on a page of another site', { origin: 'https://evil.example' }, 'PASSKEY_WRONG'],
      ['for another place', { rpId: 'evil.example' }, 'PASSKEY_WRONG'],
      ['without finger, face or PIN', { isVerified: false }, 'PASSKEY_WRONG'],
      ['to a question nobody asked', { challenge: 'YWJj' }, 'PASSKEY_OVER'],
    ] as const)('one %s is not taken', async (_, bent, code) => {
      const b = await member('cb-1');
      expect(codeOf(await added(b, simulatedAuthenticator(HERE), bent))).toBe(code);
      expect(await accounts.passkeys.of('cb-1')).toEqual([]);
    });

    test('nor what another was asked, nor one that is somebody’s already', async () => {
      const { id } = await withPasskey('cb-1');
      const [b, device] = [await member('cb-2'), simulatedAuthenticator(HERE)];
      const theirs = good(await accounts.passkeys.begin((await member('cb-3')).visitor)) as never;
      const response = device.make(theirs);
      expect(codeOf(await accounts.passkeys.add(b.visitor, { name: 'x', response }))).toBe('PASSKEY_OVER');
      expect(codeOf(await added(b, device, { id }))).toBe('PASSKEY_KNOWN');
      expect(codeOf(await accounts.passkeys.begin(browser().visitor))).toBe('SESSION_NEEDED');
    });

    test('the first one ends sessions begun elsewhere by the password alone', async () => {
      const b = await member('cb-1');
      const elsewhere = browser('10.0.0.9');
      elsewhere.keep(await accounts.signIn(elsewhere.visitor, { name: 'cb-1', password: PASSWORD }));
      good(await added(b, simulatedAuthenticator(HERE)));
      expect([(await holder(b))?.factors, await holder(elsewhere)]).toEqual([['passkey'], undefined]);
    });

    test('a removed one opens nothing; another’s is not removed; without any the password is enough again', async () => {
      const { device, id } = await withPasskey('cb-1');
      await member('cb-2');
      expect(await accounts.passkeys.remove('cb-2', id)).toBe(false);
      expect(await accounts.passkeys.remove('cb-1', id)).toBe(true);
      expect(await signIn(browser(), device)).toBe('PASSKEY_WRONG');
      const b = browser('10.0.0.2');
      expect(b.keep(await accounts.signIn(b.visitor, { name: 'cb-1', password: PASSWORD }))).toEqual({
        account: 'cb-1',
      });
    });

    test('twenty are enough', async () => {
      const [b, device] = [await member('cb-1'), simulatedAuthenticator(HERE)];
      for (let i = 0; i < 20; i++) good(await added(b, device));
      expect(codeOf(await accounts.passkeys.begin(b.visitor))).toBe('PASSKEYS_MANY');
    });
  });

  test('shows again that it is you, as the one who signed in', async () => {
    const [{ b, device }, { device: theirs }] = [await withPasskey('cb-1'), await withPasskey('cb-2')];
    later(30 * MINUTE);
    const before = (await holder(b))?.confirmedAt;
    const ask = async () => good(await accounts.askAgain(b.visitor)) as never;
    expect(codeOf(await accounts.confirm(b.visitor, { passkey: theirs.show(await ask()) }))).toBe('PASSKEY_WRONG');
    expect((await holder(b))?.confirmedAt).toBe(before);
    const confirmed = await accounts.confirm(b.visitor, { passkey: device.show(await ask()) });
    expect(confirmed).toEqual({ confirmedAt: new Date().toISOString() });
    expect((await holder(b))?.confirmedAt).toBe(new Date().toISOString());
  });

  test('beside a telephone’s codes either is the second step, and one stays when the other goes', async () => {
    const { b, device, id } = await withPasskey('cb-1');
    const begun = good(await accounts.totp.begin(b.visitor, PASSWORD)) as { uri: string };
    expect((await holder(b))?.factors).toEqual(['passkey']);
    const { createOTP } = await import('@better-auth/utils/otp');
    const { base32 } = await import('@better-auth/utils/base32');
    const secret = base32.decode(new URL(begun.uri).searchParams.get('secret') ?? '');
    const code = () => createOTP(secret, { period: 30, digits: 6 }).totp();
    b.keep(await accounts.totp.complete(b.visitor, await code()));
    expect((await holder(b))?.factors).toEqual(['totp', 'passkey']);
    later(5 * MINUTE);
    const two = browser('10.0.0.2');
    const wants = async () => two.keep(await accounts.signIn(two.visitor, { name: 'cb-1', password: PASSWORD }));
    expect(await wants()).toEqual({ wants: ['totp', 'passkey'] });
    expect(two.keep(await accounts.signInByCode(two.visitor, { code: await code() }))).toEqual({ account: 'cb-1' });
    await accounts.totp.remove(b.visitor, PASSWORD);
    two.jar.clear();
    expect(await wants()).toEqual({ wants: ['passkey'] });
    expect(await signIn(two, device)).toEqual({ account: 'cb-1' });
    await accounts.passkeys.remove('cb-1', id);
    two.jar.clear();
    expect(await wants()).toEqual({ account: 'cb-1' });
  });

  test('new credentials forget the lost device, and an erased person leaves none', async () => {
    const { device } = await withPasskey('cb-1');
    const made = good(await accounts.invitations.make({ account: 'cb-1', by: 'quan-tri', kind: 'reset' })) as {
      token: string;
    };
    await accounts.invitations.accept({ token: made.token, name: 'cb-1', password: 'mùa cà phê chín đỏ' });
    expect(await signIn(browser(), device)).toBe('PASSKEY_WRONG');
    const { device: second } = await withPasskey('cb-2');
    await accounts.people.erase('cb-2');
    expect([await accounts.passkeys.of('cb-2'), await signIn(browser(), second)]).toEqual([[], 'PASSKEY_WRONG']);
  });

  test('they belong to a name: at a bare address there are none, on this very machine there are', async () => {
    const bare = await open({ publicUrl: () => 'http://127.0.0.1:7070' });
    try {
      for (const at of ['http://127.0.0.1:7070', 'https://other.example', 'http://[::1]:7070', 'x'])
        expect(codeOf(await bare.askForPasskey(browser('10.0.0.1', at).visitor))).toBe('PASSKEYS_NOT_HERE');
      const local = await bare.askForPasskey(browser('10.0.0.1', 'http://localhost:7070').visitor);
      expect(local).toMatchObject({ rpId: 'localhost' });
    } finally {
      await bare.close();
    }
  });
});
