// What an account's holder signs in with, given by an invitation: new, or in the place of all they had.
import type { Refusal } from '../domain/kernel/refusal.ts';
import type { AccountsDatabase } from './database.ts';
import type { Identity } from './identity.ts';
import { normalised } from './passwords.ts';
import * as refusals from './refusals.ts';

/** An account without an address has one that leads nowhere (RFC 2606). */
export const NOWHERE = 'ocop.invalid';

export async function takenBy(
  identity: Identity,
  account: string,
  name: string,
  email: string | undefined,
): Promise<Refusal | undefined> {
  const { adapter } = await identity.$context;
  const other = async (field: string, value: string) => {
    const user = await adapter.findOne<{ id: string }>({ model: 'user', where: [{ field, value }] });
    return user !== null && user.id !== account;
  };
  if (await other('username', name)) return refusals.NAME_TAKEN({}, '/name');
  return email !== undefined && (await other('email', email)) ? refusals.EMAIL_TAKEN({}, '/email') : undefined;
}

type Credentials = {
  identity: Identity;
  db: AccountsDatabase;
  account: string;
  name: string;
  email: string | undefined;
  /** none: the holder signs in by the office's own sign-on alone */
  password: string | undefined;
};

/** What was lost shows nothing any more, telephone, passkey or sign-on: each is set up anew. */
export async function givenCredentials({ identity, db, account, name, email, password }: Credentials): Promise<void> {
  const { adapter, internalAdapter, password: hashing } = await identity.$context;
  const at = new Date();
  const user = {
    name,
    username: name,
    ...(email === undefined ? {} : { email }),
    twoFactorEnabled: false,
    updatedAt: at,
  };
  const where = [{ field: 'id', value: account }];
  if (await adapter.findOne({ model: 'user', where })) await adapter.update({ model: 'user', where, update: user });
  else {
    const data = { id: account, email: `${account}@${NOWHERE}`, emailVerified: false, createdAt: at, ...user };
    await adapter.create({ model: 'user', forceAllowId: true, data });
  }
  await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: account }] });
  for (const table of ['passkey', 'single_sign_on'] as const)
    await db.deleteFrom(table).where('account', '=', account).execute();
  // Whoever had what was lost could have made one, for a year.
  await db
    .updateTable('api_key')
    .set({ revoked_at: Date.now() })
    .where('account', '=', account)
    .where('revoked_at', 'is', null)
    .execute();
  if (password === undefined) {
    await adapter.deleteMany({ model: 'account', where: [{ field: 'userId', value: account }] });
    return;
  }
  const hash = await hashing.hash(normalised(password));
  if (await internalAdapter.findCredentialAccount(account)) await internalAdapter.updatePassword(account, hash);
  else
    await internalAdapter.createAccount({
      userId: account,
      providerId: 'credential',
      accountId: account,
      password: hash,
    });
}
