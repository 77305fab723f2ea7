// GET /v1/product-cycles: the board's list, and what has no place on it.
import type { RequestHandler } from 'express';
import { dayOf } from '../../domain/time/civil-date.ts';
import { cycleColumns } from '../../spreadsheets/of-cycles.ts';
import type { ApiParts } from '../parts.ts';
import { sheet } from './as-sheet.ts';
import { listing } from './listing.ts';
import { listQuery, pastQuery } from './query.ts';
import { asPage } from './reading.ts';

const CYCLES = sheet({ vi: 'Danh sách sản phẩm', en: 'Products' }, 'san-pham', cycleColumns);

export const listCycles = (parts: ApiParts): RequestHandler =>
  listing(
    parts,
    listQuery,
    async (query, { board, clock }) => asPage(await board.list({ ...query, today: dayOf(clock()) })),
    CYCLES,
  );

/** GET /v1/unplaced: what lies in a divided commune and needs a placing. */
export const listUnplaced = (parts: ApiParts): RequestHandler =>
  listing(parts, pastQuery, async ({ sight }, { board, clock }) => ({
    items: await board.unplaced(dayOf(clock()), sight),
  }));
