// Files that are to go: those every dossier that had them has erased by law, and after a term those no fact ever named, as they
// are left behind where a dossier was refused, or a server was ended between a file and its fact.
import type { HeldFiles } from '../../domain/product-cycle/held-files.ts';
import type { FileHere, Files } from './port.ts';

/** Between a file and the fact that names it lie milliseconds; so long nothing is taken away, whoever says so. */
export const MARGIN_MS = 60_000;

type Sweep = {
  readonly files: Files;
  /** by all the facts of the store; read after `now` was */
  readonly held: HeldFiles;
  /** ms, by the clock of the store of files */
  readonly now: number;
  readonly marginMs?: number | undefined;
};

/** Bytes that the law had erased everywhere; answers how many files. */
export async function removeErased({ files, held, now, marginMs = MARGIN_MS }: Sweep): Promise<number> {
  let removed = 0;
  for (const sha256 of held.erased()) if (await files.remove(sha256, now - marginMs)) removed += 1;
  return removed;
}

export type Orphans = { readonly found: readonly FileHere[]; readonly removed: number };

/** @param o `olderThanMs`: nothing younger is one; `dryRun`: they are found, and nothing is done */
export async function sweepOrphans(
  { files, held, now, marginMs = MARGIN_MS }: Sweep,
  { olderThanMs, dryRun = false }: { readonly olderThanMs: number; readonly dryRun?: boolean },
): Promise<Orphans> {
  const before = now - Math.max(olderThanMs, marginMs);
  const found: FileHere[] = [];
  for await (const here of files.list()) if (here.touchedAt < before && !held.isNamed(here.sha256)) found.push(here);
  let removed = 0;
  if (!dryRun) for (const { sha256 } of found) if (await files.remove(sha256, before)) removed += 1;
  return { found, removed };
}
