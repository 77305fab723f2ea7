// What was to be forgotten does not come back with an older copy of the vault. Facts say so (`ValuesForgotten`, `FileErased`), and so do
// the places in a vault where a value was erased.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refsForgotten } from '../domain/kernel/forgettable.ts';
import { erasedBy } from '../domain/product-cycle/files.ts';
import { type HeldFiles, heldFiles } from '../domain/product-cycle/held-files.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { everyEvent } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import { keyOfRef } from '../vault/commitment.ts';
import type { Vault, VaultRow } from '../vault/port.ts';
import { PAPERS_COPY, STORE_COPY, VAULT_COPY } from './backup-manifest.ts';
import type { Say } from './progress.ts';
import { vaultPages } from './vault-lines.ts';

type ToErase = { readonly decisions: readonly StoredEvent[]; readonly held: HeldFiles };

/** The facts of a store by which something is to be forgotten, or a file erased; and the files that it holds after all. */
export async function toErase(store: EventStore): Promise<ToErase> {
  const decisions: StoredEvent[] = [];
  const held = heldFiles();
  for await (const event of everyEvent(store)) {
    held.add(event);
    if (refsForgotten(event).length > 0 || erasedBy(event)) decisions.push(event);
  }
  return { decisions, held };
}

export const refsOf = (decisions: readonly StoredEvent[]): readonly string[] => decisions.flatMap(refsForgotten);

/** The row as it may come into a vault that knows what was to be forgotten. */
export function withoutForgotten(refs: Iterable<string>): (row: VaultRow) => VaultRow {
  const keys = new Set([...refs].map(keyOfRef));
  return (row) => (keys.has(keyOfRef(row.ref)) ? { ...row, salt: null, value: null } : row);
}

export type Openers = {
  /** a store in a file, for looking only */
  openStore: (file: string) => Promise<EventStore>;
  openVault: (file: string, options: { readOnly: boolean }) => Promise<Vault>;
};
export type Erasures = {
  /** values that were taken from the copy */
  readonly erased: number;
  /** facts of what is replaced that the copy does not have */
  readonly unknown: readonly StoredEvent[];
};

/**
 * Erases in a copy of store and vault, before it takes the place of others, what its own facts, the store that is
 * replaced and the vault that is replaced say is forgotten. What is too damaged to be read is told and left aside.
 */
export async function eraseInCopy(
  folder: string,
  replaced: { store: string; vault: string },
  { openStore, openVault, say }: Openers & { say: Say },
): Promise<Erasures> {
  const orNothing = (what: string) => (error: Error) => {
    say(`What ${what} says was forgotten could not be read (${error.message}).`);
    return [];
  };
  const copy = join(folder, STORE_COPY);
  const { decisions: own, held } = await using(await openStore(copy), toErase).finally(() => removeLogs(folder));
  const later = existsSync(replaced.store)
    ? await openStore(replaced.store)
        .then(async (store) => (await using(store, toErase)).decisions)
        .catch(orNothing(replaced.store))
    : [];
  const known = new Set(own.map(({ id }) => id));
  const unknown = later.filter(({ id }) => !known.has(id));
  for (const event of unknown) held.add(event);
  for (const sha256 of held.erased()) rmSync(join(folder, PAPERS_COPY, sha256), { force: true });
  if (!existsSync(join(folder, VAULT_COPY))) return { erased: 0, unknown };
  const gone = existsSync(replaced.vault)
    ? await openVault(replaced.vault, { readOnly: true })
        .then((vault) => using(vault, erasedIn))
        .catch(orNothing(replaced.vault))
    : [];
  const erased = await using(await openVault(join(folder, VAULT_COPY), { readOnly: false }), async (vault) => {
    let count = 0;
    for (const ref of new Set([...refsOf(own), ...refsOf(later), ...gone])) if (await vault.erase(ref)) count += 1;
    return count;
  });
  removeLogs(folder);
  return { erased, unknown };
}

/** Looking at a database leaves its (empty) logs behind; a copy is single files. */
export function removeLogs(folder: string): void {
  for (const name of [STORE_COPY, VAULT_COPY])
    for (const suffix of ['-wal', '-shm']) rmSync(join(folder, name + suffix), { force: true });
}

async function erasedIn(vault: Vault): Promise<readonly string[]> {
  const refs: string[] = [];
  for await (const page of vaultPages(vault)) for (const { ref, value } of page) if (value === null) refs.push(ref);
  return refs;
}

async function using<T, O extends { close(): Promise<void> }>(one: O, work: (one: O) => Promise<T>): Promise<T> {
  return work(one).finally(() => one.close());
}
