// The province's units as a dated tree. On 1/7/2025 districts were abolished and most new communes took the code of an
// old one, so a unit is a code and a first day: whoever names a code means the unit that carried it on a day.

import type { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { choice, provinceCode } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { amendedFacts } from '../kernel/reach.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Day } from '../time/civil-date.ts';
import { levelNames } from './level-names.ts';

export const unitLevel = choice(levelNames);
export type UnitLevel = z.infer<typeof unitLevel>;

/** What held from a day on, until the next one of its kind. */
export type Since = { readonly from: Day; readonly is: string };

export type Unit = {
  readonly code: string;
  /** as the newest fact calls it, and since when */
  readonly name: string;
  readonly names: readonly Since[];
  readonly level: UnitLevel;
  /** codes of the units above it, each from its day on; none above the province */
  readonly parents: readonly Since[];
  readonly from: Day;
  /** last day on which it existed */
  readonly until?: Day;
  /** codes of the units that took over from it on the next day */
  readonly successors: readonly string[];
};

/** Per code the units that carried it, in order of their first days. */
export type UnitTree = { readonly units: Readonly<Record<string, readonly Unit[]>>; readonly amendedAt: number };

export const unitTree = aggregate<UnitTree>({
  category: 'unitTree',
  resource: 'unit-trees',
  words: { vi: 'Đơn vị hành chính', en: 'Units of the province' },
  id: provinceCode,
  initial: { units: {}, amendedAt: -1 },
  situation: ({ id }) => ({ province: id, place: id, rulebook: '' }),
  // Who acts there is another one: what is named, of a new unit those that it replaces, of a fact those it is about.
  reaches: ({ id, command, input, ...c }) => {
    const named = [
      ...(command === 'RegisterUnit' ? [] : [input]),
      ...amendedFacts({ ...c, input }).map(({ data }) => data),
    ];
    const codes = named.map((of) => (of as { code?: string } | undefined)?.code);
    const replaced = [input, ...named].flatMap((of) => (of as { replaces?: string[] } | undefined)?.replaces ?? []);
    const units = [...new Set([...codes, ...replaced])].filter((code) => code !== undefined);
    return { province: id, units };
  },
});

/** The tree of a province that a command names; nothing where none is named. */
export const unitsOf = (province: string | undefined): { units: Need<UnitTree> | undefined } => ({
  units: province === undefined ? undefined : unitTree.need(province),
});

export const existsOn = (unit: Unit, on: Day): boolean =>
  unit.from <= on && (unit.until === undefined || on <= unit.until);

export const allUnits = (tree: UnitTree): readonly Unit[] => Object.values(tree.units).flat();

/**
 * The unit that a code means on a day: the one that carries it, else the last that did, else the first that will.
 * Without a day the first that ever carried it.
 */
export function findUnit(tree: UnitTree, code: string, on?: Day): Unit | undefined {
  const units = own(tree.units, code) ?? [];
  return (on === undefined ? undefined : units.findLast((u) => u.from <= on)) ?? units[0];
}

/** The name on a day of the unit that a code means on it; without a day as the first to carry it is called now. */
export function nameOf(tree: UnitTree, code: string, on?: Day): string | undefined {
  const unit = findUnit(tree, code, on);
  return unit?.names.findLast((n) => on !== undefined && n.from <= on)?.is ?? unit?.name;
}

/** The unit above it on a day, be it ended by then. */
export function parentOf(tree: UnitTree, { parents }: Unit, on: Day): Unit | undefined {
  const parent = parents.findLast((p) => p.from <= on) ?? parents[0];
  return parent && findUnit(tree, parent.is, parent.from);
}

export const UNIT_UNKNOWN = refusal('UNIT_UNKNOWN', 'unknown', {
  vi: 'Không có đơn vị {code}.',
  en: 'There is no unit {code}.',
});
const PLACE_NO_COMMUNE = refusal('PLACE_NO_COMMUNE', 'invalid', {
  vi: '{place} không phải là một xã của tỉnh vào ngày {on}.',
  en: '{place} is no commune of the province on {on}.',
});
export const UNIT_ENDED = refusal('UNIT_ENDED', 'conflict', {
  vi: 'Đơn vị {code} đã kết thúc ngày {until}.',
  en: 'Unit {code} ended on {until}.',
});
const UNIT_NOT_YET = refusal('UNIT_NOT_YET', 'conflict', {
  vi: 'Đơn vị {code} đến ngày {from} mới có.',
  en: 'Unit {code} is there only from {from} on.',
});

/** Why a unit cannot be named for a day. */
export function unitRefused(tree: UnitTree, code: string, on: Day, field: string): Refusal | undefined {
  const unit = findUnit(tree, code, on);
  if (!unit) return UNIT_UNKNOWN({ code }, field);
  if (unit.until !== undefined && unit.until < on) return UNIT_ENDED({ code, until: unit.until }, field);
  return on < unit.from ? UNIT_NOT_YET({ code, from: unit.from }, field) : undefined;
}

/** Why a place cannot be given for a day: products and producers belong to a commune of that day. */
export function placeRefused(tree: UnitTree, place: string, on: Day): Refusal | undefined {
  const unit = findUnit(tree, place, on);
  return unit?.level === 'commune' && existsOn(unit, on) ? undefined : PLACE_NO_COMMUNE({ place, on }, '/place');
}

/** The tree with one unit in place of another, or added where there is none to replace. */
export function withUnit(tree: UnitTree, unit: Unit, instead?: Unit): UnitTree {
  const others = (own(tree.units, unit.code) ?? []).filter((u) => u !== instead);
  const units = [...others, unit].sort((a, b) => (a.from < b.from ? -1 : 1));
  return { ...tree, units: { ...tree.units, [unit.code]: units } };
}
