// The one file of the read models. It holds nothing that cannot be rebuilt, so what does not fit is thrown away.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDamagedFile, isSqlite } from '../../sqlite/codes.ts';
import { expectFile } from '../../sqlite/expect-file.ts';
import { removeDatabase } from '../../sqlite/remove-database.ts';
import type { Log } from './control.ts';

/** Layout of the engine's own tables. Another number: the file is made anew. */
const FORMAT = 2;

export type ModelFile = { readonly file: string; readonly db: DatabaseSync };

export function openModelFile(file: string, log: Log): ModelFile {
  mkdirSync(dirname(file), { recursive: true });
  try {
    return { file, db: open(file) };
  } catch (error) {
    if (isSqlite(error, 'BUSY', 'LOCKED')) throw error;
    log.warn({ file, error: (error as Error).message }, 'the read models cannot be opened and are built anew');
    removeDatabase(file);
    return { file, db: open(file) };
  }
}

function open(file: string): DatabaseSync {
  expectFile(file);
  const db = new DatabaseSync(file);
  try {
    db.exec(
      'PRAGMA busy_timeout=2000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA journal_size_limit=16777216',
    );
    const { user_version: format } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (format !== 0 && format !== FORMAT) throw new Error(`layout ${format}, this release writes ${FORMAT}`);
    db.exec(`
      BEGIN IMMEDIATE;
      CREATE TABLE IF NOT EXISTS generation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        live INTEGER NOT NULL DEFAULT 0,
        tables TEXT NOT NULL,
        epoch TEXT NOT NULL,
        position TEXT,
        hash TEXT,
        inspected TEXT,
        inspect_until TEXT
      ) STRICT;
      CREATE TABLE IF NOT EXISTS quarantine (
        generation INTEGER NOT NULL,
        stream TEXT NOT NULL,
        revision INTEGER NOT NULL,
        error TEXT NOT NULL,
        PRIMARY KEY (generation, stream)
      ) STRICT;
      CREATE TABLE IF NOT EXISTS intervention (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        what TEXT NOT NULL,
        stream TEXT,
        revision INTEGER,
        reason TEXT,
        at TEXT NOT NULL,
        by TEXT NOT NULL
      ) STRICT;
      PRAGMA user_version=${FORMAT};
      COMMIT`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** No event's fault. */
export const isOutage = (error: unknown): boolean =>
  isDamagedFile(error) ||
  isSqlite(error, 'BUSY', 'LOCKED', 'NOMEM', 'READONLY', 'INTERRUPT', 'IOERR', 'FULL', 'CANTOPEN');
