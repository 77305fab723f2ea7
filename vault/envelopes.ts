// Sealed sheets with the server's own key: AES-256-GCM under a key file that lies outside the data folder, so that a copy
// of the folder, a backup or an export opens none of them.
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Unsealed } from '../domain/kernel/personal.ts';
import type { Envelopes } from '../eventstore/prepare.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORM = 'ocop-envelope-1';

/** Longer words than others would tell something of a sheet. */
const BLOCK = 4096;
const padded = (text: string): string => {
  const length = Buffer.byteLength(text);
  return text + ' '.repeat(Math.ceil(length / BLOCK) * BLOCK - length);
};

type Canonical = (value: unknown) => string;

/** @param key 32 bytes; `canonical`: as events are hashed, so that anybody can compute a commitment again */
export function envelopesUnder(key: Uint8Array, canonical: Canonical): Envelopes {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 16);
  /** Unforeseeable without the key, and the same again for the same words. */
  const drawn = (use: string, words: string): Buffer => createHmac('sha256', key).update(use).update(words).digest();
  return {
    close(given) {
      const words = canonical(given);
      const salt = drawn('salt', words).toString('hex');
      const iv = drawn('iv', words).subarray(0, IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(name));
      const inside = padded(canonical({ salt, value: given.value }));
      const bytes = Buffer.concat([iv, cipher.update(inside, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return {
        commitment: createHash('sha256')
          .update(canonical({ salt, value: given.value }), 'utf8')
          .digest('hex'),
        text: `${FORM} ${name} ${bytes.toString('base64')}`,
      };
    },
    open(text) {
      const [form, closedBy, base64 = ''] = text.split(' ');
      if (form !== FORM) return undefined;
      if (closedBy !== name)
        throw new CodedError('SEAL_KEY_OTHER', `The envelope was closed with key ${closedBy}; this is ${name}.`);
      const bytes = Buffer.from(base64, 'base64');
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(name))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const inside =
          decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
        return JSON.parse(inside) as Unsealed;
      } catch {
        return undefined;
      }
    },
  };
}
