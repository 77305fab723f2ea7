// What the procedure of a unit's duties turns on, and what their dates make due beside it.
import type { DueAction } from '../kernel/due-action.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { dueOfDate } from '../programme-year/watched-date.ts';
import { dayOf } from '../time/civil-date.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { isClosed, reopenedAt } from './closing.ts';
import { heirStreams, successionOf } from './handing-over.ts';
import { replanned } from './planned.ts';
import { markDutiesOverdue, overdueNext, recordDutyReminders, remindersDue } from './reminding.ts';
import { type UnitDuties, unitDuties } from './unit-duties.ts';

/** Where a fact stands, `<stream>@<revision>`. */
type FactRef = string;

export type DutiesFacts = {
  readonly handedOver: boolean;
  readonly closed: boolean;
  /** plan or calendar say otherwise than the unit was told: what it was told by, and what says so */
  readonly otherwise: { readonly told: FactRef; readonly by: FactRef } | undefined;
  /** the unit has an end: from when its duties are handed over, to which streams, and which of these have not got them */
  readonly ends:
    | { readonly at: string; readonly newest: FactRef; readonly to: readonly string[]; readonly next: Heir | undefined }
    | undefined;
  /** the year is closed and nothing comes due any more */
  readonly over: { readonly since: FactRef; readonly year: FactRef } | undefined;
};

type Heir = { readonly stream: string; readonly input: Readonly<Record<string, unknown>> };

export type DutiesQuestion = {
  id: string;
  state: UnitDuties;
  year: ProgrammeYear;
  yearStream: string;
  units: UnitTree;
  /** the streams that have taken over what this one hands over */
  taken: readonly string[];
  /** RFC 3339 UTC */
  at: string;
};

/** Undefined before its duties begin. */
export function dutiesFacts(q: DutiesQuestion): DutiesFacts | undefined {
  const { id, state, year, units, at } = q;
  if (!state.unit) return undefined;
  const today = dayOf(at);
  const fact = (revision: number): FactRef => `${unitDuties.stream(id)}@${revision}`;
  const planned = `${q.yearStream}@${year.changedAt}`;
  const quiet = remindersDue(state, year, today).length + overdueNext(state, today).length === 0;
  return {
    handedOver: state.handedOver !== undefined,
    closed: isClosed(state),
    otherwise: replanned(state, year, today) ? { told: fact(state.plannedAt ?? 0), by: planned } : undefined,
    ends: endsOf(q, units),
    over: year.closed && quiet ? { since: fact(Math.max(reopenedAt(state), 0)), year: planned } : undefined,
  };
}

function endsOf({ id, state, taken }: DutiesQuestion, units: UnitTree): DutiesFacts['ends'] {
  const succession = successionOf(state, units);
  if (!succession) return undefined;
  const { heirs } = succession;
  const to = heirStreams(id, heirs);
  const missing = to.findIndex((stream) => !taken.includes(stream));
  const heir = heirs[missing];
  const from = unitDuties.stream(id);
  const input = heir && { from, code: heir.code, since: heir.from };
  return {
    at: succession.at,
    newest: `${from}@${newestOf(state)}`,
    to,
    next: input && { stream: to[missing] as string, input },
  };
}

/** The newest fact on which dates turn: whoever is told because of it is told once. */
const newestOf = ({ duties, toldAt = 0, amendedAt }: UnitDuties): number =>
  Math.max(toldAt, amendedAt, ...duties.map((duty) => duty.at));

/** Past and coming. */
export function dutiesDue({
  id,
  state,
  year,
  at,
}: Pick<DutiesQuestion, 'id' | 'state' | 'year' | 'at'>): readonly DueAction[] {
  if (state.handedOver || isClosed(state)) return [];
  const today = dayOf(at);
  const [reminder] = remindersDue(state, year, today);
  const [passes] = overdueNext(state, today);
  const cause = `${unitDuties.stream(id)}@${newestOf(state)}`;
  const named = { mark: markDutiesOverdue.name, remind: recordDutyReminders.name, which: reminder?.next.on, cause };
  return dueOfDate({ passes, reminder: reminder?.next, ...named });
}
