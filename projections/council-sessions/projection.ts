// The councils' sessions: one row each, folded from its own stream alone, and the trees that say whose they are.
import { councilSession } from '../../domain/council-session/council-session.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { foldedColumns, foldingHandler } from '../engine/folding.ts';
import type { Projection } from '../engine/projection.ts';
import { sessionQueries } from './queries.ts';
import { sessionColumns, sessionRow } from './row.ts';
import type { Sessions } from './sessions.ts';

/** The units that councils belong to. */
const sourceColumns = { stream: 'TEXT PRIMARY KEY', ...foldedColumns } as const;

export const councilSessions: Projection<Sessions> = {
  name: 'council-sessions',
  version: 1,
  tables: {
    session_source: { columns: sourceColumns },
    session: { columns: sessionColumns, indexes: [{ on: '(year, unit)' }] },
  },
  handler: (db, table) =>
    foldingHandler(db, [
      {
        table: table('session_source'),
        columns: sourceColumns,
        aggregates: [unitTree],
        key: (stream) => stream,
        row: () => ({}),
      },
      {
        table: table('session'),
        columns: sessionColumns,
        aggregates: [councilSession],
        key: (stream) => splitStream(stream).id,
        row: (id, { state }) => sessionRow(id, state),
      },
    ]),
  queries: sessionQueries,
};
