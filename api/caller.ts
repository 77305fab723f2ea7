// Who is asking: a session's cookie, an office system's key, the command line of this machine, or in a demo store the
// name of a demo account, which is believed there and nowhere else.
import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { CONFIRMED_FOR_MS, isConfirmed } from '../accounts/held.ts';
import type { Holder, KeyShown, Visitor } from '../accounts/port.ts';
import { CONFIRMATION_REQUIRED } from '../accounts/refusals.ts';
import { type Caller, ROLE_MISSING } from '../domain/access/authorise.ts';
import { type Grant, grantsOn } from '../domain/access/grants.ts';
import { wantsSecondFactor } from '../domain/access/second-factor.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import type { By } from '../domain/kernel/command.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { type RoleId, roles } from '../domain/rulebooks/responsibilities.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { actingAccount } from './acting-account.ts';
import { crossSite, originOf } from './cross-site.ts';
import { actingAsOf } from './headers.ts';
import type { OperatingParts } from './parts.ts';
import { sendProblem } from './problem.ts';
import * as refusals from './refusals.ts';

const DEMO = /^Bearer +(demo-[a-z0-9]+(?:-[a-z0-9]+)*)$/i;
const BEARER = /^Bearer +(\S{1,200})$/i;
const LONGEST_ID = 60;

type Asker = {
  readonly caller: Caller;
  readonly holder?: Holder;
  readonly key?: KeyShown;
  readonly cookies?: readonly string[];
};

/**
 * @param o `despiteFactor`: also for who has no second factor yet, and comes to set one up; `unnamed`: what who does not
 * say who they are is answered with instead
 */
export function requireAccount(
  parts: OperatingParts,
  o: { despiteFactor?: boolean; unnamed?: (req: Request, res: Response) => void } = {},
): RequestHandler {
  return async (req, res, next) => {
    const asker = await askerOf(parts, req);
    const refused = isRefusal(asker) ? asker : await notLetIn(parts, req, asker, o.despiteFactor === true);
    if (isRefusal(asker) && asker.code === 'ACCOUNT_REQUIRED' && o.unnamed) return o.unnamed(req, res);
    if (isRefusal(asker) || refused) return turnAway(req, res, refused as Refusal);
    const as = asker.key ? { role: asker.key.role, unit: asker.key.unit } : actingAsOf(req);
    if (isRefusal(as)) return sendProblem(req, res, as);
    res.locals.caller = as ? { ...asker.caller, as } : asker.caller;
    res.locals.asker = asker;
    for (const cookie of asker.cookies ?? []) res.append('Set-Cookie', cookie);
    next();
  };
}

export const visitorOf = (req: Request): Visitor => ({
  cookie: req.get('cookie'),
  address: req.ip ?? '',
  agent: req.get('user-agent'),
  at: originOf(req),
});

export const callerOf = (res: Response): Caller => res.locals.caller as Caller;

/** The session of who asks; undefined for keys, demo accounts and the command line. */
export const holderOf = (res: Response): Holder | undefined => (res.locals.asker as Asker).holder;

async function askerOf(parts: OperatingParts, req: Request): Promise<Asker | Refusal> {
  const given = req.get('authorization');
  if (given !== undefined) return (await byAuthorization(parts, given)) ?? refusals.ACCOUNT_UNKNOWN();
  const held = await parts.accounts?.holderOf(visitorOf(req));
  if (!held) return refusals.ACCOUNT_REQUIRED();
  return { caller: { kind: 'person', id: held.value.account }, holder: held.value, cookies: held.cookies };
}

async function byAuthorization(parts: OperatingParts, given: string): Promise<Asker | undefined> {
  const demo = parts.demo && DEMO.exec(given)?.[1]?.toLowerCase();
  if (demo !== undefined)
    return demo.length <= LONGEST_ID && (await parts.standing(demo)) !== 'unknown'
      ? { caller: { kind: 'person', id: demo } }
      : undefined;
  const token = BEARER.exec(given)?.[1] ?? '';
  if (isSame(token, parts.machineKey)) return { caller: { kind: 'installation', id: 'ocop-cli' } };
  const key = await parts.accounts?.keys.find(token);
  return key && { caller: { kind: 'person', id: key.account }, key };
}

