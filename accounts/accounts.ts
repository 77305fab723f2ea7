// The port, put together.
import { openDatabase } from './database.ts';
import { guessesIn } from './guesses.ts';
import { type IdentityOptions, openIdentity } from './identity.ts';
import { invitationsOf } from './invitations.ts';
import { keysOf } from './keys.ts';
import { askedOnceIn } from './once.ts';
import { passkeysOf } from './passkeys.ts';
import { peopleOf } from './people.ts';
import type { Accounts } from './port.ts';
import { sessionsOf } from './sessions.ts';
import { signingIn } from './sign-in.ts';
import { invitationsBySignOn } from './sign-on-invitation.ts';
import { singleSignOnOf } from './single-sign-on.ts';
import { totpOf } from './totp.ts';

export async function openAccounts(o: IdentityOptions): Promise<Accounts> {
  const db = openDatabase(o.place);
  const identity = await openIdentity(db, o);
  const guesses = guessesIn(db, o.secret, () => Date.now());
  const { secure, publicUrl = () => undefined } = o;
  const parts = { identity, db, guesses, secure };
  const once = askedOnceIn(db);
  const passkeys = passkeysOf({ ...parts, once, publicUrl });
  const held = sessionsOf({ ...parts, passkeys });
  const people = peopleOf(parts);
  return {
    ...signingIn({ ...parts, passkeys }),
    ...held,
    totp: totpOf(parts),
    passkeys: passkeys.own,
    singleSignOn:
      o.singleSignOn &&
      singleSignOnOf(
        { ...parts, once, accept: invitationsBySignOn({ ...parts, sessions: held.sessions }) },
        o.singleSignOn,
      ),
    invitations: invitationsOf({ ...parts, sessions: held.sessions, people }),
    keys: keysOf(db),
    people,
    close: () => db.destroy(),
  };
}
