// Rows of a vault as lines, and back. Personal data: the file is its owner's alone.
import { z } from 'zod';
import { stateOf } from '../audit/vault-index.ts';
import type { Vault, VaultRow } from '../vault/port.ts';
import { readLines, type Told, VAULT_LINES } from './line-file.ts';
import { MovingRefused } from './refused.ts';

const PAGE = 1000;

/** Every row in order of its reference. */
export async function* vaultPages(vault: Vault): AsyncGenerator<readonly VaultRow[]> {
  for (let after: string | undefined; ; ) {
    const rows = await vault.rows({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    if (rows.length === 0) return;
    yield rows;
    after = rows[rows.length - 1]?.ref;
  }
}

const vaultRow = z.strictObject({
  ref: z.string().min(1),
  salt: z.string().nullable(),
  value: z.string().nullable(),
  commitment: z.string().regex(/^[0-9a-f]{64}$/),
  sealedAt: z.string(),
});

export const vaultLine = ({ ref, salt, value, commitment, sealedAt }: VaultRow): string =>
  JSON.stringify({ ref, salt, value, commitment, sealedAt });

/** Throws `MovingRefused` at the first row that is none, is out of order, or whose value is not the sealed one. */
export function* readVaultRows(path: string, told: Told = {}): Generator<VaultRow> {
  for (const { row, wrong } of rowLines(path, told)) {
    if (stateOf(row) === 'c') throw wrong(`the value of ${row.ref} does not fit its commitment`);
    yield row;
  }
}

/** Every row as it stands, for a verification. */
export function* readVaultRowsUnjudged(path: string, told: Told = {}): Generator<VaultRow> {
  for (const { row } of rowLines(path, told)) yield row;
}

function* rowLines(path: string, told: Told) {
  let before = '';
  for (const { number, value } of readLines(path, VAULT_LINES, told)) {
    const wrong = (reason: string) => new MovingRefused('EXPORT_DAMAGED', `${path}, line ${number}: ${reason}.`);
    const parsed = vaultRow.safeParse(value);
    if (!parsed.success) throw wrong('it is no row of a vault');
    if (parsed.data.ref <= before) throw wrong(`${parsed.data.ref} is out of order`);
    before = parsed.data.ref;
    yield { row: parsed.data, wrong };
  }
}
