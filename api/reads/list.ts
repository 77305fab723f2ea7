// GET /v1/product-cycles: the board's list, and what has no place on it.
import type { RequestHandler } from 'express';
import { dayOf } from '../../domain/time/civil-date.ts';
import type { ApiParts } from '../parts.ts';
import { listQuery, noQuery } from './query.ts';
import { asPage, listing } from './reading.ts';

export const listCycles = (parts: ApiParts): RequestHandler =>
  listing(parts, listQuery, async (query) => asPage(await parts.board.list({ ...query, today: dayOf(parts.clock()) })));

/** GET /v1/unplaced: what lies in a divided commune and needs a placing. */
export const listUnplaced = (parts: ApiParts): RequestHandler =>
  listing(parts, noQuery, async ({ sight }) => ({ items: await parts.board.unplaced(dayOf(parts.clock()), sight) }));
