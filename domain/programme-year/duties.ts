// The duties of units as the year plan has them: who, what, when, what is wanted as evidence, whom it is told, and where
// the scheme or an act orders it. Which there are is the plan's; no code knows a single one.
import { z } from 'zod';
import { shortText, slug, unitCode } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { type Day, day } from '../time/civil-date.ts';
import { allUnits, findUnit, type Unit, type UnitTree, unitLevel, unitRefused } from '../unit/unit-tree.ts';

const words = z.strictObject({ vi: shortText, en: shortText });

/** One time that a duty is to be done: from its first day on, by its last. `of`: April, the second quarter. */
const dutyTime = z.strictObject({ no: z.int().min(1).max(99), of: words.optional(), from: day, until: day });

export const plannedDuty = z.strictObject({
  id: slug,
  name: words,
  /** every unit of these levels has it */
  levels: z.array(unitLevel).min(1).max(4),
  /** of them these alone */
  units: z.array(unitCode).min(1).max(500).optional(),
  times: z.array(dutyTime).min(1).max(53),
  evidence: words,
  reportTo: words,
  /** the act or scheme and its place there */
  source: shortText,
});
export type PlannedDuty = z.infer<typeof plannedDuty>;
export type DutyTime = PlannedDuty['times'][number];

const DUTY_TWICE = refusal('DUTY_TWICE', 'invalid', {
  vi: 'Kế hoạch có hai nhiệm vụ mang mã {duty}.',
  en: 'The plan has two duties called {duty}.',
});
const DUTY_TIME_TWICE = refusal('DUTY_TIME_TWICE', 'invalid', {
  vi: 'Nhiệm vụ {duty} có hai lần mang số {no}.',
  en: 'The duty {duty} has two times with the number {no}.',
});
const DUTY_TIME_CROSSED = refusal('DUTY_TIME_CROSSED', 'invalid', {
  vi: 'Nhiệm vụ {duty}, lần {no}, kết thúc trước khi bắt đầu.',
  en: 'The duty {duty}, time {no}, ends before it begins.',
});
const DUTY_OUTSIDE_YEAR = refusal('DUTY_OUTSIDE_YEAR', 'invalid', {
  vi: 'Nhiệm vụ {duty}: ngày {on} không thuộc năm {year}; chỉ hạn cuối được sang năm sau.',
  en: 'The duty {duty}: {on} does not lie in {year}; only its last day may lie in the year after.',
});
const DUTY_OF_ANOTHER_LEVEL = refusal('DUTY_OF_ANOTHER_LEVEL', 'invalid', {
  vi: 'Nhiệm vụ {duty} không giao cho cấp của đơn vị {unit}.',
  en: 'The duty {duty} is not one of the level of unit {unit}.',
});

/** Why the duties of a plan cannot stand. Each refusal names its line. */
export function dutiesRefused(duties: readonly PlannedDuty[], year: number, tree: UnitTree): Refusal | undefined {
  for (const [i, duty] of duties.entries()) {
    const path = `/plan/duties/${i}`;
    if (duties.findIndex(({ id }) => id === duty.id) < i) return DUTY_TWICE({ duty: duty.id }, `${path}/id`);
    const refused = timesRefused(duty, year, path) ?? unitsRefused(duty, tree, path);
    if (refused) return refused;
  }
  return undefined;
}

function timesRefused({ id: duty, times }: PlannedDuty, year: number, path: string): Refusal | undefined {
  for (const [i, { no, from, until }] of times.entries()) {
    const line = `${path}/times/${i}`;
    if (times.findIndex((t) => t.no === no) < i) return DUTY_TIME_TWICE({ duty, no }, `${line}/no`);
    if (until < from) return DUTY_TIME_CROSSED({ duty, no }, `${line}/until`);
    if (yearOfDay(from) !== year) return DUTY_OUTSIDE_YEAR({ duty, on: from, year }, `${line}/from`);
    if (yearOfDay(until) > year + 1) return DUTY_OUTSIDE_YEAR({ duty, on: until, year }, `${line}/until`);
  }
  return undefined;
}

const yearOfDay = (on: Day): number => Number(on.slice(0, 4));

/** A unit that is named has to be there when some time of the duty begins: one may be formed, or end, within the year. */
function unitsRefused({ id: duty, levels, units = [], times }: PlannedDuty, tree: UnitTree, path: string) {
  for (const [i, unit] of units.entries()) {
    const line = `${path}/units/${i}`;
    const there = times.find(({ from }) => !unitRefused(tree, unit, from, line));
    if (!there) return unitRefused(tree, unit, times[0]?.from ?? '', line);
    const { level } = findUnit(tree, unit, there.from) as Unit;
    if (!levels.includes(level)) return DUTY_OF_ANOTHER_LEVEL({ duty, unit }, line);
  }
  return undefined;
}

export const isDutyOf = ({ levels, units }: PlannedDuty, { level, code }: Pick<Unit, 'level' | 'code'>): boolean =>
  levels.includes(level) && (units?.includes(code) ?? true);

/** The units that have duties by a plan and are there on some of its days, in the order of their first ones. */
export function unitsWithDuties(
  { duties = [], opensOn, closesOn }: { duties?: readonly PlannedDuty[] | undefined; opensOn: Day; closesOn: Day },
  tree: UnitTree,
): readonly Unit[] {
  return allUnits(tree)
    .filter((unit) => unit.from <= closesOn && (unit.until ?? closesOn) >= opensOn)
    .filter((unit) => duties.some((duty) => isDutyOf(duty, unit)))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = ({ from, code }: Unit): string => `${from} ${code}`;
