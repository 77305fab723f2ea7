// The code of a printed certificate, short enough to be typed: who it is, and what is printed. It is made of both and of nothing
// that is counted or drawn, so that no other paper ever has it, a certificate keeps it for as long as it is printed the same,
// and one on which something else is printed has another. 60 bits: Crockford's base 32, without letters that look like digits.
import { hash } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const [OF_ID, OF_PRINT] = [8, 4];

const digits = (of: readonly unknown[], many: number): string =>
  [...hash('sha256', JSON.stringify(of), 'buffer').subarray(0, many)].map((byte) => DIGITS[byte & 31]).join('');

/** @param printed everything that stands on it, in an order that stays */
export type Printed = readonly (string | number | undefined)[];

/** The part that says which certificate; several may have it. */
export const idCode = (certificate: string): string => digits(['ocop certificate', certificate], OF_ID);

const printCode = (certificate: string, printed: Printed): string =>
  digits(['ocop print', certificate, ...printed.map((one) => one ?? null)], OF_PRINT);

/** `XXXX-XXXX-XXXX` */
export const paperCode = (certificate: string, printed: Printed): string =>
  shown(idCode(certificate) + printCode(certificate, printed));

const shown = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code;

/** As somebody typed it: small letters, without dashes, O for 0, I and L for 1. */
export function readPaperCode(text: string): { readonly idCode: string; readonly code: string } | undefined {
  const plain = text.toUpperCase().replace(/[-\s]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (plain.length !== OF_ID + OF_PRINT || [...plain].some((one) => !DIGITS.includes(one))) return undefined;
  return { idCode: plain.slice(0, OF_ID), code: shown(plain) };
}
