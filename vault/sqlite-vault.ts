import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Draft } from '../eventstore/prepare.ts';
import { draftOf, endOf, expectIntact, expectTexts, keyOf, recalled, rowDiffers } from './commitment.ts';
import { type Vault, VaultError, type VaultRow } from './port.ts';

const FORMAT = 1;
/** CORRUPT and NOTADB, https://sqlite.org/rescode.html */
const DAMAGED = new Set([11, 26]);
/** ms a connection waits for another that opens, recovers or closes the file */
const BUSY_MS = 2000;
const FORGET_AGAIN_MS = 1000;

type Row = { salt: Uint8Array | null; value: string | null; commitment: string };
type Pending = {
  drafts: readonly Draft[];
  resolve: () => void;
  reject: (e: unknown) => void;
};

/** Opens (or creates) the embedded vault. `clock`: RFC 3339 UTC, stamped on what is sealed so that it can be swept. */
export function openSqliteVault(file: string, clock: () => string): Vault {
  const { db, sql } = open(file);
  let queue: Pending[] = [];

  function adoptOne({ ref, salt, value, commitment, sealedAt }: VaultRow): boolean {
    const known = sql.find.get(ref) as Row | undefined;
    if (!known) sql.insert.run(ref, salt && Buffer.from(salt, 'hex'), value, commitment, sealedAt);
    else if (known.commitment !== commitment) throw rowDiffers(ref);
    else if (value === null) return sql.erase.run(ref).changes === 1;
    return false;
  }

  /** Everything asked for in one turn of the event loop shares one transaction and one sync. */
  function flush(): void {
    const batch = queue;
    queue = [];
    try {
      const at = clock();
      use(() =>
        inTransaction(db, () => {
          for (const { drafts } of batch)
            for (const { ref, salt, value, commitment } of drafts) sql.insert.run(ref, salt, value, commitment, at);
        }),
      );
      for (const p of batch) p.resolve();
    } catch (error) {
      for (const p of batch) p.reject(error);
    }
  }

  function use<T>(work: () => T): T {
    if (!db.isOpen) throw new VaultError('VAULT_UNAVAILABLE', 'The vault is closed.');
    return asVaultError('The vault could not be used', work);
  }

  let forgetting: NodeJS.Timeout | undefined;
  // Old pages of the log would still hold the value. A reader in another process, as a backup is one, keeps them.
  function forgetLog(waitMs = BUSY_MS): void {
    clearTimeout(forgetting);
    db.exec(`PRAGMA busy_timeout=${waitMs}`);
    const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    db.exec(`PRAGMA busy_timeout=${BUSY_MS}`);
    if (busy) forgetting = setTimeout(forgetLogSoon, FORGET_AGAIN_MS).unref();
  }
  function forgetLogSoon(): void {
    try {
      forgetLog(0);
    } catch {
      forgetting = setTimeout(forgetLogSoon, FORGET_AGAIN_MS).unref();
    }
  }

  return {
    draft: (values) => values.map(draftOf),
    async seal(drafts) {
      use(() => expectTexts(drafts));
      return new Promise((resolve, reject) => {
        queue.push({ drafts, resolve, reject });
        if (queue.length === 1) setImmediate(flush);
      });
    },
    recall: async (values) =>
      use(() =>
        values.map((given) => {
          const key = keyOf(given);
          return (sql.ofKey.all(key, endOf(key)) as (Row & { ref: string })[]).map((row) => recalled(row, given.value));
        }),
      ),
    reveal: async (ref) => use(() => sql.find.get(ref) as Row | undefined)?.value ?? undefined,
    erase: async (ref) =>
      use(() => {
        const erased = sql.erase.run(ref).changes === 1;
        if (erased) forgetLog();
        return erased;
      }),
    async sweep({ before, isReferenced }) {
      const unused: string[] = [];
      for (const { ref } of use(() => sql.old.all(before) as { ref: string }[]))
        if (!(await isReferenced(ref))) unused.push(ref);
      if (unused.length === 0) return 0;
      const swept = use(() =>
        inTransaction(db, () => unused.map((ref) => Number(sql.remove.run(ref, before).changes))),
      );
      use(() => forgetLog());
      return swept.reduce((sum, changes) => sum + changes, 0);
    },
    rows: async ({ after = '', limit }) =>
      use(() => sql.rows.all(after, limit) as (Row & { ref: string; sealed_at: string })[]).map((row) => ({
        ref: row.ref,
        salt: row.salt && Buffer.from(row.salt).toString('hex'),
        value: row.value,
        commitment: row.commitment,
        sealedAt: row.sealed_at,
      })),
    adopt: async (rows) =>
      use(() => {
        expectIntact(rows);
        if (inTransaction(db, () => rows.map(adoptOne)).includes(true)) forgetLog();
      }),
    owner: async () => use(() => (sql.owner.get() as { value: string } | undefined)?.value),
    belongTo: async (installation) => use(() => void sql.belongTo.run(installation)),
    async close() {
      if (!db.isOpen) return;
      if (queue.length > 0) flush();
      clearTimeout(forgetting);
      db.close();
    },
  };
}

