import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { PersonalRef } from '../domain/kernel/personal.ts';
import { type Vault, VaultError, type VaultRow } from './port.ts';

type Value = Parameters<Vault['seal']>[0][number];
type Row = { salt: Uint8Array | null; value: string | null; commitment: string };
type Pending = {
  values: readonly Value[];
  resolve: (refs: readonly PersonalRef[]) => void;
  reject: (e: unknown) => void;
};

/** Opens (or creates) the embedded vault. `clock`: RFC 3339 UTC, stamped on what is sealed so that it can be swept. */
export function openSqliteVault(file: string, clock: () => string): Vault {
  const db = open(file);
  const sql = statements(db);
  let queue: Pending[] = [];

  function sealOne({ stream, commandId, path, value }: Value): PersonalRef {
    const ref = refOf(stream, commandId, path);
    const at = clock();
    const known = sql.find.get(ref) as Row | undefined;
    if (!known) {
      const salt = randomBytes(32);
      const commitment = commit(salt, value);
      sql.insert.run(ref, salt, value, commitment, at);
      return { ref, commitment };
    }
    // A repeat may still have its append before it: the sweep must not take the value away in between.
    sql.touch.run(at, ref);
    // Another value under the same key gets another commitment, so that the write path sees a reused command id.
    // What was erased has no salt any more; a late repeat of its command is answered with what the event holds.
    return { ref, commitment: known.salt === null ? known.commitment : commit(known.salt, value) };
  }

  function adoptOne({ ref, salt, value, commitment, sealedAt }: VaultRow): void {
    const known = sql.find.get(ref) as Row | undefined;
    if (!known) return void sql.insert.run(ref, salt && Buffer.from(salt, 'hex'), value, commitment, sealedAt);
    if (known.commitment !== commitment)
      throw new VaultError(`The vault holds another value under ${ref}; nothing was taken over.`, {
        code: 'VAULT_ROW_DIFFERS',
      });
    if (value === null) sql.erase.run(ref);
  }

  /** Everything asked for in one turn of the event loop shares one transaction and one sync. */
  function flush(): void {
    const batch = queue;
    queue = [];
    let answers: PersonalRef[][];
    try {
      answers = inTransaction(db, () => batch.map((p) => p.values.map(sealOne)));
    } catch (cause) {
      const error = new VaultError(`The vault could not write: ${(cause as Error).message}`, { cause });
      for (const p of batch) p.reject(error);
      return;
    }
    batch.forEach((p, i) => {
      p.resolve(answers[i] as PersonalRef[]);
    });
  }

  return {
    seal: (values) =>
      new Promise((resolve, reject) => {
        if (!db.isOpen) return reject(new VaultError('The vault is closed.'));
        queue.push({ values, resolve, reject });
        if (queue.length === 1) setImmediate(flush);
      }),
    reveal: async (ref) => (sql.find.get(ref) as Row | undefined)?.value ?? undefined,
    async erase(ref) {
      const erased = sql.erase.run(ref).changes === 1;
      // Old pages of the log would still hold the value.
      if (erased) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return erased;
    },
    async sweep({ before, isReferenced }) {
      let swept = 0;
      for (const { ref } of sql.old.all(before) as { ref: string }[])
        if (!(await isReferenced(ref))) swept += Number(sql.remove.run(ref, before).changes);
      if (swept > 0) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return swept;
    },
    rows: async ({ after = '', limit }) =>
      (sql.rows.all(after, limit) as (Row & { ref: string; sealed_at: string })[]).map((row) => ({
        ref: row.ref,
        salt: row.salt && Buffer.from(row.salt).toString('hex'),
        value: row.value,
        commitment: row.commitment,
        sealedAt: row.sealed_at,
      })),
    async adopt(rows) {
      inTransaction(db, () => {
        for (const row of rows) adoptOne(row);
      });
    },
    async close() {
      if (!db.isOpen) return;
      if (queue.length > 0) flush();
      db.close();
    },
  };
}

function open(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  if (file !== ':memory:') chmodSync(file, 0o600);
  db.exec(`
    PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=2000; PRAGMA secure_delete=ON;
    CREATE TABLE IF NOT EXISTS value (
      ref TEXT PRIMARY KEY,
      salt BLOB,
      value TEXT,
      commitment TEXT NOT NULL,
      sealed_at TEXT NOT NULL
    ) STRICT`);
  return db;
}

function statements(
  db: DatabaseSync,
): Record<'find' | 'insert' | 'touch' | 'erase' | 'old' | 'remove' | 'rows', StatementSync> {
  return {
    find: db.prepare('SELECT salt, value, commitment FROM value WHERE ref = ?'),
    insert: db.prepare('INSERT INTO value (ref, salt, value, commitment, sealed_at) VALUES (?, ?, ?, ?, ?)'),
    touch: db.prepare('UPDATE value SET sealed_at = ? WHERE ref = ?'),
    // The salt goes too: with it, a short value could be guessed from the commitment in the event.
    erase: db.prepare('UPDATE value SET value = NULL, salt = NULL WHERE ref = ? AND value IS NOT NULL'),
    old: db.prepare('SELECT ref FROM value WHERE sealed_at < ? ORDER BY ref'),
    rows: db.prepare('SELECT * FROM value WHERE ref > ? ORDER BY ref LIMIT ?'),
    remove: db.prepare('DELETE FROM value WHERE ref = ? AND sealed_at < ?'),
  };
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

/** Says nothing of the value, and the same key always gives the same. */
const refOf = (stream: string, commandId: string, path: string): string =>
  `vault:${createHash('sha256')
    .update(JSON.stringify([stream, commandId, path]))
    .digest('hex')
    .slice(0, 40)}`;

const commit = (salt: Uint8Array, value: string): string =>
  createHash('sha256').update(salt).update(value, 'utf8').digest('hex');
