import { DatabaseSync } from 'node:sqlite';
import { expectFile } from '../../sqlite/expect-file.ts';
import { asFault } from './faults.ts';
import { inspectFile } from './inspect.ts';
import { lock } from './lock.ts';

/**
 * Makes the index anew, which is derived from the events as they stand; they themselves are not touched.
 * @returns what is still wrong
 * @throws StoreError, as while another process has it open
 */
export function reindexSqlite(file: string): readonly string[] {
  let unlock: (() => void) | undefined;
  let db: DatabaseSync | undefined;
  try {
    expectFile(file);
    unlock = lock(file);
    db = new DatabaseSync(file);
    db.exec('PRAGMA synchronous=FULL; REINDEX event');
    return inspectFile(db);
  } catch (error) {
    throw asFault(error, file);
  } finally {
    db?.close();
    unlock?.();
  }
}
