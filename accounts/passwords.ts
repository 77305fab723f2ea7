// What a password must be: long enough, not among the commonest, not the name (NIST SP 800-63B; OWASP ASVS 5, 6.2).
import { dictionary } from '@zxcvbn-ts/language-common';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { PASSWORD_COMMON, PASSWORD_HAS_NAME, PASSWORD_TOO_LONG, PASSWORD_TOO_SHORT } from './refusals.ts';

export const LEAST = 12;
export const MOST = 256;
/** As many different characters at least: "aaaaaaaaaaaa" and "121212121212" are long and guessed at once. */
const LEAST_DIFFERENT = 4;

const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** Counted in characters as people see them: composed and decomposed letters are the same password. */
export const normalised = (password: string): string => password.normalize('NFKC');

/** @param names what the password may not hold: the sign-in name, the part of an address before its @ */
export function passwordRefused(given: string, names: readonly string[], field = '/password'): Refusal | undefined {
  const password = normalised(given);
  const length = [...password].length;
  if (length < LEAST) return PASSWORD_TOO_SHORT({ least: LEAST }, field);
  if (password.length > MOST) return PASSWORD_TOO_LONG({ most: MOST }, field);
  const plain = password.toLowerCase();
  if (names.some((name) => name.length >= 3 && plain.includes(name.toLowerCase()))) return PASSWORD_HAS_NAME({}, field);
  if (isCommon(plain) || new Set(plain).size < LEAST_DIFFERENT) return PASSWORD_COMMON({}, field);
  return undefined;
}

/** Also one of the commonest written twice, or with a tail of digits and signs. */
function isCommon(plain: string): boolean {
  const stem = plain.replace(/[\d\W_]+$/u, '');
  const half = plain.slice(0, plain.length / 2);
  return common.has(plain) || common.has(stem) || (half + half === plain && common.has(half));
}
