// Every command of the scripted histories, just before the right person gives it, is given over HTTP by people of every
// role at foreign units, and of every role that no law gives it to at its own: each is told 403, or that there is no such
// thing where they may not see it, and nothing is written.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { routedCommands } from '../../api/routed-commands.ts';
import { sightOn, standingsOf } from '../../api/seeing.ts';
import { served } from '../../api/world.fixture.ts';
import { account as accounts } from '../../domain/access/account.ts';
import { seesOf } from '../../domain/access/seeing.ts';
import type { Command } from '../../domain/kernel/aggregate.ts';
import { responsibleFor } from '../../domain/kernel/command.ts';
import { aggregates } from '../../domain/registry.ts';
import { rulebooks } from '../../domain/rulebooks/registry.ts';
import { type ResponsibilityId, type RoleId, responsibilityOf } from '../../domain/rulebooks/responsibilities.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { tellHistories } from '../../tools/generate/golden.ts';
import {
  type Attacker,
  addForeignProduct,
  attackersIn,
  isForeign,
  MAY_BE_DENIED_WITH,
  sendCommand,
} from './parts/people.ts';

export const suite: Suite = {
  about:
    'every command × every role × foreign units over HTTP: denied is 403, or 404 where it may not be seen, and nothing is written',
  run: () => attackPermissions({ everyTime: true }),
};

/** Roles that some law gives the responsibility to, at whatever level. */
function rolesOf(responsibility: ResponsibilityId): ReadonlySet<RoleId> {
  const holders = rulebooks.flatMap(({ responsibilities }) => {
    const entry = responsibilities[responsibility];
    return 'perTier' in entry ? Object.values(entry.perTier).flat() : entry;
  });
  return new Set(holders.map(({ role }) => role));
}

const isRouted = (command: Command): boolean => routedCommands(command.aggregate).includes(command);

/** @param q `everyTime`: each command by all attackers each time it is given, not once by a part of them */
export async function attackPermissions({ everyTime }: { everyTime: boolean }): Promise<Counts> {
  const s = await served(() => ({ requestsPerMinute: 0 }));
  const counts = {
    commands: 0,
    'forbidden acts': 0,
    'hidden things': 0,
    'acts of the process': 0,
    'acts without an account': 0,
  };
  const tried = new Set<Command>();
  const { give } = s;
  await addForeignProduct(s);
  const attackers: readonly Attacker[] = await attackersIn(give);

  /** What may be begun is refused for want of the role, whether it is there or not. */
  async function isHiddenFrom(account: string, { aggregate, starts, opens }: Command, id: string): Promise<boolean> {
    if (starts || opens) return false;
    const { state } = await s.executor.look(accounts, account);
    const sight = await sightOn(s.parts, { id: account, state, today: dayOf(s.now()) });
    const standings = await standingsOf(s.parts, sight, await s.executor.look(aggregate, id));
    return seesOf(aggregate.resource, standings) === 'nothing';
  }

  async function attack(command: Command, id: string, input: unknown): Promise<void> {
    const { by } = command;
    const first = !tried.has(command);
    if (!isRouted(command) || (!everyTime && !first)) return;
    tried.add(command);
    if (first) counts.commands++;
    const duty = responsibleFor(by);
    const allowed = duty ? rolesOf(responsibilityOf(duty)) : new Set<RoleId>();
    const forbidden = attackers.filter(({ role, unit }) => isForeign(unit) || !allowed.has(role));
    const part = everyTime ? forbidden : forbidden.filter((_, i) => i % 8 === counts.commands % 8);
    const before = await s.store.head();
    for (const { account } of part) {
      const { status, code } = await sendCommand(s, command, id, input, account);
      const what = `${command.name} on ${id} by ${account}: ${status} ${code}`;
      if (await isHiddenFrom(account, command, id)) {
        deepEqual({ status, code }, { status: 404, code: 'UNKNOWN_RESOURCE' }, what);
        counts['hidden things']++;
        continue;
      }
      equal(status, 403, what);
      ok(MAY_BE_DENIED_WITH.has(code), what);
      counts['forbidden acts']++;
    }
    for (const nobody of [undefined, 'nobody-knows']) {
      equal((await sendCommand(s, command, id, input, nobody)).status, 401, `${command.name} by ${nobody}`);
      counts['acts without an account']++;
    }
    deepEqual(await s.store.head(), before, `${command.name}: nothing was written`);
  }

  async function attackTheProcess(): Promise<void> {
    const before = await s.store.head();
    for (const aggregate of aggregates) {
      for (const command of [...aggregate.commands.values()].filter((c) => !isRouted(c)))
        for (const by of ['demo-admin', 'demo-province', 'demo-signer']) {
          const { status, code } = await sendCommand(s, command, s.cycle, {}, by);
          deepEqual({ status, code }, { status: 404, code: 'UNKNOWN_COMMAND' }, `${command.name} has no route`);
          counts['acts of the process']++;
        }
    }
    deepEqual(await s.store.head(), before);
  }

  try {
    s.at('2022-01-05');
    await tellHistories({
      ...s,
      give: async (given) => {
        await attack(given.command, given.id, given.input ?? {});
        return give(given);
      },
    });
    await attackTheProcess();
    return counts;
  } finally {
    await s.close();
    await s.store.close();
  }
}
