// How an account stands to a thing on a day: by which of its roles, and in which relation. Seeing rests on it (`seeing.ts`).
import type { RoleId } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { findActing, isHeldAt, type Place, placesOf, unitsAt } from '../unit/place.ts';
import { existsOn, findUnit, parentOf, type Unit, type UnitTree } from '../unit/unit-tree.ts';
import { type Account, type Grant, grantsOn } from './grants.ts';

/**
 * own: one's own (a producer's products, an account's letters); unit: it lies in the unit at which the role is held, or
 * belongs to it; below: it lies under that unit; group: of the product groups the role is held for; advised: a product the
 * role is held for, or that the account advised; session: the account has a seat in its session, or in one that rates it;
 * province: of the province the unit belongs to; decided: its rating is decided, which is public.
 */
export const relations = ['own', 'unit', 'below', 'group', 'advised', 'session', 'province', 'decided'] as const;
export type Relation = (typeof relations)[number];

/** `holder`: the account itself, whatever roles it has. */
export type SeeingAs = RoleId | 'holder';

/** An account on a day. */
export type Sight = {
  readonly account: string;
  readonly grants: readonly Grant[];
  readonly province?: string | undefined;
  readonly today: Day;
  /** cycles on the agendas of sessions it sits in, without those it has a conflict of interest in */
  readonly dossiers: readonly string[];
};

/** To whom a thing belongs, as far as it says so. */
export type Whose = {
  /** undefined: of no province in particular */
  readonly province?: string | undefined;
  readonly place?: string | undefined;
  readonly places?: Place | undefined;
  readonly producer?: string | undefined;
  readonly product?: string | undefined;
  readonly group?: string | undefined;
  readonly cycle?: string | undefined;
  /** accounts whose own it is */
  readonly accounts?: readonly string[] | undefined;
  /** accounts with a seat in it */
  readonly seats?: readonly string[] | undefined;
  /** accounts that advised it */
  readonly advisers?: readonly string[] | undefined;
  readonly decided?: boolean | undefined;
};

/** One way in which an account stands to a thing. */
export type Standing = { readonly as: SeeingAs; readonly relation: Relation };

export const sightOf = (q: {
  id: string;
  state: Account;
  today: Day;
  dossiers?: readonly string[] | undefined;
}): Sight => ({
  account: q.id,
  grants: grantsOn(q.state, q.today),
  province: q.state.province,
  today: q.today,
  dossiers: q.dossiers ?? [],
});

/** Every way in which an account stands to a thing, by the tree of the thing's province. */
export function standingsTo(sight: Sight, whose: Whose, tree: UnitTree): readonly Standing[] {
  const found: Standing[] = [];
  if (whose.accounts?.includes(sight.account)) found.push({ as: 'holder', relation: 'own' });
  const sits =
    whose.seats?.includes(sight.account) || (whose.cycle !== undefined && sight.dossiers.includes(whose.cycle));
  if (sits) found.push({ as: 'holder', relation: 'session' });
  for (const grant of sight.grants)
    for (const relation of relationsOf(grant, { sight, whose, tree })) found.push({ as: grant.role, relation });
  return found;
}

type Asked = { sight: Sight; whose: Whose; tree: UnitTree };

function relationsOf(grant: Grant, { sight, whose, tree }: Asked): readonly Relation[] {
  const decided: readonly Relation[] = whose.decided ? ['decided'] : [];
  if (grant.role === 'producer')
    return whose.producer !== undefined && grant.unit === whose.producer ? ['own', ...decided] : decided;
  const held = unitHeld(grant, tree, sight);
  if (!held || !isOfProvince(held, sight, whose)) return decided;
  const [lying, over] = unitsOver(tree, placesOf(whose), sight.today);
  return [
    ...decided,
    'province',
    ...(lying.includes(held) ? (['unit'] as const) : []),
    ...(over.includes(held) ? (['below'] as const) : []),
    ...(whose.group !== undefined && isFor(grant.groups, whose.group) ? (['group'] as const) : []),
    ...(isAdvised(grant, sight, whose) ? (['advised'] as const) : []),
  ];
}

/** A department that was named no product groups guides those of its whole province: the act names none. */
const isFor = (groups: readonly string[] | undefined, group: string): boolean => groups?.includes(group) ?? true;

const isAdvised = ({ products }: Grant, { account }: Sight, { product, advisers }: Whose): boolean =>
  (product !== undefined && (products?.includes(product) ?? false)) || (advisers?.includes(account) ?? false);

/** The unit for which a role counts today; none where its unit was abolished: the role ended with it. */
export function unitHeld({ unit, from }: Grant, tree: UnitTree, { today }: Pick<Sight, 'today'>): Unit | undefined {
  const held = findUnit(tree, unit, from);
  if (!held || existsOn(held, today)) return held;
  // A province that became part of another goes on in it.
  return unitsAt(tree, [{ code: held.code, on: held.from }], today).find((u) => isHeldAt(tree, held, u, today));
}

/** Departments of two provinces may carry the same code; a commune’s or a district’s is the nation’s. */
const isOfProvince = (held: Unit, { province }: Sight, whose: Whose): boolean =>
  held.level !== 'department' || whose.province === undefined || whose.province === province;

const known = new WeakMap<UnitTree, Map<string, readonly [readonly Unit[], readonly Unit[]]>>();
const MOST_KNOWN = 20_000;

/**
 * The units a place lies in on a day, several while nobody said in which part of a divided one, and those above: whoever
 * may act for a level of it is among them.
 */
export function unitsOver(tree: UnitTree, place: Place, today: Day): readonly [readonly Unit[], readonly Unit[]] {
  let ofTree = known.get(tree);
  if (!ofTree || ofTree.size >= MOST_KNOWN) {
    ofTree = new Map();
    known.set(tree, ofTree);
  }
  const key = `${today} ${place.map(({ code, on }) => `${code}@${on ?? ''}`).join(' ')}`;
  const before = ofTree.get(key);
  if (before) return before;
  const found = findUnitsOver(tree, place, today);
  ofTree.set(key, found);
  return found;
}

const LEVELS = ['commune', 'district', 'province'] as const;

function findUnitsOver(tree: UnitTree, place: Place, today: Day): readonly [readonly Unit[], readonly Unit[]] {
  const lying = unitsAt(tree, place, today);
  const acting = LEVELS.flatMap((level) => findActing(tree, place, level, today) ?? []);
  const over = [...acting, ...lying.flatMap((unit) => above(tree, unit, today))];
  return [lying, [...new Set(over)].filter((unit) => !lying.includes(unit) && existsOn(unit, today))];
}

function above(tree: UnitTree, unit: Unit, today: Day, seen: readonly Unit[] = []): readonly Unit[] {
  const parent = parentOf(tree, unit, today);
  if (!parent || seen.includes(parent)) return [];
  return [parent, ...above(tree, parent, today, [...seen, parent])];
}
