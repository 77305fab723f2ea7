// Sessions: who holds one, showing again that it is you, and ending them. Each is looked up at every request, so that
// an ended one is ended on every node at once.
import { isRefusal } from '../domain/kernel/refusal.ts';
import type { AccountsDatabase } from './database.ts';
import type { Guesses } from './guesses.ts';
import { type Identity, LONGEST_MS } from './identity.ts';
import { normalised, passwordRefused } from './passwords.ts';
import type { Accounts, Holder, SessionShown, Told, Visitor } from './port.ts';
import { PASSWORD_WRONG, SESSION_NEEDED, TOTP_OFF } from './refusals.ts';
import { onceOnly } from './sign-in.ts';
import { answered, cookiesOf, headersOf, told } from './visit.ts';

type Parts = { identity: Identity; db: AccountsDatabase; guesses: Guesses };
type Row = {
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
export async function heldBy(identity: Identity, visitor: Visitor): Promise<Held | undefined> {
  if (!visitor.cookie?.includes('ocop-session=')) return undefined;
  const { headers, response } = await identity.api.getSession({ headers: headersOf(visitor), returnHeaders: true });
  if (!response || Date.now() - response.session.createdAt.getTime() >= LONGEST_MS) return undefined;
  const { session, user } = response;
  return {
    value: {
      account: user.id,
      session: session.id,
      confirmedAt: (session.confirmedAt ?? session.createdAt).toISOString(),
      factors: user.twoFactorEnabled ? ['totp'] : [],
    },
    cookies: headers.getSetCookie(),
    token: session.token,
    name: user.username ?? user.id,
    email: user.email,
  };
}

export function sessionsOf({
  identity,
  db,
  guesses,
}: Parts): Pick<Accounts, 'holderOf' | 'confirm' | 'changePassword' | 'sessions'> {
  const mark = async (token: string): Promise<string> => {
    const confirmedAt = new Date();
    const { internalAdapter } = await identity.$context;
    await internalAdapter.updateSession(token, { confirmedAt });
    return confirmedAt.toISOString();
  };
  const all = async (account: string): Promise<readonly Row[]> =>
    (await identity.$context).adapter.findMany<Row>({ model: 'session', where: [{ field: 'userId', value: account }] });

  return {
    holderOf: (visitor) => heldBy(identity, visitor),

    async confirm(visitor, proof) {
      const held = await heldBy(identity, visitor);
      if (!held) return SESSION_NEEDED();
      const { account } = held.value;
      const slowed = await guesses.begin({ account, address: visitor.address, cookies: cookiesOf(visitor) });
      if (slowed) return slowed;
      if ('password' in proof) {
        if (!(await isPassword(identity, account, proof.password))) return PASSWORD_WRONG({}, '/password');
      } else {
        if (!held.value.factors.includes('totp')) return TOTP_OFF();
        const code = proof.code.replace(/\s/g, '');
        const asked = { headers: headersOf(visitor), body: { code }, asResponse: true as const };
        const right = await onceOnly({ db, identity }, account, code, async () =>
          answered(await identity.api.verifyTOTP(asked)),
        );
        if (isRefusal(right)) return right;
      }
      return { confirmedAt: await mark(held.token) };
    },

    async changePassword(visitor, { current, next }) {
      const held = await heldBy(identity, visitor);
      if (!held) return SESSION_NEEDED();
      const slowed = await guesses.begin({
        account: held.value.account,
        address: visitor.address,
        cookies: cookiesOf(visitor),
      });
      if (slowed) return slowed;
      const unfit = passwordRefused(next, [held.name, held.email.split('@')[0] ?? ''], '/next');
      if (unfit) return unfit;
      const body = { currentPassword: normalised(current), newPassword: normalised(next), revokeOtherSessions: true };
      const answer = await answered(
        await identity.api.changePassword({ headers: headersOf(visitor), body, asResponse: true }),
      );
      if (isRefusal(answer)) return answer.code === 'PASSWORD_WRONG' ? PASSWORD_WRONG({}, '/current') : answer;
      return told(undefined, answer.cookies);
    },

    sessions: {
      async of(account, current) {
        const rows = (await all(account)).filter(isLasting);
        return rows.map((s) => shown(s, current)).sort((a, b) => b.lastSeen.localeCompare(a.lastSeen));
      },
      async end(account, which) {
        const { internalAdapter } = await identity.$context;
        const ending = (await all(account)).filter((s) =>
          which === undefined ? true : 'session' in which ? s.id === which.session : s.id !== which.but,
        );
        for (const { token } of ending) await internalAdapter.deleteSession(token);
        return ending.length;
      },
      async lasting(sessions) {
        const where = [{ field: 'id', operator: 'in' as const, value: [...sessions] }];
        const rows = await (await identity.$context).adapter.findMany<Row>({
          ...{ model: 'session', where, limit: sessions.length },
        });
        return new Set(rows.filter(isLasting).map(({ id }) => id));
      },
    },
  };
}

const isLasting = ({ createdAt, expiresAt }: Row): boolean =>
  expiresAt.getTime() > Date.now() && Date.now() - createdAt.getTime() < LONGEST_MS;

const shown = (s: Row, current: string | undefined): SessionShown => ({
  id: s.id,
  since: s.createdAt.toISOString(),
  lastSeen: s.updatedAt.toISOString(),
  address: s.ipAddress ?? '',
  agent: s.userAgent ?? '',
  isThis: s.id === current,
});

export async function isPassword(identity: Identity, account: string, password: string): Promise<boolean> {
  const { internalAdapter, password: hashing } = await identity.$context;
  const hash = (await internalAdapter.findCredentialAccount(account))?.password;
  return typeof hash === 'string' && (await hashing.verify({ hash, password: normalised(password) }));
}
