// GET /v1/certificates: those of a state, of the month in which they end, of a product or a number.
import type { RequestHandler } from 'express';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { awaitAfter } from './after.ts';
import { certificateQuery, isQueryRefused, noQuery, readQuery } from './query.ts';

export function listCertificates(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(certificateQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    const page = await parts.certificates.list(query);
    if (isRefusal(page)) return sendProblem(req, res, page);
    res.json({ items: page.items, next: page.next ?? null, total: page.total, ...clockMember(parts) });
  };
}

/** GET /v1/certificate-months: how many of each state end in which month. */
export function listCertificateMonths(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    res.json({ items: await parts.certificates.months(), ...clockMember(parts) });
  };
}
