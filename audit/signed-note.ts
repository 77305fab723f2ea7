// Signed notes as C2SP has them (https://c2sp.org/signed-note): a text, and below it who signs for it. Keys are written
// `<name>+<id>+<base64>`; what is no note is answered with undefined, never thrown.
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';

/** Ed25519 over the text; Ed25519 of a witness over text and time (https://c2sp.org/tlog-cosignature). */
export const ED25519 = 1;
export const COSIGNATURE = 4;
export type SignatureType = typeof ED25519 | typeof COSIGNATURE;

export type VerifierKey = {
  readonly name: string;
  /** eight hexadecimal digits */
  readonly id: string;
  readonly type: SignatureType;
  readonly publicKey: Buffer;
  /** as it is written */
  readonly text: string;
};
export type SignerKey = VerifierKey & { readonly seed: Buffer };

export type Signature = { readonly name: string; readonly id: string; readonly bytes: Buffer; readonly line: string };
export type Note = { readonly text: string; readonly signatures: readonly Signature[] };

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const NAME = /^[^\s+]{1,200}$/u;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const PRIVATE = 'PRIVATE+KEY+';

/** Only what its bytes are written as: two writings of one signature would be two. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
  return bytes?.toString('base64') === text ? bytes : undefined;
}

function idOf(name: string, type: SignatureType, publicKey: Uint8Array): string {
  const named = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.from([type]), publicKey]);
  return hash('sha256', named, 'hex').slice(0, 8);
}

export function verifierKey(name: string, type: SignatureType, publicKey: Buffer): VerifierKey {
  const id = idOf(name, type, publicKey);
  const text = `${name}+${id}+${Buffer.concat([Buffer.from([type]), publicKey]).toString('base64')}`;
  return { name, id, type, publicKey, text };
}

export function readVerifierKey(text: string): VerifierKey | undefined {
  const [, name = '', id, base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(base64);
  const type = bytes?.[0];
  if (!NAME.test(name) || bytes?.length !== 1 + KEY_BYTES || (type !== ED25519 && type !== COSIGNATURE))
    return undefined;
  const key = verifierKey(name, type, bytes.subarray(1));
  return key.id === id ? key : undefined;
}

export function makeSignerKey(name: string, type: SignatureType = ED25519): SignerKey {
  if (!NAME.test(name)) throw new Error(`"${name}" is no name of a key: it holds no blank and no plus`);
  const { privateKey } = generateKeyPairSync('ed25519');
  return signerKey(name, type, privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES));
}

export function signerKey(name: string, type: SignatureType, seed: Buffer): SignerKey {
  const publicKey = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
  return { ...verifierKey(name, type, publicKey), seed };
}

/** As Go's tools write a private key: the same file serves there. */
export const showSignerKey = ({ name, id, type, seed }: SignerKey): string =>
  `${PRIVATE}${name}+${id}+${Buffer.concat([Buffer.from([type]), seed]).toString('base64')}`;

export function readSignerKey(text: string): SignerKey | undefined {
  const [, name = '', id, base64 = ''] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(base64);
  const type = bytes?.[0];
  if (!NAME.test(name) || bytes?.length !== 1 + KEY_BYTES || (type !== ED25519 && type !== COSIGNATURE))
    return undefined;
  const key = signerKey(name, type, bytes.subarray(1));
  return key.id === id ? key : undefined;
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const privateKeyOf = (seed: Buffer) =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

/** @param text ends with a line feed */
export function signatureLine(text: string, key: SignerKey, at = new Date(0)): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const signed = sign(null, Buffer.from(signedText(text, key.type, seconds), 'utf8'), privateKeyOf(key.seed));
  const bytes = key.type === COSIGNATURE ? Buffer.concat([bigEndian(seconds), signed]) : signed;
  return `— ${key.name} ${Buffer.concat([Buffer.from(key.id, 'hex'), bytes]).toString('base64')}\n`;
}

const signedText = (text: string, type: SignatureType, seconds: number): string =>
  type === COSIGNATURE ? `cosignature/v1\ntime ${seconds}\n${text}` : text;

function bigEndian(n: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(n));
  return bytes;
}

export const signNote = (text: string, key: SignerKey): string => `${text}\n${signatureLine(text, key)}`;

const MOST_BYTES = 1 << 20;
const MOST_SIGNATURES = 100;

export function readNote(whole: string): Note | undefined {
  const end = whole.lastIndexOf('\n\n');
  if (whole.length > MOST_BYTES || end <= 0 || !whole.endsWith('\n')) return undefined;
  // No other character that a line could be read to end with, and nothing unseen.
  if (/[^\n\P{Cc}]|�/u.test(whole)) return undefined;
  const lines = whole
    .slice(end + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length === 0 || lines.length > MOST_SIGNATURES) return undefined;
  const signatures = lines.map(readSignature);
  return signatures.every((s) => s !== undefined) ? { text: whole.slice(0, end + 1), signatures } : undefined;
}

export function readSignature(line: string): Signature | undefined {
  const [, name = '', base64 = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (!NAME.test(name) || !bytes || bytes.length < 5) return undefined;
  return { name, id: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4), line };
}

/** Undefined: it is not by this key. `at`: when a witness saw it. */
export function checkSignature(
  text: string,
  { name, id, bytes }: Signature,
  key: VerifierKey,
): { readonly good: boolean; readonly at?: Date } | undefined {
  if (name !== key.name || id !== key.id) return undefined;
  const timed = key.type === COSIGNATURE;
  if (bytes.length !== SIGNATURE_BYTES + (timed ? 8 : 0)) return { good: false };
  const seconds = timed ? Number(bytes.readBigUInt64BE(0)) : 0;
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key.publicKey]), format: 'der', type: 'spki' });
  const good = verify(
    null,
    Buffer.from(signedText(text, key.type, seconds), 'utf8'),
    publicKey,
    bytes.subarray(-SIGNATURE_BYTES),
  );
  const at = new Date(seconds * 1000);
  return timed && !Number.isNaN(at.getTime()) ? { good, at } : { good };
}

/** Who of these signed a note, with when, in words. */
export const cosignedBy = (note: Note, witnesses: readonly VerifierKey[]): readonly string[] =>
  cosignatures(note, witnesses).map(({ name, at }) => `${name} (${at})`);

export const cosignatures = (note: Note, witnesses: readonly VerifierKey[]) =>
  note.signatures.flatMap((signature) =>
    witnesses.flatMap((key) => {
      const checked = checkSignature(note.text, signature, key);
      return checked?.good ? [{ name: key.name, id: key.id, at: checked.at?.toISOString() }] : [];
    }),
  );
