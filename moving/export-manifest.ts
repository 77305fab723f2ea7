// What belongs to an exported folder. It is written last: a folder without it is not finished.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FORMAT_VERSION } from './line-file.ts';
import { readPlain } from './plain-files.ts';
import { MovingRefused } from './refused.ts';

export const MANIFEST = 'manifest.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
export const papers = z.strictObject({ count, bytes: count, sha256 });

const exportManifest = z.strictObject({
  ocopExport: z.literal(FORMAT_VERSION),
  release: z.string(),
  epoch: z.string(),
  /** RFC 3339 UTC, by the real clock */
  exportedAt: z.string(),
  /** as the trailers have them */
  events: z.strictObject({ count, sha256 }),
  vault: z.strictObject({ rows: count, sha256 }),
  files: papers,
  /** papers left behind because their bytes were not what their names say */
  leftOut: z.array(sha256),
});
export type ExportManifest = z.infer<typeof exportManifest>;

/** Throws `MovingRefused` when the folder is no finished export of this release or an earlier one. */
export function readExportManifest(folder: string): ExportManifest {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) {
    const begun = ['events.jsonl', 'events.jsonl.part', 'export-progress.json'].some((f) =>
      existsSync(join(folder, f)),
    );
    throw begun
      ? new MovingRefused(
          'EXPORT_UNFINISHED',
          `The export in ${folder} was not finished: it has no ${MANIFEST}. Run the same ocop export again; it goes on where it was.`,
        )
      : new MovingRefused('EXPORT_NOT_OURS', `${folder} is no export: it has no ${MANIFEST}.`);
  }
  const value = readJson(path, 'EXPORT_DAMAGED');
  const version = (value as { ocopExport?: unknown } | null)?.ocopExport;
  if (typeof version !== 'number')
    throw new MovingRefused('EXPORT_NOT_OURS', `${path} is not the manifest of an export.`);
  if (version > FORMAT_VERSION)
    throw new MovingRefused(
      'EXPORT_TOO_NEW',
      `${folder} was exported by a newer release (format ${version}, this release knows ${FORMAT_VERSION}). Use that release.`,
    );
  const parsed = exportManifest.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new MovingRefused('EXPORT_DAMAGED', `${path}: ${faultsOf(parsed.error)}.`);
}

/** bytes; papers that were left out are all that can make one long */
const LARGEST = 16 << 20;

export function readJson(path: string, damaged: 'EXPORT_DAMAGED' | 'BACKUP_DAMAGED'): unknown {
  try {
    return JSON.parse(readPlain(path, LARGEST));
  } catch (cause) {
    throw new MovingRefused(damaged, `${path} cannot be read as JSON (${(cause as Error).message}).`, { cause });
  }
}

export const faultsOf = (error: z.ZodError): string =>
  error.issues.map((i) => `${i.path.join('.') || 'the file'}: ${i.message}`).join('; ');
