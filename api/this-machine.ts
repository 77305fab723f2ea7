// While everybody is believed by name, only this machine may ask. Listening on loopback is not enough: a web page
// whose own name was made to resolve to 127.0.0.1 (DNS rebinding) would be let in with the browser's user behind it.
import type { Express, RequestHandler } from 'express';
import { sendProblem } from './problem.ts';
import { HOST_NOT_LOCAL } from './refusals.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

export function answerOnlyToThisMachine(app: Express, only: boolean): void {
  app.locals.onlyThisMachine = only;
}

export const thisMachine: RequestHandler = (req, res, next) => {
  const host = req.get('host');
  const name = host?.replace(/:\d+$/, '');
  if (req.app.locals.onlyThisMachine !== true || name === undefined || isLoopback(name)) next();
  else sendProblem(req, res, HOST_NOT_LOCAL({ host: name.slice(0, 100) }));
};
