// Before there is anything to ask: alive, not ready, and why.
import express, { type RequestHandler } from 'express';
import { onError } from './errors.ts';
import { security } from './every-answer.ts';
import { alive, ready } from './health.ts';
import { ourNames } from './our-names.ts';
import type { OperatingParts } from './parts.ts';
import { sendProblem } from './problem.ts';
import { STARTING } from './refusals.ts';
import { requestLog } from './request-log.ts';
import { route } from './routes.ts';

export function createWaitingRoom(parts: Pick<OperatingParts, 'app' | 'health' | 'log' | 'secure'>): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requestLog(parts.log), security(parts), ourNames);
  route(app, '/healthz', { get: alive(parts) });
  route(app, '/readyz', { get: ready(parts) });
  app.use(startingSoon, onError);
  return app;
}

const startingSoon: RequestHandler = (req, res) => sendProblem(req, res, STARTING());
