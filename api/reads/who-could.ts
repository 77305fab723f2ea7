// GET /v1/<resource>/{id}/who-could?on=: who could see a thing on a day, by which role and relation, and what they could do
// to it: by the facts that were recorded by the end of that day.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { account } from '../../domain/access/account.ts';
import { authorise } from '../../domain/access/authorise.ts';
import type { Account } from '../../domain/access/grants.ts';
import { seesOf, seesPersonal } from '../../domain/access/seeing.ts';
import { relations, standingsTo } from '../../domain/access/sight.ts';
import type { Aggregate, Command, Needs } from '../../domain/kernel/aggregate.ts';
import { responsibleFor } from '../../domain/kernel/command.ts';
import { fold, recordedUntil } from '../../domain/kernel/fold.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { type Day, day, endOfDay } from '../../domain/time/civil-date.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { History } from '../../eventstore/history.ts';
import { restingOn } from '../../eventstore/needed-streams.ts';
import { civilDay, instant } from '../../projections/answer.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { routedCommands } from '../routed-commands.ts';
import { existing, sightOn, whoseOf } from '../seeing.ts';
import { aheadOf, stateAsOf } from './as-of.ts';
import { isQueryRefused, readQuery } from './query.ts';

export const whoCouldQuery = z.strictObject({
  on: day.meta({ description: 'a day of Vietnam, today at the latest', example: '2022-05-01' }),
});

export const whoCouldView = z
  .strictObject({
    on: civilDay,
    accounts: z.array(
      z.strictObject({
        account: z.string(),
        sees: z.enum(['decided', 'at-work']).meta({ description: 'what is public of it, or all of it' }),
        personal: z.boolean().meta({ description: 'its personal values too' }),
        by: z
          .array(z.strictObject({ as: z.string(), relation: z.enum(relations) }))
          .meta({ description: 'in which roles it stood to it, and how; `holder`: by itself' }),
        roles: z.array(
          z.strictObject({ role: z.string(), unit: z.string(), from: civilDay, until: civilDay.optional() }),
        ),
        commands: z.array(z.string()).meta({ description: 'what its roles let it do to it, as far as its state did' }),
      }),
    ),
    clock: instant.optional(),
  })
  .meta({ id: 'WhoCould' });

type Then = { history: History; state: unknown; on: Day; tree: UnitTree; needs: Needs };

export function readWhoCould(parts: ApiParts, aggregate: Aggregate): RequestHandler {
  return async (req, res) => {
    const query = readQuery(whoCouldQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const { on } = query;
    const asked = { aggregate, id: String(req.params.id), caller: callerOf(res), part: 'who-could' };
    const history = await existing(parts, asked);
    if (isRefusal(history)) return sendProblem(req, res, history);
    const end = new Date(Date.parse(endOfDay(on)) - 1).toISOString();
    const past = aheadOf(end, parts.clock()) ?? stateAsOf(history, end);
    if (isRefusal(past)) return sendProblem(req, res, past);
    const state = fold(aggregate, recordedUntil(history.facts, end));
    const whose = await whoseOf(parts, { aggregate, id: history.id, state });
    const province = whose.province;
    const units = province === undefined ? undefined : await parts.executor.look(unitTree, province);
    const tree = units ? fold(unitTree, recordedUntil(units.facts, end)) : unitTree.initial;
    const then = { history, state, on, tree, needs: await needsOf(parts, aggregate, history.id, state) };
    const accounts = [];
    const holderOf = async (id: string): Promise<Account> =>
      fold(account, recordedUntil((await parts.executor.look(account, id)).facts, end));
    for (const id of [...(await parts.executor.ids(account))].sort()) {
      const holder = await restingOn(await holderOf(id), on, holderOf);
      const sight = await sightOn(parts, { id, state: holder, today: on });
      const standings = standingsTo(sight, whose, tree);
      const sees = seesOf(aggregate.resource, standings);
      if (sees === 'nothing') continue;
      accounts.push({
        account: id,
        sees,
        personal: seesPersonal(aggregate.resource, standings),
        by: [...standings],
        roles: sight.grants.map(({ role, unit, from, until }) => ({ role, unit, from, ...(until ? { until } : {}) })),
        commands: commandsOf(then, id, holder),
      });
    }
    res.json({ on, accounts, ...clockMember(parts) });
  };
}

/** What the aggregate's own commands may read besides its stream. */
async function needsOf({ executor }: ApiParts, aggregate: Aggregate, id: string, state: unknown): Promise<Needs> {
  const needs: Needs = aggregate.needs?.({ id, state, input: undefined }) ?? {};
  const states = Object.entries(needs).map(
    async ([name, need]) => [name, need && (await executor.look(need.aggregate, need.id)).state] as const,
  );
  return Object.fromEntries(await Promise.all(states));
}

function commandsOf({ history, state, on, tree, needs }: Then, id: string, holder: Account): readonly string[] {
  const { aggregate } = history;
  const situation = aggregate.situation({ id: history.id, state, input: undefined, needs });
  const may = ({ by, starts }: Command): boolean => {
    if (starts) return false;
    const tier = responsibleFor(by)?.tier?.(state, undefined, needs);
    const caller = { kind: 'person', id } as const;
    return !isRefusal(authorise({ by, situation, tier, caller, account: holder, tree, today: on, occurredOn: on }));
  };
  return routedCommands(aggregate)
    .filter(may)
    .map(({ name }) => name);
}
