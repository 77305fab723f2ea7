// How an envelope is closed, with whoever's key: AES-256-GCM, as iv ‖ what is sealed ‖ tag.
import { createCipheriv, createDecipheriv } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
export const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Longer words than others would tell something of a sheet. */
const BLOCK = 4096;
export const padded = (text: string): string => {
  const length = Buffer.byteLength(text);
  return text + ' '.repeat(Math.ceil(length / BLOCK) * BLOCK - length);
};

type Under = { readonly key: Uint8Array; readonly about: string };

/** @param by `about`: what it opens for, and for nothing else */
export function closed({ key, about, iv }: Under & { readonly iv: Uint8Array }, text: string): Buffer {
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined with another key, for something else, or where anything was changed. */
export function opened({ key, about }: Under, bytes: Uint8Array): string | undefined {
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
