// The chair's key: its private half lies in a file of the chair's own, wrapped by a passphrase, and once more under a
// recovery share that is printed on paper. The server never sees it. Sheets are closed to the public half with an
// ephemeral X25519 key, HKDF-SHA-256 and AES-256-GCM.
import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../eventstore/canonical.ts';
import { digest } from '../eventstore/envelope.ts';
import { closed, IV_BYTES, opened, padded } from '../vault/cipher.ts';

const FORM = 'ocop-envelope-x25519-1';
/** Half a second and 64 MiB for each guess at a passphrase. */
const SCRYPT = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

export const box = z.strictObject({ salt: z.string(), sealed: z.string() });
export const keyFile = z.strictObject({ form: z.literal(FORM), publicKey: z.string(), passphrase: box, recovery: box });
export type KeyFile = z.infer<typeof keyFile>;

/** Whose sheet of what: an envelope opens for nothing else. */
export type Subject = { readonly session: string; readonly cycle: string; readonly member: string };

const close = (key: Uint8Array, text: string, about: string): string =>
  closed({ key, about, iv: randomBytes(IV_BYTES) }, text).toString('base64url');
const open = (key: Uint8Array, sealed: string, about: string): string | undefined =>
  opened({ key, about }, Buffer.from(sealed, 'base64url'));

/** @param about what it opens for, and for nothing else */
export const wrappedBy = (words: string, secret: string, about: string): z.infer<typeof box> => {
  const salt = randomBytes(16).toString('base64url');
  return { salt, sealed: close(scryptSync(words, salt, 32, SCRYPT), secret, about) };
};
export const unwrappedBy = (words: string, { salt, sealed }: z.infer<typeof box>, about: string): string | undefined =>
  open(scryptSync(words, salt, 32, SCRYPT), sealed, about);

/** A new key; `recovery` is printed on paper and kept nowhere. */
export function makeKey(passphrase: string): { file: KeyFile; recovery: string } {
  const { privateKey } = generateKeyPairSync('x25519');
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' });
  const recovery = (randomBytes(20).toString('hex').match(/.{8}/g) as string[]).join('-');
  const file = {
    form: FORM,
    publicKey: x,
    passphrase: wrappedBy(passphrase, d, FORM),
    recovery: wrappedBy(recovery, d, FORM),
  } as const;
  return { file, recovery };
}

/** The private half, by the passphrase or by the recovery share. Undefined where it is neither. */
export function unwrapKey(file: KeyFile, words: string): KeyObject | undefined {
  for (const wrapped of [file.passphrase, file.recovery]) {
    const d = unwrappedBy(words, wrapped, FORM);
    if (d !== undefined)
      return createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', d, x: file.publicKey }, format: 'jwk' });
  }
  return undefined;
}

const publicFrom = (x: string): KeyObject => createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
const shared = (privateKey: KeyObject, publicKey: KeyObject, about: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), '', `${FORM} ${about}`, 32));
const aboutOf = (of: Subject): string => canonical(of);

/** A sheet closed to a session's public key, on the member's own device. */
export function closeTo(publicKey: string, of: Subject, value: unknown): { commitment: string; envelope: string } {
  const salt = randomBytes(32).toString('hex');
  const own = generateKeyPairSync('x25519').privateKey;
  const { x: ephemeral = '' } = own.export({ format: 'jwk' });
  const about = aboutOf(of);
  const sealed = close(shared(own, publicFrom(publicKey), about), padded(canonical({ salt, value })), about);
  return { commitment: digest({ salt, value }), envelope: `${FORM} ${ephemeral} ${sealed}` };
}

const inside = z.object({ salt: z.string(), value: z.unknown() });

/** Undefined where the envelope is not this member's, was closed to another key, or was changed. */
export function openWith(key: KeyObject, of: Subject, envelope: string): z.infer<typeof inside> | undefined {
  const [form, ephemeral = '', sealed = ''] = envelope.split(' ');
  if (form !== FORM) return undefined;
  const about = aboutOf(of);
  try {
    const text = open(shared(key, publicFrom(ephemeral), about), sealed, about);
    return text === undefined ? undefined : inside.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
