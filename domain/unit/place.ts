// Which units a place belongs to on a day, and who took over each level of it. Units merge, divide and end, and whole
// levels are abolished: whoever took over is the successor, or the unit above where the level itself is gone.

import { z } from 'zod';
import type { Placed } from '../kernel/command.ts';
import { unitCode } from '../kernel/fields.ts';
import { heightOf } from '../rulebooks/levels.ts';
import { addDays, type Day, day } from '../time/civil-date.ts';
import { allUnits, existsOn, findUnit, parentOf, type Unit, type UnitTree } from './unit-tree.ts';

export type Place = readonly Placed[];
export const placed = z.strictObject({ code: unitCode, on: day.optional() });

type Lying = { place?: string | undefined; places?: Place | undefined };

/** Where something lies, as its state says it; what was moved without a day of its own lies there on every day. */
export const placesOf = ({ place, places = [] }: Lying): Place =>
  place === undefined || places.at(-1)?.code === place ? places : [...places, { code: place }];

const distinct = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];
const sole = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);
const height = (unit: Unit): number => heightOf(unit.level);

const successorsOf = (tree: UnitTree, unit: Unit): readonly Unit[] =>
  unit.until === undefined
    ? []
    : unit.successors.flatMap((code) => findUnit(tree, code, addDays(unit.until as Day, 1)) ?? []);

export const predecessorsOf = (tree: UnitTree, unit: Unit): readonly Unit[] =>
  allUnits(tree).filter((u) => u.until !== undefined && successorsOf(tree, u).includes(unit));

/**
 * Who stands in a unit's place on a day: itself, those that took over from it however often, or before its first day
 * those it took over from.
 * @param above only units of a greater height count; the unit's parent takes over where none is left
 */
function standingFor(tree: UnitTree, unit: Unit, on: Day, above = -1, seen: readonly Unit[] = []): readonly Unit[] {
  if (seen.includes(unit)) return [];
  if (existsOn(unit, on)) return [unit];
  const next = on < unit.from ? predecessorsOf(tree, unit) : heirsOf(tree, unit, above);
  return distinct(next.flatMap((u) => standingFor(tree, u, on, above, [...seen, unit])));
}

/** Who takes over from a unit that has ended: its successors, or the unit above where there are none. */
export function heirsOf(tree: UnitTree, unit: Unit, above = -1): readonly Unit[] {
  const successors = successorsOf(tree, unit).filter((u) => height(u) > above);
  if (successors.length > 0) return successors;
  const parent = parentOf(tree, unit, unit.until as Day);
  return parent ? [parent] : [];
}

/** Where it lies and lay up to a day, the newest first: what was placed in a unit that was a slip lies where it lay before. */
function placedUnits(tree: UnitTree, place: Place, on: Day): readonly Unit[] {
  const known = place.filter(({ code }) => findUnit(tree, code) !== undefined);
  const told = known.filter((p) => p.on === undefined || p.on <= on);
  const lies = told.length > 0 ? told : known.slice(0, 1);
  return lies.flatMap((p) => findUnit(tree, p.code, p.on) ?? []).reverse();
}

/** The units a place may lie in on a day: several while nobody said in which part of a divided one. */
export function unitsAt(tree: UnitTree, place: Place, on: Day): readonly Unit[] {
  const [unit] = placedUnits(tree, place, on);
  return unit ? standingFor(tree, unit, on) : [];
}

/** The units of a level above one that exists on a day. */
function ofLevelAbove(tree: UnitTree, unit: Unit, level: string, on: Day): readonly Unit[] {
  if (unit.level === level) return [unit];
  const parent = parentOf(tree, unit, on);
  if (!parent) return [];
  return distinct(
    standingFor(tree, parent, on, height(unit)).flatMap((u) => (u === unit ? [] : ofLevelAbove(tree, u, level, on))),
  );
}

/**
 * The unit of a level that a place belongs to on a day. Where the level was abolished it is the last unit there was.
 * Undefined where the tree never had such a level there, and while several might be meant.
 */
export function findUnitAt(tree: UnitTree, place: Place, level: string, on: Day): Unit | undefined {
  const above = levelAbove(tree, place, level, on);
  if (isGone(above)) return sole(lastOnes(tree, place, level, on));
  return above.every((units) => units.length > 0) ? sole(distinct(above.flat())) : undefined;
}

