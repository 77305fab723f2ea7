// What a command is judged with besides its own stream: the streams it rests on, and what the caller may act as.
import { account } from '../domain/access/account.ts';
import type { Caller } from '../domain/access/authorise.ts';
import { type Account, resting } from '../domain/access/grants.ts';
import type { Command, Found, Need, Needs } from '../domain/kernel/aggregate.ts';
import type { Situation } from '../domain/kernel/command.ts';
import { type UnitTree, unitTree } from '../domain/unit/unit-tree.ts';
import type { Read } from './folded-streams.ts';
import type { Folded } from './history.ts';
import type { IdsOf } from './ids-of.ts';

export type Needed = {
  states: Record<string, unknown>;
  basis: Record<string, number>;
  situation: Situation;
  account: Account;
  tree: UnitTree;
};

/** Streams a decision rests on besides its own, with the revision that was read. */
export async function readNeeded(r: {
  command: Command;
  id: string;
  state: unknown;
  input: unknown;
  caller: Caller;
  read: Read;
  idsOf: IdsOf;
  today: string;
}): Promise<Needed> {
  const c = { id: r.id, state: r.state, input: r.input } as { id: string; state: any; input: any };
  const needs: Needs = { ...r.command.aggregate.needs?.(c), ...r.command.needs?.(c) };
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
  const { relatives } = r.command;
  if (relatives)
    states.relatives = await readRelatives(
      (found) => relatives({ ...c, needs: states, found }),
      async (need) => {
        const folded = await r.read(need.aggregate, need.id);
        take(folded);
        return folded;
      },
    );
  const { ofRelatives } = r.command;
  if (ofRelatives) {
    const ids = [r.id, ...(states.relatives instanceof Map ? states.relatives.keys() : [])];
    states.ofRelatives = await readEach(ids, async (id) => {
      const need = ofRelatives(id);
      const folded = await r.read(need.aggregate, need.id);
      take(folded);
      return folded;
    });
  }
  const isSought = r.command.besides?.(c);
  if (isSought) states.relatives = await findBesides(r, isSought, take);
  const person = r.caller.kind === 'person';
  const held = person ? r.read(account, r.caller.id) : undefined;
  const own = held ? take(held instanceof Promise ? await held : held) : account.initial;
  const holder = await restingOn(own, r.today, async (id) => take(await r.read(account, id)));
  const situation = r.command.aggregate.situation({ ...c, needs: states as never });
  const { province } = situation;
  const units = province && person ? r.read(unitTree, province) : undefined;
  const tree = units ? take(units instanceof Promise ? await units : units) : unitTree.initial;
  const joined = r.command.aggregate.joined?.({ ...c, needs: states as never });
  return { states: { ...states, ...joined }, basis, situation, account: holder, tree };
}

/** What somebody may act as by leave of others rests on what those still hold. */
export async function restingOn(own: Account, today: string, look: (id: string) => Promise<Account>): Promise<Account> {
  const by = own.grants.flatMap(({ delegated }) => delegated?.by ?? []);
  if (by.length === 0) return own;
  const holders = new Map<string, Account>();
  for (const id of new Set(by)) holders.set(id, await look(id));
  return resting(own, holders, today);
}

/** Follows what makes one stream after another necessary, to its end. @returns the states of those that are there, by id */
export async function readRelatives<S>(
  next: (found: Found<S>) => Need<S> | undefined,
  read: (need: Need<S>) => Promise<Pick<Folded<S>, 'revision' | 'state'>>,
): Promise<ReadonlyMap<string, S>> {
  const found = new Map<string, S | undefined>();
  for (let need = next(found); need; need = next(found)) {
    const { revision, state } = await read(need);
    found.set(need.id, revision < 0 ? undefined : state);
  }
  return new Map([...found].flatMap(([id, state]) => (state === undefined ? [] : [[id, state] as const])));
}

/** @returns the states of those that are there, by id */
export async function readEach<S>(
  ids: Iterable<string>,
  read: (id: string) => Promise<Pick<Folded<S>, 'revision' | 'state'>>,
): Promise<ReadonlyMap<string, S>> {
  const found = new Map<string, S>();
  for (const id of ids) {
    const { revision, state } = await read(id);
    if (revision >= 0) found.set(id, state);
  }
  return found;
}

type Search = { command: Command; id: string; read: Read; idsOf: IdsOf };

/** Of all other streams of the command's kind those that answer; the decision rests on these alone. */
async function findBesides(
  { command, id, read, idsOf }: Search,
  isSought: (state: any) => boolean,
  take: <S>(folded: Folded<S>) => S,
): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const other of await idsOf(command.aggregate)) {
    if (other === id) continue;
    const folded = await read(command.aggregate, other);
    if (isSought(folded.state)) found.set(other, take(folded));
  }
  return found;
}
