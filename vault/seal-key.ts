// The key that sealed sheets are closed with, made when the first sheet is sealed.
import type { Envelopes } from '../eventstore/prepare.ts';
import { envelopesUnder } from './envelopes.ts';
import { keyIn } from './key-file.ts';

const words = {
  missing: 'SEAL_KEY_MISSING',
  invalid: 'SEAL_KEY_INVALID',
  what: 'The key for sealed sheets',
  setting: 'OCOP_SEAL_KEY_FILE',
};

/** The key of sealed sheets, or SEAL_KEY_MISSING. */
export type SealKey = { readonly toClose: () => Buffer; readonly toOpen: () => Buffer };

/**
 * @param shared several processes seal with it: none of them makes one of its own, which the others would not have
 * To open something no key is made: what it was closed with is elsewhere.
 */
export function sealKeyAt(file: string, shared: boolean): SealKey {
  let known: Buffer | undefined;
  const read = (absent: 'make' | 'expect'): Buffer => {
    known ??= keyIn(file, absent, words);
    return known;
  };
  return { toClose: () => read(shared ? 'expect' : 'make'), toOpen: () => read('expect') };
}

export const envelopesOf = (key: SealKey, canonical: (value: unknown) => string): Envelopes => ({
  close: (given) => envelopesUnder(key.toClose(), canonical).close(given),
  open: (text) => envelopesUnder(key.toOpen(), canonical).open(text),
});
