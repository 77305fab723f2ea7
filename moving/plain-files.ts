// What is written into a folder somebody named, or read from it, is a file of its own: a link, a pipe, a device or a
// second name that waits there under one of our names is neither followed, waited for, nor written through.
import {
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  fstatSync,
  lstatSync,
  openSync,
  type ReadStream,
  readFileSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { MovingRefused } from './refused.ts';

/** Nothing lies within what is no folder: whoever needs the folder says so. */
function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export const isPlainFolder = (path: string): boolean => look(path)?.isDirectory() === true;
export const isPlainFile = (path: string): boolean => look(path)?.isFile() === true;

/** A file with this name alone: what is written to it is written nowhere else. */
export const isSingleFile = (path: string): boolean => isPlainFile(path) && look(path)?.nlink === 1;

/** Also a link to nothing. */
export const isAnything = (path: string): boolean => look(path) !== undefined;
export const isOtherThanFolder = (path: string): boolean => isAnything(path) && !isPlainFolder(path);

/** A new file in place of what has the name, for its owner alone. */
export function openNew(path: string): number {
  rmSync(path, { force: true });
  return openSync(path, 'wx', 0o600);
}

// Windows knows neither, and has no such pipes.
const UNFOLLOWED = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Looked at by its handle: what takes the name between a look and the opening is found out as well.
 * @param flags of `constants`, beside which nothing is followed or waited for
 */
export function openPlain(path: string, flags = constants.O_RDONLY): number {
  const fd = openSync(path, flags | UNFOLLOWED);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw new MovingRefused('FOLDER_UNUSABLE', `${path} is no file.`);
}

/** @param most bytes: a file that is larger is none of ours */
export function readPlain(path: string, most: number): string {
  const fd = openPlain(path);
  try {
    const { size } = fstatSync(fd);
    if (size > most)
      throw new MovingRefused('FOLDER_UNUSABLE', `${path} has ${size} bytes; ours have ${most} at most.`);
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

export const streamPlain = (path: string): ReadStream =>
  createReadStream('', { fd: openPlain(path), highWaterMark: 1 << 20 });

/** The file that `to` then is has this name alone, and is its owner's alone. */
export async function copyPlain(from: string, to: string): Promise<void> {
  const read = streamPlain(from);
  try {
    await pipeline(read, createWriteStream('', { fd: openNew(to) }));
  } finally {
    read.destroy();
  }
}
