// GET /v1/product-cycles: the board's list, and what has no place on it.
import type { RequestHandler } from 'express';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { awaitAfter } from './after.ts';
import { isQueryRefused, listQuery, noQuery, readQuery } from './query.ts';

export function listCycles(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(listQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    const page = await parts.board.list({ ...query, today: dayOf(parts.clock()) });
    if (isRefusal(page)) return sendProblem(req, res, page);
    res.json({ items: page.items, next: page.next ?? null, total: page.total, ...clockMember(parts) });
  };
}

/** GET /v1/unplaced: what lies in a divided commune and needs a placing. */
export function listUnplaced(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    res.json({ items: await parts.board.unplaced(dayOf(parts.clock())), ...clockMember(parts) });
  };
}
