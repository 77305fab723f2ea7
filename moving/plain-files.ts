// What is written into a folder somebody named is a file of its own: a link, a pipe or a second name that waits there
// under one of our names is neither followed nor written through.
import { lstatSync, openSync, rmSync, type Stats } from 'node:fs';

const look = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

export const isPlainFolder = (path: string): boolean => look(path)?.isDirectory() === true;
export const isPlainFile = (path: string): boolean => look(path)?.isFile() === true;

/** A file with this name alone: what is written to it is written nowhere else. */
export const isSingleFile = (path: string): boolean => isPlainFile(path) && look(path)?.nlink === 1;

/** A new file in place of what has the name, for its owner alone. */
export function openNew(path: string): number {
  rmSync(path, { force: true });
  return openSync(path, 'wx', 0o600);
}
