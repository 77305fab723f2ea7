// Signing in: name and password, then a code where the account has a second factor.
import { createOTP } from '@better-auth/utils/otp';
import { symmetricDecrypt } from 'better-auth/crypto';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import type { AccountsDatabase } from './database.ts';
import { factorsOf } from './factors.ts';
import type { Guesses } from './guesses.ts';
import type { Identity } from './identity.ts';
import type { Passkeys } from './passkeys.ts';
import { normalised } from './passwords.ts';
import type { Accounts, Visitor } from './port.ts';
import { CODE_OFF_CLOCK, CODE_USED, SIGN_IN_OVER } from './refusals.ts';
import { answered, cookiesOf, headersOf, told, withCookie } from './visit.ts';

type Parts = { identity: Identity; db: AccountsDatabase; guesses: Guesses; passkeys: Passkeys; secure: boolean };
type SigningIn = Pick<Accounts, 'signIn' | 'signInByCode' | 'askForPasskey' | 'signInByPasskey' | 'signOut'>;

const PASSKEY = 'passkey-sign-in';

const PERIOD_S = 30;
/** Codes of so many periods before and after now are told from wrong ones: the telephone's clock is off. */
const OFF_CLOCK_PERIODS = 20;

export function signingIn(parts: Parts): SigningIn {
  const { identity, db, guesses, passkeys, secure } = parts;
  const stepCookie = secure ? '__Host-ocop-second-step' : 'ocop-second-step';

  /** Whom the first step was for; its cookie is judged by better-auth when the code is. */
  async function waiting(visitor: Visitor): Promise<string | undefined> {
    const id = cookiesOf(visitor).get(stepCookie)?.split('.')[0];
    const context = await identity.$context;
    if (id === undefined) return undefined;
    const step = await context.internalAdapter.findVerificationValue(id);
    return step && step.expiresAt.getTime() > Date.now() ? step.value : undefined;
  }

  return {
    async signIn(visitor, { name, password }) {
      const given = name.trim().toLowerCase();
      const account = (await accountNamed(identity, given)) ?? given;
      const who = { account, address: visitor.address, cookies: cookiesOf(visitor) };
      const slowed = await guesses.begin(who);
      if (slowed) return slowed;
      const asked = { headers: headersOf(visitor), asResponse: true as const };
      const secret = normalised(password);
      const response = given.includes('@')
        ? await identity.api.signInEmail({ ...asked, body: { email: given, password: secret } })
        : await identity.api.signInUsername({ ...asked, body: { username: given, password: secret } });
      const answer = await answered<{ twoFactorRedirect?: boolean }>(response);
      if (isRefusal(answer)) return answer;
      if (answer.value.twoFactorRedirect) return told({ wants: await factorsOf(db, account) }, answer.cookies);
      return told({ account }, [...answer.cookies, await guesses.succeeded(who, secure)]);
    },

    async signInByCode(visitor, given) {
      const account = await waiting(visitor);
      if (account === undefined) return SIGN_IN_OVER();
      const who = { account, address: visitor.address, cookies: cookiesOf(visitor) };
      // A session that is still open says nothing of who comes in now.
      const asked = { headers: headersOf(withCookie(visitor, stepCookie)), asResponse: true as const };
      if ('recoveryCode' in given) {
        const code = given.recoveryCode.trim();
        const answer = await answered(await identity.api.verifyBackupCode({ ...asked, body: { code } }));
        if (isRefusal(answer)) return answer;
        return told({ account }, [...answer.cookies, await guesses.succeeded(who, secure)]);
      }
      const code = given.code.replace(/\s/g, '');
      const answer = await onceOnly(parts, account, code, async () =>
        answered(await identity.api.verifyTOTP({ ...asked, body: { code } })),
      );
      if (isRefusal(answer)) return answer;
      return told({ account }, [...answer.cookies, await guesses.succeeded(who, secure)]);
    },

    askForPasskey: async (visitor) => passkeys.ask(visitor, PASSKEY, await waiting(visitor)),

    async signInByPasskey(visitor, given) {
      const account = await passkeys.prove(visitor, PASSKEY, given);
      if (isRefusal(account)) return account;
      const asked = { headers: headersOf(visitor), body: { account }, asResponse: true as const };
      const answer = await answered(await identity.api.beginSession(asked));
      if (isRefusal(answer)) return answer;
      const who = { account, address: visitor.address, cookies: cookiesOf(visitor) };
      const over = `${stepCookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secure ? '; Secure' : ''}`;
      return told({ account }, [...answer.cookies, over, await guesses.succeeded(who, secure, false)]);
    },

    async signOut(visitor) {
      const response = await identity.api.signOut({ headers: headersOf(visitor), asResponse: true });
      return told(undefined, response.headers.getSetCookie());
    },
  };
}

async function accountNamed(identity: Identity, name: string): Promise<string | undefined> {
  const { adapter } = await identity.$context;
  const field = name.includes('@') ? 'email' : 'username';
  const user = await adapter.findOne<{ id: string }>({ model: 'user', where: [{ field, value: name }] });
  return user?.id;
}

/** A code that was read over a shoulder, or caught on its way, is worth nothing once it has counted. */
export async function onceOnly<T>(
  { db, identity }: Pick<Parts, 'db' | 'identity'>,
  account: string,
  code: string,
  verify: () => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const at = Date.now();
  await db
    .deleteFrom('used_code')
    .where('at', '<', at - 10 * PERIOD_S * 1000)
    .execute();
  const taken = await db
    .insertInto('used_code')
    .values({ account, code, at })
    .onConflict((same) => same.columns(['account', 'code']).doNothing())
    .executeTakeFirst();
  if (Number(taken.numInsertedOrUpdatedRows ?? 0) === 0) return CODE_USED({}, '/code');
  const answer = await verify();
  if (!isRefusal(answer)) return answer;
  await db.deleteFrom('used_code').where('account', '=', account).where('code', '=', code).execute();
  return answer.code === 'CODE_WRONG' ? ((await offClock(identity, account, code)) ?? answer) : answer;
}

async function offClock(identity: Identity, account: string, code: string): Promise<Refusal | undefined> {
  const { adapter, secretConfig } = await identity.$context;
  const row = await adapter.findOne<{ secret: string }>({
    model: 'twoFactor',
    where: [{ field: 'userId', value: account }],
  });
  if (!row || !/^\d{6}$/.test(code)) return undefined;
  const otp = createOTP(await symmetricDecrypt({ key: secretConfig, data: row.secret }), {
    period: PERIOD_S,
    digits: 6,
  });
  const counter = Math.floor(Date.now() / 1000 / PERIOD_S);
  for (let off = 1; off <= OFF_CLOCK_PERIODS; off++)
    for (const at of [counter - off, counter + off])
      if ((await otp.hotp(at)) === code) return CODE_OFF_CLOCK({ minutes: (off * PERIOD_S) / 60 }, '/code');
  return undefined;
}
