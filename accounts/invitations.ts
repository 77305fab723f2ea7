// An account's first credentials, or new ones for who lost theirs: by a link or a printed code that works once.
import { randomBytes, randomUUID } from 'node:crypto';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { givenCredentials, takenBy } from './credentials.ts';
import { type AccountsDatabase, hashOf, type Tables } from './database.ts';
import { type Identity, NAME } from './identity.ts';
import { passwordRefused } from './passwords.ts';
import type { Accounts, Invitation, InvitationKind } from './port.ts';
import * as refusals from './refusals.ts';

const VALID_MS = 7 * 86_400_000;

type Row = Tables['invitation'];

type Parts = {
  identity: Identity;
  db: AccountsDatabase;
  sessions: Accounts['sessions'];
  people: Pick<Accounts['people'], 'find'>;
};

export async function usableInvitation(db: AccountsDatabase, token: string): Promise<Row | Refusal> {
  const row = await db.selectFrom('invitation').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst();
  if (!row) return refusals.INVITATION_UNKNOWN();
  if (row.used_at !== null) return refusals.INVITATION_USED();
  return Number(row.expires_at) <= Date.now() ? refusals.INVITATION_EXPIRED() : row;
}

/** @returns whether it was this one that used it */
export async function spendInvitation(db: AccountsDatabase, { id }: Row): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ used_at: Date.now() })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export function invitationsOf({ identity, db, sessions, people }: Parts): Accounts['invitations'] {
  return {
    async make({ account, email, by, kind = 'invite' }) {
      if (kind === 'invite' && (await people.find(account))) return refusals.SIGNS_IN_ALREADY({ account }, '/account');
      const token = randomBytes(24).toString('base64url');
      const row: Row = {
        id: randomUUID(),
        token_hash: hashOf(token),
        account,
        kind,
        email: email?.toLowerCase() ?? null,
        made_by: by,
        expires_at: Date.now() + VALID_MS,
        used_at: null,
      };
      await db.transaction().execute(async (one) => {
        // The newest alone counts: an older link that was lost opens nothing.
        await one.deleteFrom('invitation').where('account', '=', account).where('used_at', 'is', null).execute();
        await one.insertInto('invitation').values(row).execute();
      });
      return { ...shown(row), token };
    },

    async look(token) {
      const row = await usableInvitation(db, token);
      return isRefusal(row) ? row : shown(row);
    },

    async accept({ token, name, password, email }) {
      const row = await usableInvitation(db, token);
      if (isRefusal(row)) return row;
      const called = name.trim().toLowerCase();
      const address = email?.trim().toLowerCase() ?? row.email ?? undefined;
      const unfit = NAME.test(called)
        ? passwordRefused(password, [called, address?.split('@')[0] ?? ''])
        : refusals.NAME_UNFIT({}, '/name');
      if (unfit) return unfit;
      if (row.email !== null && address !== row.email) return refusals.INVITATION_FOR_ANOTHER({}, '/email');
      const taken = await takenBy(identity, row.account, called, address);
      if (taken) return taken;
      if (!(await spendInvitation(db, row))) return refusals.INVITATION_USED();
      await givenCredentials({ identity, db, account: row.account, name: called, email: address, password });
      await sessions.end(row.account);
      return { account: row.account };
    },

    async open() {
      const rows = await db
        .selectFrom('invitation')
        .selectAll()
        .where('used_at', 'is', null)
        .where('expires_at', '>', Date.now())
        .orderBy('expires_at')
        .execute();
      return rows.map(shown);
    },

    async withdraw(id) {
      const gone = await db
        .deleteFrom('invitation')
        .where('id', '=', id)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return Number(gone.numDeletedRows) > 0;
    },
  };
}

const shown = (row: Row): Invitation => ({
  id: row.id,
  account: row.account,
  kind: row.kind as InvitationKind,
  by: row.made_by,
  expiresAt: new Date(Number(row.expires_at)).toISOString(),
});
