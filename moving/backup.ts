// `ocop backup`: store, vault and papers of one moment, also while a server writes.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hashFits } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import { makeFolder } from '../settings/data-folder.ts';
import type { Places } from '../settings/settings.ts';
import {
  ACCOUNTS_COPY,
  BACKUP_MANIFEST,
  BACKUP_VERSION,
  type BackupManifest,
  describeCopy,
  PAPERS_COPY,
  readWholeBackup,
  STORE_COPY,
  VAULT_COPY,
} from './backup-manifest.ts';
import { renameDurably, syncFile, writeDurably } from './durable.ts';
import { removeLogs } from './erasures.ts';
import { CHECKPOINTS, takeCheckpoints } from './moved-checkpoints.ts';
import { copyPapers, papersIn } from './papers.ts';
import type { Say } from './progress.ts';
import { MovingRefused, refusedByDisk } from './refused.ts';
import { refuseWithoutVault } from './together.ts';

type Parts = {
  places: Pick<Places, 'store' | 'vault' | 'accounts' | 'files' | 'checkpoints'>;
  /** a copy of one moment of a SQLite file that another process may have open */
  snapshot: (file: string, to: string) => Promise<void>;
  /** a store in a file, for looking only */
  openCopy: (file: string) => Promise<EventStore>;
  release: string;
  /** RFC 3339 UTC, real time */
  now: () => string;
  say: Say;
};

/**
 * The store is copied first and the vault after it: a value is sealed before the event that refers to it is appended,
 * so every reference in the copy of the store is in the copy of the vault. The folder has its name only once it is
 * complete, on the disk, and has been read back.
 * @returns the folder of the backup
 */
export const takeBackup = (into: string, parts: Parts): Promise<Taken> =>
  refusedByDisk(`No backup can be made in ${into}`, () => backUp(into, parts));

type Taken = { folder: string; manifest: BackupManifest };

async function backUp(into: string, parts: Parts): Promise<Taken> {
  const takenAt = parts.now();
  const folder = join(into, `ocop-backup-${takenAt.replace(/[:.]/g, '-')}`);
  const part = `${folder}.part`;
  makeFolder(into);
  mkdirSync(part, { mode: 0o700 });
  parts.say(`Copying the store, the vault and the papers to ${folder} …`);
  try {
    const manifest = await copyInto(part, takenAt, parts);
    await readWholeBackup(part);
    renameDurably(part, folder);
    return { folder, manifest };
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
}

async function copyInto(part: string, takenAt: string, parts: Parts): Promise<BackupManifest> {
  const { places, snapshot, say } = parts;
  // First: what is sealed meanwhile would seal more than the copy has.
  takeCheckpoints(places.checkpoints, join(part, CHECKPOINTS));
  await snapshot(places.store, join(part, STORE_COPY));
  const hasVault = existsSync(places.vault);
  if (hasVault) await snapshot(places.vault, join(part, VAULT_COPY));
  const hasAccounts = existsSync(places.accounts);
  if (hasAccounts) await snapshot(places.accounts, join(part, ACCOUNTS_COPY));
  if (hasAccounts) endWhatWasOpen(join(part, ACCOUNTS_COPY));
  const leftOut = await copyPapers(places.files, join(part, PAPERS_COPY));
  for (const name of leftOut)
    say(`The paper ${name} was left out: it cannot be read, or its bytes are not what its name says.`);
  const { epoch, head } = await inspectCopies(part, parts, hasVault);
  const manifest: BackupManifest = {
    ocopBackup: BACKUP_VERSION,
    release: parts.release,
    epoch,
    takenAt,
    ...(head ? { head } : {}),
    store: await describeCopy(join(part, STORE_COPY)),
    ...(hasVault ? { vault: await describeCopy(join(part, VAULT_COPY)) } : {}),
    ...(hasAccounts ? { accounts: await describeCopy(join(part, ACCOUNTS_COPY)) } : {}),
    files: papersIn(join(part, PAPERS_COPY)),
    leftOut: [...leftOut],
  };
  writeDurably(join(part, BACKUP_MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  syncFile(part);
  return manifest;
}

/** A session or a link that was ended since would live again with a restore: none is taken along. */
function endWhatWasOpen(file: string): void {
  const db = new DatabaseSync(file);
  try {
    const there = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    const tables = new Set(there.map(({ name }) => String(name)));
    for (const table of ['session', 'verification', 'guess', 'used_code', 'asked_once'])
      if (tables.has(table)) db.exec(`DELETE FROM "${table}"`);
    if (tables.has('invitation')) db.exec('DELETE FROM invitation WHERE used_at IS NULL');
    db.exec('VACUUM');
  } finally {
    db.close();
  }
}

/** Both databases whole, and the store's newest event what its hash says. */
async function inspectCopies(part: string, { openCopy }: Parts, hasVault: boolean) {
  for (const name of [STORE_COPY, VAULT_COPY]) {
    const faults = existsSync(join(part, name)) ? integrityOf(join(part, name)) : [];
    if (faults.length > 0)
      throw new MovingRefused(
        'BACKUP_DAMAGED',
        `The copy ${name} is damaged (${faults[0]}), and so must be what it was copied from. ocop verify tells what is still whole.`,
      );
  }
  const store = await openCopy(join(part, STORE_COPY));
  try {
    if (!hasVault) await refuseWithoutVault(store, undefined);
    const head = await store.head();
    const newest = head && (await store.at(head.position));
    if (newest && !hashFits(newest))
      throw new MovingRefused(
        'BACKUP_DAMAGED',
        `The newest event (${newest.stream}@${newest.revision}) is not what its hash says, here and so in the store. ocop verify tells the rest.`,
      );
    return { epoch: store.epoch, head };
  } finally {
    await store.close();
    removeLogs(part);
  }
}

function integrityOf(file: string): readonly string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const said = db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    return said.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  } finally {
    db.close();
  }
}
