// What the process does with a date that it watches, whatever the date is of (a step or tier of a product, a paper, the
// duties of a unit): those who must act are reminded as the plan’s ladder has it, and told once it has passed.
import { z } from 'zod';
import { addressee, named, why } from '../access/addressee.ts';
import { type DueAction, NOT_DUE } from '../kernel/due-action.ts';
import type { Telling } from '../kernel/event.ts';
import { shownDay } from '../kernel/fields.ts';
import type { Refusal, Words } from '../kernel/refusal.ts';
import { type Day, day } from '../time/civil-date.ts';
import { overdueAt, type Reminded, type ReminderDay, remindAt } from './reminder-days.ts';

/** Members of every fact by which somebody is told of a date. */
export const toldOfDate = { dueOn: day, to: z.array(addressee), why };
type Told = Pick<Telling, 'to' | 'why'> & { readonly dueOn: Day };

/** What goes to the unit above as well (`T+3`) tells that the day has passed. */
export const isAfterwards = (which: string): boolean => which.startsWith('T+');

/** The day has passed: told at once. */
export const tellOverdue = ({ to, why, dueOn }: Told): Telling => ({ kind: 'overdue', to, why, dueOn, urgent: true });

/** Nobody is reminded of a day that is past: afterwards it is told that it is. */
export const tellReminder = ({ which, ...told }: Told & { readonly which: string }): Telling =>
  isAfterwards(which) ? tellOverdue(told) : { kind: 'reminder', to: told.to, why: told.why, dueOn: told.dueOn };

type Reminder = { which: string; dueOn: Day; to: Parameters<typeof named>[0]; why: Words; basis?: string };

export const reminderSaid = ({ which, dueOn, to, why, basis }: Reminder): Words => ({
  vi: `Nhắc việc ${which}: ${why.vi}, hạn ${shownDay(dueOn)} → ${named(to, 'vi') || 'chưa rõ người nhận'}`,
  en: `Reminder ${which}: ${why.en}, due ${shownDay(dueOn)}${basis === undefined ? '' : ` (${basis})`} → ${named(to, 'en') || 'nobody known'}`,
});

export const overdueSaid = ({ dueOn, why }: { dueOn: Day; why: Words }): Words => ({
  vi: `Quá hạn ${shownDay(dueOn)}: ${why.vi}`,
  en: `Overdue since ${shownDay(dueOn)}: ${why.en}`,
});

/** Whether what is due from an instant on may be given at another; `undefined`: nothing is due any more. */
export const dueBy = (dueAt: string | undefined, at: string): 'already-so' | Refusal | undefined =>
  dueAt === undefined ? 'already-so' : at >= dueAt ? undefined : NOT_DUE();

type Watched = {
  /** the date that is to be marked once it has passed */
  readonly passes: Pick<Reminded, 'dueOn'> | undefined;
  readonly reminder: Pick<ReminderDay, 'on'> | undefined;
  /** names of the commands */
  readonly mark: string;
  readonly remind: string;
  /** what distinguishes a reminder, and the mark, from others that the same cause makes due */
  readonly which: string | undefined;
  readonly passed?: string;
  /** the fact that set the date */
  readonly cause: string;
};

/** What it makes due. At one instant it is marked first: the reminder goes to who stands above, too. */
export const dueOfDate = ({ passes, reminder, mark, remind, which = '', ...of }: Watched): readonly DueAction[] => [
  ...(passes ? [{ command: mark, dueAt: overdueAt(passes), cause: of.cause, which: of.passed ?? passes.dueOn }] : []),
  ...(reminder ? [{ command: remind, dueAt: remindAt(reminder), cause: of.cause, which }] : []),
];
