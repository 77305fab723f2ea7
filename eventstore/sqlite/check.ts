// The check at start: not every event, but what a torn or cut file, a lost page or a bad copy shows first.
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { isSqlite } from '../../sqlite/codes.ts';
import { StoreError } from '../port.ts';
import { damaged, isOfOneAppend } from './faults.ts';
import type { Row } from './rows.ts';
import { pagesInLog } from './wal-pages.ts';

/** Events at the end whose text, revisions and index are looked at, and the text after which that is enough. */
const TAIL = 1000;
const TAIL_CHARACTERS = 16_000_000;

/** Reads only. Takes some 50 ms, however long the history is. */
export function checkAtStart(db: DatabaseSync, file: string): void {
  try {
    checkPages(db, file);
    checkTail(db, file);
  } catch (error) {
    // A table that is gone, a number that cannot be one: SQLite has no code of its own for it.
    if (!(error instanceof StoreError) && (isSqlite(error, 'ERROR') || isOfOneAppend(error)))
      throw damaged(file, (error as Error).message);
    throw error;
  }
}

/** Every page is in the file, or at least in the log: a crash while the log was being carried over leaves it so. */
function checkPages(db: DatabaseSync, file: string): void {
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
  const { page_size: size } = db.prepare('PRAGMA page_size').get() as { page_size: number };
  const inFile = Math.floor(statSync(file).size / size);
  if (inFile >= pages) return;
  // SQLite keeps its locks in the page at one gigabyte and never writes it.
  const neverWritten = 2 ** 30 / size + 1;
  const inLog = pagesInLog(`${file}-wal`);
  for (let page = inFile + 1; page <= pages; page++)
    if (!inLog.has(page) && page !== neverWritten)
      throw damaged(file, `it has ${pages} pages and ends after ${page - 1} of them`);
}

/** From the last event backwards: nothing is missing, all can be read, each event is found by stream and revision. */
function checkTail(db: DatabaseSync, file: string): void {
  const byRevision = db.prepare('SELECT position FROM event WHERE stream = ? AND revision = ?');
  const find = (stream: string, revision: number) =>
    (byRevision.get(stream, revision) as { position: number } | undefined)?.position;
  /** the earliest revision seen of each stream */
  const seen = new Map<string, number>();
  let following: number | undefined;
  let characters = 0;
  for (const row of db.prepare(`SELECT * FROM event ORDER BY position DESC LIMIT ${TAIL}`).iterate() as Iterable<Row>) {
    const { position, stream, revision } = row;
    if (following !== undefined && position !== following - 1)
      throw damaged(file, `the events between positions ${position} and ${following} are gone`);
    if (!isReadable(row)) throw damaged(file, `${nameOf(row)} cannot be read`);
    if (find(stream, revision) !== position) throw damaged(file, `${nameOf(row)} is not found in the index`);
    const next = seen.get(stream);
    if (next !== undefined && revision !== next - 1)
      throw damaged(file, `revision ${next} of ${stream} follows revision ${revision}`);
    seen.set(stream, revision);
    following = position;
    characters += row.data.length + row.meta.length;
    if (characters > TAIL_CHARACTERS) break;
  }
  for (const [stream, revision] of seen)
    if (revision > 0 && (find(stream, revision - 1) ?? Number.POSITIVE_INFINITY) > (following ?? 0))
      throw damaged(file, `revision ${revision - 1} of ${stream} is gone`);
}

const nameOf = ({ position, stream, revision }: Row): string =>
  `the event at position ${position} (revision ${revision} of ${stream})`;

/** Whether it says what was written is judged with its stream: one false event must not keep an office from its work. */
function isReadable({ data, meta }: Row): boolean {
  try {
    JSON.parse(data);
    JSON.parse(meta);
    return true;
  } catch {
    return false;
  }
}
