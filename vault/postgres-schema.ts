import { VaultError } from './port.ts';
import { ACCESS_TABLE } from './postgres-access-log.ts';
import type { Work } from './postgres-connection.ts';

const FORMAT = 1;
// The same for every release: nodes of two releases may start at once.
const LOCK = 7_316_842;

/**
 * Creates the tables at the first opening, one node at a time, and refuses what a newer release has written.
 * Afterwards the role needs no right to create anything.
 */
export const prepareSchema: Work<void> = async (client) => {
  const written = await formatOf(client);
  if (written !== undefined) expectKnown(written);
  if (written !== undefined && (await isThere(client, 'vault_access'))) return;
  // Not in the transaction that creates them: one that began before would not see what it has waited for.
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  const meanwhile = await formatOf(client);
  if (meanwhile === undefined) await client.query(await creation(client));
  // Vaults of release 0.2 have none of these.
  await client.query(LATER_TABLES);
  await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  if (meanwhile !== undefined) expectKnown(meanwhile);
};

type Client = Parameters<Work<void>>[0];

const LATER_TABLES = `
  CREATE TABLE IF NOT EXISTS ocop.vault_owner (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    installation text NOT NULL
  );
  CREATE TABLE IF NOT EXISTS ocop.vault_mark (
    ref text COLLATE "C" PRIMARY KEY,
    mark text NOT NULL,
    subject text COLLATE "C" NOT NULL
  );
  CREATE INDEX IF NOT EXISTS vault_mark_by_mark ON ocop.vault_mark (mark);
  CREATE TABLE IF NOT EXISTS ocop.vault_index (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    mark_key text NOT NULL,
    indexed_to text
  );
  CREATE TABLE IF NOT EXISTS ocop.vault_note (
    name text COLLATE "C" PRIMARY KEY,
    text text NOT NULL,
    kept_at text COLLATE "C" NOT NULL
  );${ACCESS_TABLE}`;

async function isThere(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    `ocop.${table}`,
  ]);
  return rows[0]?.there === true;
}

async function formatOf(client: Client): Promise<number | undefined> {
  if (!(await isThere(client, 'vault_format'))) return undefined;
  const formats = await client.query<{ format: number }>('SELECT max(format) AS format FROM ocop.vault_format');
  return formats.rows[0]?.format;
}

/** Several statements in one question are one transaction. Texts are ordered by their bytes, as in the embedded vault; values are bytes, so that a text may hold anything. */
async function creation(client: Client): Promise<string> {
  const { rowCount } = await client.query(`SELECT 1 WHERE to_regnamespace('ocop') IS NULL`);
  return `
    ${rowCount === 1 ? 'CREATE SCHEMA ocop;' : ''}
    CREATE TABLE ocop.vault_value (
      ref text COLLATE "C" PRIMARY KEY,
      salt bytea,
      value bytea,
      commitment text NOT NULL,
      sealed_at text COLLATE "C" NOT NULL
    ) WITH (fillfactor = 80);
    CREATE TABLE ocop.vault_format (format integer PRIMARY KEY);
    INSERT INTO ocop.vault_format VALUES (${FORMAT})`;
}

function expectKnown(format: number): void {
  if (format > FORMAT)
    throw new VaultError(
      'VAULT_TOO_NEW',
      `The vault was written by a newer release (format ${format}, known is ${FORMAT}).`,
    );
}
