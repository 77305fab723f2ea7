// Where the files of dossiers are kept, which are taken, and what becomes of uploads that nobody goes on with.
import type { Logger } from 'pino';
import type { FileParts } from '../api/files/parts.ts';
import { eraseFile } from '../domain/product-cycle/erasing-files.ts';
import { isFileKind } from '../domain/product-cycle/file-kinds.ts';
import { type HeldFiles, heldFiles } from '../domain/product-cycle/held-files.ts';
import { eventPages } from '../eventstore/every-event.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { EventStore } from '../eventstore/port.ts';
import { checksBy, noChecks } from '../papers/files/checks.ts';
import { clamd } from '../papers/files/clamd.ts';
import type { FileHere, Files } from '../papers/files/port.ts';
import { removeErased, sweepOrphans } from '../papers/files/sweep-files.ts';
import { uploadsIn } from '../papers/files/uploads.ts';
import type { Places, Settings } from '../settings/settings.ts';
import { filesIn } from './stored-files.ts';

const MB = 1024 * 1024;

export async function filesOf(settings: Settings, places: Places, log: Logger): Promise<FileParts> {
  const files = await filesIn(places);
  const { OCOP_CLAMD: scanner } = settings;
  const failed = ({ message }: Error) => log.warn({ error: message }, 'files wait to be checked for viruses');
  return {
    files,
    uploads: uploadsIn(places.uploads),
    checks: scanner ? checksBy({ scan: clamd(scanner), files, folder: places.checked, failed }) : noChecks,
    takes: settings.OCOP_FILE_KINDS.split(/ +/).filter(isFileKind),
    most: settings.OCOP_FILE_LARGEST_MB * MB,
    mostOfDossier: settings.OCOP_DOSSIER_LARGEST_MB * MB,
    roots: await rootsOf(settings),
  };
}

/** Whoever has set none does not load what reads them. */
const rootsOf = async ({ OCOP_PDF_TRUST: folder }: Settings): Promise<FileParts['roots']> =>
  folder === '' ? [] : (await import('../papers/signatures/roots.ts')).rootsIn(folder);

const DAY_MS = 86_400_000;

/** By the machine's own clock, as the times of files are. */
export async function sweepUploads({ uploads }: Pick<FileParts, 'uploads'>, log: Logger, now: number): Promise<void> {
  try {
    const swept = await uploads.sweep(now - DAY_MS);
    if (swept > 0) log.info({ swept }, 'uploads that nobody went on with for a day were dropped');
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'uploads could not be swept; trying again tomorrow');
  }
}

type Sweeping = {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly files: Files;
  /** ms of the machine's own clock */
  readonly now: number;
  readonly afterDays: number;
  readonly dryRun?: boolean;
};
export type Swept = { readonly erased: number; readonly orphans: readonly FileHere[]; readonly removed: number };

/** What the law had erased, and what no fact names. */
export async function sweepFiles({ store, files, now, afterDays, dryRun = false }: Sweeping): Promise<Swept> {
  const sweep = { files, held: await heldBy(store), now };
  const erased = dryRun ? 0 : await removeErased(sweep);
  // Where nothing is ever removed they are still shown.
  const olderThanMs = afterDays * DAY_MS;
  const { found, removed } = await sweepOrphans(sweep, { olderThanMs, dryRun: dryRun || afterDays === 0 });
  return { erased, orphans: found, removed };
}

async function heldBy(store: Pick<EventStore, 'readAll'>): Promise<HeldFiles> {
  const held = heldFiles();
  for await (const page of eventPages(store)) {
    for (const event of page) held.add(event);
    // A long store must not hold up the people at work.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return held;
}

/** What a store of files swept each day says of it. */
export async function sweepOnce(sweeping: Sweeping, log: Logger): Promise<void> {
  try {
    const { erased, removed } = await sweepFiles(sweeping);
    if (erased + removed > 0) log.info({ erased, removed }, 'files were removed: erased by law, or named by no fact');
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'files could not be swept; trying again tomorrow');
  }
}

/** Where a file was erased by law its bytes go at once, as far as nobody else holds them; else the daily sweep comes to it. */
export const erasingFiles = (executor: Executor, files: Files, log: Logger): Executor => ({
  ...executor,
  async execute(request) {
    const result = await executor.execute(request);
    const isDone = result.outcome === 'appended' || result.outcome === 'already-applied';
    if (request.command === eraseFile && isDone)
      await removeErased({ files, now: Date.now(), held: await heldBy(executor) }).catch((error: Error) =>
        log.warn({ error: error.message }, 'an erased file is there still; the daily sweep comes to it'),
      );
    return result;
  },
});
