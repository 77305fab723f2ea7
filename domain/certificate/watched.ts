// A date of a certificate by which whoever answers for it has to act: reminded of as any other, and told once it has passed.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import type { DueAction } from '../kernel/due-action.ts';
import type { Mark } from '../kernel/mark.ts';
import type { Words } from '../kernel/refusal.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { nextReminder, overdueAt, type ReminderDay, remindAt } from '../programme-year/reminder-days.ts';
import {
  dueBy,
  dueOfDate,
  overdueSaid,
  reminderSaid,
  tellOverdue,
  tellReminder,
  toldOfDate,
} from '../programme-year/watched-date.ts';
import type { Day } from '../time/civil-date.ts';
import { type Certificate, certificate } from './certificate.ts';
import { issuersOn } from './issuers.ts';

/** It runs from the day of its mark; `at`: revision of the fact that set it. */
export type Watched = Mark & {
  readonly dueOn: Day;
  readonly reminded: readonly string[];
  readonly overdue: boolean;
};
type Change = Partial<Pick<Watched, 'reminded' | 'overdue'>>;

type Spec<Ref extends string> = {
  /** what its facts call the revision of the fact that set it */
  readonly setBy: Ref;
  readonly events: { readonly reminded: string; readonly overdue: string };
  readonly commands: {
    readonly remind: { readonly name: string; readonly words: Words };
    readonly mark: { readonly name: string; readonly words: Words };
  };
  /** what is to be done by it */
  readonly what: Words;
  /** undefined while nothing is */
  readonly dateOf: (state: Certificate) => Watched | undefined;
  readonly changed: (state: Certificate, change: Change) => Certificate;
};

type Of<Ref extends string> = Readonly<Record<Ref, number>> & { readonly dueOn: Day };

export function watched<Ref extends string>({ setBy, events, commands, what: why, dateOf, changed }: Spec<Ref>) {
  const ref = { [setBy]: z.int().min(0) } as Record<Ref, z.ZodInt>;
  const told = z.strictObject({ ...ref, ...toldOfDate });

  /** Of a date that was taken back or is another by now a fact says nothing. */
  const runs = (state: Certificate, of: Of<Ref>): boolean => {
    const date = dateOf(state);
    return date?.at === of[setBy] && date.dueOn === of.dueOn;
  };
  const put = (state: Certificate, of: Of<Ref>, change: (date: Watched) => Change): Certificate => {
    const date = dateOf(state);
    return date && runs(state, of) ? changed(state, change(date)) : state;
  };

  const wasReminded = certificate.event(events.reminded, {
    version: 1,
    schema: told.extend({ which: z.string() }) as unknown as z.ZodType<Told<Ref> & { which: string }>,
    quiet: true,
    tells: tellReminder,
    stillSo: runs,
    evolve: (state, of) => put(state, of, ({ reminded }) => ({ reminded: [...reminded, of.which] })),
    sentence: reminderSaid,
  });
  const isOverdue = certificate.event(events.overdue, {
    version: 1,
    schema: told as unknown as z.ZodType<Told<Ref>>,
    quiet: true,
    tells: tellOverdue,
    stillSo: (state, of) => runs(state, of) && dateOf(state)?.overdue === true,
    evolve: (state, of) => put(state, of, () => ({ overdue: true })),
    sentence: overdueSaid,
  });

  const nextOf = (state: Certificate, year: ProgrammeYear, today: Day): ReminderDay | undefined => {
    const date = dateOf(state);
    return date && nextReminder({ ...date, since: date.on }, year, today);
  };
  const passesNext = (state: Certificate): Watched | undefined => {
    const date = dateOf(state);
    return date?.overdue ? undefined : date;
  };
  const about = ({ at, dueOn }: Watched) => ({ ...({ [setBy]: at } as Record<Ref, number>), dueOn, why });

  const remind = certificate.command(commands.remind.name, {
    input: z.strictObject({}),
    by: workflow,
    guard: ({ state, needs, at, today }) => {
      const next = nextOf(state, needs.year, today);
      return dueBy(next && remindAt(next), at);
    },
    decide: ({ id, state, needs, today }) => {
      const [date, next] = [dateOf(state), nextOf(state, needs.year, today)];
      if (!date || !next) return [];
      const to = [...issuersOn(today, { id, state, needs }, next.toSuperior)];
      return [wasReminded({ ...about(date), which: next.which, to })];
    },
    words: commands.remind.words,
  });
  const mark = certificate.command(commands.mark.name, {
    input: z.strictObject({}),
    by: workflow,
    guard: ({ state, at }) => {
      const passes = passesNext(state);
      return dueBy(passes && overdueAt(passes), at);
    },
    decide: ({ id, state, needs, today }) => {
      const passes = passesNext(state);
      return passes ? [isOverdue({ ...about(passes), to: [...issuersOn(today, { id, state, needs })] })] : [];
    },
    words: commands.mark.words,
  });

  /** What it makes due. @param causeOf the fact of that revision, as a cause */
  const due = (state: Certificate, year: ProgrammeYear, today: Day, causeOf: (at: number) => string) => {
    const [date, reminder] = [dateOf(state), nextOf(state, year, today)];
    if (!date) return [] as readonly DueAction[];
    const named = { mark: mark.name, remind: remind.name, which: reminder?.which, cause: causeOf(date.at) };
    return dueOfDate({ passes: passesNext(state), reminder, ...named });
  };
  return { remind, mark, due };
}

type Told<Ref extends string> = Of<Ref> & z.infer<z.ZodObject<typeof toldOfDate>>;
