import type { DatabaseSync } from 'node:sqlite';
import { isDamagedFile, isSqlite } from '../../sqlite/codes.ts';

/**
 * Reads every page and holds the index against the events, which takes 14 s for a million and keeps the event loop for as
 * long: for `ocop verify` and its like; a server asks it aside. Whether the events' hashes fit is theirs to say.
 */
export function inspectFile(db: DatabaseSync): readonly string[] {
  try {
    return [...brokenPages(db), ...missing(db)];
  } catch (error) {
    // Too damaged even to be checked.
    if (isDamagedFile(error) || isSqlite(error, 'ERROR')) return [(error as Error).message];
    throw error;
  }
}

const brokenPages = (db: DatabaseSync): readonly string[] =>
  (db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[])
    .map((row) => row.integrity_check)
    .filter((said) => said !== 'ok');

/** Positions are given without a gap, and nothing that was written is ever taken away. */
function missing(db: DatabaseSync): readonly string[] {
  const { events, last } = db.prepare('SELECT count(*) AS events, max(position) AS last FROM event').get() as {
    events: number;
    last: number | null;
  };
  return last === null || last === events
    ? []
    : [`The last event has position ${last}, but only ${events} events are there.`];
}
