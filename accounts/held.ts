// What is held of who signed in: the session of some cookies, all of an account, and the ending of them.
import type { AccountsDatabase } from './database.ts';
import { factorsOf } from './factors.ts';
import { type Identity, LONGEST_MS } from './identity.ts';
import { normalised } from './passwords.ts';
import type { Holder, Told, Visitor } from './port.ts';
import { headersOf } from './visit.ts';

export type SessionRow = {
  id: string;
  token: string;
  userId: string;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
  confirmedAt?: Date | null;
  ipAddress?: string | null;
  userAgent?: string | null;
};

export type Held = Told<Holder> & { readonly token: string; readonly name: string; readonly email: string };

/** @returns the session of these cookies; undefined where there is none, or it has lasted too long */
export async function heldBy(identity: Identity, db: AccountsDatabase, visitor: Visitor): Promise<Held | undefined> {
  if (!visitor.cookie?.includes('ocop-session=')) return undefined;
  const { headers, response } = await identity.api.getSession({ headers: headersOf(visitor), returnHeaders: true });
  if (!response || Date.now() - response.session.createdAt.getTime() >= LONGEST_MS) return undefined;
  const { session, user } = response;
  return {
    value: {
      account: user.id,
      session: session.id,
      confirmedAt: (session.confirmedAt ?? session.createdAt).toISOString(),
      factors: [
        ...(user.twoFactorEnabled ? await factorsOf(db, user.id) : []),
        ...(session.vouched ? (['single-sign-on'] as const) : []),
      ],
    },
    cookies: headers.getSetCookie(),
    token: session.token,
    name: user.username ?? user.id,
    email: user.email,
  };
}

export const sessionsHeldBy = async (identity: Identity, account: string): Promise<readonly SessionRow[]> =>
  (await identity.$context).adapter.findMany<SessionRow>({
    model: 'session',
    where: [{ field: 'userId', value: account }],
  });

/** @param which absent: all; `but`: all others than this one */
export async function endSessions(
  identity: Identity,
  account: string,
  which?: { session: string } | { but: string },
): Promise<number> {
  const { internalAdapter } = await identity.$context;
  const ending = (await sessionsHeldBy(identity, account)).filter((s) =>
    which === undefined ? true : 'session' in which ? s.id === which.session : s.id !== which.but,
  );
  for (const { token } of ending) await internalAdapter.deleteSession(token);
  return ending.length;
}

/** Who signs in by the office's sign-on alone has none. */
export async function hasPassword(identity: Identity, account: string): Promise<boolean> {
  const { internalAdapter } = await identity.$context;
  return Boolean((await internalAdapter.findCredentialAccount(account))?.password);
}

export async function isPassword(identity: Identity, account: string, password: string): Promise<boolean> {
  const { internalAdapter, password: hashing } = await identity.$context;
  const hash = (await internalAdapter.findCredentialAccount(account))?.password;
  return typeof hash === 'string' && (await hashing.verify({ hash, password: normalised(password) }));
}

/** Who signs, or changes their own ways in, has shown within so long that it is them. */
export const CONFIRMED_FOR_MS = 5 * 60_000;
export const isConfirmed = ({ confirmedAt }: Holder): boolean =>
  Date.now() - Date.parse(confirmedAt) <= CONFIRMED_FOR_MS;
