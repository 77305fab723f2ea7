// What an import or a verification of an export reads: a folder with its manifest, or a file of events alone.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ExportManifest, readExportManifest } from './export-manifest.ts';
import type { Trailer } from './line-file.ts';
import { CHECKPOINTS } from './moved-checkpoints.ts';
import { isOtherThanFolder, isPlainFile } from './plain-files.ts';
import { MovingRefused } from './refused.ts';

export type ImportSource = {
  readonly path: string;
  readonly events: string;
  /** undefined: a file of events alone, whose personal values stayed behind */
  readonly folder:
    | {
        readonly vault: string;
        readonly papers: string;
        readonly checkpoints: string;
        readonly manifest: ExportManifest;
      }
    | undefined;
};

/** Throws `MovingRefused` where there is no finished export. */
export function findExport(path: string): ImportSource {
  if (!existsSync(path)) throw new MovingRefused('EXPORT_UNREADABLE', `There is nothing at ${path}.`);
  if (!statSync(path).isDirectory()) return { path, events: path, folder: undefined };
  const manifest = readExportManifest(path);
  for (const name of ['events.jsonl', 'vault.jsonl'])
    if (!isPlainFile(join(path, name)))
      throw new MovingRefused(
        'EXPORT_DAMAGED',
        `${path} has lost its ${name}, which its manifest names, or it is no file.`,
      );
  const papers = join(path, 'files');
  if (isOtherThanFolder(papers)) throw new MovingRefused('EXPORT_DAMAGED', `${papers} is no folder.`);
  return {
    path,
    events: join(path, 'events.jsonl'),
    folder: { vault: join(path, 'vault.jsonl'), papers, checkpoints: join(path, CHECKPOINTS), manifest },
  };
}

/** A file that is whole in itself may still be the one of another export. */
export function expectTrailer(
  path: string,
  { count, sha256 }: Trailer,
  named: { count: number; sha256: string },
): void {
  if (count !== named.count || sha256 !== named.sha256)
    throw new MovingRefused('EXPORT_DAMAGED', `${path} is whole, but it is not the one the manifest beside it names.`);
}
