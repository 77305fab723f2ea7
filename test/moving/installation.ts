// Installations in folders, as the suites of moving, backup and verification need them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openStore, openVault } from '../../cli/compose.ts';
import { exportFolder } from '../../moving/export-folder.ts';
import { findExport } from '../../moving/import-source.ts';
import { importExport } from '../../moving/take-over.ts';
import { type Beside, verifyStore } from '../../moving/verify.ts';
import type { Places } from '../../settings/settings.ts';
import { placesIn } from '../loaded-demo.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const quiet = () => {};
const now = () => '2026-11-23T02:00:00.000Z';

export { demoIn, placesIn } from '../loaded-demo.ts';

/** The same installation once more, for a test that spoils it. */
export function copyOf(from: Places, folder: string): Places {
  cpSync(from.folder, folder, { recursive: true });
  return placesIn(folder);
}

/** Somebody at the file itself, past the triggers that keep events as they are. */
export function tamper(file: string, ...statements: string[]): void {
  const db = new DatabaseSync(file);
  for (const trigger of ['event_is_append_only', 'event_is_not_replaced', 'event_is_kept'])
    db.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
  for (const statement of statements) db.exec(statement);
  db.close();
}

export async function exportTo(folder: string, places: Places) {
  const store = await openStore(places, { readOnly: true });
  const vault = await openVault(places, now);
  try {
    return await exportFolder(folder, {
      store,
      vault,
      papers: places.files,
      checkpoints: places.checkpoints,
      release: 'test',
      now,
      say: quiet,
    });
  } finally {
    await vault.close();
    await store.close();
  }
}

/** @param meanwhile what happens between the checking of the export and its taking over */
export async function importFrom(path: string, places: Places, isThere: boolean, meanwhile = () => {}) {
  const make = () => {
    meanwhile();
    return openStore(places);
  };
  return importExport(findExport(path), {
    find: async () => (isThere ? make() : undefined),
    make,
    openVault: () => openVault(places, now),
    papers: places.files,
    checkpoints: places.checkpoints,
    now,
    say: quiet,
  });
}

export async function verified(places: Places, beside?: Beside) {
  const store = await openStore(places, { readOnly: true });
  const vault = await openVault(places, now);
  try {
    return await verifyStore({ store, vault, papers: places.files, say: quiet, ...(beside ? { beside } : {}) });
  } finally {
    await vault.close();
    await store.close();
  }
}

/** `ocop …` as a process of its own. */
export function begin(data: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, OCOP_DATA: data, OCOP_PORT: '0', OCOP_STORE_URL: '', OCOP_VAULT_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  for (const name of ['out', 'err'] as const)
    child[`std${name}`].on('data', (piece) => {
      said[name] += piece;
    });
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...said })) };
}

export const ocop = (data: string, ...args: string[]) => begin(data, args).ended;
