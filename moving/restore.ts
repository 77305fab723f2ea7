// `ocop restore`: a backup into the data folder. What was there is moved aside, never deleted; what is built from the
// store (read models, relay, Temporal) stays and notices by itself that its checkpoint fits no more.
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { makeDataFolder } from '../settings/data-folder.ts';
import type { Places } from '../settings/settings.ts';
import {
  ACCOUNTS_COPY,
  type BackupManifest,
  describeCopy,
  PAPERS_COPY,
  readWholeBackup,
  STORE_COPY,
  VAULT_COPY,
} from './backup-manifest.ts';
import { syncFile, writeDurably } from './durable.ts';
import { type Erasures, eraseInCopy, type Openers } from './erasures.ts';
import { CHECKPOINTS, takeCheckpoints } from './moved-checkpoints.ts';
import { copyPapers } from './papers.ts';
import { copyPlain, isAnything, readPlain } from './plain-files.ts';
import type { Say } from './progress.ts';
import { MovingRefused, refusedByDisk } from './refused.ts';

type RestorePlaces = Pick<Places, 'folder' | 'store' | 'vault' | 'files' | 'checkpoints'>;

const STAGED = 'restoring-';
/** While this file is there the new files are complete beside their places, and being put in place. */
const MARK = 'restore-unfinished.json';
const mark = z.strictObject({
  backup: z.string(),
  takenAt: z.string(),
  /** folders, within the data folder, of the new files and of those they replace */
  staged: z.string().regex(/^restoring-[\w-]+$/),
  replaced: z.string().regex(/^replaced-[\w-]+$/),
  /** names the backup brings */
  renewed: z.array(z.string()),
});
type Mark = z.infer<typeof mark>;
const LARGEST_MARK = 64 << 10;

type Parts = {
  places: RestorePlaces;
  replace: boolean;
  /** Keeps every other process from opening the store until it is freed; throws while one has it open. */
  lock: (store: string) => () => void;
  /** RFC 3339 UTC, real time */
  now: () => string;
  say: Say;
} & Openers;

export type Restored = {
  readonly manifest: BackupManifest;
  readonly replaced: string | undefined;
  readonly erasures: Erasures;
  /** checkpoints of the backup that were not here */
  readonly checkpoints: number;
};

/** Throws `MovingRefused`, with nothing touched, where the backup is not whole or the folder holds a store already. */
export const restoreBackup = (backup: string, parts: Parts): Promise<Restored> =>
  refusedByDisk(`${backup} cannot be restored into ${parts.places.folder}`, () => restoreFrom(backup, parts));

async function restoreFrom(backup: string, parts: Parts): Promise<Restored> {
  parts.say(`Checking ${backup} …`);
  const manifest = await readWholeBackup(backup);
  makeDataFolder(parts.places);
  const unlock = parts.lock(parts.places.store);
  try {
    const restored = await putBack(backup, manifest, parts);
    // Those that are here stay, also where they seal what the backup does not have yet: they were published.
    return { ...restored, checkpoints: takeCheckpoints(join(backup, CHECKPOINTS), parts.places.checkpoints) };
  } finally {
    unlock();
  }
}

async function putBack(backup: string, manifest: BackupManifest, parts: Parts): Promise<Omit<Restored, 'checkpoints'>> {
  const { places, say } = parts;
  const interrupted = readMark(places);
  if (interrupted) {
    say(`Finishing the restore of ${interrupted.backup} that was interrupted …`);
    putInPlace(places, interrupted);
    if (interrupted.takenAt === manifest.takenAt)
      return { manifest, replaced: givenAside(places, interrupted.replaced), erasures: NONE };
  }
  const present = [places.store, places.vault, places.files].filter((path) => existsSync(path));
  if (present.length > 0 && !parts.replace)
    throw new MovingRefused(
      'RESTORE_WOULD_REPLACE',
      `${places.folder} holds data already (${present.map((p) => basename(p)).join(', ')}). With --replace they are moved aside, not deleted; or give another data folder (OCOP_DATA).`,
    );
  const stamp = parts.now().replace(/[:.]/g, '-');
  const begun: Mark = {
    backup,
    takenAt: manifest.takenAt,
    staged: STAGED + stamp,
    replaced: `replaced-${stamp}`,
    renewed: [
      STORE_COPY,
      ...(manifest.vault ? [VAULT_COPY] : []),
      ...(manifest.accounts ? [ACCOUNTS_COPY] : []),
      ...(manifest.files.count > 0 ? [PAPERS_COPY] : []),
    ],
  };
  for (const left of readdirSync(places.folder))
    if (left.startsWith(STAGED)) rmSync(join(places.folder, left), { recursive: true });
  const staged = join(places.folder, begun.staged);
  let erasures = NONE;
  try {
    await stage(backup, manifest, staged);
    erasures = await eraseInCopy(staged, places, parts);
    writeDurably(join(places.folder, MARK), JSON.stringify(begun));
  } catch (error) {
    // The mark first: it would promise what is not staged any more.
    for (const left of [MARK, `${MARK}.new`]) rmSync(join(places.folder, left), { recursive: true, force: true });
    rmSync(staged, { recursive: true, force: true });
    throw error;
  }
  putInPlace(places, begun);
  return { manifest, replaced: givenAside(places, begun.replaced), erasures };
}

