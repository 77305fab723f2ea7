// What the caller may see of what was read: asked here by every read of one thing, and by every list for its filter. What
// may not be seen is not there: the answer is the same, and as much was looked at for it.
import { account } from '../domain/access/account.ts';
import { UNKNOWN_RESOURCE } from '../domain/access/admission.ts';
import type { Caller } from '../domain/access/authorise.ts';
import type { Account } from '../domain/access/grants.ts';
import { seeing, seesOf, seesPart, seesPersonal } from '../domain/access/seeing.ts';
import { type Sight, type Standing, sightOf, standingsTo, type Whose } from '../domain/access/sight.ts';
import { productOf, whoseIs } from '../domain/access/whose.ts';
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { product } from '../domain/product/product.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { type Day, dayOf } from '../domain/time/civil-date.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { History } from '../eventstore/history.ts';
import { restingOn } from '../eventstore/needed-streams.ts';
import { ID_INVALID } from '../eventstore/refusals.ts';
import { ReadModelBuilding } from '../projections/engine/control.ts';
import type { ApiParts } from './parts.ts';
import { storeAwaySince } from './reads/after.ts';

type Parts = Pick<ApiParts, 'executor' | 'clock' | 'health' | 'sessions' | 'board'>;

/** How much of a thing is seen, and by which standings. */
export type Seen = {
  readonly sees: 'decided' | 'at-work';
  readonly personal: boolean;
  readonly standings: readonly Standing[];
};
export type SeenHistory = History & { readonly seenAs: Seen };

/** Who looks at the pages of a demo without an account: it holds illustrative data alone. */
export const LOOKER_ON: Caller = { kind: 'installation', id: 'demo' };

const EVERYTHING: Seen = { sees: 'at-work', personal: false, standings: [] };

/** Accounts as they were last seen: lists are read on while the store is away. */
const lastSeen = new WeakMap<Executor, Map<string, Account>>();
const MOST_KEPT = 5000;

async function accountOf(parts: Pick<Parts, 'executor' | 'health'>, id: string): Promise<Account> {
  const kept = lastSeen.get(parts.executor) ?? new Map<string, Account>();
  lastSeen.set(parts.executor, kept);
  const before = storeAwaySince(parts) ? kept.get(id) : undefined;
  if (before) return before;
  const { state } = await parts.executor.look(account, id);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(id, state);
  return state;
}

/** What a caller’s roles of today let them see; undefined: everything, for what is no person. */
export async function sightFor(parts: Parts, caller: Caller): Promise<Sight | undefined> {
  if (caller.kind !== 'person') return undefined;
  const { as } = caller;
  const today = dayOf(parts.clock());
  const look = (id: string) => accountOf(parts, id);
  const state = await restingOn(await look(caller.id), today, look);
  // Who names one of several roles, as a key always does, sees by that one alone.
  const grants = as ? state.grants.filter((g) => g.role === as.role && g.unit === as.unit) : state.grants;
  return sightOn(parts, { id: caller.id, state: { ...state, grants }, today });
}

/** @param of `state`: without what rests on nothing any more (`restingOn`) */
export async function sightOn(
  { sessions }: Pick<Parts, 'sessions'>,
  of: { id: string; state: Account; today: Day },
): Promise<Sight> {
  const sight = sightOf(of);
  return sight.grants.some(({ role }) => seesTheProvince(role)) ? sight : { ...sight, dossiers: await dossiers() };

  /** While the sessions are being read anew, nothing is seen by a seat. */
  async function dossiers(): Promise<readonly string[]> {
    try {
      return await sessions.dossiersOf(of.id);
    } catch (error) {
      if (!(error instanceof ReadModelBuilding)) throw error;
      return [];
    }
  }
}

const cycles = seeing['product-cycles'] as Exclude<(typeof seeing)[string], 'everybody' | undefined>;
const seesTheProvince = (role: keyof typeof cycles): boolean => cycles[role]?.includes('province') ?? false;

/** Whether what is counted over the whole store may be told to who sees so. */
export const seesTheWhole = (sight: Sight | undefined): boolean =>
  sight === undefined || sight.grants.some(({ role }) => seesTheProvince(role));

type Thing = Pick<History, 'aggregate' | 'id' | 'state'>;

/** To whom a thing that was read belongs. */
export async function whoseOf({ executor }: Pick<Parts, 'executor'>, { aggregate, id, state }: Thing): Promise<Whose> {
  const { resource } = aggregate;
  const made = productOf(resource, id);
  return whoseIs(resource, {
    id,
    state,
    product: made === undefined ? undefined : (await executor.look(product, made)).state,
  });
}

/** How an account stands to it. */
export async function standingsOf(
  { executor }: Pick<Parts, 'executor'>,
  sight: Sight,
  thing: Thing,
): Promise<readonly Standing[]> {
  const whose = await whoseOf({ executor }, thing);
  const province = whose.province ?? sight.province;
  const tree = province === undefined ? unitTree.initial : (await executor.look(unitTree, province)).state;
  return standingsTo(sight, whose, tree);
}

async function seenOf(parts: Parts, history: History, caller: Caller): Promise<Seen | undefined> {
  const sight = await sightFor(parts, caller);
  if (!sight) return EVERYTHING;
  const { resource } = history.aggregate;
  const standings = await standingsOf(parts, sight, history);
  const sees = seesOf(resource, standings);
  return sees === 'nothing' ? undefined : { sees, standings, personal: seesPersonal(resource, standings) };
}

/** Whether the caller may see it at all. */
export const isSeen = async (parts: Parts, history: History, caller: Caller): Promise<boolean> =>
  (await seenOf(parts, history, caller)) !== undefined;

/**
 * The stream of a resource that the caller may see, or why there is none for them.
 * @param r `part`: what is read of it beside its state, as `seeingParts` names it; `isYetToCome`: nothing need be recorded of it
 */
export async function existing(
  parts: Parts,
  r: { aggregate: Aggregate; id: string; caller: Caller; part?: string; isYetToCome?: boolean },
): Promise<SeenHistory | Refusal> {
  const { aggregate, id, caller, part, isYetToCome = false } = r;
  if (!aggregate.id.safeParse(id).success) return ID_INVALID({ id: id.slice(0, 100) });
  const history = await parts.executor.look(aggregate, id);
  const seen = await seenOf(parts, history, caller);
  const isThere = (isYetToCome || history.revision >= 0) && seen !== undefined && showsPart(seen, aggregate, part);
  return isThere ? { ...history, seenAs: seen } : notThere(aggregate, id);
}

export const notThere = ({ resource }: Aggregate, id: string): Refusal => UNKNOWN_RESOURCE({ resource, id });

/** @param part as `seeingParts` names it; undefined: the resource itself */
export const showsPart = (seen: Seen, { resource }: Aggregate, part: string | undefined): boolean =>
  part === undefined || seen === EVERYTHING || seesPart(resource, part, seen.standings);

/** Whether it is seen at work, by the board alone: of what has no row on it nobody can tell without the store. */
export async function seenWithoutStore(
  parts: Parts,
  { aggregate, id, caller }: { aggregate: Aggregate; id: string; caller: Caller },
): Promise<boolean> {
  if (aggregate !== productCycle || !aggregate.id.safeParse(id).success) return false;
  return (await parts.board.get(id, dayOf(parts.clock()), await sightFor(parts, caller))) !== undefined;
}
