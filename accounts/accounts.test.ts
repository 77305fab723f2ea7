// One suite for both databases: signing in, and what is tried against it.

import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { accountsPlace } from '../cli/accounts-side.ts';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { describeOnPostgres } from '../test/contracts/vault-on-postgres.ts';
import { openAccounts } from './accounts.ts';
import { type Browser, browser, codeOf, type Open, onBothDatabases, PASSWORD, SECRET } from './browser.fixture.ts';
import type { Accounts } from './port.ts';

const MINUTE = 60_000;

const secretIn = (uri: string): Uint8Array => base32.decode(new URL(uri).searchParams.get('secret') ?? '');
const generator = (uri: string) => createOTP(secretIn(uri), { period: 30, digits: 6 });

function suite(open: Open): void {
  let accounts: Accounts;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T02:00:00Z') });
    accounts = await open();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await accounts.close();
  });
  const invite = async (given: Parameters<Accounts['invitations']['make']>[0]) => {
    const made = await accounts.invitations.make(given);
    if (isRefusal(made)) throw new Error(made.code);
    return made;
  };
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

  async function member(account: string, name = account, password = PASSWORD): Promise<void> {
    const { token } = await invite({ account, by: 'quan-tri' });
    expect(await accounts.invitations.accept({ token, name, password })).toEqual({ account });
  }
  const signIn = async (b: Browser, name: string, password = PASSWORD) =>
    b.keep(await accounts.signIn(b.visitor, { name, password }));
  const holder = async (b: Browser) => (await accounts.holderOf(b.visitor))?.value.account;

  async function withGenerator(b: Browser) {
    const begun = await accounts.totp.begin(b.visitor, PASSWORD);
    if (isRefusal(begun)) throw new Error(begun.code);
    const otp = generator(begun.uri);
    expect(b.keep(await accounts.totp.complete(b.visitor, await otp.totp()))).toBeUndefined();
    return { otp, recoveryCodes: begun.recoveryCodes };
  }

  describe('signing in', () => {
    test('by name, also with capitals, or by e-mail; then out again', async () => {
      const { token } = await invite({ account: 'cb-1', email: 'Lan@xa.gov.vn', by: 'quan-tri' });
      await accounts.invitations.accept({ token, name: 'lan.nguyen', password: PASSWORD });
      for (const name of ['lan.nguyen', ' Lan.Nguyen ', 'LAN@xa.gov.vn']) {
        const b = browser();
        expect(await signIn(b, name)).toEqual({ account: 'cb-1' });
        expect(await holder(b)).toBe('cb-1');
        b.keep(await accounts.signOut(b.visitor));
        expect(await holder(b)).toBeUndefined();
      }
    });

    test('a password is the same however its letters are composed', async () => {
      await member('cb-1');
      expect(await signIn(browser(), 'cb-1', PASSWORD.normalize('NFD'))).toEqual({ account: 'cb-1' });
    });

    test('a wrong name, a wrong password and nonsense are answered alike', async () => {
      await member('cb-1');
      for (const [name, password] of [
        ['cb-1', 'sai mật khẩu rồi'],
        ['cb-2', PASSWORD],
        ['ai@xa.gov.vn', PASSWORD],
        ['x', PASSWORD],
        ["' or 1=1 --", PASSWORD],
        ['cb-1', 'x'.repeat(5000)],
        ['khong phai @ thu', PASSWORD],
      ] as const)
        expect(await signIn(browser(`10.1.0.${name.length}`), name, password)).toBe('SIGN_IN_FAILED');
    });

    test('a cookie taken along after signing out opens nothing', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      const stolen = b.visitor;
      b.keep(await accounts.signOut(b.visitor));
      expect(await accounts.holderOf(stolen)).toBeUndefined();
    });

    test('a cookie somebody made, or changed, opens nothing; signing in takes none that was laid in', async () => {
      await member('cb-1');
      const b = browser();
      b.jar.set('ocop-session', 'abc.def');
      expect(await holder(b)).toBeUndefined();
      await signIn(b, 'cb-1');
      const [token = '', mark = ''] = (b.jar.get('ocop-session') ?? '').split('.');
      expect(token).not.toBe('abc');
      b.jar.set('ocop-session', `${token}x.${mark}`);
      expect(await holder(b)).toBeUndefined();
      b.jar.set('ocop-session', token);
      expect(await holder(b)).toBeUndefined();
    });

    test('a session ends after eight hours without a request, and after five days in any case', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      for (let hours = 0; hours < 24 * 5; hours += 6) {
        const held = await accounts.holderOf(b.visitor);
        expect(held?.value.account).toBe('cb-1');
        if (held) b.keep(held);
        later(6 * 60 * MINUTE);
      }
      expect(await holder(b)).toBeUndefined();
      await signIn(b, 'cb-1');
      later(8 * 60 * MINUTE + 1000);
      expect(await holder(b)).toBeUndefined();
    });
  });

  describe('guessing', () => {
    test('ten wrong passwords close an account for strangers, not for a device that has signed in before', async () => {
      await member('cb-1');
      const known = browser('10.0.0.1');
      await signIn(known, 'cb-1');
      known.keep(await accounts.signOut(known.visitor));
      for (let i = 0; i < 10; i++)
        expect(await signIn(browser(`10.0.1.${i}`), 'cb-1', 'sai mật khẩu rồi')).toBe('SIGN_IN_FAILED');
      expect(await signIn(browser('10.0.2.1'), 'cb-1')).toBe('SIGN_IN_SLOWED');
      expect(await signIn(known, 'cb-1')).toEqual({ account: 'cb-1' });
      later(15 * MINUTE + 1);
      expect(await signIn(browser('10.0.2.1'), 'cb-1')).toEqual({ account: 'cb-1' });
    });

    test('an account that is not there is closed just the same', async () => {
      for (let i = 0; i < 10; i++) await signIn(browser(`10.0.1.${i}`), 'khong-co', 'sai mật khẩu rồi');
      expect(await signIn(browser('10.0.2.1'), 'khong-co')).toBe('SIGN_IN_SLOWED');
    });

    test('attempts at one moment do not slip past each other', async () => {
      await member('cb-1');
      const tries = await Promise.all(
        Array.from({ length: 30 }, (_, i) => signIn(browser(`10.0.1.${i}`), 'cb-1', 'sai mật khẩu rồi')),
      );
      expect(tries.filter((t) => t === 'SIGN_IN_FAILED')).toHaveLength(10);
      expect(await signIn(browser('10.0.2.1'), 'cb-1')).toBe('SIGN_IN_SLOWED');
    });

    test('one address that tries many names is slowed', async () => {
      await Promise.all(Array.from({ length: 100 }, (_, i) => signIn(browser('10.9.9.9'), `ten-${i}`, 'ngắn')));
      expect(await signIn(browser('10.9.9.9'), 'ten-100')).toBe('SIGN_IN_SLOWED');
      expect(await signIn(browser('10.9.9.8'), 'ten-100')).toBe('SIGN_IN_FAILED');
    });

    test('an account of one’s own buys no further guesses at those of others', async () => {
      await member('cb-1');
      for (let i = 0; i < 100; i++) {
        if (i % 40 === 0) expect(await signIn(browser('10.9.9.9'), 'cb-1')).toEqual({ account: 'cb-1' });
        expect(await signIn(browser('10.9.9.9'), `ten-${i}`, 'ngắn')).toBe('SIGN_IN_FAILED');
      }
      expect(await signIn(browser('10.9.9.9'), 'ten-100', 'ngắn')).toBe('SIGN_IN_SLOWED');
    });

    test('a device cookie of another account, or a made one, is a stranger’s', async () => {
      await member('cb-1');
      await member('cb-2');
      const b = browser();
      await signIn(b, 'cb-2');
      for (let i = 0; i < 10; i++) await signIn(browser(`10.0.1.${i}`), 'cb-1', 'sai mật khẩu rồi');
      expect(await signIn(b, 'cb-1')).toBe('SIGN_IN_SLOWED');
    });
  });

  describe('the second factor', () => {
    test('a code is asked for, counts once, and a little drift is borne', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      const { otp } = await withGenerator(b);
      const other = browser('10.0.0.2');
      later(5 * MINUTE);
      expect(await signIn(other, 'cb-1')).toEqual({ wants: ['totp'] });
      expect(await holder(other)).toBeUndefined();
      const code = await otp.totp();
      later(25_000);
      expect(other.keep(await accounts.signInByCode(other.visitor, { code }))).toEqual({ account: 'cb-1' });
      expect((await accounts.holderOf(other.visitor))?.value.factors).toEqual(['totp']);
      const third = browser('10.0.0.3');
      await signIn(third, 'cb-1');
      expect(third.keep(await accounts.signInByCode(third.visitor, { code }))).toBe('CODE_USED');
    });

    test('the same code from two places at once lets one in', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      const { otp } = await withGenerator(b);
      later(5 * MINUTE);
      const two = [browser('10.0.0.2'), browser('10.0.0.3')];
      for (const one of two) await signIn(one, 'cb-1');
      const code = await otp.totp();
      const answers = await Promise.all(two.map((one) => accounts.signInByCode(one.visitor, { code })));
      expect(answers.map((a) => (isRefusal(a) ? a.code : 'in')).sort()).toEqual(['CODE_USED', 'in']);
    });

    test('a telephone three minutes off is told so, and not let in', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      const { otp } = await withGenerator(b);
      later(5 * MINUTE);
      const other = browser('10.0.0.2');
      await signIn(other, 'cb-1');
      const counter = Math.floor(Date.now() / 30_000) + 6;
      const answer = await accounts.signInByCode(other.visitor, { code: await otp.hotp(counter) });
      expect(answer).toMatchObject({ code: 'CODE_OFF_CLOCK', details: { minutes: 3 } });
      expect(await holder(other)).toBeUndefined();
    });

    test('a recovery code counts once', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      const { recoveryCodes } = await withGenerator(b);
      const code = recoveryCodes[0] as string;
      const in1 = browser('10.0.0.2');
      await signIn(in1, 'cb-1');
      expect(in1.keep(await accounts.signInByCode(in1.visitor, { recoveryCode: code }))).toEqual({ account: 'cb-1' });
      const in2 = browser('10.0.0.3');
      await signIn(in2, 'cb-1');
      expect(in2.keep(await accounts.signInByCode(in2.visitor, { recoveryCode: code }))).toBe('CODE_WRONG');
    });

    test('five wrong codes end the step; without its first half there is none', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      await withGenerator(b);
      const other = browser('10.0.0.2');
      expect(other.keep(await accounts.signInByCode(other.visitor, { code: '123456' }))).toBe('SIGN_IN_OVER');
      await signIn(other, 'cb-1');
      const answers: unknown[] = [];
      for (let i = 0; i < 7; i++)
        answers.push(codeOf(await accounts.signInByCode(other.visitor, { code: String(100_000 + i) })));
      expect(answers.filter((a) => a === 'CODE_WRONG').length).toBeLessThanOrEqual(5);
      expect(answers.at(-1)).toBe('SIGN_IN_OVER');
    });

    test('the step is over after ten minutes', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      const { otp } = await withGenerator(b);
      const other = browser('10.0.0.2');
      await signIn(other, 'cb-1');
      later(11 * MINUTE);
      expect(codeOf(await accounts.signInByCode(other.visitor, { code: await otp.totp() }))).toBe('SIGN_IN_OVER');
    });

    test('what was begun and never shown to work asks for nothing', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      await accounts.totp.begin(b.visitor, PASSWORD);
      expect(await signIn(browser('10.0.0.2'), 'cb-1')).toEqual({ account: 'cb-1' });
    });

    test('is switched on and off with the password alone', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      expect(codeOf(await accounts.totp.begin(b.visitor, 'sai mật khẩu rồi'))).toBe('PASSWORD_WRONG');
      await withGenerator(b);
      expect(codeOf(await accounts.totp.begin(b.visitor, PASSWORD))).toBe('TOTP_ON_ALREADY');
      expect(codeOf(await accounts.totp.remove(b.visitor, 'sai mật khẩu rồi'))).toBe('PASSWORD_WRONG');
      expect(b.keep(await accounts.totp.remove(b.visitor, PASSWORD))).toBeUndefined();
      expect(await signIn(browser('10.0.0.2'), 'cb-1')).toEqual({ account: 'cb-1' });
    });
  });

  describe('showing again that it is you', () => {
    test('by the password or a code moves the moment; wrong ones do not', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      const { otp } = await withGenerator(b);
      later(30 * MINUTE);
      const before = (await accounts.holderOf(b.visitor))?.value.confirmedAt ?? '';
      expect(codeOf(await accounts.confirm(b.visitor, { password: 'sai mật khẩu rồi' }))).toBe('PASSWORD_WRONG');
      expect((await accounts.holderOf(b.visitor))?.value.confirmedAt).toBe(before);
      const byPassword = await accounts.confirm(b.visitor, { password: PASSWORD });
      expect(byPassword).toEqual({ confirmedAt: new Date().toISOString() });
      later(10 * MINUTE);
      const code = await otp.totp();
      expect(await accounts.confirm(b.visitor, { code })).toEqual({ confirmedAt: new Date().toISOString() });
      expect(codeOf(await accounts.confirm(b.visitor, { code }))).toBe('CODE_USED');
      expect(codeOf(await accounts.confirm(browser().visitor, { password: PASSWORD }))).toBe('SESSION_NEEDED');
    });

    test('guessing there is slowed too', async () => {
      await member('cb-1');
      const b = browser();
      await signIn(b, 'cb-1');
      for (let i = 0; i < 10; i++) await accounts.confirm(b.visitor, { password: `sai mật khẩu ${i}` });
      expect(codeOf(await accounts.confirm(b.visitor, { password: PASSWORD }))).toBe('SIGN_IN_SLOWED');
    });
  });

  describe('passwords', () => {
    test.each([
      ['ngắn quá', 'PASSWORD_TOO_SHORT'],
      ['x'.repeat(257), 'PASSWORD_TOO_LONG'],
      ['password1234', 'PASSWORD_COMMON'],
      ['aaaaaaaaaaaaaaa', 'PASSWORD_COMMON'],
      ['qwertyqwerty', 'PASSWORD_COMMON'],
      ['toi la lan.nguyen day', 'PASSWORD_HAS_NAME'],
    ])('%s is refused', async (password, code) => {
      const { token } = await invite({ account: 'cb-1', by: 'quan-tri' });
      expect(codeOf(await accounts.invitations.accept({ token, name: 'lan.nguyen', password }))).toBe(code);
      expect(codeOf(await accounts.invitations.accept({ token, name: 'lan.nguyen', password: PASSWORD }))).toEqual({
        account: 'cb-1',
      });
    });

    test('a change wants the present one and ends every other session', async () => {
      await member('cb-1');
      const [b, other] = [browser(), browser('10.0.0.2')];
      await signIn(b, 'cb-1');
      await signIn(other, 'cb-1');
      const next = 'mùa cà phê chín đỏ';
      expect(codeOf(await accounts.changePassword(b.visitor, { current: 'sai mật khẩu rồi', next }))).toBe(
        'PASSWORD_WRONG',
      );
      b.keep(await accounts.changePassword(b.visitor, { current: PASSWORD, next }));
      expect(await holder(b)).toBe('cb-1');
      expect(await holder(other)).toBeUndefined();
      expect(await signIn(other, 'cb-1')).toBe('SIGN_IN_FAILED');
      expect(await signIn(other, 'cb-1', next)).toEqual({ account: 'cb-1' });
    });
  });

  describe('sessions', () => {
    test('are listed, ended one by one, all others, or all', async () => {
      await member('cb-1');
      const all = [browser('10.0.0.1'), browser('10.0.0.2'), browser('10.0.0.3')];
      for (const b of all) {
        await signIn(b, 'cb-1');
        later(MINUTE);
      }
      const [first, second, third] = all as [Browser, Browser, Browser];
      const here = (await accounts.holderOf(first.visitor))?.value.session as string;
      const listed = await accounts.sessions.of('cb-1', here);
      expect(listed.map((s) => [s.address, s.isThis])).toEqual([
        ['10.0.0.3', false],
        ['10.0.0.2', false],
        ['10.0.0.1', true],
      ]);
      expect(await accounts.sessions.end('cb-1', { session: listed[0]?.id as string })).toBe(1);
      expect([await holder(first), await holder(second), await holder(third)]).toEqual(['cb-1', 'cb-1', undefined]);
      expect(await accounts.sessions.end('cb-2', { session: here })).toBe(0);
      expect(await accounts.sessions.end('cb-1', { but: here })).toBe(1);
      expect([await holder(first), await holder(second)]).toEqual(['cb-1', undefined]);
      await accounts.sessions.end('cb-1');
      expect(await holder(first)).toBeUndefined();
    });
  });

  describe('invitations', () => {
    const accept = (token: string, more = {}) =>
      accounts.invitations.accept({ token, name: 'lan.nguyen', password: PASSWORD, ...more });

    test('work once, for seven days, and the newest alone', async () => {
      const first = await invite({ account: 'cb-1', by: 'quan-tri' });
      const second = await invite({ account: 'cb-1', by: 'quan-tri' });
      expect(codeOf(await accept(first.token))).toBe('INVITATION_UNKNOWN');
      later(7 * 24 * 60 * MINUTE + 1);
      expect(codeOf(await accept(second.token))).toBe('INVITATION_EXPIRED');
      const third = await invite({ account: 'cb-1', by: 'quan-tri' });
      expect((await accounts.invitations.open()).map((i) => i.account)).toEqual(['cb-1']);
      const both = await Promise.all([accept(third.token), accept(third.token, { name: 'lan.khac' })]);
      expect(both.map(codeOf).filter((a) => a === 'INVITATION_USED').length).toBe(1);
      expect(codeOf(await accept(third.token))).toBe('INVITATION_USED');
      expect(await accounts.invitations.open()).toEqual([]);
    });

    test('for one address are no other’s, and a taken name or address is said', async () => {
      await member('cb-0', 'hoa.tran');
      const { token } = await invite({ account: 'cb-1', email: 'lan@xa.gov.vn', by: 'quan-tri' });
      expect(codeOf(await accept(token, { email: 'khac@xa.gov.vn' }))).toBe('INVITATION_FOR_ANOTHER');
      expect(codeOf(await accept(token, { name: 'hoa.tran' }))).toBe('NAME_TAKEN');
      expect(codeOf(await accept(token, { name: 'Lan Nguyễn' }))).toBe('NAME_UNFIT');
      expect(await accept(token, { email: 'LAN@xa.gov.vn' })).toEqual({ account: 'cb-1' });
      const other = await invite({ account: 'cb-2', by: 'quan-tri' });
      expect(codeOf(await accept(other.token, { name: 'mai', email: 'lan@xa.gov.vn' }))).toBe('EMAIL_TAKEN');
    });

    test('are none for who signs in already: that would be new credentials, which are another matter', async () => {
      await member('cb-1');
      expect(codeOf(await accounts.invitations.make({ account: 'cb-1', by: 'quan-tri' }))).toBe('SIGNS_IN_ALREADY');
    });

    test('can be withdrawn, and only their hash is kept', async () => {
      const { id, token } = await invite({ account: 'cb-1', by: 'quan-tri' });
      expect(JSON.stringify(await accounts.invitations.open())).not.toContain(token);
      expect(await accounts.invitations.withdraw(id)).toBe(true);
      expect(codeOf(await accounts.invitations.look(token))).toBe('INVITATION_UNKNOWN');
      expect(await accounts.invitations.withdraw(id)).toBe(false);
    });

    test('a reset gives new credentials, ends the sessions and the keys, and forgets the lost telephone', async () => {
      await member('cb-1', 'lan.nguyen');
      const scope = { account: 'cb-1', role: 'auditor', unit: '66', commands: '*', reads: true } as const;
      const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
      const made = await accounts.keys.make({ ...scope, name: 'cổng', expiresAt });
      if (isRefusal(made)) throw new Error(made.code);
      const b = browser();
      await signIn(b, 'lan.nguyen');
      await withGenerator(b);
      const { token } = await invite({ account: 'cb-1', by: 'quan-tri', kind: 'reset' });
      expect(await holder(b)).toBe('cb-1');
      expect(await accounts.keys.find(made.key)).toBeDefined();
      const next = 'mùa cà phê chín đỏ';
      expect(await accept(token, { password: next })).toEqual({ account: 'cb-1' });
      expect(await holder(b)).toBeUndefined();
      expect(await accounts.keys.find(made.key)).toBeUndefined();
      expect(await signIn(browser('10.0.0.2'), 'lan.nguyen')).toBe('SIGN_IN_FAILED');
      expect(await signIn(browser('10.0.0.2'), 'lan.nguyen', next)).toEqual({ account: 'cb-1' });
    });
  });

  test('a session that is still open is not whom a code is asked of', async () => {
    await member('cb-1', 'lan.nguyen');
    await member('cb-2', 'hoa.xa');
    const [first, second, both] = [browser(), browser('10.0.0.2'), browser('10.0.0.3')];
    await signIn(first, 'lan.nguyen');
    const mine = await withGenerator(first);
    await signIn(second, 'hoa.xa');
    await withGenerator(second);
    later(5 * MINUTE);
    await signIn(both, 'hoa.xa');
    for (const [name, value] of first.jar) both.jar.set(name, value);
    expect(both.keep(await accounts.signInByCode(both.visitor, { code: await mine.otp.totp() }))).toBe('CODE_WRONG');
  });

  test('of two who give one recovery code at one moment, one comes in', async () => {
    await member('cb-1', 'lan.nguyen');
    const b = browser();
    await signIn(b, 'lan.nguyen');
    const [recoveryCode = ''] = (await withGenerator(b)).recoveryCodes;
    const many = Array.from({ length: 4 }, (_, i) => browser(`10.0.1.${i}`));
    for (const one of many) await signIn(one, 'lan.nguyen');
    const answers = await Promise.all(many.map((one) => accounts.signInByCode(one.visitor, { recoveryCode })));
    const turnedAway = answers.map(codeOf).filter((code) => code === 'CODE_WRONG' || code === 'CODE_USED');
    expect(turnedAway).toHaveLength(many.length - 1);
  });

  describe('keys of office systems', () => {
    const scope = { role: 'province-officer', unit: '66', commands: ['AddEvidence'], reads: true };
    const make = (expiresAt = '2026-06-01T00:00:00.000Z') =>
      accounts.keys.make({ account: 'cb-1', name: 'cổng dịch vụ công', expiresAt, ...scope });

    test('are shown once, found by what they are, until their last day or revoked', async () => {
      const made = await make();
      if (isRefusal(made)) throw new Error(made.code);
      expect(await accounts.keys.find(made.key)).toMatchObject({ account: 'cb-1', ...scope });
      const listed = await accounts.keys.of('cb-1');
      expect(JSON.stringify(listed)).not.toContain(made.key);
      expect(listed[0]?.lastUsedAt).toBe(new Date().toISOString());
      const at = made.key.length - 1;
      expect(await accounts.keys.find(made.key.slice(0, at) + (made.key[at] === 'a' ? 'b' : 'a'))).toBeUndefined();
      expect(await accounts.keys.find('ocop_0_x')).toBeUndefined();
      expect(await accounts.keys.revoke('cb-2', made.id)).toBe(false);
      expect(await accounts.keys.revoke('cb-1', made.id)).toBe(true);
      expect(await accounts.keys.find(made.key)).toBeUndefined();
      const second = await make();
      if (isRefusal(second)) throw new Error(second.code);
      vi.setSystemTime(new Date('2026-06-01T00:00:01Z'));
      expect(await accounts.keys.find(second.key)).toBeUndefined();
    });

    test('for ever, or for yesterday, are none', async () => {
      for (const day of ['2029-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', 'mai mốt'])
        expect(codeOf(await make(day))).toBe('KEY_TOO_LONG');
    });
  });

  test('erasing a person leaves neither name nor address, session nor key', async () => {
    const { token } = await invite({ account: 'cb-1', email: 'lan@xa.gov.vn', by: 'quan-tri' });
    await accounts.invitations.accept({ token, name: 'lan.nguyen', password: PASSWORD });
    const b = browser();
    await signIn(b, 'lan.nguyen');
    expect(await accounts.people.find('cb-1')).toMatchObject({ name: 'lan.nguyen', email: 'lan@xa.gov.vn' });
    expect(await accounts.people.erase('cb-1')).toBe(true);
    expect(await holder(b)).toBeUndefined();
    expect(await accounts.people.list()).toEqual([]);
    expect(await signIn(browser(), 'lan.nguyen')).toBe('SIGN_IN_FAILED');
    expect(await accounts.people.erase('cb-1')).toBe(false);
  });

  test('over TLS every cookie is bound to the host, hidden from scripts and sent to us alone', async () => {
    const tls = await open({ secure: true });
    onTestFinished(() => tls.close());
    const made = await tls.invitations.make({ account: 'cb-9', by: 'quan-tri' });
    const token = isRefusal(made) ? '' : made.token;
    await tls.invitations.accept({ token, name: 'cb-9', password: PASSWORD });
    const answer = await tls.signIn({ cookie: undefined, address: '10.0.0.1' }, { name: 'cb-9', password: PASSWORD });
    if (isRefusal(answer)) throw new Error(answer.code);
    for (const cookie of answer.cookies)
      for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute);
    expect(answer.cookies.find((c) => c.startsWith('__Host-ocop-session='))).toBeDefined();
  });
}

await onBothDatabases('accounts', suite);

await describeOnPostgres('accounts of several nodes', ({ emptyDatabase, ask }) => {
  test('nodes that start at once make the tables together', async () => {
    const vaultUrl = await emptyDatabase();
    await ask(vaultUrl, 'DROP SCHEMA IF EXISTS ocop_accounts CASCADE');
    const nodes = await Promise.all(
      Array.from({ length: 4 }, async () =>
        openAccounts({ place: await accountsPlace({ accounts: '', vaultUrl }), secret: SECRET, secure: false }),
      ),
    );
    for (const node of nodes) onTestFinished(() => node.close());
    const [one, two] = nodes as [Accounts, Accounts];
    const made = await one.invitations.make({ account: 'cb-1', by: 'quan-tri' });
    const token = isRefusal(made) ? '' : made.token;
    await two.invitations.accept({ token, name: 'cb-1', password: PASSWORD });
    const b = browser();
    b.keep(await one.signIn(b.visitor, { name: 'cb-1', password: PASSWORD }));
    expect((await two.holderOf(b.visitor))?.value.account).toBe('cb-1');
    await two.sessions.end('cb-1');
    expect(await one.holderOf(b.visitor)).toBeUndefined();
  });
});
