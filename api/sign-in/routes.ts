// The routes of `own-routes.ts`, put on a router.
import { type RequestHandler, Router } from 'express';
import { SESSION_NEEDED } from '../../accounts/refusals.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { readInput } from '../../eventstore/read-input.ts';
import { inputOf, readBody } from '../body.ts';
import { holderOf, requireAccount, unconfirmed, visitorOf } from '../caller.ts';
import { crossSite } from '../cross-site.ts';
import type { OperatingParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { limitRequests } from '../rate-limit.ts';
import { NO_SIGN_IN_HERE } from '../refusals.ts';
import { onlyAllows } from '../routes.ts';
import { readMe } from './me.ts';
import type { Own } from './own-route.ts';
import { doors, ownAffairs } from './own-routes.ts';

/** More than anybody needs who signs in by hand, from one address. */
const KNOCKS_PER_MINUTE = 120;

export function signInRoutes(parts: OperatingParts): Router {
  const router = Router();
  const knocking = parts.requestsPerMinute === 0 ? [] : [limitRequests(KNOCKS_PER_MINUTE)];
  for (const own of doors) put(router, own, [...knocking, ...readBody, runDoor(parts, own)]);
  for (const own of ownAffairs)
    put(router, own, [requireAccount(parts, { despiteFactor: own.despiteFactor }), ...readBody, runOwn(parts, own)]);
  router.get('/me', requireAccount(parts, { despiteFactor: true }), readMe(parts));
  return router;
}

function put(router: Router, { method, path }: Own, handlers: RequestHandler[]): void {
  router[method](path, ...handlers);
  // Another entry may take the other method of the same path.
  if (method === 'post' && !ownAffairs.some((o) => o.path === path && o.method === 'get'))
    router.all(path, onlyAllows('POST'));
}

/** Nobody is signed in here yet, so that another site's page could sign somebody in as itself: it may not. */
const runDoor =
  (parts: OperatingParts, own: Own): RequestHandler =>
  (req, res) => {
    const foreign = req.get('origin') === undefined ? undefined : crossSite(req);
    if (foreign) return sendProblem(req, res, foreign);
    return answer(parts, own, req, res, undefined);
  };

const runOwn =
  (parts: OperatingParts, own: Own): RequestHandler =>
  (req, res) => {
    const holder = holderOf(res);
    if (!holder) return sendProblem(req, res, SESSION_NEEDED());
    const stale = own.confirmed ? unconfirmed(holder) : undefined;
    return stale ? sendProblem(req, res, stale) : answer(parts, own, req, res, holder);
  };

type Handled = Parameters<RequestHandler>;

async function answer(
  parts: OperatingParts,
  own: Own,
  req: Handled[0],
  res: Handled[1],
  holder: ReturnType<typeof holderOf>,
): Promise<void> {
  const read = readInput(own.input, own.method === 'get' ? {} : inputOf(req));
  if ('refusal' in read) return sendProblem(req, res, read.refusal, { errors: read.errors });
  const { accounts, measures } = parts;
  if (!accounts) return sendProblem(req, res, NO_SIGN_IN_HERE());
  const unfit = await own.check?.(parts, holder, read.data);
  const said = unfit ?? (await own.run({ accounts, visitor: visitorOf(req), input: read.data, holder }));
  req.log.info({ signIn: own.operationId, by: holder?.account, outcome: isRefusal(said) ? said.code : 'done' });
  measures?.signIn(own.operationId, isRefusal(said) ? said.code : 'done');
  if (isRefusal(said)) return sendProblem(req, res, said);
  for (const cookie of said.cookies) res.append('Set-Cookie', cookie);
  res.json(said.value);
}
