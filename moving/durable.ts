// Files that are there completely or not at all, whatever ends the process.
import { closeSync, fsyncSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openNew } from './plain-files.ts';

/** Written beside its place, synced, and put there by one rename. Only its owner may read it. */
export function writeDurably(path: string, content: string): void {
  const part = `${path}.new`;
  const fd = openNew(part);
  try {
    writeFileSync(fd, content);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameDurably(part, path);
}

export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFile(dirname(to));
}

/** A file's bytes, or a folder's names, are on the disk when it returns. */
export function syncFile(path: string): void {
  const isWindows = process.platform === 'win32';
  // Windows opens no folder to sync it, and no file that is not open for writing; its file system keeps names itself.
  if (isWindows && statSync(path).isDirectory()) return;
  const fd = openSync(path, isWindows ? 'r+' : 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
