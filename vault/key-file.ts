// A key of our own in a file outside the data folder, so that a copy of the data is not also a copy of the key.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { CodedError } from '../domain/kernel/coded-error.ts';

const KEY_BYTES = 32;

export type KeyWords = {
  readonly missing: string;
  readonly invalid: string;
  /** as the subject of a sentence */
  readonly what: string;
  /** the setting that names the file */
  readonly setting: string;
};

/**
 * @param file the key, as 64 hexadecimal digits
 * @param absent `make`: it is made where there is none; `expect`: it must be there, because others have it too
 */
export function keyIn(file: string, absent: 'make' | 'expect', { missing, invalid, what, setting }: KeyWords): Buffer {
  const text = read(file) ?? (absent === 'make' ? made(file) : undefined);
  if (text === undefined)
    throw new CodedError(
      missing,
      `${what} is not there (${file}). Put the same 64 hexadecimal digits there on every node (${setting}), for example from: openssl rand -hex 32`,
    );
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new CodedError(invalid, `${what} (${file}) is not 64 hexadecimal digits.`);
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