/** What an interrupted restore had to erase it had erased before anything was put in place. */
const NONE: Erasures = { erased: 0, unknown: [] };

/** A clear sentence instead of a new, empty store, for every command that would open one. */
export function refuseHalfRestored(places: RestorePlaces): void {
  const interrupted = readMark(places);
  if (interrupted)
    throw new MovingRefused(
      'RESTORE_UNFINISHED',
      `A restore into ${places.folder} was interrupted. Finish it with: ocop restore ${interrupted.backup}`,
    );
}

function readMark({ folder }: RestorePlaces): Mark | undefined {
  const path = join(folder, MARK);
  if (!isAnything(path)) return undefined;
  try {
    return mark.parse(JSON.parse(readPlain(path, LARGEST_MARK)));
  } catch (cause) {
    throw new MovingRefused(
      'RESTORE_UNFINISHED',
      `A restore into ${folder} was interrupted, and ${path}, which says how far it was, cannot be read. Restore the backup into a new data folder (OCOP_DATA).`,
      { cause },
    );
  }
}

/** Copies everything beside its place, and reads the copies back: only renames are left to do. */
async function stage(backup: string, manifest: BackupManifest, staged: string): Promise<void> {
  mkdirSync(staged, { mode: 0o700 });
  for (const [name, named] of [
    [STORE_COPY, manifest.store],
    [VAULT_COPY, manifest.vault],
    [ACCOUNTS_COPY, manifest.accounts],
  ] as const) {
    if (!named) continue;
    const place = join(staged, name);
    await copyPlain(join(backup, name), place);
    syncFile(place);
    if ((await describeCopy(place)).sha256 !== named.sha256)
      throw new MovingRefused(
        'BACKUP_DAMAGED',
        `${join(backup, name)} changed while it was copied. Nothing was restored.`,
      );
  }
  await copyPapers(join(backup, PAPERS_COPY), join(staged, PAPERS_COPY));
  syncFile(staged);
}

const LOGS = ['-wal', '-shm'];
const FILES = [STORE_COPY, VAULT_COPY, ACCOUNTS_COPY, PAPERS_COPY];

/**
 * Renames alone, each of which may have happened already: what is still staged has not been put in place, so what is in
 * its place is old. The logs go first: beside a new file SQLite would take an old log for its own.
 */
function putInPlace({ folder }: RestorePlaces, { staged, replaced, renewed }: Mark): void {
  const at = (...parts: string[]) => join(folder, ...parts);
  // Of a backup that holds no accounts those that are here go on.
  const going = FILES.filter((name) => name !== ACCOUNTS_COPY || renewed.includes(name));
  for (const name of going.flatMap((file) => LOGS.map((log) => file + log))) moveAside(at(name), at(replaced), name);
  for (const name of going) {
    const isStaged = existsSync(at(staged, name));
    if (isStaged || !renewed.includes(name)) moveAside(at(name), at(replaced), name);
    if (isStaged) renameSync(at(staged, name), at(name));
  }
  syncFile(folder);
  rmSync(at(MARK), { force: true });
  rmdirSync(at(staged));
  syncFile(folder);
}

function moveAside(path: string, into: string, name: string): void {
  if (!existsSync(path)) return;
  mkdirSync(into, { recursive: true, mode: 0o700 });
  renameSync(path, join(into, name));
}

const givenAside = ({ folder }: RestorePlaces, replaced: string): string | undefined =>
  existsSync(join(folder, replaced)) ? join(folder, replaced) : undefined;
