import type { RequestHandler, Router } from 'express';
import { sendProblem } from './problem.ts';
import { METHOD_NOT_ALLOWED } from './refusals.ts';

type Handlers = { get?: RequestHandler; post?: readonly RequestHandler[] };

/** A path with all it takes: any other method is answered 405 with `Allow`. */
export function route(router: Router, path: string, { get, post }: Handlers): void {
  const at = router.route(path);
  if (get) at.get(get);
  if (post) at.post(...post);
  at.all(onlyAllows(get ? 'GET, HEAD' : 'POST'));
}

export const onlyAllows =
  (allow: string): RequestHandler =>
  (req, res) => {
    res.set('Allow', allow);
    sendProblem(req, res, METHOD_NOT_ALLOWED({ allow }));
  };
