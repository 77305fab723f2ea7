// What belongs to a backup, and where its history ended.
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { faultsOf, papers, readJson } from './export-manifest.ts';
import { faultyPapers, papersIn, sha256OfFile } from './papers.ts';
import { isOtherThanFolder, isPlainFile } from './plain-files.ts';
import { MovingRefused } from './refused.ts';

export const BACKUP_MANIFEST = 'manifest.json';
export const BACKUP_VERSION = 1;
export const STORE_COPY = 'events.sqlite';
export const VAULT_COPY = 'vault.sqlite';
/** who signs in, and how; sessions are not taken along */
export const ACCOUNTS_COPY = 'accounts.sqlite';
export const PAPERS_COPY = 'files';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const copy = z.strictObject({ bytes: z.int().min(1), sha256 });

const backupManifest = z.strictObject({
  ocopBackup: z.literal(BACKUP_VERSION),
  release: z.string(),
  epoch: z.string(),
  /** RFC 3339 UTC, by the real clock */
  takenAt: z.string(),
  /** absent: no event was ever written */
  head: z.strictObject({ position: z.string(), hash: sha256 }).optional(),
  store: copy,
  /** absent: nothing was ever sealed */
  vault: copy.optional(),
  /** absent: nobody signs in here, or they are on a server */
  accounts: copy.optional(),
  files: papers,
  leftOut: z.array(sha256),
});
export type BackupManifest = z.infer<typeof backupManifest>;
export type Copy = z.infer<typeof copy>;

export async function describeCopy(path: string): Promise<Copy> {
  return { bytes: lstatSync(path).size, sha256: await sha256OfFile(path) };
}

/** Throws `MovingRefused` unless the folder is a whole backup, byte for byte. */
export async function readWholeBackup(folder: string): Promise<BackupManifest> {
  const manifest = readManifest(folder);
  await expectCopy(folder, STORE_COPY, manifest.store);
  if (manifest.vault) await expectCopy(folder, VAULT_COPY, manifest.vault);
  if (manifest.accounts) await expectCopy(folder, ACCOUNTS_COPY, manifest.accounts);
  const place = join(folder, PAPERS_COPY);
  if (isOtherThanFolder(place)) throw damaged(place);
  const there = papersIn(place);
  if (there.count < manifest.files.count)
    throw new MovingRefused(
      'BACKUP_INCOMPLETE',
      `${place} holds ${there.count} of ${manifest.files.count} papers. Take another backup.`,
    );
  const [changed] = (await faultyPapers(place, manifest.files.bytes)).keys();
  if (changed !== undefined || there.sha256 !== manifest.files.sha256)
    throw damaged(changed === undefined ? place : join(place, changed));
  return manifest;
}

function readManifest(folder: string): BackupManifest {
  const path = join(folder, BACKUP_MANIFEST);
  if (!existsSync(folder)) throw new MovingRefused('BACKUP_NOT_OURS', `There is no folder ${folder}.`);
  if (!existsSync(path))
    throw existsSync(join(folder, STORE_COPY))
      ? new MovingRefused(
          'BACKUP_INCOMPLETE',
          `The backup in ${folder} was not finished: it has no ${BACKUP_MANIFEST}. Take another backup.`,
        )
      : new MovingRefused('BACKUP_NOT_OURS', `${folder} is no backup: it has no ${BACKUP_MANIFEST}.`);
  const value = readJson(path, 'BACKUP_DAMAGED');
  const version = (value as { ocopBackup?: unknown } | null)?.ocopBackup;
  if (typeof version !== 'number')
    throw new MovingRefused('BACKUP_NOT_OURS', `${path} is not the manifest of a backup.`);
  if (version > BACKUP_VERSION)
    throw new MovingRefused(
      'BACKUP_TOO_NEW',
      `${folder} was written by a newer release (format ${version}, this release knows ${BACKUP_VERSION}). Use that release.`,
    );
  const parsed = backupManifest.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new MovingRefused('BACKUP_DAMAGED', `${path}: ${faultsOf(parsed.error)}.`);
}

async function expectCopy(folder: string, name: string, named: Copy): Promise<void> {
  const path = join(folder, name);
  if (!isPlainFile(path))
    throw new MovingRefused('BACKUP_INCOMPLETE', `${path} is missing. Nothing was restored; take another backup.`);
  // Its size first: what is much larger would be read for hours.
  if (lstatSync(path).size !== named.bytes || (await sha256OfFile(path)) !== named.sha256) throw damaged(path);
}

const damaged = (path: string) =>
  new MovingRefused(
    'BACKUP_DAMAGED',
    `${path} is not what was backed up: its bytes are others. Nothing was restored; take another backup.`,
  );
