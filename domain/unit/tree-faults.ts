// What cannot be true of a province's units. Every command that changes the tree is judged by the tree it would make.
import type { NewEvent } from '../kernel/event.ts';
import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { heightOf } from '../rulebooks/levels.ts';
import { addDays } from '../time/civil-date.ts';
import { allUnits, findUnit, type Unit, type UnitTree, unitRefused, unitTree } from './unit-tree.ts';

const UNIT_EXISTS = refusal('UNIT_EXISTS', 'conflict', {
  vi: 'Đơn vị {code} đã có trong danh sách.',
  en: 'Unit {code} is registered already.',
});
export const UNIT_DATES_CROSSED = refusal('UNIT_DATES_CROSSED', 'invalid', {
  vi: 'Đơn vị {code} không thể kết thúc ngày {until}, trước khi bắt đầu ({from}).',
  en: 'Unit {code} cannot end on {until}, before it began ({from}).',
});
export const UNIT_SUCCEEDS_ITSELF = refusal('UNIT_SUCCEEDS_ITSELF', 'invalid', {
  vi: 'Đơn vị {code} không thể kế thừa chính mình.',
  en: 'Unit {code} cannot succeed itself.',
});
const PARENT_MISSING = refusal('PARENT_MISSING', 'invalid', {
  vi: 'Đơn vị {code} cần có đơn vị cấp trên.',
  en: 'Unit {code} needs a unit above it.',
});
const PARENT_NOT_ABOVE = refusal('PARENT_NOT_ABOVE', 'invalid', {
  vi: 'Đơn vị {parent} không ở cấp trên của đơn vị {code}.',
  en: 'Unit {parent} is of no higher level than unit {code}.',
});
const SECOND_PROVINCE = refusal('SECOND_PROVINCE', 'conflict', {
  vi: 'Danh sách này đã có tỉnh {province}, chưa kết thúc trước ngày {from}.',
  en: 'These units belong to province {province}, which does not end before {from}.',
});
const PROVINCE_LEFT_EMPTY = refusal('PROVINCE_LEFT_EMPTY', 'conflict', {
  vi: 'Tỉnh {code} chỉ kết thúc khi có tỉnh thay thế, nếu không thì không còn ai làm được gì: hãy ghi nhận tỉnh mới thay tỉnh này.',
  en: 'Province {code} ends only with a province in its place, or nobody could act any more: register the new one in its place.',
});
const UNIT_CODE_ALIKE = refusal('UNIT_CODE_ALIKE', 'invalid', {
  vi: 'Mã {code} dễ nhầm với mã {other} đã có ở cùng cấp.',
  en: 'Code {code} is too like {other}, which a unit of the same level has.',
});

/** Why an event cannot be: the first thing that could not be true of the tree it makes and was not wrong before. */
export function newFault(tree: UnitTree, events: readonly NewEvent[]): Refusal | undefined {
  const meta = { stream: '', revision: -1, occurredAt: '', recordedAt: '', actor: { kind: 'person', id: '' } } as const;
  const after = events.reduce((t, { type, data }) => unitTree.events.get(type)?.evolve(t, data, meta) ?? t, tree);
  return faultBetween(tree, after);
}

export function faultBetween(before: UnitTree, after: UnitTree): Refusal | undefined {
  const known = new Set(faultsOf(before).map((f) => JSON.stringify(f)));
  return faultsOf(after).find((f) => !known.has(JSON.stringify(f)));
}

function faultsOf(tree: UnitTree): readonly Refusal[] {
  const provinces = allUnits(tree)
    .filter((u) => u.level === 'province')
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return [
    ...allUnits(tree).flatMap((unit) => [...faultsOfDates(tree, unit), ...faultsAbove(tree, unit)]),
    ...provinces.slice(1).flatMap((unit, i) => {
      const { code: province, until } = provinces[i] as Unit;
      const { from } = unit;
      return until !== undefined && until < from ? [] : [SECOND_PROVINCE({ province, from }, '/level')];
    }),
    ...alike(tree),
  ];
}

function* faultsOfDates(tree: UnitTree, unit: Unit): Generator<Refusal> {
  const { code, from, until } = unit;
  const later = own(tree.units, code)?.find((u) => u !== unit && u.from >= from);
  if (later && (until === undefined || until >= later.from)) yield UNIT_EXISTS({ code }, '/code');
  if (until === undefined) return;
  if (until < from) yield UNIT_DATES_CROSSED({ code, until, from }, '/until');
  for (const successor of unit.successors) {
    const refused = unitRefused(tree, successor, addDays(until, 1), '/successors');
    if (refused) yield refused;
  }
  const after = addDays(until, 1);
  if (unit.level === 'province' && !unit.successors.some((s) => findUnit(tree, s, after)?.level === 'province'))
    yield PROVINCE_LEFT_EMPTY({ code }, '/successors');
}

function* faultsAbove(tree: UnitTree, unit: Unit): Generator<Refusal> {
  const { code, level, parents } = unit;
  if (parents.length === 0 && level !== 'province') yield PARENT_MISSING({ code }, '/parent');
  for (const { from, is } of parents) {
    const refused = unitRefused(tree, is, from, '/parent');
    const parent = findUnit(tree, is, from);
    if (refused) yield refused;
    else if (parent && !isAbove(parent, unit)) yield PARENT_NOT_ABOVE({ parent: is, code }, '/parent');
  }
}

/** A department belongs to the province, and nothing to a department. */
const isAbove = (parent: Unit, { level }: Unit): boolean =>
  parent.level !== 'department' &&
  (level === 'department' ? parent.level === 'province' : heightOf(parent.level) > heightOf(level));

/** Nobody who types `650-1`, `65001` or `65o-01` means another unit than `650-01`. */
function looksOf({ code, level }: Unit): readonly string[] {
  const read = code.replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return [read.replaceAll('-', ''), read].map((as) => `${level} ${as.replaceAll(/(?<![^-])0+/g, '')}`);
}

function alike(tree: UnitTree): readonly Refusal[] {
  const seen = new Map<string, string>();
  return allUnits(tree).flatMap((unit) => {
    const { code } = unit;
    const looks = looksOf(unit);
    const other = looks.map((as) => seen.get(as)).find((o) => o !== undefined && o !== code);
    for (const as of looks) if (!seen.has(as)) seen.set(as, code);
    return other === undefined ? [] : [UNIT_CODE_ALIKE({ code, other }, '/code')];
  });
}
