// What SQLite and the file system say of their medium, in the words of the port, with what to do about it.
import { accessSync, constants } from 'node:fs';
import { isDamagedFile, isSqlite } from '../../sqlite/codes.ts';
import { StoreError, type StoreFault } from '../port.ts';

/** Lies in one append and not in the medium: those beside it can still be written. */
export const isOfOneAppend = (error: unknown): boolean =>
  isSqlite(error, 'TOOBIG', 'CONSTRAINT', 'MISMATCH', 'RANGE') || !isOfTheMedium(error);

export const isOfWriting = (error: unknown): boolean =>
  isSqlite(error, 'FULL', 'READONLY', 'CANTOPEN') || (error as NodeJS.ErrnoException).syscall !== undefined;

/** What does not come from the medium is handed on as it is: a bug, not an outage. */
export function asFault(error: unknown, file: string): unknown {
  if (!isOfTheMedium(error)) return error;
  const fault = kindOf(error, file);
  const { message } = error as Error;
  return new StoreError(fault, SENTENCE[fault](file, message), { cause: error });
}

export const damaged = (file: string, what: string): StoreError =>
  new StoreError('STORE_DAMAGED', SENTENCE.STORE_DAMAGED(file, what));

export const replaced = (file: string): StoreError =>
  new StoreError(
    'STORE_REPLACED',
    `${file} was removed or replaced while it was open: nothing was written. Restart, so that what is there now is used.`,
  );

const SENTENCE = {
  STORE_FULL: (file) =>
    `There is no space left for ${file}: nothing was written. Free some space; writing then goes on by itself.`,
  STORE_READ_ONLY: (file, said) =>
    `${file} cannot be written (${said}). See to the rights of its folder, and whether the disk was mounted read-only.`,
  STORE_DAMAGED: (file, said) =>
    `${file} is damaged: ${said}. Nothing was changed. Restore a backup; \`ocop verify\` tells what is still whole, as far as the file can be opened.`,
  STORE_UNAVAILABLE: (file, said) =>
    `${file} cannot be used: ${said}. What was acknowledged is kept; try again, and have the disk looked at if it stays so.`,
} satisfies Partial<Record<StoreFault, (file: string, said: string) => string>>;

function isOfTheMedium(error: unknown): boolean {
  const { errcode, syscall } = error as { errcode?: number; syscall?: string };
  return errcode !== undefined || syscall !== undefined;
}

function kindOf(error: unknown, file: string): keyof typeof SENTENCE {
  const { code } = error as NodeJS.ErrnoException;
  if (isSqlite(error, 'FULL') || code === 'ENOSPC') return 'STORE_FULL';
  if (isSqlite(error, 'READONLY', 'CANTOPEN') || isReadOnly(code)) return 'STORE_READ_ONLY';
  if (isDamagedFile(error)) return 'STORE_DAMAGED';
  return isSqlite(error, 'IOERR') && !mayBeWritten(file) ? 'STORE_READ_ONLY' : 'STORE_UNAVAILABLE';
}

const isReadOnly = (code: string | undefined): boolean => ['EROFS', 'EACCES', 'EPERM'].includes(code as string);

/** To SQLite a disk that was remounted read-only is one that fails; only the system knows better. */
function mayBeWritten(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch (error) {
    return !isReadOnly((error as NodeJS.ErrnoException).code);
  }
}
