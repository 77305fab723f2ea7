import { DatabaseSync } from 'node:sqlite';
import { isSqlite } from '../../sqlite/codes.ts';
import { expectFile } from '../../sqlite/expect-file.ts';
import { StoreError } from '../port.ts';

/**
 * One server process per store. The operating system frees the lock when the process dies, however it dies:
 * it is the write lock of a small database beside the store, held for as long as the process lives.
 * @returns what frees it
 */
export function lock(file: string): () => void {
  if (file === ':memory:') return () => {};
  expectFile(`${file}.lock`);
  const holder = new DatabaseSync(`${file}.lock`);
  try {
    holder.exec('PRAGMA busy_timeout=0; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    holder.close();
    if (!isSqlite(cause, 'BUSY')) throw cause;
    throw new StoreError(
      'STORE_LOCKED',
      `The store ${file} is in use by another process. Stop it first, or give this one another data folder (OCOP_DATA).`,
      { cause },
    );
  }
  return () => holder.close();
}
