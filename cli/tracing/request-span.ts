// The span of a request, named by its route. Its trace is named by the command that comes with it, and said in the answer.
import { context, type Link, propagation, ROOT_CONTEXT, type Tracer, trace } from '@opentelemetry/api';
import type { Request, RequestHandler } from 'express';
import { commandIdOf } from '../../api/headers.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { type NamedIds, traceIdOf } from './trace-ids.ts';

const UNWATCHED: readonly string[] = ['/healthz', '/readyz'];

export function tracedRequests(tracer: Tracer, ids: NamedIds): RequestHandler {
  return (req, res, next) => {
    if (UNWATCHED.includes(req.path)) return next();
    const span = ids.naming(namedBy(req), () => tracer.startSpan(req.method, { links: cameFrom(req) }, ROOT_CONTEXT));
    const { traceId, spanId } = span.spanContext();
    res.setHeader('traceresponse', `00-${traceId}-${spanId}-01`);
    res.once('close', () => {
      const pattern = (req.route as { path?: unknown } | undefined)?.path;
      const route = typeof pattern === 'string' ? `${req.baseUrl}${pattern}` : 'other';
      span.updateName(`${req.method} ${route}`);
      span.setAttributes({
        'http.request.method': req.method,
        'http.route': route,
        'http.response.status_code': res.statusCode,
        'ocop.request_id': String(res.getHeader('x-request-id')),
      });
      span.end();
    });
    context.with(trace.setSpan(ROOT_CONTEXT, span), next);
  };
}

/** A command without a key gets its own here, so that its trace can be named by it. */
function namedBy(req: Request): { traceId?: string } {
  if (req.method !== 'POST') return {};
  const id = commandIdOf(req);
  if (isRefusal(id)) return {};
  req.headers['idempotency-key'] = id;
  return { traceId: traceIdOf(id) };
}

/** A caller’s own trace is told where ours is, not gone on with: anybody may send any name. */
function cameFrom(req: Request): Link[] {
  const theirs = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, req.headers));
  return theirs ? [{ context: theirs }] : [];
}
