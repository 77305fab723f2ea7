// A table is written down once, as its columns: what SQLite is told, what rows look like and how they are written
// follow from it.

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { own } from '../../domain/kernel/own.ts';

/** Column → its SQL type and constraint, as `due_on: 'TEXT'`. */
export type Columns = Readonly<Record<string, `${'TEXT' | 'INTEGER'}${string}`>>;

export type RowOf<C extends Columns> = { [K in keyof C]: ValueOf<C[K]> };
type ValueOf<D extends string> =
  | (D extends `TEXT${string}` ? string : number)
  | (D extends `${string}${'NOT NULL' | 'PRIMARY KEY'}${string}` ? never : null);

export type Values = Readonly<Record<string, SQLInputValue>>;

/** Every table has it: 1 when a later event of the row's stream could not be taken in. */
export const staleColumn = { stale: 'INTEGER NOT NULL DEFAULT 0' } as const;

export const ddlOf = (columns: Columns): string =>
  Object.entries(columns)
    .map(([name, kind]) => `${name} ${kind}`)
    .join(', ');

/** `absent: …` is what a column is not written with: its default, or what another statement writes into it. */
export function writerOf(
  db: DatabaseSync,
  table: string,
  q: { columns: Columns; absent?: readonly string[]; again: 'replaces' | 'changes nothing' },
): (row: Values) => void {
  const names = Object.keys(q.columns).filter((name) => name !== 'stale' && !q.absent?.includes(name));
  const again =
    q.again === 'replaces' ? `UPDATE SET ${names.map((c) => `${c} = excluded.${c}`).join(', ')}` : 'NOTHING';
  const statement = db.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT DO ${again}`,
  );
  // Bound by place, not by name: a third of the time of a row of thirty columns.
  return (row) => {
    statement.run(...names.map((c) => own(row, c) ?? null));
  };
}

/** What is done alike with the rows of one stream, whatever the table. */
export function rowsOfStream(db: DatabaseSync, table: string, column: string) {
  const remove = db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`);
  const mark = db.prepare(`UPDATE ${table} SET stale = ? WHERE ${column} = ?`);
  return {
    clear: (key: string): void => void remove.run(key),
    markStale: (key: string, stale: boolean): void => void mark.run(stale ? 1 : 0, key),
  };
}
