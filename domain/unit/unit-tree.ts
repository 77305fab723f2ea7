// The province's units as a dated tree. On 1/7/2025 districts were abolished, so a unit has a first and a last day
// and successors, and nothing may count its levels.

import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { document, paper, provinceCode, shortText, shownDay, unitCode } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { addDays, type Day, day } from '../time/civil-date.ts';

export const unitLevel = z.enum(['province', 'district', 'commune', 'department']);
export type UnitLevel = z.infer<typeof unitLevel>;

export type Unit = {
  readonly code: string;
  readonly name: string;
  readonly level: UnitLevel;
  readonly parent?: string | undefined;
  readonly from: Day;
  /** last day on which it existed */
  readonly until?: Day;
  readonly successors: readonly string[];
};

export type UnitTree = { readonly units: Readonly<Record<string, Unit>> };

export const unitTree = aggregate<UnitTree>({
  category: 'unitTree',
  resource: 'unit-trees',
  words: { vi: 'Đơn vị hành chính', en: 'Units of the province' },
  id: provinceCode,
  initial: { units: {} },
  situation: ({ id }) => ({ province: id, place: id, rulebook: '' }),
});

/** The tree of a province that a command names; nothing where none is named. */
export const unitsOf = (province: string | undefined): { units: Need<UnitTree> | undefined } => ({
  units: province === undefined ? undefined : unitTree.need(province),
});

const UNIT_EXISTS = refusal('UNIT_EXISTS', 'conflict', {
  vi: 'Đơn vị {code} đã có trong danh sách.',
  en: 'Unit {code} is registered already.',
});
export const UNIT_UNKNOWN = refusal('UNIT_UNKNOWN', 'unknown', {
  vi: 'Không có đơn vị {code}.',
  en: 'There is no unit {code}.',
});
const PLACE_NO_COMMUNE = refusal('PLACE_NO_COMMUNE', 'invalid', {
  vi: '{place} không phải là một xã của tỉnh vào ngày {on}.',
  en: '{place} is no commune of the province on {on}.',
});
const UNIT_ENDED = refusal('UNIT_ENDED', 'conflict', {
  vi: 'Đơn vị {code} đã kết thúc ngày {until}.',
  en: 'Unit {code} ended on {until}.',
});
const UNIT_DATES_CROSSED = refusal('UNIT_DATES_CROSSED', 'invalid', {
  vi: 'Đơn vị {code} không thể kết thúc ngày {until}, trước khi bắt đầu ({from}).',
  en: 'Unit {code} cannot end on {until}, before it began ({from}).',
});
const UNIT_SUCCEEDS_ITSELF = refusal('UNIT_SUCCEEDS_ITSELF', 'invalid', {
  vi: 'Đơn vị {code} không thể kế thừa chính mình.',
  en: 'Unit {code} cannot succeed itself.',
});

const registered = {
  code: unitCode,
  name: shortText,
  level: unitLevel,
  parent: unitCode.optional(),
  from: day,
  document: document.optional(),
};

const unitRegistered = unitTree.event('UnitRegistered', {
  version: 1,
  schema: z.strictObject(registered),
  evolve: (tree, { document: _, ...unit }) => ({
    units: { ...tree.units, [unit.code]: { ...unit, successors: [] } },
  }),
  sentence: ({ name, from }) => ({
    vi: `Ghi nhận đơn vị ${name} từ ${shownDay(from)}`,
    en: `Unit ${name} registered from ${shownDay(from)}`,
  }),
});

const unitAbolished = unitTree.event('UnitAbolished', {
  version: 1,
  schema: z.strictObject({ code: unitCode, until: day, successors: z.array(unitCode), document }),
  evolve: (tree, { code, until, successors }) => {
    const unit = own(tree.units, code);
    return unit ? { units: { ...tree.units, [code]: { ...unit, until, successors } } } : tree;
  },
  sentence: ({ code, until, successors, document }) => ({
    vi: `Đơn vị ${code} kết thúc ngày ${shownDay(until)} theo ${paper(document)}; kế thừa: ${successors.join(', ') || 'không'}`,
    en: `Unit ${code} ended on ${shownDay(until)} by ${paper(document)}; successors: ${successors.join(', ') || 'none'}`,
  }),
});

