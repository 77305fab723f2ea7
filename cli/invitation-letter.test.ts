// An invitation with an address arrives there, works from there, and its link lies nowhere else.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts } from '../accounts/accounts.ts';
import type { Accounts } from '../accounts/port.ts';
import { type Served, served } from '../api/world.fixture.ts';
import { smtpChannel } from '../post/smtp.ts';
import { type MailServer, startMailServer } from '../test/smtp-server.ts';
import { accountOperations } from './account-operations.ts';
import { accountsPlace } from './accounts-side.ts';

const MACHINE = 'khoa-cua-may-nay-0123456789';
const PASSWORD = 'con đường đèo Mang Yang';
let accounts: Accounts;
let mail: MailServer;
let s: Served;
let publicUrl: string | undefined = 'https://ocop.tinh.example';
beforeAll(async () => {
  mail = await startMailServer((to) => (to.startsWith('day') ? { at: 'reader', says: 552 } : {}));
  const sender = { from: 'OCOP <ocop@tinh.example>', bounceTo: 'ocop@tinh.example' };
  const channel = smtpChannel(`smtp://127.0.0.1:${mail.port}/?tls=none`, sender, () => Date.now());
  const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
  accounts = await openAccounts({ place, secret: 'b'.repeat(64), secure: false });
  s = await served((parts) => ({
    demo: undefined,
    accounts,
    machineKey: MACHINE,
    operations: accountOperations(accounts, { executor: parts.executor } as never, () => publicUrl, channel),
  }));
}, 120_000);
afterAll(async () => {
  await s.close();
  await accounts.close();
  await mail.close();
});
const invite = async (input: object) =>
  (await s.ask('/v1/operations/invite', { by: MACHINE, body: input })).body.result as {
    link: string;
    letter?: { outcome: string; code?: string };
  };
/** As a mail program undoes it. */
const plain = (body: string) =>
  body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

test('it arrives at the address it is for, and its link opens the account once', async () => {
  const before = await s.store.head();
  const { link, letter } = await invite({ account: 'cb-1', email: 'hoa@xa.example' });
  expect(letter).toEqual({ outcome: 'sent' });
  expect(mail.taken.map(({ to }) => to)).toEqual(['hoa@xa.example']);
  const [, found = ''] =
    /(https:\/\/ocop\.tinh\.example\/(?:app\/)?invitation\/[\w-]+)/.exec(plain(mail.taken[0]?.body ?? '')) ?? [];
  expect(found).toBe(link);
  const token = found.split('/').at(-1);
  expect((await s.ask('/v1/invitations/accept', { body: { token, name: 'hoa.xa', password: PASSWORD } })).body).toEqual(
    {
      account: 'cb-1',
    },
  );
  expect(await s.store.head()).toEqual(before);
  expect(s.logged.join('\n')).not.toContain(token);
  expect(s.logged.join('\n')).not.toContain('hoa@xa.example');
});

test('one that cannot be delivered is told, and its link can be handed over', async () => {
  const { link, letter } = await invite({ account: 'cb-2', email: 'day@xa.example' });
  expect(letter).toMatchObject({ outcome: expect.stringMatching(/refused|failed/), code: expect.any(String) });
  expect(link).toContain('/invitation/');
});

test('without an address, or without a name that links could lead to, nobody is written to', async () => {
  expect(await invite({ account: 'cb-3' })).not.toHaveProperty('letter');
  publicUrl = undefined;
  expect(await invite({ account: 'cb-4', email: 'lan@xa.example' })).not.toHaveProperty('letter');
  expect(mail.taken).toHaveLength(1);
});

test('new credentials are never mailed, though the address is known', async () => {
  publicUrl = 'https://ocop.tinh.example';
  const grant = { grant: 'tt', province: '66', role: 'auditor', unit: '66', from: '2022-01-01' };
  expect((await s.ask('/v1/accounts/cb-1/grant-role', { by: MACHINE, body: grant })).status).toBe(201);
  const reset = await s.ask('/v1/operations/reset-sign-in', { by: MACHINE, body: { account: 'cb-1' } });
  expect(reset.body.result.link, reset.text).toContain('/invitation/');
  expect(reset.body.result).not.toHaveProperty('letter');
  expect(mail.taken).toHaveLength(1);
});

test('who holds roles and has no credentials, perhaps because they were erased, is invited on record', async () => {
  const grant = { grant: 'tt', province: '66', role: 'auditor', unit: '66', from: '2022-01-01' };
  expect((await s.ask('/v1/accounts/cb-9/grant-role', { by: MACHINE, body: grant })).status).toBe(201);
  const facts = async () => (await s.store.readStream('account-cb-9')).map(({ type }) => type);
  await invite({ account: 'cb-9' });
  expect(await facts()).toEqual(['RoleGranted', 'CredentialsRenewed']);
  const again = await s.ask('/v1/operations/invite', { by: MACHINE, body: { account: 'cb-1' } });
  expect(again.body.code).toBe('SIGNS_IN_ALREADY');
  expect(await facts()).toHaveLength(2);
});
