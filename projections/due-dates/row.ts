import { type RowOf, staleColumn } from '../engine/columns.ts';

/** A due date that is, or was, waited for. */
export const entryColumns = {
  id: 'TEXT PRIMARY KEY',
  stream: 'TEXT NOT NULL',
  province: 'TEXT NOT NULL',
  due_on: 'TEXT NOT NULL',
  overdue: 'INTEGER NOT NULL',
  what: 'TEXT NOT NULL',
  whose: 'TEXT NOT NULL',
  open: 'INTEGER NOT NULL',
  sequence: 'INTEGER NOT NULL',
  changed_at: 'TEXT NOT NULL',
  ...staleColumn,
} as const;
export type EntryRow = RowOf<typeof entryColumns>;