const levelAbove = (tree: UnitTree, place: Place, level: string, on: Day): readonly (readonly Unit[])[] =>
  unitsAt(tree, place, on).map((u) => ofLevelAbove(tree, u, level, on));
const isGone = (above: readonly (readonly Unit[])[]): boolean => above.every((units) => units.length === 0);

/** The last units of a level that is there no more: several where a unit was formed of parts of several. */
function lastOnes(tree: UnitTree, place: Place, level: string, on: Day): readonly Unit[] {
  const all = formerly(tree, placedUnits(tree, place, on), level, on);
  const latest = all
    .map((u) => u.until ?? on)
    .sort()
    .at(-1);
  return all.filter((u) => (u.until ?? on) === latest);
}

/** What was formed when the level had ended comes under that of where it lay before, else of all it was formed of. */
function formerly(tree: UnitTree, lying: readonly Unit[], level: string, on: Day): readonly Unit[] {
  const [unit, ...before] = lying;
  if (!unit) return [];
  const above = (u: Unit) => distinct(wayOf(tree, u, on).flatMap((one) => everAbove(tree, one, level, on)));
  const own = above(unit);
  if (own.length > 0) return own;
  const placedFrom = before.find((u) => wayOf(tree, u, on).includes(unit));
  return placedFrom ? above(placedFrom) : distinct(formedOf(tree, unit).flatMap((u) => formerly(tree, [u], level, on)));
}

const formedOf = (tree: UnitTree, unit: Unit): readonly Unit[] =>
  predecessorsOf(tree, unit).filter(({ until }) => until === addDays(unit.from, -1));

/** A unit and those that took over from it up to a day. */
function wayOf(tree: UnitTree, unit: Unit, on: Day, seen: readonly Unit[] = []): readonly Unit[] {
  if (seen.includes(unit) || on < unit.from) return [];
  return [unit, ...successorsOf(tree, unit).flatMap((u) => wayOf(tree, u, on, [...seen, unit]))];
}

/** The last units of a level that stood above a unit, whoever is above it now. */
function everAbove(tree: UnitTree, unit: Unit, level: string, on: Day): readonly Unit[] {
  if (unit.level === level) return lastOfLine(tree, unit, on);
  for (const { from, is } of unit.parents.filter((p) => p.from <= on).reverse()) {
    const parent = findUnit(tree, is, from);
    const found = parent && height(parent) > height(unit) ? everAbove(tree, parent, level, on) : [];
    if (found.length > 0) return found;
  }
  return [];
}

/** Where one district took over from another, the last of them. */
function lastOfLine(tree: UnitTree, unit: Unit, on: Day): readonly Unit[] {
  const next = successorsOf(tree, unit).filter((u) => u.level === unit.level && u.from <= on);
  return next.length === 0 ? [unit] : next.flatMap((u) => lastOfLine(tree, u, on));
}

/**
 * Who acts today for a level of a place: the unit of that level; where it is abolished the unit that took over from it
 * (of several new communes the one where the place lies), or the one above where none did.
 */
export function findActing(tree: UnitTree, place: Place, level: string, today: Day): Unit | undefined {
  const unit = findUnitAt(tree, place, level, today);
  if (unit) return actingFor(tree, unit, place, today);
  if (!isGone(levelAbove(tree, place, level, today))) return undefined;
  // Of several that ended none is meant more than another: one acts where all have the same in their place.
  return sole(distinct(lastOnes(tree, place, level, today).map((u) => actingFor(tree, u, place, today))));
}

function actingFor(tree: UnitTree, unit: Unit, place: Place, today: Day): Unit | undefined {
  if (existsOn(unit, today)) return unit;
  const here = sole(unitsAt(tree, place, today));
  const heirs = standingFor(tree, unit, today);
  if (here && heirs.includes(here)) return here;
  return sole(heirs.filter((u) => height(u) >= height(unit))) ?? sole(standingFor(tree, unit, today, height(unit)));
}

/** Whether what a role held at a unit may be done at another: the same one, or what took over from one with none above. */
export function isHeldAt(tree: UnitTree, held: Unit | undefined, unit: Unit, today: Day): boolean {
  if (!held || held === unit) return held === unit;
  return held.parents.length === 0 && sole(standingFor(tree, held, today)) === unit;
}

/** Whether nobody can say in which commune something lies on a day: it was divided, or is unknown. */
export const isUnplaced = (tree: UnitTree, place: Place, on: Day): boolean => unitsAt(tree, place, on).length !== 1;
