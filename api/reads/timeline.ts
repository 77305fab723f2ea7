// GET /v1/<resource>/{id}/timeline: the facts of one stream in order.
import type { RequestHandler } from 'express';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { clockMember } from '../every-answer.ts';
import { etag } from '../headers.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { awaitAfter } from './after.ts';
import { isQueryRefused, readQuery, timelineQuery } from './query.ts';
import { existing } from './resource.ts';

export function readTimeline(parts: ApiParts, aggregate: Aggregate): RequestHandler {
  return async (req, res) => {
    const query = readQuery(timelineQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    const history = await existing(parts, aggregate, String(req.params.id));
    if (isRefusal(history)) return sendProblem(req, res, history);
    const page = await parts.timeline.of(history.stream, { after: query.cursor, limit: query.limit });
    res.set('ETag', etag(history.seen));
    res.json({ items: page.items, next: page.next ?? null, total: page.total, ...clockMember(parts) });
  };
}
