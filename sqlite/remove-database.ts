import { rmSync } from 'node:fs';

/** The file with what SQLite keeps beside it, and the lock of a store, which is a database too. */
export function removeDatabase(file: string): void {
  for (const name of [file, `${file}.lock`])
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${name}${suffix}`, { force: true });
}
