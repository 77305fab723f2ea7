// Where every product stands: one row per product cycle, and what its rows are made of besides its own stream.
import type { Projection } from '../engine/projection.ts';
import type { Board } from './board.ts';
import { boardHandler } from './handler.ts';
import { boardQueries } from './queries.ts';
import { cycleColumns, sourceColumns } from './row.ts';

export const productBoard: Projection<Board> = {
  name: 'product-board',
  version: 1,
  tables: {
    cycle: {
      columns: cycleColumns,
      indexes: [{ on: '(year, state)' }, { on: '(product)' }],
      lateIndexes: [{ on: '(province, places)' }],
    },
    source: { columns: sourceColumns, indexes: [{ on: '(producer, folded_name)' }] },
  },
  handler: boardHandler,
  queries: boardQueries,
};
