// Which duties the year plan gives a unit, and how they differ from those it was told of.
import type { Words } from '../kernel/refusal.ts';
import { confirmedDue, type Due, endsOn, PLAN, policiesOf, workingDaysAfter } from '../programme-year/due.ts';
import { type DutyTime, isDutyOf, type PlannedDuty } from '../programme-year/duties.ts';
import { planYearOf } from '../programme-year/plan-dates.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { Day } from '../time/civil-date.ts';
import type { Unit } from '../unit/unit-tree.ts';
import { type Duty, type DutyNamed, type DutyPlanned, isOpen, nameIt, type UnitDuties } from './unit-duties.ts';

type Owed = Pick<Unit, 'code' | 'level' | 'from'>;

/** As its unit is told of it: with what part of the year it is for. */
export const dutyName = ({ name }: PlannedDuty, { of }: DutyTime): Words =>
  of ? { vi: `${name.vi}, ${of.vi}`, en: `${name.en}, ${of.en}` } : name;

/** Its date by plan and calendar. */
const plannedDue = ({ id }: PlannedDuty, { until }: DutyTime, year: ProgrammeYear): Due =>
  endsOn(until, `${PLAN}, duty ${id}`, year);

/** What begins after its day has passed gets policy `late-step-working-days`, as a step does. */
function dueFrom(today: Day, planned: Due, year: ProgrammeYear): Due {
  if (planned.dueOn >= today) return planned;
  const days = policiesOf(year)['late-step-working-days'];
  return workingDaysAfter(today, days, year, `policy late-step-working-days (${days})`);
}

const told = (duty: PlannedDuty, time: DutyTime, due: Due, onBehalfOf?: string): DutyPlanned => ({
  ...nameIt({ duty: duty.id, no: time.no, onBehalfOf }),
  name: dutyName(duty, time),
  from: time.from,
  until: time.until,
  due,
});

/**
 * Whether a unit owes a time: one formed within the year owes what begins from its first day on, and what it takes over
 * from those it was formed of.
 */
const isOwedBy = (unit: Owed, duty: PlannedDuty, { from }: DutyTime, year: number): boolean =>
  isDutyOf(duty, unit) && (Number(unit.from.slice(0, 4)) < year || from >= unit.from);

function owedBy(unit: Owed, { plan }: ProgrammeYear): readonly (readonly [PlannedDuty, DutyTime])[] {
  if (!plan) return [];
  const year = planYearOf(plan);
  return (plan.duties ?? []).flatMap((duty) =>
    duty.times.filter((time) => isOwedBy(unit, duty, time, year)).map((time) => [duty, time] as const),
  );
}

/** All that the plan gives a unit, as its duties begin. */
export const dutiesOf = (unit: Owed, year: ProgrammeYear, today: Day): readonly DutyPlanned[] =>
  owedBy(unit, year).map(([duty, time]) => told(duty, time, dueFrom(today, plannedDue(duty, time, year), year)));

export type Replanned = { readonly planned: readonly DutyPlanned[]; readonly dropped: readonly DutyNamed[] };

/** What a changed plan or calendar makes otherwise; what was reported or excused stays as it is. */
export function replanned(state: UnitDuties, year: ProgrammeYear, today: Day): Replanned | undefined {
  const { unit, begun } = state;
  if (!unit || !begun || !year.plan) return undefined;
  const owed = owedBy(unit, year);
  const timeOf = ({ duty: id, no, onBehalfOf }: DutyNamed) => {
    if (onBehalfOf === undefined) return owed.find(([duty, time]) => duty.id === id && time.no === no);
    const duty = year.plan?.duties?.find((d) => d.id === id);
    const time = duty?.times.find((t) => t.no === no);
    return duty && time && ([duty, time] as const);
  };
  const open = state.duties.filter(isOpen);
  const changed = open.flatMap((known) => {
    const [duty, time] = timeOf(known) ?? [];
    if (!duty || !time) return [];
    const planned = plannedDue(duty, time, year);
    const confirmed = known.dueOn >= today ? confirmedDue(known, year) : undefined;
    if (!confirmed && !isOtherwise(known, told(duty, time, planned), today)) return [];
    const stays = known.until === time.until && !isMoved(known, planned, today);
    return [told(duty, time, stays ? (confirmed ?? dueOf(known)) : dueFrom(today, planned, year), known.onBehalfOf)];
  });
  const added = owed
    .filter(([{ id }, { no }]) => !state.duties.some((d) => d.duty === id && d.no === no && d.onBehalfOf === undefined))
    .map(([duty, time]) => told(duty, time, dueFrom(today, plannedDue(duty, time, year), year)));
  const dropped = open.filter((known) => !timeOf(known)).map(nameIt);
  const planned = [...changed, ...added];
  return planned.length + dropped.length === 0 ? undefined : { planned, dropped };
}

const dueOf = ({ dueOn, basis }: Duty): Due => ({ dueOn, basis });

/** A calendar moves what the plan dates, unless the day is past as it stands and as it would be. */
const isMoved = (known: Duty, { dueOn }: Due, today: Day): boolean =>
  known.basis.startsWith(PLAN) && known.dueOn !== dueOn && !(known.dueOn < today && dueOn < today);

const isOtherwise = (known: Duty, { name, from, until, due }: DutyPlanned, today: Day): boolean =>
  known.name.vi !== name.vi ||
  known.name.en !== name.en ||
  known.from !== from ||
  known.until !== until ||
  isMoved(known, due, today);
