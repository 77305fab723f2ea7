import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { isSqlite } from '../../sqlite/codes.ts';
import { openToRead } from '../../sqlite/open-to-read.ts';
import { StoreError } from '../port.ts';
import { asFault, isOfWriting } from './faults.ts';

/**
 * All pages in one step of the copy, and so under one lock of a reader: a copy in several steps begins again whenever
 * another process has written in between, and never ends beside a busy writer.
 */
const ALL_PAGES = 2 ** 31 - 1;
/** A writer that opens, recovers or closes the file keeps readers out for a moment. */
const BUSY_MS = 2000;
const WAITS_MS = [50, 100, 200, 400, 800, 1600];

/**
 * Copies one moment of a SQLite database, also while another process writes to it: `to` is then a single complete file
 * (mode 0600, synced), or does not exist. An existing file is not replaced.
 * @throws StoreError with what the medium of `file` or `to` says
 */
export async function snapshotSqlite(file: string, to: string): Promise<void> {
  if (existsSync(to)) throw new StoreError('STORE_UNAVAILABLE', `${to} is already there, and is not replaced.`);
  if (!existsSync(file)) throw new StoreError('STORE_UNAVAILABLE', `There is no database ${file} to copy.`);
  const part = `${to}.${randomUUID()}.part`;
  try {
    closeSync(openSync(part, 'wx', 0o600));
    await copy(file, part);
    makeSelfContained(part);
    sync(part);
    renameSync(part, to);
    sync(dirname(to));
  } catch (error) {
    // Which of the two disks failed SQLite does not say.
    throw asFault(error, isOfWriting(error) ? to : isSqlite(error, 'IOERR') ? `${file} or ${to}` : file);
  } finally {
    for (const left of [part, `${part}-journal`, `${part}-wal`, `${part}-shm`]) rmSync(left, { force: true });
  }
}

async function copy(file: string, to: string): Promise<void> {
  for (const wait of [...WAITS_MS, undefined]) {
    let source: DatabaseSync | undefined;
    try {
      source = openToRead(file, BUSY_MS);
      await backup(source, to, { rate: ALL_PAGES });
      return;
    } catch (error) {
      if (wait === undefined || !isSqlite(error, 'BUSY', 'LOCKED')) throw error;
    } finally {
      source?.close();
    }
    await setTimeout(wait);
  }
}

/** A file in WAL mode wants a log beside it even to be read, which a medium that is read-only cannot give. */
function makeSelfContained(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA journal_mode=DELETE');
  } finally {
    db.close();
  }
}

function sync(path: string): void {
  // Windows cannot open a folder to sync it; its file system keeps names by itself.
  if (process.platform === 'win32' && !path.endsWith('.part')) return;
  const fd = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
