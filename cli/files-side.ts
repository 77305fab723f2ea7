// Where the files of dossiers are kept, which are taken, and what becomes of uploads that nobody goes on with.
import type { Logger } from 'pino';
import type { FileParts } from '../api/files/parts.ts';
import { isFileKind } from '../domain/product-cycle/file-kinds.ts';
import { checksBy, noChecks } from '../papers/files/checks.ts';
import { clamd } from '../papers/files/clamd.ts';
import { folderFiles } from '../papers/files/folder-files.ts';
import { uploadsIn } from '../papers/files/uploads.ts';
import type { Places, Settings } from '../settings/settings.ts';

export async function filesOf(settings: Settings, places: Places, log: Logger): Promise<FileParts> {
  const files = folderFiles(places.files);
  const { OCOP_CLAMD: scanner } = settings;
  const failed = ({ message }: Error) => log.warn({ error: message }, 'files wait to be checked for viruses');
  return {
    files,
    uploads: uploadsIn(places.uploads),
    checks: scanner ? checksBy({ scan: clamd(scanner), files, folder: places.checked, failed }) : noChecks,
    takes: settings.OCOP_FILE_KINDS.split(/ +/).filter(isFileKind),
    most: settings.OCOP_FILE_LARGEST_MB * 1024 * 1024,
    roots: await rootsOf(settings),
  };
}

/** Whoever has set none does not load what reads them. */
const rootsOf = async ({ OCOP_PDF_TRUST: folder }: Settings): Promise<FileParts['roots']> =>
  folder === '' ? [] : (await import('../papers/signatures/roots.ts')).rootsIn(folder);

const DAY_MS = 86_400_000;

/** By the machine's own clock, as the times of files are. */
export async function sweepUploads({ uploads }: FileParts, log: Logger, now: number): Promise<void> {
  try {
    const swept = await uploads.sweep(now - DAY_MS);
    if (swept > 0) log.info({ swept }, 'uploads that nobody went on with for a day were dropped');
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'uploads could not be swept; trying again tomorrow');
  }
}
