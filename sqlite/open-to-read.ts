import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { isSqlite } from './codes.ts';
import { expectFile } from './expect-file.ts';

/**
 * A connection that cannot write, also beside a process that does. A reader needs the log beside the file: on a medium
 * that cannot take one, a file without a log is all there is.
 * @param waitMs for another connection that opens, recovers or closes the file
 */
export function openToRead(file: string, waitMs: number): DatabaseSync {
  expectFile(file);
  const db = new DatabaseSync(file, { readOnly: true, timeout: waitMs });
  try {
    db.prepare('PRAGMA user_version').get();
    return db;
  } catch (error) {
    db.close();
    if (!isSqlite(error, 'CANTOPEN')) throw error;
    if (logSize(file) > 0) throw Object.assign(new Error(LOG_UNREADABLE, { cause: error }), { errcode: CANTOPEN });
    return new DatabaseSync(new URL(`${pathToFileURL(file)}?immutable=1`), { readOnly: true });
  }
}

const logSize = (file: string): number => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
const CANTOPEN = 14;
const LOG_UNREADABLE =
  'its log (-wal) holds what the file does not hold yet, and is not read where nothing can be written: copy the folder to a disk that can be, and give that one (OCOP_DATA)';
