import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { sendProblem } from './problem.ts';
import { TOO_MANY_REQUESTS } from './refusals.ts';

/** Generous: it is there for runaway scripts, not for people. */
const REQUESTS_PER_MINUTE = 30_000;
const WINDOW_MS = 60_000;

export function limitRequests(perMinute = REQUESTS_PER_MINUTE): RequestHandler {
  if (perMinute === 0) return (_req, _res, next) => next();
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // No proxy is trusted, so a caller's X-Forwarded-For counts for nothing and is no reason to complain either.
    validate: { xForwardedForHeader: false },
    handler: (req, res) => {
      const seconds = Number(res.getHeader('Retry-After') ?? WINDOW_MS / 1000);
      sendProblem(req, res, TOO_MANY_REQUESTS({ seconds }));
    },
  });
}
