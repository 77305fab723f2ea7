import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeDatabase } from '../../sqlite/remove-database.ts';

const HEADER = 'SQLite format 3\0';
/** What the server says of a file whose inside is not what SQLite wrote. */
export const SAYS_DAMAGED = /database disk image is malformed|file is not a database/;

/** Whether a database lies there, as far as its beginning tells. */
export function isDatabase(file: string): boolean {
  const beginning = Buffer.alloc(HEADER.length);
  let fd: number | undefined;
  try {
    fd = openSync(file, 'r');
    readSync(fd, beginning, 0, HEADER.length, 0);
  } catch {
    // It is not there.
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
  return beginning.toString('latin1') === HEADER;
}

type DatabaseFile = { dbFile: string; version: string; log: (line: string) => void };

/**
 * A database file does not survive another version of the server: it is deleted, and `ocop recover` sets every
 * workflow going again from the event store. The version stands in a small file beside it.
 */
export function keepDatabaseOfVersion({ dbFile, version, log }: DatabaseFile): void {
  const sidecar = `${dbFile}.version`;
  const writtenBy = existsSync(sidecar) ? readFileSync(sidecar, 'utf8').trim() : undefined;
  if (existsSync(dbFile) && !isDatabase(dbFile)) loseDatabase(dbFile, 'is no database any more', log);
  if (existsSync(dbFile) && writtenBy !== version)
    loseDatabase(dbFile, `was written by ${writtenBy ?? 'an unknown version'}`, log);
  mkdirSync(dirname(dbFile), { recursive: true });
  writeFileSync(sidecar, `${version}\n`);
}

/** It holds nothing that is not in the event store, but for where each workflow waits. */
export function loseDatabase(dbFile: string, why: string, log: (line: string) => void): void {
  removeDatabase(dbFile);
  log(`Temporal's database ${why} and is deleted; the event store sets its workflows going again`);
}
