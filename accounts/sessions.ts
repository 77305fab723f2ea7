// Sessions: who holds one, showing again that it is you, and ending them. Each is looked up at every request, so that
// an ended one is ended on every node at once.
import { isRefusal } from '../domain/kernel/refusal.ts';
import type { AccountsDatabase } from './database.ts';
import type { Guesses } from './guesses.ts';
import { endSessions, heldBy, isPassword, type SessionRow, sessionsHeldBy } from './held.ts';
import { type Identity, LONGEST_MS } from './identity.ts';
import type { Passkeys } from './passkeys.ts';
import { normalised, passwordRefused } from './passwords.ts';
import type { Accounts, SessionShown } from './port.ts';
import { PASSKEY_WRONG, PASSWORD_WRONG, SESSION_NEEDED, TOTP_OFF } from './refusals.ts';
import { onceOnly } from './sign-in.ts';
import { answered, cookiesOf, headersOf, told } from './visit.ts';

type Parts = { identity: Identity; db: AccountsDatabase; guesses: Guesses };
const AGAIN = 'passkey-again';

export function sessionsOf({
  identity,
  db,
  guesses,
  passkeys,
}: Parts & { passkeys: Passkeys }): Pick<
  Accounts,
  'holderOf' | 'confirm' | 'askAgain' | 'changePassword' | 'sessions'
> {
  const mark = async (token: string): Promise<string> => {
    const confirmedAt = new Date();
    const { internalAdapter } = await identity.$context;
    await internalAdapter.updateSession(token, { confirmedAt });
    return confirmedAt.toISOString();
  };

  return {
    holderOf: (visitor) => heldBy(identity, db, visitor),

    async askAgain(visitor) {
      const held = await heldBy(identity, db, visitor);
      return held ? passkeys.ask(visitor, AGAIN, held.value.account) : SESSION_NEEDED();
    },

    async confirm(visitor, proof) {
      const held = await heldBy(identity, db, visitor);
      if (!held) return SESSION_NEEDED();
      const { account } = held.value;
      if ('passkey' in proof) {
        const whose = await passkeys.prove(visitor, AGAIN, proof.passkey);
        if (isRefusal(whose)) return whose;
        return whose === account ? { confirmedAt: await mark(held.token) } : PASSKEY_WRONG();
      }
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
      const held = await heldBy(identity, db, visitor);
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
        const rows = (await sessionsHeldBy(identity, account)).filter(isLasting);
        return rows.map((s) => shown(s, current)).sort((a, b) => b.lastSeen.localeCompare(a.lastSeen));
      },
      end: (account, which) => endSessions(identity, account, which),
      async lasting(sessions) {
        const where = [{ field: 'id', operator: 'in' as const, value: [...sessions] }];
        const rows = await (await identity.$context).adapter.findMany<SessionRow>({
          ...{ model: 'session', where, limit: sessions.length },
        });
        return new Set(rows.filter(isLasting).map(({ id }) => id));
      },
    },
  };
}

const isLasting = ({ createdAt, expiresAt }: SessionRow): boolean =>
  expiresAt.getTime() > Date.now() && Date.now() - createdAt.getTime() < LONGEST_MS;

const shown = (s: SessionRow, current: string | undefined): SessionShown => ({
  id: s.id,
  since: s.createdAt.toISOString(),
  lastSeen: s.updatedAt.toISOString(),
  address: s.ipAddress ?? '',
  agent: s.userAgent ?? '',
  isThis: s.id === current,
});
