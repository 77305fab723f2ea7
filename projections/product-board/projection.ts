// Where every product stands: one row per product cycle, and what its rows are made of besides its own stream.

import type { Projection } from '../engine/projection.ts';
import type { Board } from './board.ts';
import { boardHandler } from './handler.ts';
import { boardQueries } from './queries.ts';

export const productBoard: Projection<Board> = {
  name: 'product-board',
  version: 1,
  tables: {
    cycle: {
      columns: `
        cycle TEXT PRIMARY KEY,
        province TEXT NOT NULL,
        year INTEGER NOT NULL,
        product TEXT NOT NULL,
        product_name TEXT NOT NULL,
        producer TEXT NOT NULL,
        product_group TEXT NOT NULL,
        place TEXT NOT NULL,
        commune TEXT,
        district TEXT,
        began_on TEXT NOT NULL,
        step TEXT,
        step_no INTEGER NOT NULL,
        tier TEXT,
        round INTEGER,
        state TEXT NOT NULL,
        over INTEGER NOT NULL,
        stars INTEGER,
        responsibility TEXT,
        waiting_tier TEXT,
        waiting_vi TEXT,
        waiting_en TEXT,
        due_on TEXT,
        basis TEXT,
        done_late INTEGER NOT NULL,
        rulebook TEXT NOT NULL,
        revision INTEGER NOT NULL,
        position TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        damaged INTEGER NOT NULL,
        stale INTEGER NOT NULL DEFAULT 0,
        search TEXT NOT NULL,
        name_key TEXT NOT NULL,
        folded TEXT NOT NULL`,
      indexes: [{ on: '(year, state)' }, { on: '(product)' }],
    },
    // Units, years and products: what dependent columns and answers are computed with.
    source: {
      columns: `
        stream TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        position TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        damaged INTEGER NOT NULL,
        stale INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL,
        producer TEXT,
        folded_name TEXT`,
      indexes: [{ on: '(producer, folded_name)' }],
    },
  },
  handler: boardHandler,
  queries: boardQueries,
};
