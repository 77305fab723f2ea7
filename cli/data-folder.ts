import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Places } from './settings.ts';

/** The folder of the store and everything built from it cannot be made or written to. */
export class DataFolderUnusable extends Error {
  override name = 'DataFolderUnusable';
  readonly code = 'DATA_FOLDER_UNUSABLE';
}

export function makeDataFolder({ folder }: Pick<Places, 'folder'>): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new DataFolderUnusable(
      `The data folder ${folder} cannot be written to (${(cause as Error).message}). Give another one (OCOP_DATA).`,
      { cause },
    );
  }
}
