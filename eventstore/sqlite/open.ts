import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../port.ts';

/** Layout of the file. A release that changes it raises the number and migrates; an older release refuses. */
export const FORMAT = 1;
/** 'OCOP' */
const APPLICATION_ID = 0x4f434f50;
/** Below this SQLite may lose a commit when it resets its write-ahead log. */
export const MINIMUM_SQLITE = '3.51.3';

export type OpenStore = { db: DatabaseSync; epoch: string; unlock: () => void };

export type OpenOptions = {
  /** for tests: pretend to be another SQLite */
  sqliteVersion?: string;
  /** beside a server that has the store open */
  readOnly?: boolean;
};

export function openFile(file: string, options: OpenOptions = {}): OpenStore {
  const { sqliteVersion = process.versions.sqlite ?? '0', readOnly = false } = options;
  if (compareVersions(sqliteVersion, MINIMUM_SQLITE) < 0)
    throw new StoreError(
      'SQLITE_TOO_OLD',
      `SQLite ${sqliteVersion} may lose commits; ${MINIMUM_SQLITE} or later is needed. Use the Node of this project (npm start).`,
    );
  if (readOnly) return { ...openToRead(file), unlock: () => {} };
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const unlock = lock(file);
  try {
    const db = new DatabaseSync(file);
    db.exec('PRAGMA busy_timeout=2000');
    const epoch = prepare(db, file);
    return { db, epoch, unlock };
  } catch (error) {
    unlock();
    if (error instanceof StoreError) throw error;
    throw new StoreError('STORE_UNAVAILABLE', `The store ${file} cannot be opened: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function openToRead(file: string): Omit<OpenStore, 'unlock'> {
  const db = new DatabaseSync(file, { readOnly: true });
  refuseForeign(db, file);
  const row = db.prepare(`SELECT value FROM store WHERE name = 'epoch'`).get() as { value: string };
  return { db, epoch: row.value };
}

/**
 * One server process per store. The operating system frees the lock when the process dies, however it dies:
 * it is the write lock of a small database beside the store, held for as long as the process lives.
 */
function lock(file: string): () => void {
  if (file === ':memory:') return () => {};
  const holder = new DatabaseSync(`${file}.lock`);
  try {
    holder.exec('PRAGMA busy_timeout=0; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    holder.close();
    throw new StoreError(
      'STORE_LOCKED',
      `The store ${file} is in use by another process. Stop it first, or give this one another data folder (OCOP_DATA).`,
      { cause },
    );
  }
  return () => holder.close();
}

/** What is not ours, or from a later release, is refused before anything is written to it. */
function refuseForeign(db: DatabaseSync, file: string): void {
  const value = (sql: string): number => Number(Object.values(db.prepare(sql).get() as object)[0]);
  const format = value('PRAGMA user_version');
  const application = value('PRAGMA application_id');
  if (application !== APPLICATION_ID && (application !== 0 || value('SELECT count(*) FROM sqlite_master') > 0))
    throw new StoreError(
      'STORE_NOT_OURS',
      `${file} is a database of something else. Give another data folder (OCOP_DATA).`,
    );
  if (format > FORMAT)
    throw new StoreError(
      'STORE_TOO_NEW',
      `The store ${file} was written by a newer release (format ${format}, this release knows ${FORMAT}). Start that release.`,
    );
}

function prepare(db: DatabaseSync, file: string): string {
  refuseForeign(db, file);
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000');
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
    PRAGMA application_id=${APPLICATION_ID};
    PRAGMA user_version=${FORMAT};
    COMMIT`);
  return (db.prepare(`SELECT value FROM store WHERE name = 'epoch'`).get() as { value: string }).value;
}

export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((v) => v.split('.').map(Number));
  for (let i = 0; i < 3; i++) if ((x?.[i] ?? 0) !== (y?.[i] ?? 0)) return (x?.[i] ?? 0) - (y?.[i] ?? 0);
  return 0;
}
