// The dates of a unit's duties as the process watches them. What comes due on one day for one unit is told once: a unit
// has many duties a year, and nobody reads as many letters.
import { z } from 'zod';
import { addressee, named, why, withSuperior } from '../access/addressee.ts';
import { workflow } from '../kernel/command.ts';
import type { FactMeta, ToldDate } from '../kernel/event.ts';
import { shownDay } from '../kernel/fields.ts';
import type { Lang, Words } from '../kernel/refusal.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { nextReminder, overdueAt, type ReminderDay, remindAt } from '../programme-year/reminder-days.ts';
import { dueBy, isAfterwards } from '../programme-year/watched-date.ts';
import { type Day, day } from '../time/civil-date.ts';
import { nameOf, type UnitTree } from '../unit/unit-tree.ts';
import { type Duty, dutyIn, dutyNamed, isOpen, nameIt, type UnitDuties, unitDuties, withDuty } from './unit-duties.ts';
import { whoJudges, whoReports } from './who.ts';

const LADDER = 'duty-reminder-working-days';

const ofDuty = { ...dutyNamed, dueOn: day };
type OfDuty = z.infer<z.ZodObject<typeof ofDuty>>;

/** Whether a quiet fact still speaks of what is to be done. */
const isStillSo = (state: UnitDuties, of: OfDuty): boolean => {
  const duty = dutyIn(state, of);
  return duty !== undefined && isOpen(duty) && duty.dueOn === of.dueOn;
};

/** The state after somebody was told of duties that are still what they were. */
function toldOf<T extends OfDuty>(
  state: UnitDuties,
  duties: readonly T[],
  { revision: toldAt }: FactMeta,
  change: (told: T, duty: Duty) => Partial<Duty>,
): UnitDuties {
  let after: UnitDuties = { ...state, toldAt };
  for (const told of duties) {
    const duty = dutyIn(after, told);
    if (duty && isStillSo(after, told)) after = withDuty(after, told, change(told, duty));
  }
  return after;
}

/** Each duty for itself, as it is called and as far as it is still to be done. */
const eachOf = (duties: readonly OfDuty[], why: Words, now: UnitDuties | undefined): readonly ToldDate[] =>
  duties
    .filter((of) => now === undefined || isStillSo(now, of))
    .map((of) => {
      const { duty, no, onBehalfOf: code, dueOn } = of;
      const known = now && dutyIn(now, of);
      const onBehalfOf = code === undefined ? undefined : { code, on: known?.from ?? dueOn };
      return { id: [duty, no, code ?? ''].join('/'), dueOn, why: known?.name ?? why, onBehalfOf };
    });

const latest = (days: readonly Day[]): Day => [...days].sort().at(-1) ?? '';

const remindersCameDue = unitDuties.event('DutyRemindersCameDue', {
  version: 1,
  schema: z.strictObject({
    duties: z.array(z.strictObject({ ...ofDuty, which: z.string() })).min(1),
    to: z.array(addressee),
    why,
  }),
  quiet: true,
  // What goes to the unit above as well tells that a day has passed.
  tells: ({ duties, to, why }, _, now) => ({
    ...{ to, why, each: eachOf(duties, why, now) },
    ...(duties.some(({ which }) => isAfterwards(which))
      ? { kind: 'overdue', urgent: true }
      : { kind: 'reminder', dueOn: latest(duties.map((d) => d.dueOn)) }),
  }),
  stillSo: (state, { duties }) => duties.some((of) => isStillSo(state, of)),
  evolve: (state, { duties }, meta) =>
    toldOf(state, duties, meta, ({ which }, { reminded }) => ({ reminded: [...reminded, which] })),
  sentence: ({ duties, to, why }) => ({
    vi: `Nhắc ${duties.length} nhiệm vụ (${kindsOf(duties)}): ${why.vi} → ${named(to, 'vi') || 'chưa rõ người nhận'}`,
    en: `Reminder of ${duties.length} duties (${kindsOf(duties)}): ${why.en} → ${named(to, 'en') || 'nobody known'}`,
  }),
});

const kindsOf = (duties: readonly { which: string }[]): string => [...new Set(duties.map((d) => d.which))].join(', ');

