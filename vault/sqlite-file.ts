// The file of the embedded vault: how it is opened, its layout, and what is asked of it.
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { expectFile } from '../sqlite/expect-file.ts';
import { openToRead } from '../sqlite/open-to-read.ts';
import { VaultError } from './port.ts';
import { ACCESS_COLUMNS, ACCESS_KEPT } from './sqlite-access-log.ts';
import { asVaultError } from './sqlite-faults.ts';

const FORMAT = 1;
/** ms a connection waits for another that opens, recovers or closes the file */
export const BUSY_MS = 2000;

export type VaultFile = { readonly db: DatabaseSync; readonly sql: Statements };
type Statements = Record<
  | 'find'
  | 'ofKey'
  | 'insert'
  | 'erase'
  | 'old'
  | 'remove'
  | 'rows'
  | 'told'
  | 'tell'
  | 'tellOnce'
  | 'untell'
  | 'mark'
  | 'unmark'
  | 'unmarkSwept'
  | 'marked'
  | 'keepNote'
  | 'noteOf'
  | 'dropNote',
  StatementSync
>;

/** @param options `readOnly`: also on a medium that cannot be written; a missing file is then not made */
export const openVaultFile = (file: string, { readOnly = false }: { readOnly?: boolean } = {}): VaultFile =>
  asVaultError(`The vault ${file} cannot be opened`, () => {
    const db = readOnly ? openToRead(file, BUSY_MS) : openToWrite(file);
    try {
      refuseNewer(db, file);
      if (readOnly) supply(db);
      else prepare(db);
      return { db, sql: statements(db) };
    } catch (error) {
      db.close();
      throw error;
    }
  });

function openToWrite(file: string): DatabaseSync {
  if (file === ':memory:') return new DatabaseSync(file);
  mkdirSync(dirname(file), { recursive: true });
  expectFile(file);
  const db = new DatabaseSync(file, { timeout: BUSY_MS });
  chmodSync(file, 0o600);
  return db;
}

const formatOf = (db: DatabaseSync): number =>
  (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

function refuseNewer(db: DatabaseSync, file: string): void {
  const format = formatOf(db);
  if (format > FORMAT)
    throw new VaultError(
      'VAULT_TOO_NEW',
      `The vault ${file} was written by a newer release (format ${format}, known is ${FORMAT}).`,
    );
}

function prepare(db: DatabaseSync): void {
  db.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=16777216',
  );
  for (const [name, columns] of Object.entries(TABLES)) db.exec(`CREATE TABLE IF NOT EXISTS ${name} ${columns}`);
  db.exec(MARKS);
  db.exec(ACCESS_KEPT);
  if (formatOf(db) < FORMAT) db.exec(`PRAGMA user_version=${FORMAT}`);
}

const TABLES = {
  value: `(
    ref TEXT PRIMARY KEY,
    salt BLOB,
    value TEXT,
    commitment TEXT NOT NULL,
    sealed_at TEXT NOT NULL
  ) STRICT`,
  vault: '(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
  note: '(name TEXT PRIMARY KEY, text TEXT NOT NULL, kept_at TEXT NOT NULL) STRICT',
  mark: '(ref TEXT PRIMARY KEY, mark TEXT NOT NULL, subject TEXT NOT NULL) STRICT',
  access: ACCESS_COLUMNS,
};
const MARKS = 'CREATE INDEX IF NOT EXISTS mark_by_mark ON mark (mark)';

/** What an older release did not have yet is empty for who may only look. */
function supply(db: DatabaseSync): void {
  db.exec('PRAGMA temp_store=MEMORY');
  const has = db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?');
  for (const [name, columns] of Object.entries(TABLES))
    if (!has.get(name)) db.exec(`CREATE TEMP TABLE ${name} ${columns}`);
}

function statements(db: DatabaseSync): Statements {
  return {
    find: db.prepare('SELECT salt, value, commitment FROM value WHERE ref = ?'),
    ofKey: db.prepare('SELECT ref, salt, commitment FROM value WHERE ref >= ? AND ref < ? ORDER BY ref'),
    insert: db.prepare(
      'INSERT INTO value (ref, salt, value, commitment, sealed_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    // The salt goes too: with it, a short value could be guessed from the commitment in the event.
    erase: db.prepare('UPDATE value SET value = NULL, salt = NULL WHERE ref >= ? AND ref < ? AND value IS NOT NULL'),
    old: db.prepare('SELECT ref FROM value WHERE sealed_at < ? ORDER BY ref'),
    rows: db.prepare('SELECT * FROM value WHERE ref > ? ORDER BY ref LIMIT ?'),
    told: db.prepare('SELECT value FROM vault WHERE name = ?'),
    tell: db.prepare('INSERT OR REPLACE INTO vault VALUES (?, ?)'),
    tellOnce: db.prepare('INSERT OR IGNORE INTO vault VALUES (?, ?)'),
    untell: db.prepare('DELETE FROM vault WHERE name = ?'),
    mark: db.prepare('INSERT OR REPLACE INTO mark SELECT ref, ?2, ?3 FROM value WHERE ref = ?1 AND value IS NOT NULL'),
    unmark: db.prepare('DELETE FROM mark WHERE ref >= ? AND ref < ?'),
    unmarkSwept: db.prepare('DELETE FROM mark WHERE ref NOT IN (SELECT ref FROM value)'),
    marked: db.prepare(
      'SELECT DISTINCT subject FROM mark JOIN value USING (ref) WHERE mark = ? AND value IS NOT NULL ORDER BY subject',
    ),
    keepNote: db.prepare('INSERT OR REPLACE INTO note VALUES (?, ?, ?)'),
    noteOf: db.prepare('SELECT text FROM note WHERE name = ?'),
    dropNote: db.prepare('DELETE FROM note WHERE name = ? AND kept_at <= ?'),
    remove: db.prepare('DELETE FROM value WHERE ref = ? AND sealed_at < ?'),
  };
}
