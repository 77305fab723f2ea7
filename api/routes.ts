import type { RequestHandler, Router } from 'express';
import { sendProblem } from './problem.ts';
import { METHOD_NOT_ALLOWED } from './refusals.ts';

type Handlers = {
  get?: RequestHandler;
  post?: readonly RequestHandler[];
  put?: readonly RequestHandler[];
  patch?: RequestHandler;
  delete?: RequestHandler;
};

/** A path with all it takes: any other method is answered 405 with `Allow`. */
export function route(router: Router, path: string, given: Handlers): void {
  const { get, post, put } = given;
  const at = router.route(path);
  if (get) at.get(get);
  if (post) at.post(...post);
  if (put) at.put(...put);
  if (given.patch) at.patch(given.patch);
  if (given.delete) at.delete(given.delete);
  const other = [post && 'POST', put && 'PUT', given.patch && 'PATCH', given.delete && 'DELETE'];
  at.all(onlyAllows([get && 'GET, HEAD', ...other].filter(Boolean).join(', ')));
}

export const onlyAllows =
  (allow: string): RequestHandler =>
  (req, res) => {
    res.set('Allow', allow);
    sendProblem(req, res, METHOD_NOT_ALLOWED({ allow }));
  };
