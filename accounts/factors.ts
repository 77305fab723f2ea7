// By what else than a password an account shows who it is: a telephone's codes, passkeys, or both.
import { sql } from 'kysely';
import type { AccountsDatabase } from './database.ts';
import type { Identity } from './identity.ts';
import type { SecondFactor } from './port.ts';

type Row = { account: string; factor: SecondFactor };

/** @param account absent: of all */
export async function factorsIn(
  db: AccountsDatabase,
  account?: string,
): Promise<ReadonlyMap<string, readonly SecondFactor[]>> {
  const { rows } = await sql<Row>`
    select account, factor from (
      select "userId" as account, 'totp' as factor from "twoFactor" where verified is not false
      union select account, 'passkey' as factor from passkey
    ) as factors ${account === undefined ? sql`` : sql`where account = ${account}`}
    order by factor desc`.execute(db);
  const byAccount = new Map<string, SecondFactor[]>();
  for (const row of rows) byAccount.set(row.account, [...(byAccount.get(row.account) ?? []), row.factor]);
  return byAccount;
}

export const factorsOf = async (db: AccountsDatabase, account: string): Promise<readonly SecondFactor[]> =>
  (await factorsIn(db, account)).get(account) ?? [];

/** After one came or went: better-auth asks for a second step where its own mark says so. */
export async function settleFactors(identity: Identity, db: AccountsDatabase, account: string): Promise<void> {
  const { internalAdapter } = await identity.$context;
  await internalAdapter.updateUser(account, { twoFactorEnabled: (await factorsOf(db, account)).length > 0 });
}
