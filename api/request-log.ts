// One log line per request, with its id. Bodies, queries (they hold search words) and credentials are never logged.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** What we take over from a caller's X-Request-Id; anything else could be made to forge log lines. */
const SANE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The address of a calendar, the link of a letter and of an invitation are secrets, however they are misspelt. */
const pathOf = (url: string): string =>
  (url.split('?')[0] ?? '').replace(/\/(feeds|opened|invitation)\/.*/i, '/$1/…').replace(/[^/]{40,}\.ics/gi, '….ics');

export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (req: IncomingMessage, res: ServerResponse) => {
      const given = req.headers['x-request-id'];
      const id = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    // Asked every few seconds; that a part fell out is told when it does (cli/health.ts).
    autoLogging: { ignore: (req: IncomingMessage) => req.url === '/healthz' || req.url === '/readyz' },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
    // What was thrown has been told with its stack; a status alone has none but the logger's own.
    customErrorObject: (_req, res, _error, { err, ...about }) => (res.err ? { ...about, err } : about),
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: pathOf(req.url),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  }) as unknown as RequestHandler;
}