function isSame(given: string, right: string | undefined): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right ?? '')];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}

/** The key of an office system, where one asks. */
export const keyOf = (res: Response): KeyShown | undefined => (res.locals.asker as Asker).key;

const READING = ['GET', 'HEAD'];

/** Why somebody who is known may not go on. */
async function notLetIn(
  parts: OperatingParts,
  req: Request,
  { caller, holder, key }: Asker,
  despiteFactor: boolean,
): Promise<Refusal | undefined> {
  if (caller.kind !== 'person') return undefined;
  const standing = await parts.standing(caller.id);
  if (standing === 'suspended') return refusals.ACCOUNT_IS_SUSPENDED();
  if (standing === 'unknown' && !despiteFactor) return refusals.NO_ROLE_YET();
  if (key && !key.reads && READING.includes(req.method)) return refusals.KEY_OUT_OF_SCOPE({ name: key.name });
  if (!holder) return undefined;
  const foreign = crossSite(req);
  if (foreign) return foreign;
  if (despiteFactor || holder.factors.length > 0 || parts.demo) return undefined;
  const grants = parts.secondFactor === 'roles' ? await grantsToday(parts, caller.id) : [];
  return lacksSecondFactor(parts, holder, grants) ? refusals.SECOND_FACTOR_REQUIRED() : undefined;
}

/** Whether somebody has to set up a second factor first; in a demo nobody has. @param grants of today */
export const lacksSecondFactor = (
  { demo, secondFactor = 'roles' }: Pick<OperatingParts, 'demo' | 'secondFactor'>,
  { factors }: Holder,
  grants: readonly Grant[],
): boolean => !demo && factors.length === 0 && wantsSecondFactor(secondFactor, grants);

/** What an account may act as today. */
export async function grantsToday(parts: OperatingParts, id: string): Promise<readonly Grant[]> {
  const today = dayOf(parts.clock());
  return grantsOn(await actingAccount(parts.executor, id, today), today);
}

function turnAway(req: Request, res: Response, refused: Refusal): void {
  const given = req.get('authorization');
  if (refused.code === 'ACCOUNT_REQUIRED' || refused.code === 'ACCOUNT_UNKNOWN')
    res.set(
      'WWW-Authenticate',
      given === undefined ? 'Bearer realm="ocop"' : 'Bearer realm="ocop", error="invalid_token"',
    );
  sendProblem(req, res, refused);
}

/** Something that is asked for by name: a command, or an operation. `by`: whose it is to give; an operation is its role's */
type Named = Pick<Command, 'name'> & { readonly signs?: true | undefined; readonly by?: By };

/** Why this may not come this way, whoever may give it. */
export function wayRefused(res: Response, asked: Named): Refusal | undefined {
  const { key, holder } = res.locals.asker as Asker;
  if (key && asked.signs) return refusals.KEY_MAY_NOT_SIGN();
  if (key && !isFor(key, asked)) return refusals.KEY_OUT_OF_SCOPE({ name: key.name });
  return asked.signs && holder ? unconfirmed(holder) : undefined;
}

/** Every command is every one that its role may give. What is a person's own, by their seat or account, is named to be in it. */
const isFor = ({ commands }: KeyShown, { name, by }: Named): boolean =>
  commands === '*' ? by === undefined || by.kind === 'responsibility' : commands.includes(name);

/** What gives power over an account, or its own keys, asks for a fresh proof too: a session may have been left open. */
export const unconfirmed = (holder: Holder): Refusal | undefined =>
  isConfirmed(holder) ? undefined : CONFIRMATION_REQUIRED({ minutes: CONFIRMED_FOR_MS / 60_000 });

/** What belongs to no stream (operations) asks for a role alone, wherever it is held; who has the machine has it. */
export async function roleMissing(parts: OperatingParts, caller: Caller, role: RoleId): Promise<Refusal | undefined> {
  if (caller.kind === 'installation') return undefined;
  return (await grantsToday(parts, caller.id)).some(
    (g) => g.role === role && (!caller.as || (caller.as.role === g.role && caller.as.unit === g.unit)),
  )
    ? undefined
    : ROLE_MISSING({ roles: roles[role].vi, rolesEn: roles[role].en });
}
