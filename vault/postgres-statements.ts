// What the vault asks of PostgreSQL, with the parameters in their order.
import type { QueryConfig } from 'pg';
import { endOf } from './commitment.ts';
import type { VaultRow } from './port.ts';

type Sealed = { ref: string; salt: Buffer | null; commitment: string };
export type Recalled = Sealed & { key: string };
export type Kept = Sealed & { value: Buffer | null; sealed_at: string };

const VALUES = 'SELECT * FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[], $5::text[])';
const INSERT = `INSERT INTO ocop.vault_value AS kept (ref, salt, value, commitment, sealed_at) ${VALUES}`;

/** Where the connection broke, the first attempt may have sealed them already. */
export const seal = (rows: readonly VaultRow[]): QueryConfig => ({
  name: 'seal',
  text: `${INSERT} ON CONFLICT DO NOTHING`,
  values: columns(rows),
});

export const recall = (keys: readonly string[]): QueryConfig => ({
  name: 'recall',
  text: `SELECT key, ref, salt, commitment FROM unnest($1::text[], $2::text[]) AS asked (key, above)
    JOIN ocop.vault_value ON ref >= key COLLATE "C" AND ref < above COLLATE "C"
    ORDER BY ref`,
  values: [keys, keys.map(endOf)],
});

/** Answers what is kept afterwards. Whoever gives a row that is kept changes it only by having erased it. */
export const adopt = (rows: readonly VaultRow[]): QueryConfig => ({
  text: `${INSERT}
    ON CONFLICT (ref) DO UPDATE SET
      salt = CASE WHEN excluded.value IS NOT NULL THEN kept.salt END,
      value = CASE WHEN excluded.value IS NOT NULL THEN kept.value END
    RETURNING ref, commitment`,
  values: columns(rows),
});

export type Revealed = { salt: Buffer | null; value: Buffer | null };
export const reveal = (ref: string): QueryConfig => ({
  name: 'reveal-with-salt',
  text: 'SELECT salt, value FROM ocop.vault_value WHERE ref = $1',
  values: [ref],
});

const OF_KEY = 'ref >= $1 AND ref < $2 AND value IS NOT NULL';

export const isKept = (key: string): QueryConfig => ({
  text: `SELECT FROM ocop.vault_value WHERE ${OF_KEY} LIMIT 1`,
  values: [key, endOf(key)],
});

/** The salt goes too: with it, a short value could be guessed from the commitment in the event. */
export const erase = (key: string): QueryConfig => ({
  text: `UPDATE ocop.vault_value SET value = NULL, salt = NULL WHERE ${OF_KEY}`,
  values: [key, endOf(key)],
});

/** Only after what it stood for is gone: who marks at the same moment waits for that, and then finds nothing. */
export const unmark = (key: string): QueryConfig => ({
  text: 'DELETE FROM ocop.vault_mark WHERE ref >= $1 AND ref < $2',
  values: [key, endOf(key)],
});
export const UNMARK_ERASED = `DELETE FROM ocop.vault_mark WHERE NOT EXISTS (
  SELECT FROM ocop.vault_value v WHERE v.ref = vault_mark.ref AND v.value IS NOT NULL)`;

/** Holds what is kept until the transaction ends, against who erases it meanwhile. */
export const mark = (rows: readonly { ref: string; mark: string; subject: string }[]): QueryConfig => ({
  text: `INSERT INTO ocop.vault_mark
    SELECT ref, mark, subject FROM unnest($1::text[], $2::text[], $3::text[]) AS given (ref, mark, subject)
    WHERE ref IN (
      SELECT ref FROM ocop.vault_value WHERE ref = ANY($1) AND value IS NOT NULL ORDER BY ref FOR SHARE)
    ON CONFLICT (ref) DO UPDATE SET mark = excluded.mark, subject = excluded.subject`,
  values: [rows.map(({ ref }) => ref), rows.map(({ mark }) => mark), rows.map(({ subject }) => subject)],
});

export const marked = (mark: string): QueryConfig => ({
  text: `SELECT DISTINCT subject FROM ocop.vault_mark JOIN ocop.vault_value USING (ref)
    WHERE mark = $1 AND value IS NOT NULL ORDER BY subject`,
  values: [mark],
});

export type IndexNote = { mark_key: string; indexed_to: string | null };
export const INDEX = 'SELECT mark_key, indexed_to FROM ocop.vault_index';
/** One process at a time goes on from where it is. */
export const INDEX_ALONE = `${INDEX} FOR UPDATE`;
export const NOT_INDEXED = 'UPDATE ocop.vault_index SET indexed_to = NULL';

export const beginIndex = (key: string): QueryConfig => ({
  text: 'INSERT INTO ocop.vault_index VALUES (true, $1) ON CONFLICT DO NOTHING',
  values: [key],
});

export const indexedTo = (to: string): QueryConfig => ({
  text: 'UPDATE ocop.vault_index SET indexed_to = $1',
  values: [to],
});

export const old = (q: { before: string; after: string; limit: number }): QueryConfig => ({
  text: 'SELECT ref FROM ocop.vault_value WHERE sealed_at < $1 AND ref > $2 ORDER BY ref LIMIT $3',
  values: [q.before, q.after, q.limit],
});

export const remove = (refs: readonly string[], before: string): QueryConfig => ({
  text: 'DELETE FROM ocop.vault_value WHERE ref = ANY($1) AND sealed_at < $2',
  values: [refs, before],
});

export const rows = (q: { after: string; limit: number }): QueryConfig => ({
  text: 'SELECT ref, salt, value, commitment, sealed_at FROM ocop.vault_value WHERE ref > $1 ORDER BY ref LIMIT $2',
  values: [q.after, q.limit],
});

export const OWNER = 'SELECT installation FROM ocop.vault_owner';

export const belongTo = (installation: string): QueryConfig => ({
  text: `INSERT INTO ocop.vault_owner VALUES (true, $1) ON CONFLICT (one) DO UPDATE SET installation = excluded.installation`,
  values: [installation],
});

export const keepNote = (name: string, text: string, keptAt: string): QueryConfig => ({
  text: `INSERT INTO ocop.vault_note VALUES ($1, $2, $3)
    ON CONFLICT (name) DO UPDATE SET text = excluded.text, kept_at = excluded.kept_at`,
  values: [name, text, keptAt],
});
export const noteOf = (name: string): QueryConfig => ({
  text: 'SELECT text FROM ocop.vault_note WHERE name = $1',
  values: [name],
});
export const dropNote = (name: string, before: string): QueryConfig => ({
  text: 'DELETE FROM ocop.vault_note WHERE name = $1 AND kept_at <= $2',
  values: [name, before],
});

/** Without cutting the file, for which it would have to lock everybody out. */
export const VACUUM = 'VACUUM (TRUNCATE false) ocop.vault_value, ocop.vault_mark, ocop.vault_note';

/** In order of `ref`: transactions that take the same rows in the same order do not wait for each other in a ring. */
function columns(unordered: readonly VaultRow[]): unknown[] {
  const rows = [...unordered].sort((a, b) => (a.ref < b.ref ? -1 : 1));
  return [
    rows.map(({ ref }) => ref),
    rows.map(({ salt }) => salt && Buffer.from(salt, 'hex')),
    rows.map(({ value }) => (value === null ? null : Buffer.from(value, 'utf8'))),
    rows.map(({ commitment }) => commitment),
    rows.map(({ sealedAt }) => sealedAt),
  ];
}
