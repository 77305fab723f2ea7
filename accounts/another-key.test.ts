// The key of accounts is changed: sessions end, and what was closed with an earlier key still opens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accountsPlace } from '../cli/accounts-side.ts';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { openAccounts } from './accounts.ts';
import { browser, codeOf, PASSWORD } from './browser.fixture.ts';

const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [string, string, string];
const folder = mkdtempSync(join(tmpdir(), 'ocop-keys-'));
// A code counts once: each sign-in is a while after the one before.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T02:00:00Z') }));
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const opened = async (secret: string, before: readonly string[] = []) =>
  openAccounts({
    place: await accountsPlace({ accounts: join(folder, 'accounts.sqlite'), vaultUrl: '' }),
    ...{ secret, before, secure: false },
  });

test('who has a code generator signs in with it under the next key and the one after, and not where the earlier are lost', async () => {
  const b = browser();
  const first = await opened(A);
  const made = await first.invitations.make({ account: 'cb-1', by: 'quan-tri' });
  if (isRefusal(made)) throw new Error(made.code);
  await first.invitations.accept({ token: made.token, name: 'cb-1', password: PASSWORD });
  b.keep(await first.signIn(b.visitor, { name: 'cb-1', password: PASSWORD }));
  const begun = await first.totp.begin(b.visitor, PASSWORD);
  if (isRefusal(begun)) throw new Error(begun.code);
  const otp = createOTP(base32.decode(new URL(begun.uri).searchParams.get('secret') ?? ''), { period: 30, digits: 6 });
  b.keep(await first.totp.complete(b.visitor, await otp.totp()));
  await first.close();

  for (const [secret, before] of [
    [B, [A]],
    [C, [B, A]],
  ] as const) {
    const next = await opened(secret, before);
    expect(await next.holderOf(b.visitor)).toBeUndefined();
    b.jar.clear();
    vi.setSystemTime(Date.now() + 120_000);
    expect(b.keep(await next.signIn(b.visitor, { name: 'cb-1', password: PASSWORD }))).toEqual({ wants: ['totp'] });
    expect(b.keep(await next.signInByCode(b.visitor, { code: await otp.totp() }))).toEqual({ account: 'cb-1' });
    // A recovery code was closed with a key as well.
    const other = browser();
    other.keep(await next.signIn(other.visitor, { name: 'cb-1', password: PASSWORD }));
    const recoveryCode = begun.recoveryCodes[before.length] as string;
    expect(other.keep(await next.signInByCode(other.visitor, { recoveryCode }))).toEqual({ account: 'cb-1' });
    await next.close();
  }

  const lost = await opened('d'.repeat(64));
  b.jar.clear();
  vi.setSystemTime(Date.now() + 120_000);
  b.keep(await lost.signIn(b.visitor, { name: 'cb-1', password: PASSWORD }));
  const code = await otp.totp();
  expect(codeOf(await lost.signInByCode(b.visitor, { code }).catch(({ name }) => name))).not.toEqual({
    account: 'cb-1',
  });
  await lost.close();
});