function open(file: string): { db: DatabaseSync; sql: Statements } {
  const stored = file !== ':memory:';
  return asVaultError(`The vault ${file} cannot be opened`, () => {
    if (stored) mkdirSync(dirname(file), { recursive: true });
    const db = new DatabaseSync(file, { timeout: BUSY_MS });
    try {
      if (stored) chmodSync(file, 0o600);
      db.exec(
        'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=16777216',
      );
      expectFormat(db, file);
      return { db, sql: statements(db) };
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function expectFormat(db: DatabaseSync, file: string): void {
  const { user_version: format } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (format > FORMAT)
    throw new VaultError(
      'VAULT_TOO_NEW',
      `The vault ${file} was written by a newer release (format ${format}, known is ${FORMAT}).`,
    );
  db.exec(`
    CREATE TABLE IF NOT EXISTS value (
      ref TEXT PRIMARY KEY,
      salt BLOB,
      value TEXT,
      commitment TEXT NOT NULL,
      sealed_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS vault (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`);
  if (format < FORMAT) db.exec(`PRAGMA user_version=${FORMAT}`);
}

type Statements = Record<
  'find' | 'ofKey' | 'insert' | 'erase' | 'old' | 'remove' | 'rows' | 'owner' | 'belongTo',
  StatementSync
>;

function statements(db: DatabaseSync): Statements {
  return {
    find: db.prepare('SELECT salt, value, commitment FROM value WHERE ref = ?'),
    ofKey: db.prepare('SELECT ref, salt, commitment FROM value WHERE ref >= ? AND ref < ? ORDER BY ref'),
    insert: db.prepare(
      'INSERT INTO value (ref, salt, value, commitment, sealed_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    // The salt goes too: with it, a short value could be guessed from the commitment in the event.
    erase: db.prepare('UPDATE value SET value = NULL, salt = NULL WHERE ref = ? AND value IS NOT NULL'),
    old: db.prepare('SELECT ref FROM value WHERE sealed_at < ? ORDER BY ref'),
    rows: db.prepare('SELECT * FROM value WHERE ref > ? ORDER BY ref LIMIT ?'),
    owner: db.prepare(`SELECT value FROM vault WHERE name = 'owner'`),
    belongTo: db.prepare(`INSERT OR REPLACE INTO vault VALUES ('owner', ?)`),
    remove: db.prepare('DELETE FROM value WHERE ref = ? AND sealed_at < ?'),
  };
}

function asVaultError<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof VaultError) throw cause;
    const { errcode = 0, message } = cause as Error & { errcode?: number };
    // The extended code's lowest byte is the primary one.
    throw DAMAGED.has(errcode & 0xff)
      ? new VaultError(
          'VAULT_DAMAGED',
          `${what}: it is damaged (${message}). Restore a backup; ocop verify tells what is still whole.`,
          { cause },
        )
      : new VaultError('VAULT_UNAVAILABLE', `${what}: ${message}`, { cause });
  }
}

function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
