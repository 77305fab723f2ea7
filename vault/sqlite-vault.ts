import type { Draft } from '../eventstore/prepare.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import {
  draftOf,
  endOf,
  expectCommitted,
  expectIntact,
  expectTexts,
  keyOf,
  keyOfRef,
  markOf,
  newMarkKey,
  recalled,
  rowDiffers,
} from './commitment.ts';
import { forgetLog } from './forget-log.ts';
import { ALWAYS, type Vault, VaultError, type VaultRow } from './port.ts';
import { sqliteAccessLog } from './sqlite-access-log.ts';
import { asVaultError } from './sqlite-faults.ts';
import { openVaultFile } from './sqlite-file.ts';

type Row = { salt: Uint8Array | null; value: string | null; commitment: string };
type Pending = {
  drafts: readonly Draft[];
  resolve: () => void;
  reject: (e: unknown) => void;
};

/**
 * Opens (or creates) the embedded vault.
 * @param clock RFC 3339 UTC, stamped on what is sealed so that it can be swept
 * @param options `readOnly`: for looking only, also on a medium that takes nothing; a missing file is then not made
 */
export function openSqliteVault(file: string, clock: () => string, options: { readOnly?: boolean } = {}): Vault {
  const { db, sql } = openVaultFile(file, options);
  let queue: Pending[] = [];

  function adoptOne({ ref, salt, value, commitment, sealedAt }: VaultRow): boolean {
    const known = sql.find.get(ref) as Row | undefined;
    if (!known) sql.insert.run(ref, salt && Buffer.from(salt, 'hex'), value, commitment, sealedAt);
    else if (known.commitment !== commitment) throw rowDiffers(ref);
    else if (value === null) return eraseOne(ref);
    return false;
  }

  function eraseOne(ref: string): boolean {
    const key = keyOfRef(ref);
    sql.unmark.run(key, endOf(key));
    return sql.erase.run(key, endOf(key)).changes > 0;
  }

  const told = (name: string): string | undefined => (sql.told.get(name) as { value: string } | undefined)?.value;

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

  const log = forgetLog(db);

  return {
    accesses: sqliteAccessLog(db, use),
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
    reveal: async (ref, commitment) =>
      use(() => {
        const { salt, value = null } = (sql.find.get(ref) as Row | undefined) ?? { salt: null };
        return value === null ? undefined : expectCommitted(ref, { salt, value }, commitment);
      }),
    erase: async (ref) =>
      use(() => {
        const erased = inTransaction(db, () => eraseOne(ref));
        if (erased) log.now();
        return erased;
      }),
    async sweep({ before, isReferenced }) {
      const unused: string[] = [];
      for (const { ref } of use(() => sql.old.all(before) as { ref: string }[]))
        if (!(await isReferenced(ref))) unused.push(ref);
      if (unused.length === 0) return 0;
      const swept = use(() =>
        inTransaction(db, () => {
          const removed = unused.map((ref) => Number(sql.remove.run(ref, before).changes));
          sql.unmarkSwept.run();
          return removed;
        }),
      );
      use(log.now);
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
        const erased = inTransaction(db, () => {
          sql.untell.run('indexed-to');
          return rows.map(adoptOne);
        });
        if (erased.includes(true)) log.now();
      }),
    indexedTo: async () => use(() => told('indexed-to')),
    index: async ({ entries, from, to }) =>
      use(() =>
        inTransaction(db, () => {
          if (told('indexed-to') !== from) return false;
          sql.tellOnce.run('mark-key', newMarkKey());
          const key = told('mark-key') as string;
          for (const { ref, subject, text } of entries) sql.mark.run(ref, markOf(key, text), subject);
          sql.tell.run('indexed-to', to);
          return true;
        }),
      ),
    findSame: async (text) =>
      use(() => {
        const key = told('mark-key');
        const found = key === undefined ? [] : sql.marked.all(markOf(key, text));
        return (found as { subject: string }[]).map(({ subject }) => subject);
      }),
    keepNote: async (name, text) => use(() => void sql.keepNote.run(name, text, clock())),
    noteOf: async (name) => use(() => (sql.noteOf.get(name) as { text: string } | undefined)?.text),
    dropNote: async (name, before = ALWAYS) =>
      use(() => {
        if (sql.dropNote.run(name, before).changes > 0) log.now();
      }),
    owner: async () => use(() => told('owner')),
    belongTo: async (installation) => use(() => void sql.tell.run('owner', installation)),
    async close() {
      if (!db.isOpen) return;
      if (queue.length > 0) flush();
      log.stop();
      db.close();
    },
  };
}
