// `ocop export <folder>`: events, vault and papers beside each other, and last of all the manifest that says so.
import { closeSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '../eventstore/port.ts';
import { makeFolder } from '../settings/data-folder.ts';
import type { Vault } from '../vault/port.ts';
import { syncFile, writeDurably } from './durable.ts';
import { exportEventsTo, forgetProgress } from './export-events.ts';
import { type ExportManifest, MANIFEST, readExportManifest } from './export-manifest.ts';
import { FORMAT_VERSION, type Trailer, VAULT_LINES, writeLines } from './line-file.ts';
import { CHECKPOINTS, takeCheckpoints } from './moved-checkpoints.ts';
import { copyPapers, otherPaper, papersIn, removeOtherPapers } from './papers.ts';
import { isPlainFile, isPlainFolder, openNew } from './plain-files.ts';
import { type Say, shareOf, startProgress } from './progress.ts';
import { MovingRefused, refusedByDisk } from './refused.ts';
import { vaultLine, vaultPages } from './vault-lines.ts';

/** The first that is written, so that an export which was interrupted can be told from what somebody else put there. */
const BEGUN = 'export-begun.json';
const OURS = /^(export-begun\.json|events\.jsonl|vault\.jsonl|export-progress\.json|manifest\.json)(\.part|\.new)?$/;
const PAPERS = 'files';

type Parts = {
  store: EventStore;
  /** undefined where nothing was ever sealed */
  vault: Vault | undefined;
  /** folder of the papers, which need not exist */
  papers: string;
  /** of the checkpoints, likewise */
  checkpoints: string;
  release: string;
  /** RFC 3339 UTC, real time */
  now: () => string;
  say: Say;
};

/**
 * Values are sealed before the event that refers to them is appended. So the events come first, up to a head fixed at
 * the start, and the vault after them holds every value they refer to, also while a server goes on writing. The vault
 * is always written anew, and papers that are gone are taken away: what was erased since must not stay in the export.
 */
export const exportFolder = (folder: string, parts: Parts): Promise<ExportManifest> =>
  refusedByDisk(`It cannot be exported to ${folder}`, () => writeFolder(folder, parts));

async function writeFolder(folder: string, parts: Parts): Promise<ExportManifest> {
  const { store, vault, papers, checkpoints, release, now, say } = parts;
  makeExportFolder(folder);
  // First: what is sealed meanwhile would seal more than is exported.
  takeCheckpoints(checkpoints, join(folder, CHECKPOINTS));
  const head = await store.head();
  const writing = startProgress(say, `Exporting the events to ${folder}`, 'events');
  const { trailer: events, resumedAt } = await exportEventsTo(folder, {
    store,
    release,
    until: head?.position,
    done: (count, position) => writing.at(count, head && shareOf(position, head.position)),
  });
  writing.end(events.count, resumedAt > 0 ? `went on after event ${resumedAt}` : '');
  const sealed = await exportVault(join(folder, 'vault.jsonl.part'), { vault, epoch: store.epoch, release });
  say(
    `${sealed.count} values of the vault: ${join(folder, 'vault.jsonl')} holds personal data. Keep it like the vault itself.`,
  );
  // From here to the manifest the folder is unfinished again; an earlier export in it stood until now.
  rmSync(join(folder, MANIFEST), { force: true });
  await removeOtherPapers(papers, join(folder, PAPERS));
  const leftOut = await copyPapers(papers, join(folder, PAPERS));
  for (const name of leftOut)
    say(`The paper ${name} was left out: it cannot be read, or its bytes are not what its name says.`);
  for (const name of ['events.jsonl', 'vault.jsonl']) renameSync(join(folder, `${name}.part`), join(folder, name));
  syncFile(folder);
  const manifest: ExportManifest = {
    ocopExport: FORMAT_VERSION,
    release,
    epoch: store.epoch,
    exportedAt: now(),
    events,
    vault: { rows: sealed.count, sha256: sealed.sha256 },
    files: papersIn(join(folder, PAPERS)),
    leftOut: [...leftOut],
  };
  writeDurably(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  forgetProgress(folder);
  rmSync(join(folder, BEGUN), { force: true });
  return manifest;
}

/** Takes a folder that is new, empty or an export of ours, with nothing else in it. */
function makeExportFolder(folder: string): void {
  makeFolder(folder);
  const names = readdirSync(folder);
  const other = names.find((name) => !isOurs(folder, name)) ?? otherPaper(join(folder, PAPERS));
  if (other !== undefined) throw inUse(folder, other);
  if (names.length > 0 && !names.includes(BEGUN) && !isManifest(folder)) throw inUse(folder, names.join(', '));
  if (!names.includes(BEGUN)) writeDurably(join(folder, BEGUN), JSON.stringify({ ocopExport: FORMAT_VERSION }));
}

const isOurs = (folder: string, name: string): boolean =>
  name === PAPERS || name === CHECKPOINTS
    ? isPlainFolder(join(folder, name))
    : OURS.test(name) && isPlainFile(join(folder, name));

/** What an earlier release has exported has a manifest alone to be known by. */
function isManifest(folder: string): boolean {
  try {
    return Boolean(readExportManifest(folder));
  } catch {
    return false;
  }
}

const inUse = (folder: string, what: string): MovingRefused =>
  new MovingRefused(
    'EXPORT_FOLDER_IN_USE',
    `${folder} holds something else (${what}). Give an empty folder, or one that does not exist.`,
  );

async function exportVault(
  path: string,
  { vault, epoch, release }: { vault: Vault | undefined; epoch: string; release: string },
): Promise<Trailer> {
  const fd = openNew(path);
  try {
    const writer = await writeLines(VAULT_LINES, { epoch, release }, (text) => writeFileSync(fd, text));
    if (vault) for await (const page of vaultPages(vault)) await writer.write(page.map(vaultLine));
    const trailer = await writer.end();
    syncFile(path);
    return trailer;
  } finally {
    closeSync(fd);
  }
}
