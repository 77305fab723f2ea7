// GET /v1/<resource>/{id}/timeline: the facts of one stream in order.
import type { RequestHandler } from 'express';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import { etag } from '../headers.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing, seenWithoutStore } from '../seeing.ts';
import { awaitAfter, storeAwaySince } from './after.ts';
import { aheadOf } from './as-of.ts';
import { isQueryRefused, readQuery, timelineQuery } from './query.ts';

export function readTimeline(parts: ApiParts, aggregate: Aggregate): RequestHandler {
  return async (req, res) => {
    const query = readQuery(timelineQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    const ahead = query.asOf === undefined ? undefined : aheadOf(query.asOf, parts.clock());
    if (ahead) return sendProblem(req, res, ahead);
    const id = String(req.params.id);
    const pageOf = (stream: string) =>
      parts.timeline.of(stream, { after: query.cursor, limit: query.limit, until: query.asOf });
    const answer = (page: Awaited<ReturnType<typeof pageOf>>) =>
      res.json({ items: page.items, next: page.next ?? null, total: page.total, ...clockMember(parts) });
    // Without the store what was read of it before is still told, without the tag a decision could rest on.
    const asked = { aggregate, id, caller: callerOf(res) };
    const isKept = storeAwaySince(parts) !== undefined && (await seenWithoutStore(parts, asked));
    const kept = isKept ? await pageOf(aggregate.stream(id)) : undefined;
    if (kept && kept.total > 0) return answer(kept);
    const history = await existing(parts, { ...asked, part: 'timeline' });
    if (isRefusal(history)) return sendProblem(req, res, history);
    const page = await pageOf(history.stream);
    if (query.asOf === undefined) res.set('ETag', etag(history.seen));
    answer(page);
  };
}
