// Who signs in is in a backup; sessions and open links are not, so that none that was ended lives again.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Accounts, PasskeyAnswer } from '../../accounts/port.ts';
import { simulatedAuthenticator } from '../../accounts/simulated-authenticator.fixture.ts';
import { openAccountsSide } from '../../cli/accounts-side.ts';
import { lockStore, openersOf, openStore, snapshot } from '../../cli/compose.ts';
import { init } from '../../cli/init.ts';
import { takeBackup } from '../../moving/backup.ts';
import { restoreBackup } from '../../moving/restore.ts';
import type { Places } from '../../settings/settings.ts';
import { placesIn } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-accounts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const PASSWORD = 'con đường đèo Mang Yang';
const now = () => '2026-11-29T02:00:00.000Z';
const say = () => {};

async function withAccounts<T>(places: Places, work: (accounts: Accounts) => Promise<T>): Promise<T> {
  const accounts = await openAccountsSide(places, { secure: false });
  return work(accounts).finally(() => accounts.close());
}
const signIn = (accounts: Accounts) =>
  accounts.signIn({ cookie: undefined, address: '127.0.0.1' }, { name: 'lan', password: PASSWORD });

const AT = 'http://localhost:7070';
const device = simulatedAuthenticator(AT);
async function addPasskey(accounts: Accounts, cookie: string): Promise<void> {
  const visitor = { cookie, address: '127.0.0.1', at: AT };
  const response = device.make((await accounts.passkeys.begin(visitor)) as never);
  expect(await accounts.passkeys.add(visitor, { name: 'máy', response })).toHaveProperty('id');
}
async function byPasskey(accounts: Accounts, shown?: PasskeyAnswer) {
  const visitor = { cookie: undefined, address: '127.0.0.1', at: AT };
  return accounts.signInByPasskey(visitor, shown ?? device.show((await accounts.askForPasskey(visitor)) as never));
}

test('a backup brings names, passwords and passkeys back, and no session, link or open question', async () => {
  const places = placesIn(join(root, 'ours'));
  const units = join(root, 'units.json');
  writeFileSync(units, JSON.stringify({ province: { code: '66', name: 'tỉnh', from: '2004-01-01' }, units: [] }));
  const { invitation } = await init(places, units);
  let open: PasskeyAnswer | undefined;
  const cookie = await withAccounts(places, async (accounts) => {
    await accounts.invitations.accept({ token: invitation, name: 'lan', password: PASSWORD });
    await accounts.invitations.make({ account: 'cb-2', by: 'quan-tri' });
    const signed = await signIn(accounts);
    if ('refused' in signed) throw new Error(signed.code);
    const held = signed.cookies.map((c) => c.split(';')[0]).join('; ');
    await addPasskey(accounts, held);
    open = device.show((await accounts.askForPasskey({ cookie: undefined, address: '', at: AT })) as never);
    return held;
  });
  const openCopy = (file: string) => openStore({ ...places, store: file }, { readOnly: true });
  const { folder, manifest } = await takeBackup(join(root, 'backups'), {
    places,
    snapshot,
    openCopy,
    release: 'test',
    now,
    say,
  });
  expect(manifest.accounts).toBeDefined();

  const theirs = placesIn(join(root, 'theirs'));
  const parts = { ...openersOf(theirs, now), replace: false, lock: lockStore, now, say };
  await restoreBackup(folder, { places: theirs, ...parts });
  await withAccounts({ ...theirs, accountsKey: places.accountsKey }, async (accounts) => {
    expect(await accounts.holderOf({ cookie, address: '127.0.0.1' })).toBeUndefined();
    expect(await accounts.invitations.open()).toEqual([]);
    expect(await signIn(accounts)).toMatchObject({ value: { wants: ['passkey'] } });
    expect(await byPasskey(accounts, open)).toMatchObject({ code: 'PASSKEY_OVER' });
    expect(await byPasskey(accounts)).toMatchObject({ value: { account: 'quan-tri' } });
  });
});

test('of a backup that holds none, those that are here go on', async () => {
  const places = placesIn(join(root, 'none'));
  const units = join(root, 'units.json');
  await init(places, units);
  const bare = { ...places, accounts: join(root, 'nowhere.sqlite') };
  const openCopy = (file: string) => openStore({ ...places, store: file }, { readOnly: true });
  const { folder } = await takeBackup(join(root, 'bare'), {
    places: bare,
    snapshot,
    openCopy,
    release: 'test',
    now,
    say,
  });
  const parts = { ...openersOf(places, now), replace: true, lock: lockStore, now, say };
  await restoreBackup(folder, { places, ...parts });
  expect(existsSync(places.accounts)).toBe(true);
  await withAccounts(places, async (accounts) => expect(await accounts.invitations.open()).toHaveLength(1));
});