export const registerUnit = unitTree.command('RegisterUnit', {
  input: z.strictObject(registered),
  by: responsibility('register-unit'),
  atInstallation: true,
  opens: true,
  decide: ({ state, input }) => {
    if (own(state.units, input.code)) return UNIT_EXISTS({ code: input.code }, '/code');
    if (input.parent !== undefined) {
      const refused = unitRefused(state, input.parent, input.from, '/parent');
      if (refused) return refused;
    }
    return [unitRegistered(input)];
  },
  words: { vi: 'Ghi nhận đơn vị', en: 'Register a unit' },
});

export const abolishUnit = unitTree.command('AbolishUnit', {
  input: z.strictObject({ code: unitCode, until: day, successors: z.array(unitCode).max(50), document }),
  by: responsibility('register-unit'),
  atInstallation: true,
  decide: ({ state, input }) => {
    const unit = own(state.units, input.code);
    if (!unit) return UNIT_UNKNOWN({ code: input.code }, '/code');
    if (unit.until) return UNIT_ENDED({ code: input.code, until: unit.until }, '/code');
    if (input.until < unit.from)
      return UNIT_DATES_CROSSED({ code: input.code, until: input.until, from: unit.from }, '/until');
    if (input.successors.includes(input.code)) return UNIT_SUCCEEDS_ITSELF({ code: input.code }, '/successors');
    for (const code of input.successors) {
      const refused = unitRefused(state, code, addDays(input.until, 1), '/successors');
      if (refused) return refused;
    }
    return [unitAbolished(input)];
  },
  words: { vi: 'Ghi nhận đơn vị kết thúc', en: 'Record that a unit ended' },
});

/** Why a unit cannot be named for the time from a day on. */
export function unitRefused(tree: UnitTree, code: string, from: Day, field: string): Refusal | undefined {
  const unit = own(tree.units, code);
  if (!unit) return UNIT_UNKNOWN({ code }, field);
  return unit.until !== undefined && unit.until < from ? UNIT_ENDED({ code, until: unit.until }, field) : undefined;
}

/** Why a place cannot be given for a day: products and producers belong to a commune of that day. */
export function placeRefused(tree: UnitTree, place: string, on: Day): Refusal | undefined {
  const unit = own(tree.units, place);
  return unit?.level === 'commune' && existsOn(unit, on) ? undefined : PLACE_NO_COMMUNE({ place, on }, '/place');
}

export const existsOn = (unit: Unit, on: Day): boolean =>
  unit.from <= on && (unit.until === undefined || on <= unit.until);

/**
 * The unit of a level that a place belongs to on a day. Where the level was abolished without a successor of the same
 * level, it is the last unit there was: a procedure under the older law goes on with those who took over from it.
 * Undefined where the tree never had such a level.
 */
export function findUnitAt(tree: UnitTree, place: string, level: string, on: Day): Unit | undefined {
  const seen = new Set<string>();
  let unit = own(tree.units, place);
  let last: Unit | undefined;
  while (unit && !seen.has(unit.code)) {
    seen.add(unit.code);
    if (!existsOn(unit, on)) {
      if (unit.level === level) last = unit;
      const successor: string | undefined = unit.successors[0];
      if (successor === undefined || on < unit.from) return last;
      unit = own(tree.units, successor);
      continue;
    }
    if (unit.level === level) return unit;
    unit = unit.parent === undefined ? undefined : own(tree.units, unit.parent);
  }
  return last;
}

/** The unit itself while it exists, otherwise those that took over from it, however often. */
export function holdersToday(
  tree: UnitTree,
  code: string,
  today: Day,
  seen: readonly string[] = [],
): readonly string[] {
  const unit = own(tree.units, code);
  if (!unit || seen.includes(code)) return unit ? [] : [code];
  if (unit.until === undefined || today <= unit.until) return [code];
  return unit.successors.flatMap((s) => holdersToday(tree, s, today, [...seen, code]));
}
