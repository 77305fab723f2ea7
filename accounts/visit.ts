// What better-auth is asked with, and what it answered: headers in, a body and cookies out, its codes as our refusals.
import type { Refusal } from '../domain/kernel/refusal.ts';
import type { Told, Visitor } from './port.ts';
import {
  CODE_USED,
  CODE_WRONG,
  PASSWORD_WRONG,
  SESSION_NEEDED,
  SIGN_IN_FAILED,
  SIGN_IN_OVER,
  SIGN_IN_SLOWED,
  TOTP_OFF,
  TOTP_ON_ALREADY,
} from './refusals.ts';

/** A header holds no other letters; whoever sends some is not kept out for it. */
const asHeader = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');

/** With one of the cookies alone, as it came: what is judged by it is judged by no other. */
export function withCookie(visitor: Visitor, name: string): Visitor {
  const pairs = (visitor.cookie ?? '').split(';').map((pair) => pair.trim());
  return { ...visitor, cookie: pairs.findLast((pair) => pair.startsWith(`${name}=`)) };
}

export const headersOf = ({ cookie, address, agent }: Visitor): Headers =>
  new Headers({
    ...(cookie === undefined ? {} : { cookie: asHeader(cookie) }),
    'x-ocop-address': address,
    ...(agent === undefined ? {} : { 'user-agent': asHeader(agent.slice(0, 200)) }),
  });

export function cookiesOf({ cookie }: Visitor): ReadonlyMap<string, string> {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', ...value]) => [name, decoded(value.join('='))]));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const refusals: Readonly<Record<string, () => Refusal>> = {
  INVALID_USERNAME_OR_PASSWORD: () => SIGN_IN_FAILED(),
  INVALID_EMAIL_OR_PASSWORD: () => SIGN_IN_FAILED(),
  INVALID_USERNAME: () => SIGN_IN_FAILED(),
  INVALID_EMAIL: () => SIGN_IN_FAILED(),
  USERNAME_TOO_SHORT: () => SIGN_IN_FAILED(),
  USERNAME_TOO_LONG: () => SIGN_IN_FAILED(),
  PASSWORD_TOO_LONG: () => SIGN_IN_FAILED(),
  INVALID_PASSWORD: () => PASSWORD_WRONG({}, '/password'),
  INVALID_CODE: () => CODE_WRONG({}, '/code'),
  INVALID_BACKUP_CODE: () => CODE_WRONG({}, '/recoveryCode'),
  INVALID_TWO_FACTOR_COOKIE: () => SIGN_IN_OVER(),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => SIGN_IN_OVER(),
  ACCOUNT_TEMPORARILY_LOCKED: () => SIGN_IN_SLOWED({ minutes: 15 }),
  TOTP_ALREADY_ENABLED: () => TOTP_ON_ALREADY(),
  TOTP_NOT_ENABLED: () => TOTP_OFF(),
  BACKUP_CODES_NOT_ENABLED: () => TOTP_OFF(),
  UNAUTHORIZED: () => SESSION_NEEDED(),
  SESSION_EXPIRED: () => SESSION_NEEDED(),
};

/** Throws on a code that is not known here: a fault of ours, or of the database. */
export async function answered<T>(response: Response): Promise<Told<T> | Refusal> {
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as { code?: string });
  if (response.ok) return { value: body as T, cookies: response.headers.getSetCookie() };
  const refused = refusals[body.code ?? ''];
  if (refused) return refused();
  // Two gave the same recovery code at one moment: better-auth says so without a code of its own.
  if (response.status === 409) return CODE_USED({}, '/recoveryCode');
  throw new Error(`sign-in answered ${response.status} ${body.code ?? text.slice(0, 200)}`);
}

export const told = <T>(value: T, cookies: readonly string[] = []): Told<T> => ({ value, cookies });
