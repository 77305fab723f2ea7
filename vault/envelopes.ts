// Sealed sheets with the server's own key: AES-256-GCM under a key file that lies outside the data folder, so that a copy
// of the folder, a backup or an export opens none of them.
import { createHash, createHmac } from 'node:crypto';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Unsealed } from '../domain/kernel/personal.ts';
import type { Envelopes } from '../eventstore/prepare.ts';
import { closed, IV_BYTES, opened, padded } from './cipher.ts';

const FORM = 'ocop-envelope-1';

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
      const inside = canonical({ salt, value: given.value });
      const bytes = closed({ key, about: name, iv }, padded(inside));
      return {
        commitment: createHash('sha256').update(inside, 'utf8').digest('hex'),
        text: `${FORM} ${name} ${bytes.toString('base64')}`,
      };
    },
    open(text) {
      const [form, closedBy, base64 = ''] = text.split(' ');
      if (form !== FORM) return undefined;
      if (closedBy !== name)
        throw new CodedError('SEAL_KEY_OTHER', `The envelope was closed with key ${closedBy}; this is ${name}.`);
      const inside = opened({ key, about: name }, Buffer.from(base64, 'base64'));
      return inside === undefined ? undefined : (JSON.parse(inside) as Unsealed);
    },
  };
}
