import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Places } from './settings.ts';

/**
 * For its owner alone, as it holds personal data. Parent by parent: Node's own way never ends where a folder that is there
 * cannot hold another (`/proc`).
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

export function makeDataFolder({ folder }: Pick<Places, 'folder'>): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new CodedError(
      'DATA_FOLDER_UNUSABLE',
      `The data folder ${folder} cannot be written to (${(cause as Error).message}). Give another one (OCOP_DATA).`,
      { cause },
    );
  }
}
