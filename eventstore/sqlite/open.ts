import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expectFile } from '../../sqlite/expect-file.ts';
import { openToRead as openReadOnly } from '../../sqlite/open-to-read.ts';
import { StoreError } from '../port.ts';
import { checkAtStart } from './check.ts';
import { asFault, damaged } from './faults.ts';
import { lock } from './lock.ts';
import { type Statements, statements } from './rows.ts';

/** Layout of the file. A release that changes it raises the number and migrates; an older release refuses. */
export const FORMAT = 1;
/** 'OCOP' */
const APPLICATION_ID = 0x4f434f50;
/** Below this SQLite may lose a commit when it resets its write-ahead log. */
export const MINIMUM_SQLITE = '3.51.3';
/** ms a connection waits for another that opens, recovers or closes the file */
const BUSY_MS = 2000;

export type OpenStore = {
  db: DatabaseSync;
  sql: Statements;
  epoch: string;
  /** the open file is still the one of its name */
  isInPlace: () => boolean;
  unlock: () => void;
};

export type OpenOptions = {
  /** for tests: pretend to be another SQLite */
  sqliteVersion?: string;
  /** beside a server that has the store open; also a damaged one, as far as it can be read */
  readOnly?: boolean;
};

export function openFile(file: string, options: OpenOptions = {}): OpenStore {
  const { sqliteVersion = process.versions.sqlite ?? '0', readOnly = false } = options;
  if (compareVersions(sqliteVersion, MINIMUM_SQLITE) < 0)
    throw new StoreError(
      'SQLITE_TOO_OLD',
      `SQLite ${sqliteVersion} may lose commits; ${MINIMUM_SQLITE} or later is needed. Use the Node of this project (npm start).`,
    );
  try {
    return readOnly ? openToRead(file) : openToWrite(file);
  } catch (error) {
    throw asFault(error, file);
  }
}

function openToWrite(file: string): OpenStore {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  expectFile(file);
  const unlock = lock(file);
  let db: DatabaseSync | undefined;
  try {
    const isChecked = file === ':memory:' || isEmpty(file) || checkReadOnly(file);
    db = new DatabaseSync(file, { timeout: BUSY_MS });
    if (!isChecked) check(db, file);
    const epoch = prepare(db, file);
    return { db, sql: statements(db), epoch, isInPlace: watchPlace(file), unlock };
  } catch (error) {
    db?.close();
    unlock();
    throw error;
  }
}

function openToRead(file: string): OpenStore {
  if (!existsSync(file)) throw new StoreError('STORE_UNAVAILABLE', `There is no store ${file}.`);
  const db = openReadOnly(file, BUSY_MS);
  try {
    refuseForeign(db, file);
    return { db, sql: statements(db), epoch: epochOf(db, file), isInPlace: () => true, unlock: () => {} };
  } catch (error) {
    db.close();
    throw error;
  }
}

function isEmpty(file: string): boolean {
  const size = (of: string) => statSync(of, { throwIfNoEntry: false })?.size ?? 0;
  if (size(file) > 0) return false;
  // SQLite would take it for a new database and throw the log away.
  if (size(`${file}-wal`) > 0) throw damaged(file, 'it is empty, but its log is not');
  return true;
}

/**
 * On a connection that cannot write, so that what is refused stays as it is found.
 * @returns false where a transaction of an unfinished creation must be rolled back first
 */
function checkReadOnly(file: string): boolean {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
  try {
    check(db, file);
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === READONLY_ROLLBACK) return false;
    throw error;
  } finally {
    db.close();
  }
}
const READONLY_ROLLBACK = 776;

function check(db: DatabaseSync, file: string): void {
  if (refuseForeign(db, file) === 'ours') checkAtStart(db, file);
}

const value = (db: DatabaseSync, sql: string): number => Number(Object.values(db.prepare(sql).get() as object)[0]);

/** What is not ours, or from a later release, is refused before anything is written to it. */
function refuseForeign(db: DatabaseSync, file: string): 'ours' | 'new' {
  const format = value(db, 'PRAGMA user_version');
  const application = value(db, 'PRAGMA application_id');
  if (application !== APPLICATION_ID && (application !== 0 || value(db, 'SELECT count(*) FROM sqlite_master') > 0))
    throw new StoreError(
      'STORE_NOT_OURS',
      `${file} is a database of something else. Give another data folder (OCOP_DATA).`,
    );
  if (format > FORMAT)
    throw new StoreError(
      'STORE_TOO_NEW',
      `The store ${file} was written by a newer release (format ${format}, this release knows ${FORMAT}). Start that release.`,
    );
  return application === APPLICATION_ID ? 'ours' : 'new';
}

function prepare(db: DatabaseSync, file: string): string {
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000');
  // While somebody reads for long the log grows; once it begins anew, it is cut to this.
  db.exec('PRAGMA journal_size_limit=16777216');
  // Where all of it is there nothing is written, not even the header.
  const isMarked = value(db, 'PRAGMA application_id') === APPLICATION_ID && value(db, 'PRAGMA user_version') === FORMAT;
  db.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS event (
      position INTEGER PRIMARY KEY,
      stream TEXT NOT NULL,
      revision INTEGER NOT NULL,
      type TEXT NOT NULL,
      id TEXT NOT NULL,
      hash TEXT NOT NULL,
      data TEXT NOT NULL,
      meta TEXT NOT NULL,
      UNIQUE (stream, revision)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS store (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TRIGGER IF NOT EXISTS event_is_append_only BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER IF NOT EXISTS event_is_not_replaced BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE position = NEW.position) OR EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND revision = NEW.revision) BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER IF NOT EXISTS event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    INSERT OR IGNORE INTO store VALUES ('epoch', '${randomUUID()}');
    ${isMarked ? '' : `PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${FORMAT};`}
    COMMIT`);
  return epochOf(db, file);
}

function epochOf(db: DatabaseSync, file: string): string {
  const row = db.prepare(`SELECT value FROM store WHERE name = 'epoch'`).get() as { value: string } | undefined;
  if (!row) throw damaged(file, 'it does not say which history it holds');
  return row.value;
}

/** A file that was moved away or replaced is still open and still takes what is written, but nobody finds it again. */
function watchPlace(file: string): () => boolean {
  if (file === ':memory:') return () => true;
  const opened = statSync(file);
  return () => {
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.ino === opened.ino && found.dev === opened.dev;
  };
}

export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((v) => v.split('.').map(Number));
  for (let i = 0; i < 3; i++) if ((x?.[i] ?? 0) !== (y?.[i] ?? 0)) return (x?.[i] ?? 0) - (y?.[i] ?? 0);
  return 0;
}
