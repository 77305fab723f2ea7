// Guessing is slowed, and nobody can be locked out by another's guesses: who has signed in from a device before is
// counted by that device alone (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"), so that a stranger
// who tries a hundred passwords closes the account for strangers only.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Refusal } from '../domain/kernel/refusal.ts';
import type { AccountsDatabase } from './database.ts';
import { SIGN_IN_SLOWED } from './refusals.ts';

/** Wrong attempts in a window after which the window has to pass. */
const MOST = { account: 10, device: 10, address: 100 } as const;
const WINDOW_MS = 15 * 60_000;
const DEVICE_COOKIE = 'ocop-device';
const A_YEAR_S = 365 * 86_400;

export type Guesses = ReturnType<typeof guessesIn>;

/** @param now ms */
export function guessesIn(db: AccountsDatabase, secret: string, now: () => number) {
  const sign = (text: string): string => createHmac('sha256', `${secret}/device`).update(text).digest('base64url');

  /** The device's own counter, if it has signed in to this account before. */
  function deviceOf(cookies: ReadonlyMap<string, string>, account: string): string | undefined {
    const [nonce, mark] = (cookies.get(DEVICE_COOKIE) ?? '').split('.');
    if (!nonce || !mark) return undefined;
    const [given, right] = [Buffer.from(mark), Buffer.from(sign(`${account}.${nonce}`))];
    return given.length === right.length && timingSafeEqual(given, right) ? nonce : undefined;
  }

  /** One more in the window that runs, or the first of a new one: one statement, so that none is lost beside others. @returns how many it has now */
  async function count(key: string): Promise<{ count: number; since: number }> {
    const at = now();
    const { count, since } = await db
      .insertInto('guess')
      .values({ key, count: 1, since: at })
      .onConflict((same) =>
        same.column('key').doUpdateSet((eb) => ({
          count: eb
            .case()
            .when('guess.since', '<', at - WINDOW_MS)
            .then(1)
            .else(eb('guess.count', '+', 1))
            .end(),
          since: eb
            .case()
            .when('guess.since', '<', at - WINDOW_MS)
            .then(at)
            .else(eb.ref('guess.since'))
            .end(),
        })),
      )
      .returning(['count', 'since'])
      .executeTakeFirstOrThrow();
    return { count: Number(count), since: Number(since) };
  }

  const minutesLeft = (since: number): number => Math.max(1, Math.ceil((since + WINDOW_MS - now()) / 60_000));
  const addressOf = ({ address }: Who): string => `address:${address}`;
  const keysOf = (who: Who): readonly (readonly [string, number])[] => {
    const device = deviceOf(who.cookies, who.account);
    return device === undefined
      ? [
          [`account:${who.account}`, MOST.account],
          [addressOf(who), MOST.address],
        ]
      : [[`device:${device}`, MOST.device]];
  };

  return {
    /** Counted before the password is looked at: attempts at the same moment do not slip past each other. */
    async begin(who: Who): Promise<Refusal | undefined> {
      for (const [key, most] of keysOf(who)) {
        const counted = await count(key);
        if (counted.count > most) return SIGN_IN_SLOWED({ minutes: minutesLeft(counted.since) });
      }
      return undefined;
    },
    /** It was right: its counters begin anew, whosever window is over goes too, and the device is known from now on. */
    async succeeded(who: Who, isSecure: boolean, wasCounted = true): Promise<string> {
      const address = addressOf(who);
      const keys = keysOf(who).map(([key]) => key);
      const isOver = now() - WINDOW_MS;
      // An account of one’s own buys no further guesses at those of others: of the address this attempt alone is taken back.
      if (wasCounted && keys.includes(address))
        await db
          .updateTable('guess')
          .set((eb) => ({ count: eb('count', '-', 1) }))
          .where('key', '=', address)
          .where('count', '>', 0)
          .execute();
      const own = keys.filter((key) => key !== address);
      await db
        .deleteFrom('guess')
        .where((eb) => eb.or([eb('key', 'in', own), eb('since', '<', isOver)]))
        .execute();
      const nonce = deviceOf(who.cookies, who.account) ?? randomBytes(16).toString('base64url');
      const secure = isSecure ? '; Secure' : '';
      return `${DEVICE_COOKIE}=${nonce}.${sign(`${who.account}.${nonce}`)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${A_YEAR_S}${secure}`;
    },
  };
}

/** `account`: whom the name belongs to, or the name itself where it is nobody's */
type Who = { readonly account: string; readonly address: string; readonly cookies: ReadonlyMap<string, string> };
