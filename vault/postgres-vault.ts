import type { Draft } from '../eventstore/prepare.ts';
import {
  draftOf,
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
import { ALWAYS, type Vault, VaultError, type VaultRow } from './port.ts';
import { postgresAccessLog } from './postgres-access-log.ts';
import { connectPostgres } from './postgres-connection.ts';
import { prepareSchema } from './postgres-schema.ts';
import * as sql from './postgres-statements.ts';
import { readPostgresUrl } from './postgres-url.ts';

const TIME_LIMIT_MS = 5000;
const PAGE = 1000;

type Pending = {
  drafts: readonly Draft[];
  resolve: () => void;
  reject: (e: unknown) => void;
};

/**
 * Opens the vault on PostgreSQL for any number of nodes; creates its tables at the first opening.
 *
 * Erasing forgets value and salt for every query, and the row's old versions with the VACUUM that follows. The bytes
 * can outlast that where no query reaches: in free space of the table's file until it is written over, in the WAL
 * until its segments are recycled, on standbys the same, and in every backup and WAL archive until that is deleted.
 * A session elsewhere that has been open since before keeps VACUUM from it; autovacuum comes back to it later.
 *
 * @param url as readPostgresUrl says; straight to PostgreSQL, as a pooler in between may refuse our settings
 * @param clock RFC 3339 UTC, stamped on what is sealed so that it can be swept
 * @param options `timeLimitMs`: every question asked of the server is answered or throws within it; a shorter outage is
 *   waited out
 */
export async function openPostgresVault(
  url: string,
  clock: () => string,
  { timeLimitMs = TIME_LIMIT_MS }: { timeLimitMs?: number } = {},
): Promise<Vault> {
  const { run, close } = connectPostgres(readPostgresUrl(url), timeLimitMs);
  try {
    await run(prepareSchema);
  } catch (error) {
    await close();
    throw error;
  }
  let closed = false;
  let queue: Pending[] = [];

  /** Everything asked for in one turn of the event loop shares one statement, and so one transaction. */
  async function flush(): Promise<void> {
    const batch = queue;
    queue = [];
    try {
      const sealedAt = clock();
      const rows = batch
        .flatMap(({ drafts }) => drafts)
        .map(({ ref, salt, value, commitment }) => ({
          ...{ ref, value, commitment, sealedAt },
          salt: Buffer.from(salt).toString('hex'),
        }));
      await run((client) => client.query(sql.seal(rows)));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  /** Without it PostgreSQL would keep old versions of a row until autovacuum finds it worth while. */
  async function vacuum(): Promise<void> {
    // What was asked for is done and durable; autovacuum does the rest where this could not.
    await run((client) => client.query(sql.VACUUM)).catch(() => undefined);
  }

  return {
    accesses: postgresAccessLog({ run }),
    draft: (values) => values.map(draftOf),
    async seal(drafts) {
      if (closed) throw new VaultError('VAULT_UNAVAILABLE', 'The vault is closed.');
      expectTexts(drafts);
      return new Promise((resolve, reject) => {
        queue.push({ drafts, resolve, reject });
        if (queue.length === 1) setImmediate(flush);
      });
    },
    async recall(values) {
      const keys = values.map(keyOf);
      const { rows } = await run((client) => client.query<sql.Recalled>(sql.recall([...new Set(keys)])));
      const known = Map.groupBy(rows, ({ key }) => key);
      return values.map(({ value }, i) => (known.get(keys[i] as string) ?? []).map((row) => recalled(row, value)));
    },
    async reveal(ref, commitment) {
      const { rows } = await run((client) => client.query<sql.Revealed>(sql.reveal(ref)));
      const { salt, value = null } = rows[0] ?? { salt: null };
      return value === null ? undefined : expectCommitted(ref, { salt, value: value.toString('utf8') }, commitment);
    },
    async erase(ref) {
      const key = keyOfRef(ref);
      let wasThere = false;
      const erased = await run(async (client) => {
        // Where the first answer was lost, nobody but this call need have erased it.
        const before = wasThere;
        wasThere ||= (await client.query(sql.isKept(key))).rowCount === 1;
        await client.query('BEGIN');
        const gone = (await client.query(sql.erase(key))).rowCount ?? 0;
        await client.query(sql.unmark(key));
        await client.query('COMMIT');
        return gone > 0 || before;
      });
      if (erased) await vacuum();
      return erased;
    },
    async sweep({ before, isReferenced }) {
      let swept = 0;
      for (let after = ''; ; ) {
        const { rows } = await run((client) => client.query<{ ref: string }>(sql.old({ before, after, limit: PAGE })));
        const last = rows.at(-1);
        if (!last) break;
        after = last.ref;
        const unused: string[] = [];
        for (const { ref } of rows) if (!(await isReferenced(ref))) unused.push(ref);
        swept += (await run((client) => client.query(sql.remove(unused, before)))).rowCount ?? 0;
      }
      if (swept > 0) {
        await run((client) => client.query(sql.UNMARK_ERASED));
        await vacuum();
      }
      return swept;
    },
    async rows({ after = '', limit }) {
      const { rows } = await run((client) => client.query<sql.Kept>(sql.rows({ after, limit })));
      return rows.map(({ ref, salt, value, commitment, sealed_at }) => ({
        ref,
        salt: salt?.toString('hex') ?? null,
        value: value?.toString('utf8') ?? null,
        commitment,
        sealedAt: sealed_at,
      }));
    },
    async adopt(rows) {
      expectIntact(rows);
      const given = oncePerRef(rows);
      await run(async (client) => {
        await client.query('BEGIN');
        const kept = await client.query<{ ref: string; commitment: string }>(sql.adopt([...given.values()]));
        const other = kept.rows.find(({ ref, commitment }) => given.get(ref)?.commitment !== commitment);
        if (other) throw rowDiffers(other.ref);
        if (rows.some(({ value }) => value === null)) await client.query(sql.UNMARK_ERASED);
        await client.query(sql.NOT_INDEXED);
        await client.query('COMMIT');
      });
      if (rows.some(({ value }) => value === null)) await vacuum();
    },
    async indexedTo() {
      const { rows } = await run((client) => client.query<sql.IndexNote>(sql.INDEX));
      return rows[0]?.indexed_to ?? undefined;
    },
    index: ({ entries, from, to }) =>
      run(async (client) => {
        await client.query(sql.beginIndex(newMarkKey()));
        await client.query('BEGIN');
        const { rows } = await client.query<sql.IndexNote>(sql.INDEX_ALONE);
        const { mark_key, indexed_to } = rows[0] as sql.IndexNote;
        const isNext = (indexed_to ?? undefined) === from;
        if (isNext) {
          const once = [...new Map(entries.map((entry) => [entry.ref, entry])).values()];
          await client.query(
            sql.mark(once.map(({ ref, subject, text }) => ({ ref, subject, mark: markOf(mark_key, text) }))),
          );
          await client.query(sql.indexedTo(to));
        }
        await client.query('COMMIT');
        return isNext;
      }),
    async findSame(text) {
      const { rows } = await run(async (client) => {
        const [note] = (await client.query<sql.IndexNote>(sql.INDEX)).rows;
        return client.query<{ subject: string }>(sql.marked(markOf(note?.mark_key ?? '', text)));
      });
      return rows.map(({ subject }) => subject);
    },
    async keepNote(name, text) {
      await run((client) => client.query(sql.keepNote(name, text, clock())));
    },
    async noteOf(name) {
      const { rows } = await run((client) => client.query<{ text: string }>(sql.noteOf(name)));
      return rows[0]?.text;
    },
    async dropNote(name, before = ALWAYS) {
      const dropped = await run((client) => client.query(sql.dropNote(name, before)));
      if (dropped.rowCount) await vacuum();
    },
    async owner() {
      const { rows } = await run((client) => client.query<{ installation: string }>(sql.OWNER));
      return rows[0]?.installation;
    },
    async belongTo(installation) {
      await run((client) => client.query(sql.belongTo(installation)));
    },
    async close() {
      closed = true;
      if (queue.length > 0) void flush();
      await close();
    },
  };
}

/** PostgreSQL takes a row once per statement; of two that are the same, the erased one counts. */
function oncePerRef(rows: readonly VaultRow[]): Map<string, VaultRow> {
  const once = new Map<string, VaultRow>();
  for (const row of rows) {
    const known = once.get(row.ref);
    if (known && known.commitment !== row.commitment) throw rowDiffers(row.ref);
    if (!known || row.value === null) once.set(row.ref, row);
  }
  return once;
}
