import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Places } from './settings.ts';

/** The folder of the store and everything built from it cannot be made or written to. */
export class DataFolderUnusable extends Error {
  override name = 'DataFolderUnusable';
  readonly code = 'DATA_FOLDER_UNUSABLE';
}

/**
 * For its owner alone, as it holds personal data. Parent by parent: Node's own way never ends where a folder that is there
 * cannot hold another (`/proc`).
 */
function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

export function makeDataFolder({ folder }: Pick<Places, 'folder'>): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new DataFolderUnusable(
      `The data folder ${folder} cannot be written to (${(cause as Error).message}). Give another one (OCOP_DATA).`,
      { cause },
    );
  }
}
