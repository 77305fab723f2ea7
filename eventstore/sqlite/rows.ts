// How an event lies in the table, and the few statements that touch it.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventToAppend, StoredEvent } from '../envelope.ts';
import { parseOrKeep, textsOf } from '../stored-form.ts';

export type Row = {
  position: number;
  stream: string;
  revision: number;
  type: string;
  id: string;
  hash: string;
  data: string;
  meta: string;
};

export type Statements = Record<
  | 'begin'
  | 'commit'
  | 'savepoint'
  | 'release'
  | 'undo'
  | 'last'
  | 'stream'
  | 'insert'
  | 'all'
  | 'head'
  | 'at'
  | 'probe'
  | 'marks'
  | 'mark',
  StatementSync
>;

export function statements(db: DatabaseSync): Statements {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    savepoint: db.prepare('SAVEPOINT one'),
    release: db.prepare('RELEASE one'),
    undo: db.prepare('ROLLBACK TO one'),
    last: db.prepare('SELECT revision, hash FROM event WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
    stream: db.prepare('SELECT * FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?'),
    insert: db.prepare('INSERT INTO event (stream, revision, type, id, hash, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    all: db.prepare('SELECT * FROM event WHERE position > ? ORDER BY position LIMIT ?'),
    head: db.prepare('SELECT position, hash FROM event ORDER BY position DESC LIMIT 1'),
    at: db.prepare('SELECT * FROM event WHERE position = ?'),
    probe: db.prepare(
      `INSERT INTO store VALUES ('probe', hex(randomblob(8))) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    ),
    marks: db.prepare(`SELECT name FROM store WHERE value = 'yes'`),
    mark: db.prepare(`INSERT OR IGNORE INTO store VALUES (?, 'yes')`),
  };
}

export const showPosition = (position: number): string => String(position).padStart(19, '0');

/** @param shown a position of this store, 0 before its first event */
export function parsePosition(shown: string | undefined): number {
  if (shown === undefined) return 0;
  if (!/^\d+$/.test(shown)) throw new Error(`${JSON.stringify(shown)} is no position of this store`);
  return Number(shown);
}

export const columnsOf = (e: EventToAppend, { data, meta } = textsOf(e)) =>
  [e.stream, e.revision, e.type, e.id, e.hash, data, meta] as const;

export function fromRow({ position, stream, revision, type, id, hash, data, meta }: Row): StoredEvent {
  return {
    ...(parseOrKeep(meta) as object),
    stream,
    revision,
    type,
    id,
    hash,
    data: parseOrKeep(data),
    position: showPosition(position),
  } as StoredEvent;
}
