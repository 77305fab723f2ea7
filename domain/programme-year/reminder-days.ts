// The reminders of a deadline: on which working days they come due, and which is next.
import { type Day, endOfDay, startOfDay } from '../time/civil-date.ts';
import { addWorkingDays } from '../time/working-days.ts';
import { policiesOf } from './due.ts';
import type { ProgrammeYear } from './programme-year.ts';

/** `since`: the day from which it runs; `reminded`: which reminders were recorded */
export type Reminded = { readonly dueOn: Day; readonly since: Day; readonly reminded: readonly string[] };

/** The policy that says how long before its day each kind of deadline is reminded; after it all go on alike. */
export type Ladder = 'reminder-working-days' | 'duty-reminder-working-days';

/** `T-7`: seven working days before; `T` is the day itself, `T+3` three working days after it. */
export type ReminderDay = { readonly which: string; readonly on: Day; readonly toSuperior?: true };

/** The ladder of a deadline; a reminder that would fall before the deadline began to run is not owed. */
export const reminderDays = (
  { dueOn, since }: Omit<Reminded, 'reminded'>,
  year: ProgrammeYear,
  ladder: Ladder = 'reminder-working-days',
): readonly ReminderDay[] => ladderTo(dueOn, year, ladder).filter((r) => r.on > since);

/** Many deadlines end on one day, and each is asked after at every look: working days are counted once for all of them. */
const counted = new WeakMap<ProgrammeYear, Map<string, readonly ReminderDay[]>>();

function ladderTo(dueOn: Day, year: ProgrammeYear, ladder: Ladder): readonly ReminderDay[] {
  const ofYear = counted.get(year) ?? new Map<string, readonly ReminderDay[]>();
  counted.set(year, ofYear);
  const known = ofYear.get(`${ladder} ${dueOn}`);
  if (known) return known;
  const { [ladder]: before, 'overdue-working-days': after } = policiesOf(year);
  const on = (n: number): Day => (n === 0 ? dueOn : addWorkingDays(dueOn, n, year.calendar));
  const days = [
    ...[...before].sort((a, b) => b - a).map((n) => ({ which: n === 0 ? 'T' : `T-${n}`, on: on(-n) })),
    ...[...after].sort((a, b) => a - b).map((n) => ({ which: `T+${n}`, on: on(n), toSuperior: true as const })),
  ];
  ofYear.set(`${ladder} ${dueOn}`, days);
  return days;
}

/** What is to be reminded next: the earliest that was not, or the latest of several that were missed. */
export function nextReminder(
  deadline: Reminded,
  year: ProgrammeYear,
  today: Day,
  ladder?: Ladder,
): ReminderDay | undefined {
  const days = reminderDays(deadline, year, ladder);
  // Those recorded are an order of days, so that one skipped by a later one is not owed again.
  const last = days.findLast((r) => deadline.reminded.includes(r.which))?.on ?? '';
  const open = days.filter((r) => r.on > last);
  const missed = open.filter((r) => r.on <= today);
  return missed[missed.length - 1] ?? open[0];
}

/** As its day begins: whoever is told by the morning's post is told of all of that day. */
export const remindAt = ({ on }: Pick<ReminderDay, 'on'>): string => startOfDay(on);
export const overdueAt = ({ dueOn }: Pick<Reminded, 'dueOn'>): string => endOfDay(dueOn);
