// GET /v1/duties: what units are to do and did, one by one; GET /v1/programme-years/{id}/duties: units × duties of a year.
import type { RequestHandler } from 'express';
import { UNKNOWN_RESOURCE } from '../../domain/access/admission.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { awaitAfter } from './after.ts';
import { dutiesBoardQuery, dutiesQuery, isQueryRefused, readQuery } from './query.ts';

export function listDuties(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(dutiesQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    const page = await parts.duties.list({ ...query, today: dayOf(parts.clock()) });
    res.json({ items: page.items, next: page.next ?? null, total: page.total, ...clockMember(parts) });
  };
}

export function dutiesOfYear(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(dutiesBoardQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    const id = String(req.params.id);
    const isYear = programmeYear.id.safeParse(id).success;
    const board = isYear ? await parts.duties.board(id, { ...query, today: dayOf(parts.clock()) }) : undefined;
    if (!board) return sendProblem(req, res, UNKNOWN_RESOURCE({ resource: programmeYear.resource, id }));
    res.json({ ...board, ...clockMember(parts) });
  };
}
