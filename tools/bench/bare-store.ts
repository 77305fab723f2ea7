// What the write path is measured against: the same rows into the same table, with nothing around it.
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { openFile } from '../../eventstore/sqlite/open.ts';

export type Row = {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly id: string;
  readonly hash: string;
  readonly data: string;
  readonly meta: string;
};

/** The rows a store holds after a position, as they stand in its table. */
export function rowsOf(storeFile: string, after: string | number): readonly Row[] {
  const db = new DatabaseSync(storeFile, { readOnly: true });
  try {
    return db
      .prepare('SELECT stream, revision, type, id, hash, data, meta FROM event WHERE position > ? ORDER BY position')
      .all(Number(after)) as Row[];
  } finally {
    db.close();
  }
}

export type BareStore = {
  /** Copies what the store holds beyond it: both are then as long, and their files as settled. */
  catchUp(storeFile: string): void;
  /** One durable transaction per row. */
  insertEach(rows: readonly Row[]): void;
  /** One durable transaction for all. */
  insertAll(rows: readonly Row[]): void;
  /** Resolves once durable: the rows that wait in one turn of the event loop share a transaction. */
  insert(row: Row): Promise<void>;
  close(): void;
};

/** A new file of the store's own layout and settings (WAL, synchronous=FULL). */
export function openBareStore(folder: string, name: string): BareStore {
  const { db, unlock } = openFile(join(folder, `${name}.sqlite`));
  const sql = db.prepare(
    'INSERT INTO event (stream, revision, type, id, hash, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const last = db.prepare('SELECT max(position) AS position FROM event');
  let queue: { row: Row; resolve: () => void }[] = [];

  function insertAll(rows: readonly Row[]): void {
    db.exec('BEGIN IMMEDIATE');
    for (const row of rows) insert(sql, row);
    db.exec('COMMIT');
  }

  function flush(): void {
    const batch = queue;
    queue = [];
    insertAll(batch.map(({ row }) => row));
    for (const { resolve } of batch) resolve();
  }

  return {
    catchUp: (storeFile) => insertAll(rowsOf(storeFile, (last.get() as { position: number | null }).position ?? 0)),
    insertEach: (rows) => {
      for (const row of rows) insert(sql, row);
    },
    insertAll,
    insert: (row) =>
      new Promise((resolve) => {
        if (queue.push({ row, resolve }) === 1) setImmediate(flush);
      }),
    close() {
      db.close();
      unlock();
    },
  };
}

function insert(sql: StatementSync, { stream, revision, type, id, hash, data, meta }: Row): void {
  sql.run(stream, revision, type, id, hash, data, meta);
}
