// By which names we may be asked. Listening on loopback is not enough: a web page whose own name was made to resolve to
// 127.0.0.1 (DNS rebinding) would be let in with the browser's user behind it.
import type { Express, RequestHandler } from 'express';
import { sendProblem } from './problem.ts';
import { HOST_NOT_OURS } from './refusals.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

/** @param hosts in lower case, besides those of loopback */
export function answerOnlyTo(app: Express, hosts: readonly string[]): void {
  app.locals.hosts = hosts;
}

export const ourNames: RequestHandler = (req, res, next) => {
  const name = req.host?.replace(/:\d+$/, '').toLowerCase();
  const hosts = (req.app.locals.hosts ?? []) as readonly string[];
  if (name === undefined || LOOPBACK.test(name) || hosts.includes(name)) next();
  else sendProblem(req, res, HOST_NOT_OURS({ host: name.slice(0, 100) }));
};
