// Passkeys (WebAuthn): what a device holds, and opens by a finger, a face or its own PIN. That is two factors in one, so
// that a passkey alone signs in, stands as the second step after a password, and as a fresh proof.
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import type { AccountsDatabase, Tables } from './database.ts';
import { settleFactors } from './factors.ts';
import { endSessions, heldBy } from './held.ts';
import type { Identity } from './identity.ts';
import type { Once } from './once.ts';
import type { Accounts, PasskeyAnswer, PasskeyShown, Visitor } from './port.ts';
import * as refusals from './refusals.ts';
import { type RelyingParty, relyingParty } from './relying-party.ts';

const OFFICE = 'OCOP';
const MOST = 20;

type Row = Tables['passkey'];
type Parts = {
  identity: Identity;
  db: AccountsDatabase;
  once: Once;
  publicUrl: () => string | undefined;
};
/** Whose passkey is asked for; of nobody in particular where somebody knocks. */
type Asked = { account?: string | undefined };

export type Passkeys = ReturnType<typeof passkeysOf>;

export function passkeysOf({ identity, db, once, publicUrl }: Parts) {
  const here = (visitor: Visitor): RelyingParty | Refusal =>
    relyingParty(publicUrl(), visitor.at) ?? refusals.PASSKEYS_NOT_HERE();
  const rowsOf = (account: string): Promise<Row[]> =>
    db.selectFrom('passkey').selectAll().where('account', '=', account).orderBy('made_at').execute();
  const described = (rows: readonly Row[]) =>
    rows.map(({ id, transports }) => ({ id, transports: JSON.parse(transports) as string[] }));

  return {
    /** What a browser is asked with. @param account whose; absent: the browser offers all it has for this place */
    async ask(visitor: Visitor, kind: string, account?: string): Promise<object | Refusal> {
      const place = here(visitor);
      if (isRefusal(place)) return place;
      const options = await generateAuthenticationOptions({
        rpID: place.id,
        userVerification: 'required',
        allowCredentials: account === undefined ? [] : described(await rowsOf(account)),
      });
      await once.ask(kind, options.challenge, { account } satisfies Asked);
      return options;
    },

    /** @returns whose passkey it is */
    async prove(visitor: Visitor, kind: string, given: PasskeyAnswer): Promise<string | Refusal> {
      const place = here(visitor);
      if (isRefusal(place)) return place;
      const challenge = challengeIn(given);
      const asked = await once.take<Asked>(kind, challenge);
      if (!asked) return refusals.PASSKEY_OVER();
      const row = await db.selectFrom('passkey').selectAll().where('id', '=', String(given.id)).executeTakeFirst();
      if (!row || (asked.account !== undefined && asked.account !== row.account)) return refusals.PASSKEY_WRONG();
      const verified = await verifyAuthenticationResponse({
        response: given as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: place.origin,
        expectedRPID: place.id,
        // Its count is judged below, by one statement: of two at one moment one is first.
        credential: { id: row.id, publicKey: Buffer.from(row.public_key, 'base64url'), counter: 0 },
      }).catch(() => undefined);
      if (!verified?.verified || !isOf(given, row.account)) return refusals.PASSKEY_WRONG();
      const count = verified.authenticationInfo.newCounter;
      const counted = await db
        .updateTable('passkey')
        .set({ count, last_used_at: Date.now() })
        .where('id', '=', row.id)
        // A device that does not count says 0 always.
        .where('count', count === 0 ? '=' : '<', count)
        .executeTakeFirst();
      return Number(counted.numUpdatedRows) === 0 ? refusals.PASSKEY_COPIED() : row.account;
    },

    own: {
      of: async (account) => (await rowsOf(account)).map(shown),
      async begin(visitor) {
        const place = here(visitor);
        if (isRefusal(place)) return place;
        const held = await heldBy(identity, db, visitor);
        if (!held) return refusals.SESSION_NEEDED();
        const { account } = held.value;
        const rows = await rowsOf(account);
        if (rows.length >= MOST) return refusals.PASSKEYS_MANY({ most: MOST });
        const options = await generateRegistrationOptions({
          rpID: place.id,
          rpName: OFFICE,
          userID: handleOf(account),
          userName: held.name,
          excludeCredentials: described(rows),
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        });
        await once.ask('passkey-add', options.challenge, { account } satisfies Asked);
        return options;
      },
      async add(visitor, { name, response }) {
        const place = here(visitor);
        if (isRefusal(place)) return place;
        const held = await heldBy(identity, db, visitor);
        if (!held) return refusals.SESSION_NEEDED();
        const { account, session, factors } = held.value;
        const challenge = challengeIn(response);
        const asked = await once.take<Asked>('passkey-add', challenge);
        if (asked?.account !== account) return refusals.PASSKEY_OVER();
        const made = await verifyRegistrationResponse({
          response: response as unknown as RegistrationResponseJSON,
          expectedChallenge: challenge,
          expectedOrigin: place.origin,
          expectedRPID: place.id,
        }).catch(() => undefined);
        if (!made?.verified) return refusals.PASSKEY_WRONG();
        const { credential } = made.registrationInfo;
        const row: Row = {
          id: credential.id,
          account,
          name,
          public_key: Buffer.from(credential.publicKey).toString('base64url'),
          count: credential.counter,
          transports: JSON.stringify(credential.transports ?? []),
          made_at: Date.now(),
          last_used_at: null,
        };
        const added = await db
          .insertInto('passkey')
          .values(row)
          .onConflict((same) => same.column('id').doNothing())
          .executeTakeFirst();
        if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return refusals.PASSKEY_KNOWN();
        await settleFactors(identity, db, account);
        // Who came in elsewhere by the password alone shows the second factor too, from now on.
        if (factors.length === 0) await endSessions(identity, account, { but: session });
        return shown(row);
      },
      async remove(account, id) {
        const gone = await db
          .deleteFrom('passkey')
          .where('account', '=', account)
          .where('id', '=', id)
          .executeTakeFirst();
        if (Number(gone.numDeletedRows) === 0) return false;
        await settleFactors(identity, db, account);
        return true;
      },
    } satisfies Accounts['passkeys'],
  };
}

const shown = ({ id, name, made_at, last_used_at }: Row): PasskeyShown => ({
  id,
  name,
  since: new Date(Number(made_at)).toISOString(),
  lastUsedAt: last_used_at === null ? undefined : new Date(Number(last_used_at)).toISOString(),
});

/** The account's id, which says nothing of who it is. */
const handleOf = (account: string) => new Uint8Array(Buffer.from(account));

/** A device says whose passkey it showed, where it was not told. */
function isOf({ response: { userHandle } }: PasskeyAnswer, account: string): boolean {
  return userHandle === undefined || userHandle === null || userHandle === Buffer.from(account).toString('base64url');
}

/** What is signed holds it; whether it is signed is judged after. */
function challengeIn({ response: { clientDataJSON } }: PasskeyAnswer): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown;
    };
    return typeof challenge === 'string' ? challenge : '';
  } catch {
    return '';
  }
}
