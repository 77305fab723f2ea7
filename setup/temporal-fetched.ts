// What every way of fetching Temporal shares: it works in a folder of its own, and only what runs gets its place.
import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Announce } from './looking-for.ts';
import { type Inspected, inspectTemporal } from './temporal-version.ts';

export type Order = { target: string; env: NodeJS.ProcessEnv; announce: Announce };
export type Fetch = (order: Order) => Promise<Inspected>;

/** `fetch` answers the file it has put into the folder, or why there is none. */
export async function fetchInto(
  { target }: Order,
  cli: string,
  fetch: (folder: string) => Promise<{ file?: string; because?: string }>,
): Promise<Inspected> {
  const folder = join(dirname(target), `fetching-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const { file, because = 'nothing came' } = await fetch(folder);
    if (file === undefined) return { because };
    chmodSync(file, 0o755);
    const outcome = await inspectTemporal(file, { cli });
    if (!outcome.version) return outcome;
    renameSync(file, target);
    return { ...outcome, because: `${target}, CLI ${outcome.version.cli}, server ${outcome.version.server}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
