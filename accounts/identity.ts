// better-auth as we run it: it keeps users, credentials, sessions and the second factor. Its own HTTP routes are not
// served: the API has routes of its own, which answer in two languages, and calls it in the process.
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor, username } from 'better-auth/plugins';
import { sql } from 'kysely';
import { beginSession } from './begin-session.ts';
import { type AccountsDatabase, makeTables, type Place } from './database.ts';
import { LEAST, MOST } from './passwords.ts';
import type { SingleSignOnSettings } from './port.ts';

/** Without a request for so long a session is over; and after so long in any case (ASVS 5, 7.3). */
const IDLE_S = 8 * 3600;
export const LONGEST_MS = 5 * 86_400_000;
const SEEN_AGAIN_AFTER_S = 300;
/** `SELECT pg_advisory_lock`: one node at a time makes the tables */
const LOCK = 7_316_843;

export const NAME = /^[a-z0-9][a-z0-9._-]{2,59}$/;

/** `secure`: reached over TLS, so that cookies are never sent without it; `publicUrl`: where people reach us, if said */
export type IdentityOptions = {
  readonly place: Place;
  readonly secret: string;
  /** those before it, the newest first: what was closed with them still opens */
  readonly before?: readonly string[];
  readonly secure: boolean;
  readonly publicUrl?: () => string | undefined;
  readonly singleSignOn?: SingleSignOnSettings | undefined;
};

/**
 * What is closed names its key by how many came before it, so that lines are only ever added. With the first key nothing was
 * named yet: that stays so until there is a second, as a release before this one beside us would not read it.
 */
function secretsOf({ secret, before = [] }: IdentityOptions) {
  const all = [secret, ...before];
  return {
    secret: all.at(-1) as string,
    ...(before.length > 0 ? { secrets: all.map((value, i) => ({ version: before.length - i, value })) } : {}),
  };
}

function optionsOf(db: AccountsDatabase, o: IdentityOptions) {
  const { place, secure } = o;
  const cookie = (name: string) => ({
    name: secure ? `__Host-${name}` : name,
    attributes: { secure, sameSite: 'strict' as const, httpOnly: true, path: '/' },
  });
  return {
    database: { db, type: place.type },
    // Nobody is sent anywhere by it; a base is wanted all the same.
    baseURL: 'http://ocop.invalid',
    ...secretsOf(o),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: LEAST, maxPasswordLength: MOST },
    session: {
      expiresIn: IDLE_S,
      updateAge: SEEN_AGAIN_AFTER_S,
      additionalFields: {
        confirmedAt: { type: 'date', required: false, input: false },
        vouched: { type: 'boolean', required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: { before: async (session) => ({ data: { ...session, confirmedAt: new Date() } }) },
      },
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: cookie('ocop-session'),
        two_factor: cookie('ocop-second-step'),
        dont_remember: cookie('ocop-brief'),
      },
      ipAddress: { disableIpTracking: false, ipAddressHeaders: ['x-ocop-address'] },
    },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 60,
        usernameValidator: (name) => NAME.test(name.toLowerCase()),
      }),
      // Who signs in by the office's sign-on has no password to ask for.
      twoFactor({ issuer: 'OCOP', allowPasswordless: true, backupCodeOptions: { storeBackupCodes: 'encrypted' } }),
      beginSession,
    ],
    // Ours: per account, device and address, kept in the database so that all nodes count together.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  } satisfies BetterAuthOptions;
}

export async function openIdentity(db: AccountsDatabase, o: IdentityOptions) {
  const options = optionsOf(db, o);
  const make = async () => {
    const { runMigrations } = await getMigrations(options);
    await runMigrations();
    await makeTables(db);
  };
  if (o.place.type === 'sqlite') await make();
  else
    await db.connection().execute(async (one) => {
      await sql`select pg_advisory_lock(${LOCK})`.execute(one);
      await make().finally(() => sql`select pg_advisory_unlock(${LOCK})`.execute(one));
    });
  return betterAuth(options);
}

export type Identity = Awaited<ReturnType<typeof openIdentity>>;
