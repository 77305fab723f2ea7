// The duties of a unit begin with its year, all of them in one fact, and follow the plan when that changes.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import type { FactMeta } from '../kernel/event.ts';
import { unitCode } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { type Day, day, dayOf, startOfDay } from '../time/civil-date.ts';
import { findUnit, nameOf, UNIT_UNKNOWN } from '../unit/unit-tree.ts';
import { dutiesOf, replanned } from './planned.ts';
import {
  type Duty,
  type DutyPlanned,
  dutyNamed,
  dutyPlanned,
  isOpen,
  isSame,
  unitDuties,
  unitOfDuties,
} from './unit-duties.ts';

const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** A duty as a fact planned it: its date runs from the first day on which it can be done and is known. */
export function asPlanned({ due, ...planned }: DutyPlanned, { revision, occurredAt }: FactMeta): Duty {
  const since = later(planned.from, dayOf(occurredAt));
  return { ...planned, ...due, at: revision, since, reminded: [], overdue: false };
}

const dutiesBegun = unitDuties.event('DutiesBegun', {
  version: 1,
  schema: z.strictObject({ unit: unitOfDuties, duties: z.array(dutyPlanned) }),
  stands: () => true,
  evolve: (state, { unit, duties }, meta) => ({
    ...state,
    unit,
    begun: markOf(meta),
    plannedAt: meta.revision,
    duties: [...state.duties, ...duties.map((duty) => asPlanned(duty, meta))],
  }),
  sentence: ({ unit, duties }) => ({
    vi: `Giao ${duties.length} nhiệm vụ trong năm cho ${unit.name} theo kế hoạch năm`,
    en: `${duties.length} duties of the year given to ${unit.name} by the year plan`,
  }),
});

const dutiesReplanned = unitDuties.event('DutiesReplanned', {
  version: 1,
  schema: z.strictObject({ planned: z.array(dutyPlanned), dropped: z.array(z.strictObject(dutyNamed)) }),
  beside: true,
  stands: () => true,
  evolve: (state, { planned, dropped }, meta) => {
    const told = planned.map((duty) => asPlanned(duty, meta));
    // What was reported meanwhile stays as it is.
    const stays = (known: Duty) => !isOpen(known) || ![...told, ...dropped].some((d) => isSame(known, d));
    const added = told.filter((d) => !state.duties.some((known) => isSame(known, d) && !isOpen(known)));
    return { ...state, plannedAt: meta.revision, duties: [...state.duties.filter(stays), ...added] };
  },
  sentence: ({ planned, dropped }) => ({
    vi: `Nhiệm vụ theo kế hoạch đã điều chỉnh: ${planned.length} nhiệm vụ mới hoặc đổi, ${dropped.length} nhiệm vụ bỏ`,
    en: `Duties follow the changed plan: ${planned.length} new or changed, ${dropped.length} dropped`,
  }),
});

export const beginDuties = unitDuties.command('BeginDuties', {
  /** the unit that carried the code on its first day */
  input: z.strictObject({ code: unitCode, from: day }),
  by: workflow,
  opens: true,
  guard: ({ state, needs: { year } }) =>
    state.begun ? 'already-so' : year.opened && !year.closed ? undefined : NOT_DUE(),
  decide: ({ input: { code, from }, needs: { year, units }, today, at }) => {
    const unit = findUnit(units, code, from);
    if (!unit || unit.from !== from) return UNIT_UNKNOWN({ code }, '/code');
    if (at < startOfDay(from)) return NOT_DUE();
    const name = nameOf(units, code, later(from, today)) ?? unit.name;
    const { level } = unit;
    return [dutiesBegun({ unit: { code, name, level, from }, duties: [...dutiesOf(unit, year, today)] })];
  },
  words: { vi: 'Giao nhiệm vụ trong năm', en: 'Give the duties of the year' },
});

export const followPlan = unitDuties.command('FollowPlan', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs, today }) => (replanned(state, needs.year, today) ? undefined : 'already-so'),
  decide: ({ state, needs, today }) => {
    const otherwise = replanned(state, needs.year, today);
    return otherwise ? [dutiesReplanned({ planned: [...otherwise.planned], dropped: [...otherwise.dropped] })] : [];
  },
  words: { vi: 'Điều chỉnh nhiệm vụ theo kế hoạch', en: 'Let the duties follow the plan' },
});
