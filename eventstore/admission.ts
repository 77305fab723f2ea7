// What a command is judged with: the streams it rests on, who asks, and everything that can be said before `decide`.
import { type Account, account } from '../domain/access/account.ts';
import { authorise, type Caller } from '../domain/access/authorise.ts';
import type { Command, Context, Need, Situation } from '../domain/kernel/command.ts';
import type { Actor } from '../domain/kernel/event.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { type UnitTree, unitTree } from '../domain/unit/unit-tree.ts';
import type { Read } from './folded-streams.ts';
import type { Folded } from './history.ts';
import * as refusals from './refusals.ts';

export type Others = {
  states: Record<string, unknown>;
  basis: Record<string, number>;
  situation: Situation;
  account: Account;
  tree: UnitTree;
};

/** Streams a decision rests on besides its own, with the revision that was read. */
export async function others(r: {
  command: Command;
  id: string;
  state: unknown;
  input: unknown;
  caller: Caller;
  read: Read;
}): Promise<Others> {
  const c = { id: r.id, state: r.state, input: r.input } as { id: string; state: any; input: any };
  const needs: Record<string, Need | undefined> = { ...r.command.aggregate.needs?.(c), ...r.command.needs?.(c) };
  const states: Record<string, unknown> = {};
  const basis: Record<string, number> = {};
  const take = <S>({ stream, revision, state }: Folded<S>): S => {
    basis[stream] = revision;
    return state;
  };
  // What is cached is taken without waiting a turn for each.
  for (const [name, need] of Object.entries(needs)) {
    const found = need && r.read(need.aggregate, need.id);
    states[name] = found && take(found instanceof Promise ? await found : found);
  }
  const person = r.caller.kind === 'person';
  const held = person ? r.read(account, r.caller.id) : undefined;
  const holder = held ? take(held instanceof Promise ? await held : held) : account.initial;
  const situation = r.command.aggregate.situation({ ...c, needs: states as never });
  const { province } = situation;
  const units = province && person ? r.read(unitTree, province) : undefined;
  const tree = units ? take(units instanceof Promise ? await units : units) : unitTree.initial;
  return { states, basis, situation, account: holder, tree };
}

export function context(r: {
  history: Folded;
  other: Others;
  at: string;
  occurredOn: string | undefined;
}): Context<any, any> {
  const today = dayOf(r.at);
  const { id, stream, state } = r.history;
  return { id, stream, state, needs: r.other.states, at: r.at, today, occurredOn: r.occurredOn ?? today };
}

/** Existence, days, permission and guard: everything that can be said before `decide`. */
export function admit(r: {
  command: Command;
  history: Folded;
  other: Others;
  caller: Caller;
  c: Context<any, any>;
}): Actor | Refusal | 'already-so' {
  const { command, history, c } = r;
  if (command.starts && history.revision >= 0) return command.starts({ id: history.id });
  if (!command.starts && history.revision < 0 && !command.opens)
    return refusals.UNKNOWN_RESOURCE({ resource: command.aggregate.resource, id: history.id });
  if (c.occurredOn > c.today)
    return refusals.OCCURRED_IN_FUTURE({ occurredOn: c.occurredOn, today: c.today }, '/occurredOn');
  const beganOn = command.aggregate.beganOn?.(history.state);
  if (beganOn !== undefined && c.occurredOn < beganOn)
    return refusals.OCCURRED_TOO_EARLY({ occurredOn: c.occurredOn, beganOn }, '/occurredOn');
  const actor = authorise({
    by: command.by,
    atInstallation: command.atInstallation,
    situation: r.other.situation,
    tier: command.by.kind === 'responsibility' ? command.by.tier?.(history.state) : undefined,
    caller: r.caller,
    account: r.other.account,
    tree: r.other.tree,
    today: c.today,
    occurredOn: c.occurredOn,
  });
  if (isRefusal(actor)) return actor;
  return command.guard?.(c) ?? actor;
}
