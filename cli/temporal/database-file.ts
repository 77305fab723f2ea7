import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

type DatabaseFile = { dbFile: string; version: string; log: (line: string) => void };

/**
 * A database file does not survive another version of the server: it is deleted, and `ocop recover` sets every
 * workflow going again from the event store. The version stands in a small file beside it.
 */
export function keepDatabaseOfVersion({ dbFile, version, log }: DatabaseFile): void {
  const sidecar = `${dbFile}.version`;
  const writtenBy = existsSync(sidecar) ? readFileSync(sidecar, 'utf8').trim() : undefined;
  if (existsSync(dbFile) && writtenBy !== version) {
    for (const file of [dbFile, `${dbFile}-wal`, `${dbFile}-shm`]) rmSync(file, { force: true });
    const other = writtenBy ?? 'an unknown version';
    log(`Temporal's database was written by ${other} and is deleted; the event store sets its workflows going again`);
  }
  mkdirSync(dirname(dbFile), { recursive: true });
  writeFileSync(sidecar, `${version}\n`);
}
