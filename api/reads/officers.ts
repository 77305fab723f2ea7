// GET /v1/unit-trees/{province}/officers: who holds which role at which unit today, and where somebody is missing.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { account } from '../../domain/access/account.ts';
import type { Account } from '../../domain/access/grants.ts';
import { type Staffed, staffOf } from '../../domain/access/staff.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { type RoleId, responsibilities, roles } from '../../domain/rulebooks/responsibilities.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { civilDay, instant, words } from '../../projections/answer.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing } from '../seeing.ts';
import { isQueryRefused, readQuery } from './query.ts';

export const officersQuery = z.strictObject({
  lacking: z
    .enum(['true'])
    .transform(() => true)
    .optional()
    .meta({ description: 'only units where somebody is missing' }),
});

const named = { unit: z.string(), name: z.string() };
const role = z.strictObject({ role: z.string(), words });

export const officersView = z
  .strictObject({
    on: civilDay,
    units: z.array(
      z.strictObject({
        ...named,
        level: z.string(),
        officers: z.array(
          role.extend({
            account: z.string(),
            grant: z.string(),
            from: civilDay,
            until: civilDay.optional(),
            for: z.string().optional().meta({ description: 'the account it acts for' }),
          }),
        ),
        lacking: z.array(role).meta({ description: 'roles of which nobody is there' }),
        undone: z.array(words).meta({ description: 'what therefore nobody can do' }),
        before: z
          .array(z.strictObject({ ...named, until: civilDay, accounts: z.array(z.string()) }))
          .meta({ description: 'units it took over from, with who held a role there until the last day' }),
      }),
    ),
    lacking: z.int().meta({ description: 'units of the province where somebody is missing' }),
    clock: instant.optional(),
  })
  .meta({ id: 'Officers' });

export function readOfficers(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(officersQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const asked = { aggregate: unitTree, id: String(req.params.id), caller: callerOf(res), part: 'officers' };
    const tree = await existing(parts, asked);
    if (isRefusal(tree)) return sendProblem(req, res, tree);
    const on = dayOf(parts.clock());
    const all = staffOf({ tree: tree.state as never, accounts: await allAccounts(parts), on });
    const short = all.filter(({ lacking }) => lacking.length > 0);
    const units = (query.lacking ? short : all).map(shownUnit);
    res.json({ on, units, lacking: short.length, ...clockMember(parts) });
  };
}

/** In the order of their ids. */
export async function allAccounts({ executor }: Pick<ApiParts, 'executor'>): Promise<ReadonlyMap<string, Account>> {
  const accounts = new Map<string, Account>();
  for (const id of [...(await executor.ids(account))].sort())
    accounts.set(id, (await executor.look(account, id)).state);
  return accounts;
}

export const shownRole = (id: RoleId) => ({ role: id, words: roles[id] });

const shownUnit = ({ unit, officers, lacking, undone, before }: Staffed) => ({
  unit: unit.code,
  name: unit.name,
  level: unit.level,
  officers: officers.map(({ account: id, grant: { id: grant, role: is, from, until, delegated } }) => ({
    account: id,
    ...shownRole(is),
    grant,
    from,
    ...(until ? { until } : {}),
    ...(delegated ? { for: delegated.by } : {}),
  })),
  lacking: lacking.map(shownRole),
  undone: undone.map((id) => responsibilities[id]),
  before: before.map(({ unit: one, accounts }) => ({ unit: one.code, name: one.name, until: one.until, accounts })),
});
