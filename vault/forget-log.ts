import type { DatabaseSync } from 'node:sqlite';
import { BUSY_MS } from './sqlite-file.ts';

const AGAIN_MS = 1000;

export type ForgetLog = { now(): void; stop(): void };

/**
 * Old pages of the log would still hold a value that was forgotten. A reader in another process, as a backup is one,
 * keeps them: then it is tried again until they are gone.
 */
export function forgetLog(db: DatabaseSync): ForgetLog {
  let again: NodeJS.Timeout | undefined;
  function forget(waitMs: number): void {
    clearTimeout(again);
    db.exec(`PRAGMA busy_timeout=${waitMs}`);
    const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    db.exec(`PRAGMA busy_timeout=${BUSY_MS}`);
    if (busy) later();
  }
  function later(): void {
    again = setTimeout(() => {
      try {
        forget(0);
      } catch {
        later();
      }
    }, AGAIN_MS).unref();
  }
  return { now: () => forget(BUSY_MS), stop: () => clearTimeout(again) };
}
