// The key that sealed sheets are closed with: a file of its own outside the data folder, made when the first sheet is sealed.

import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Envelopes } from '../eventstore/prepare.ts';
import { envelopesUnder } from './envelopes.ts';

const KEY_BYTES = 32;

/** The key of sealed sheets, or SEAL_KEY_MISSING. */
export type SealKey = { readonly toClose: () => Buffer; readonly toOpen: () => Buffer };

/**
 * @param file the key, as 64 hexadecimal digits
 * @param shared several processes seal with it: none of them makes one of its own, which the others would not have
 * To open something no key is made: what it was closed with is elsewhere.
 */
export function sealKeyAt(file: string, shared: boolean): SealKey {
  let known: Buffer | undefined;
  const read = (mayMake: boolean): Buffer => {
    known ??= keyIn(file, mayMake);
    return known;
  };
  return { toClose: () => read(!shared), toOpen: () => read(false) };
}

export const envelopesOf = (key: SealKey, canonical: (value: unknown) => string): Envelopes => ({
  close: (given) => envelopesUnder(key.toClose(), canonical).close(given),
  open: (text) => envelopesUnder(key.toOpen(), canonical).open(text),
});

function keyIn(file: string, mayMake: boolean): Buffer {
  const text = read(file) ?? (mayMake ? made(file) : undefined);
  if (text === undefined)
    throw new CodedError(
      'SEAL_KEY_MISSING',
      `There is no key for sealed sheets at ${file}. Put the same 64 hexadecimal digits there on every node (OCOP_SEAL_KEY_FILE), for example from: openssl rand -hex 32`,
    );
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== KEY_BYTES)
    throw new CodedError('SEAL_KEY_INVALID', `The key for sealed sheets at ${file} is not 64 hexadecimal digits.`);
  return key;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** For its owner alone; where another process was first, that one's. */
function made(file: string): string | undefined {
  const text = `${randomBytes(KEY_BYTES).toString('hex')}\n`;
  let fd: number;
  try {
    fd = openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return read(file);
  }
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return text;
}