const dutiesOverdue = unitDuties.event('DutiesMarkedOverdue', {
  version: 1,
  schema: z.strictObject({ duties: z.array(z.strictObject(ofDuty)).min(1), to: z.array(addressee), why }),
  quiet: true,
  tells: ({ duties, to, why }, _, now) => ({ kind: 'overdue', to, why, urgent: true, each: eachOf(duties, why, now) }),
  stillSo: (state, { duties }) => duties.some((of) => isStillSo(state, of)),
  evolve: (state, { duties }, meta) => toldOf(state, duties, meta, () => ({ overdue: true })),
  sentence: ({ duties, why }) => ({
    vi: `Quá hạn ${duties.length} nhiệm vụ: ${why.vi}`,
    en: `${duties.length} duties overdue: ${why.en}`,
  }),
});

type Asked = { id: string; state: UnitDuties; needs: { units: UnitTree; year: ProgrammeYear }; today: Day };
type Due = { readonly duty: Duty; readonly next: ReminderDay };

/** The reminders of the first day on which any is due; all that were missed at once. */
export function remindersDue(state: UnitDuties, year: ProgrammeYear, today: Day): readonly Due[] {
  const coming = state.duties.filter(isOpen).flatMap((duty) => {
    const next = nextReminder(duty, year, today, LADDER);
    return next ? [{ duty, next }] : [];
  });
  const first = coming.map(({ next }) => next.on).sort()[0];
  return coming.filter(({ next }) => next.on === first || next.on <= today);
}

/** Those whose day passes first and that are not marked yet. */
export function overdueNext({ duties }: UnitDuties, today: Day): readonly Duty[] {
  const open = duties.filter((duty) => isOpen(duty) && !duty.overdue);
  const first = open.map(({ dueOn }) => dueOn).sort()[0];
  return open.filter(({ dueOn }) => dueOn === first || dueOn < today);
}

/** Who reports; `above`: and the nearest who judges that. */
function whom({ id, state, needs, today }: Asked, above: boolean) {
  const asked = { id, state, tree: needs.units, today };
  return withSuperior(whoReports(asked), above ? whoJudges(asked).slice(0, 1) : []);
}

/** What was taken over says from whom: the reader has the like of it of their own. */
function listed(duties: readonly Duty[], tree: UnitTree) {
  const former = ({ onBehalfOf, from }: Duty): string | undefined =>
    onBehalfOf === undefined ? undefined : (nameOf(tree, onBehalfOf, from) ?? onBehalfOf);
  const said = (d: Duty, lang: Lang, instead: string, due: string): string => {
    const of = former(d);
    return `${d.name[lang]} (${of === undefined ? '' : `${instead} ${of}, `}${due} ${shownDay(d.dueOn)})`;
  };
  return {
    vi: duties.map((d) => said(d, 'vi', 'thay', 'hạn')).join('; '),
    en: duties.map((d) => said(d, 'en', 'for', 'due')).join('; '),
  };
}

export const recordDutyReminders = unitDuties.command('RecordDutyReminders', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at, today, needs }) => {
    const [first] = remindersDue(state, needs.year, today);
    return dueBy(first && remindAt(first.next), at);
  },
  decide: (c) => {
    const due = remindersDue(c.state, c.needs.year, c.today).filter(({ next }) => c.at >= remindAt(next));
    const above = due.some(({ next }) => next.toSuperior);
    const duties = due.map(({ duty, next }) => ({ ...nameIt(duty), dueOn: duty.dueOn, which: next.which }));
    return [
      remindersCameDue({
        duties,
        to: whom(c, above),
        why: listed(
          due.map(({ duty }) => duty),
          c.needs.units,
        ),
      }),
    ];
  },
  words: { vi: 'Ghi nhận nhắc nhiệm vụ', en: 'Record that reminders of duties came due' },
});

export const markDutiesOverdue = unitDuties.command('MarkDutiesOverdue', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at, today }) => {
    const [first] = overdueNext(state, today);
    return dueBy(first && overdueAt(first), at);
  },
  decide: (c) => {
    const passed = overdueNext(c.state, c.today).filter((duty) => c.at >= overdueAt(duty));
    const duties = passed.map((duty) => ({ ...nameIt(duty), dueOn: duty.dueOn }));
    return [dutiesOverdue({ duties, to: whom(c, false), why: listed(passed, c.needs.units) })];
  },
  words: { vi: 'Đánh dấu nhiệm vụ quá hạn', en: 'Mark duties as overdue' },
});
