import { type RowOf, staleColumn } from '../engine/columns.ts';

/** The table of facts. */
export const factColumns = {
  position: 'TEXT NOT NULL',
  stream: 'TEXT NOT NULL',
  revision: 'INTEGER NOT NULL',
  type: 'TEXT NOT NULL',
  schema_version: 'INTEGER NOT NULL',
  hash: 'TEXT NOT NULL',
  occurred_at: 'TEXT NOT NULL',
  recorded_at: 'TEXT NOT NULL',
  actor: 'TEXT NOT NULL',
  status: 'TEXT NOT NULL',
  annulled_by: 'INTEGER',
  corrected_by: 'INTEGER',
  ...staleColumn,
  data: 'TEXT NOT NULL',
} as const;

export type FactRow = RowOf<typeof factColumns>;
