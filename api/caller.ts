// Who is asking. Until accounts come, the bearer token of a demo account is its name.
import type { RequestHandler, Response } from 'express';
import { account } from '../domain/access/account.ts';
import { type Caller, ROLE_MISSING } from '../domain/access/authorise.ts';
import { grantsOn } from '../domain/access/grants.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { type RoleId, roles } from '../domain/rulebooks/responsibilities.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import type { OperatingParts } from './parts.ts';
import { sendProblem } from './problem.ts';
import { ACCOUNT_REQUIRED, ACCOUNT_UNKNOWN } from './refusals.ts';

const BEARER = /^Bearer +(demo-[a-z0-9]+(?:-[a-z0-9]+)*)$/i;
const LONGEST_ID = 60;

export function requireAccount(parts: Pick<OperatingParts, 'accountExists'>): RequestHandler {
  return async (req, res, next) => {
    const given = req.get('authorization');
    const id = given === undefined ? undefined : BEARER.exec(given)?.[1]?.toLowerCase();
    if (id !== undefined && id.length <= LONGEST_ID && (await parts.accountExists(id))) {
      res.locals.caller = { kind: 'person', id } satisfies Caller;
      next();
      return;
    }
    res.set(
      'WWW-Authenticate',
      given === undefined ? 'Bearer realm="ocop"' : 'Bearer realm="ocop", error="invalid_token"',
    );
    sendProblem(req, res, given === undefined ? ACCOUNT_REQUIRED() : ACCOUNT_UNKNOWN());
  };
}

export const callerOf = (res: Response): Caller => res.locals.caller as Caller;

/** What belongs to no stream (operations) asks for a role alone, wherever it is held. */
export async function roleMissing(parts: OperatingParts, caller: Caller, role: RoleId): Promise<Refusal | undefined> {
  const { state } = await parts.executor.look(account, caller.id);
  return grantsOn(state, dayOf(parts.clock())).some((g) => g.role === role)
    ? undefined
    : ROLE_MISSING({ roles: roles[role].vi, rolesEn: roles[role].en });
}
