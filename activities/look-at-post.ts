// What the post of a province and the letters of a person turn on.
import { civilCalendar } from '../domain/calendar/civil-calendar.ts';
import { daysOff } from '../domain/calendar/days-off.ts';
import type { Letters } from '../domain/letters/letters.ts';
import { type LettersFacts, lettersFacts } from '../domain/letters/letters-facts.ts';
import { isOpen, nextMorning, type PostHours, slotNow, urgentAt } from '../domain/letters/post-hours.ts';
import { type PostFacts, postFacts } from '../domain/post-office/post-facts.ts';
import { type PostOffice, postOffice } from '../domain/post-office/post-office.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import type { Calendar } from '../domain/time/working-days.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { bookOf, type PostBook, type Told } from './post-book.ts';
import type { Looked, Seen } from './process.ts';
import type { ReadersOf } from './who-is-told.ts';

export async function lookAtPost({ executor, history, at }: Looked<PostOffice>): Promise<Seen<PostFacts>> {
  const { id, state } = history;
  const seen = (slot: string | undefined) => ({
    facts: postFacts(id, state, slot),
    deadlines: [],
    shown: { place: id },
  });
  if (!state.open) return seen(undefined);
  const book = bookOf(executor, id);
  await book.read();
  if (book.waiting().length === 0 && book.untried().length === 0) return seen(undefined);
  return seen(nextSlot(book, await postOn(executor, id, state.hours, at)));
}

/** What could not be sent goes again while the office is open. */
export async function lookAtLetters({ executor, history, at }: Looked<Letters>): Promise<Seen<LettersFacts>> {
  const { id, state, revision } = history;
  const facts = lettersFacts(id, state, revision);
  const { again } = facts;
  const shown = state.province === undefined ? {} : { place: state.province };
  if (!again || again.tries === 0 || state.province === undefined) return { facts, deadlines: [], shown };
  const { hours } = (await executor.look(postOffice, state.province)).state;
  const calendar = await officeCalendar(executor, again.at);
  const due = again.at > at ? again.at : at;
  return {
    facts: { again: { ...again, at: isOpen(due, hours, calendar) ? again.at : nextMorning(due, hours, calendar) } },
    deadlines: [],
    shown,
  };
}

/** The office at a moment: its hours and days off, and who reads what. */
export type PostMoment = {
  readonly at: string;
  readonly hours: PostHours;
  readonly calendar: Calendar;
  readonly readers: ReadersOf;
};

export async function postOn(executor: Executor, province: string, hours: PostHours, at: string): Promise<PostMoment> {
  const tree = (await executor.look(unitTree, province)).state;
  const calendar = await officeCalendar(executor, at);
  return { at, hours, calendar, readers: bookOf(executor, province).readers(tree, dayOf(at)) };
}

/** The days off of the civil year, and of the next. */
async function officeCalendar(executor: Executor, at: string): Promise<Calendar> {
  const year = Number(dayOf(at).slice(0, 4));
  const years = [year, year + 1].map(async (y) => ({
    year: y,
    calendar: (await executor.look(civilCalendar, String(y))).state,
  }));
  return daysOff({ holidays: [] }, await Promise.all(years));
}

/** The earliest instant at which somebody is to be told something. */
function nextSlot(book: PostBook, moment: PostMoment): string | undefined {
  const { at, hours, calendar } = moment;
  const slots = book.waiting().map((told) => {
    const slot = isUrgent(book, told, moment)
      ? urgentAt(told.recordedAt, hours, calendar)
      : nextMorning(told.recordedAt, hours, calendar);
    return slotNow(slot, at, hours, calendar);
  });
  // Somebody was stopped between writing a letter and sending it.
  if (book.untried().length > 0) slots.push(urgentAt(at, hours, calendar));
  return slots.sort()[0];
}

function isUrgent(book: PostBook, told: Told, moment: PostMoment): boolean {
  if (told.urgentOut) return false;
  if (isUrgentFor(told, moment)) return true;
  const to = told.telling.to.filter((one) => 'role' in one || 'account' in one);
  return moment.readers({ ...told, to }).some(({ account }) => wantsAtOnce(book, account));
}

export const wantsAtOnce = (book: PostBook, account: string): boolean =>
  book.accounts().get(account)?.contact?.delivery === 'at-once';

/** What is over before the next morning is told today or never. */
export function isUrgentFor(
  { telling, recordedAt }: Pick<Told, 'telling' | 'recordedAt'>,
  { hours, calendar }: PostMoment,
): boolean {
  if (telling.urgent) return true;
  return (
    telling.kind === 'reminder' &&
    telling.dueOn !== undefined &&
    telling.dueOn < dayOf(nextMorning(recordedAt, hours, calendar))
  );
}
