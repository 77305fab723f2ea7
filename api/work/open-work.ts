// GET /v1/accounts/{id}/open-work: what somebody who leaves hands over: their roles, with who else holds each, and what waits
// for them today.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { account } from '../../domain/access/account.ts';
import { staffOf } from '../../domain/access/staff.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { civilDay, instant, words } from '../../projections/answer.ts';
import { actingAccount } from '../acting-account.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { allAccounts } from '../reads/officers.ts';
import { isQueryRefused, noQuery, readQuery } from '../reads/query.ts';
import { existing, sightOn } from '../seeing.ts';
import { type Work, workOf } from './work-of.ts';

export const openWorkView = z
  .strictObject({
    today: civilDay,
    roles: z.array(
      z.strictObject({
        role: z.string(),
        words,
        unit: z.string(),
        grant: z.string(),
        until: civilDay.optional(),
        others: z
          .array(z.string())
          .meta({ description: 'accounts that hold the same role there; none: nobody is left' }),
      }),
    ),
    work: z
      .array(
        z.strictObject({
          resource: z.string(),
          id: z.string(),
          what: words,
          about: words,
          dueOn: civilDay.optional(),
          workingDaysLeft: z.int().optional(),
          assigned: z.boolean().meta({ description: 'given to this account by name, not to whoever holds its role' }),
        }),
      )
      .meta({ description: 'what its roles and seats have to see to, by day' }),
    clock: instant.optional(),
  })
  .meta({ id: 'OpenWork' });

export function readOpenWork(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const asked = { aggregate: account, id: String(req.params.id), caller: callerOf(res), part: 'open-work' };
    const history = await existing(parts, asked);
    if (isRefusal(history)) return sendProblem(req, res, history);
    const today = dayOf(parts.clock());
    const state = await actingAccount(parts.executor, history.id, today);
    const sight = await sightOn(parts, { id: history.id, state, today });
    const province = state.province ?? '';
    const tree = state.province ? (await parts.executor.look(unitTree, province)).state : unitTree.initial;
    const staff = staffOf({ tree, accounts: await allAccounts(parts), on: today });
    const work = state.province ? await workOf(parts, { sight, tree, province, today }) : [];
    res.json({
      today,
      roles: sight.grants.map(({ id: grant, role, unit, until }) => ({
        ...{ role, words: roles[role], unit, grant },
        ...(until ? { until } : {}),
        others: staff.flatMap(({ officers }) => {
          const isThere = officers.some((o) => o.account === history.id && o.grant.id === grant);
          const same = officers.filter((o) => o.account !== history.id && o.grant.role === role);
          return isThere ? same.map((o) => o.account) : [];
        }),
      })),
      work: await Promise.all(
        work.filter(({ group }) => group !== 'others').map((one) => shown(parts, one, history.id)),
      ),
      ...clockMember(parts),
    });
  };
}

async function shown({ executor }: ApiParts, work: Work, of: string) {
  const { resource, id, what, about, dueOn, workingDaysLeft } = work;
  const isCycle = resource === productCycle.resource;
  const assigned = isCycle && (await executor.look(productCycle, id)).state.assigned?.account === of;
  return {
    ...{ resource, id, what, about, assigned },
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(workingDaysLeft === undefined ? {} : { workingDaysLeft }),
  };
}
