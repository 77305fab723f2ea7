// An invitation taken by the office's own sign-on: the one way an account is matched to whom the issuer names.
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { givenCredentials, takenBy } from './credentials.ts';
import type { AccountsDatabase } from './database.ts';
import { type Identity, NAME } from './identity.ts';
import { spendInvitation, usableInvitation } from './invitations.ts';
import type { Accounts } from './port.ts';
import * as refusals from './refusals.ts';

/** What the issuer says of who came back. */
export type Named = { issuer: string; subject: string; email: string | undefined; name: string | undefined };

type Parts = { identity: Identity; db: AccountsDatabase; sessions: Pick<Accounts['sessions'], 'end'> };

export const invitationsBySignOn =
  ({ identity, db, sessions }: Parts) =>
  async (token: string, named: Named): Promise<{ account: string } | Refusal> => {
    const row = await usableInvitation(db, token);
    if (isRefusal(row)) return row;
    const { account } = row;
    if (row.email !== null && named.email !== undefined && named.email !== row.email)
      return refusals.INVITATION_FOR_ANOTHER();
    const email = row.email ?? named.email;
    const name = await freeName(identity, account, named.name);
    const taken = await takenBy(identity, account, name, email);
    if (taken) return taken;
    const whose = await holderOf(db, named);
    if (whose !== undefined && whose !== account) return refusals.SIGN_ON_LINKED();
    if (!(await spendInvitation(db, row))) return refusals.INVITATION_USED();
    await givenCredentials({ identity, db, account, name, email, password: undefined });
    const link = { issuer: named.issuer, subject: named.subject, account, linked_at: Date.now() };
    const linked = await db
      .insertInto('single_sign_on')
      .values(link)
      .onConflict((same) => same.columns(['issuer', 'subject']).doNothing())
      .executeTakeFirst();
    // Two invitations taken by one person at one moment: the other was first.
    if (Number(linked.numInsertedOrUpdatedRows ?? 0) === 0) return refusals.SIGN_ON_LINKED();
    await sessions.end(account);
    return { account };
  };

export const holderOf = async (
  db: AccountsDatabase,
  { issuer, subject }: Pick<Named, 'issuer' | 'subject'>,
): Promise<string | undefined> =>
  (
    await db
      .selectFrom('single_sign_on')
      .select('account')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst()
  )?.account;

/** As the issuer calls them, where that is a name of ours and nobody's; else the account's id. */
async function freeName(identity: Identity, account: string, name: string | undefined): Promise<string> {
  return name !== undefined && NAME.test(name) && !(await takenBy(identity, account, name, undefined)) ? name : account;
}
