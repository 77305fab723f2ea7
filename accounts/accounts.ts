// The port, put together.
import { openDatabase } from './database.ts';
import { guessesIn } from './guesses.ts';
import { type IdentityOptions, openIdentity } from './identity.ts';
import { invitationsOf } from './invitations.ts';
import { keysOf } from './keys.ts';
import { peopleOf } from './people.ts';
import type { Accounts } from './port.ts';
import { sessionsOf } from './sessions.ts';
import { signingIn } from './sign-in.ts';
import { totpOf } from './totp.ts';

export async function openAccounts(o: IdentityOptions): Promise<Accounts> {
  const db = openDatabase(o.place);
  const identity = await openIdentity(db, o);
  const guesses = guessesIn(db, o.secret, () => Date.now());
  const parts = { identity, db, guesses, secure: o.secure };
  const held = sessionsOf(parts);
  const people = peopleOf(parts);
  return {
    ...signingIn(parts),
    ...held,
    totp: totpOf(parts),
    invitations: invitationsOf({ ...parts, sessions: held.sessions, people }),
    keys: keysOf(db),
    people,
    close: () => db.destroy(),
  };
}
