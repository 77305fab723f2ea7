// Sheets closed on the member’s own device to a session’s public key, and opened on the chair’s: the same bytes as
// `cli/chair-key.ts` writes and reads (`envelope.test.ts` holds the two against each other), with what a browser has.
import { scryptAsync } from '@noble/hashes/scrypt.js';
import canonicalize from 'canonicalize';
import { fromBase64url, fromText, joined, toBase64url, toHex, toText } from './bytes.ts';

const FORM = 'ocop-envelope-x25519-1';
const IV_BYTES = 12;
const BLOCK = 4096;
const SCRYPT = { N: 65_536, r: 8, p: 1, dkLen: 32 };

type Box = { readonly salt: string; readonly sealed: string };
export type KeyFile = {
  readonly form: string;
  readonly publicKey: string;
  readonly passphrase: Box;
  readonly recovery: Box;
};
/** Whose sheet of what: an envelope opens for nothing else. */
export type Subject = { readonly session: string; readonly cycle: string; readonly member: string };
export type Opened = { readonly salt: string; readonly value: unknown };

const canonical = (value: unknown): string => canonicalize(value) as string;
const X25519 = { name: 'X25519' } as const;

export async function sealWith(key: CryptoKey, text: string, about: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: fromText(about) },
    key,
    fromText(text),
  );
  return toBase64url(joined(iv, new Uint8Array(sealed)));
}

/** Undefined with another key, for something else, or where anything was changed. */
export async function unsealWith(key: CryptoKey, sealed: string, about: string): Promise<string | undefined> {
  try {
    const bytes = fromBase64url(sealed);
    const by = { name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES), additionalData: fromText(about) };
    return toText(new Uint8Array(await crypto.subtle.decrypt(by, key, bytes.slice(IV_BYTES))));
  } catch {
    return undefined;
  }
}

const aesKey = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);

async function keyOfWords(words: string, salt: string): Promise<CryptoKey> {
  return aesKey(new Uint8Array(await scryptAsync(words, salt, SCRYPT)));
}

async function wrapped(words: string, secret: string): Promise<Box> {
  const salt = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
  return { salt, sealed: await sealWith(await keyOfWords(words, salt), secret, FORM) };
}

/** A new key; `recovery` is printed on paper and kept nowhere. */
export async function makeKey(passphrase: string): Promise<{ file: KeyFile; recovery: string }> {
  const pair = (await crypto.subtle.generateKey(X25519, true, ['deriveBits'])) as CryptoKeyPair;
  const { d = '', x = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const hex = toHex(crypto.getRandomValues(new Uint8Array(20)));
  const recovery = (hex.match(/.{8}/g) as string[]).join('-');
  const file = {
    form: FORM,
    publicKey: x,
    passphrase: await wrapped(passphrase, d),
    recovery: await wrapped(recovery, d),
  };
  return { file, recovery };
}

/** What a chosen file holds; undefined where it is no key file. */
export function readKeyFile(text: string): KeyFile | undefined {
  try {
    const file = JSON.parse(text) as Partial<KeyFile>;
    return file.form === FORM && file.publicKey && file.passphrase && file.recovery ? (file as KeyFile) : undefined;
  } catch {
    return undefined;
  }
}

/** The private half, by the passphrase or by the recovery share. Undefined where it is neither. */
export async function unwrapKey(file: KeyFile, words: string): Promise<CryptoKey | undefined> {
  for (const { salt, sealed } of [file.passphrase, file.recovery]) {
    const d = await unsealWith(await keyOfWords(words, salt), sealed, FORM);
    if (d !== undefined) {
      const jwk = { kty: 'OKP', crv: 'X25519', d, x: file.publicKey };
      return crypto.subtle.importKey('jwk', jwk, X25519, false, ['deriveBits']);
    }
  }
  return undefined;
}

async function shared(privateKey: CryptoKey, publicKey: string, about: string): Promise<CryptoKey> {
  const other = await crypto.subtle.importKey('raw', fromBase64url(publicKey), X25519, false, []);
  const secret = await crypto.subtle.deriveBits({ ...X25519, public: other }, privateKey, 256);
  const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const by = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: fromText(`${FORM} ${about}`) };
  return crypto.subtle.deriveKey(by, from, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Longer words than others would tell something of a sheet. */
function padded(text: string): string {
  const { length } = fromText(text);
  return text + ' '.repeat(Math.ceil(length / BLOCK) * BLOCK - length);
}

/** A sheet closed to a session's public key. */
export async function closeTo(
  publicKey: string,
  of: Subject,
  value: unknown,
): Promise<{ commitment: string; envelope: string }> {
  const salt = toHex(crypto.getRandomValues(new Uint8Array(32)));
  const own = (await crypto.subtle.generateKey(X25519, true, ['deriveBits'])) as CryptoKeyPair;
  const { x: ephemeral = '' } = await crypto.subtle.exportKey('jwk', own.publicKey);
  const about = canonical(of);
  const text = canonical({ salt, value });
  const sealed = await sealWith(await shared(own.privateKey, publicKey, about), padded(text), about);
  const commitment = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', fromText(text))));
  return { commitment, envelope: `${FORM} ${ephemeral} ${sealed}` };
}

/** Undefined where the envelope is not this member's, was closed to another key, or was changed. */
export async function openWith(key: CryptoKey, of: Subject, envelope: string): Promise<Opened | undefined> {
  const [form, ephemeral = '', sealed = ''] = envelope.split(' ');
  if (form !== FORM) return undefined;
  const about = canonical(of);
  try {
    const text = await unsealWith(await shared(key, ephemeral, about), sealed, about);
    const opened = text === undefined ? undefined : (JSON.parse(text) as Partial<Opened>);
    return typeof opened?.salt === 'string' ? { salt: opened.salt, value: opened.value } : undefined;
  } catch {
    return undefined;
  }
}
