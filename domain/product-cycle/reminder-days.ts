// The reminders of a deadline: on which working days they come due, and which is next.
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { type Day, endOfDay, startOfDay } from '../time/civil-date.ts';
import { addWorkingDays } from '../time/working-days.ts';
import { policiesOf } from './due.ts';
import type { Deadline } from './product-cycle.ts';

/** `T-7`: seven working days before; `T` is the day itself, `T+3` three working days after it. */
export type ReminderDay = { readonly which: string; readonly on: Day; readonly toSuperior?: true };

/** The ladder of a deadline; a reminder that would fall before the deadline began to run is not owed. */
export function reminderDays({ dueOn, since }: Deadline, year: ProgrammeYear): readonly ReminderDay[] {
  const { 'reminder-working-days': before, 'overdue-working-days': after } = policiesOf(year);
  const on = (n: number): Day => (n === 0 ? dueOn : addWorkingDays(dueOn, n, year.calendar));
  return [
    ...[...before].sort((a, b) => b - a).map((n) => ({ which: n === 0 ? 'T' : `T-${n}`, on: on(-n) })),
    ...[...after].sort((a, b) => a - b).map((n) => ({ which: `T+${n}`, on: on(n), toSuperior: true as const })),
  ].filter((r) => r.on > since);
}

/** What is to be reminded next: the earliest that was not, or the latest of several that were missed. */
export function nextReminder(deadline: Deadline, year: ProgrammeYear, today: Day): ReminderDay | undefined {
  const last = lastReminded(deadline, year);
  const open = reminderDays(deadline, year).filter((r) => r.on > last);
  const missed = open.filter((r) => r.on <= today);
  return missed[missed.length - 1] ?? open[0];
}

/** Reminders recorded are an order of days, so that one skipped by a later one is not owed again. */
function lastReminded(deadline: Deadline, year: ProgrammeYear): Day {
  const days = reminderDays(deadline, year).filter((r) => deadline.reminded.includes(r.which));
  return days[days.length - 1]?.on ?? '';
}

/** As its day begins: whoever is told by the morning's post is told of all of that day. */
export const remindAt = ({ on }: ReminderDay): string => startOfDay(on);
export const overdueAt = ({ dueOn }: Deadline): string => endOfDay(dueOn);
