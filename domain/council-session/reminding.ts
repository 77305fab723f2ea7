// Who is waited for in a session is reminded like of any other date, and told when it has passed; whoever convened the
// council then learns of it too. That somebody has not sealed yet is said to them alone, and never what others sealed.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import type { DueAction } from '../kernel/due-action.ts';
import type { ToldOne } from '../kernel/event.ts';
import { shownDay, slug } from '../kernel/fields.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { nextReminder, overdueAt, type ReminderDay, remindAt } from '../programme-year/reminder-days.ts';
import { dueBy, isAfterwards } from '../programme-year/watched-date.ts';
import { type Day, day, dayOf } from '../time/civil-date.ts';
import { type CouncilSession, councilSession } from './council-session.ts';
import { saidIn, type Term, termIds, termsOf, termWords, toldOf } from './terms.ts';

const told = z.strictObject({
  subject: z.enum(termIds),
  /** the product, where it is of one */
  cycle: cycleId.optional(),
  /** the fact it runs from */
  at: z.int().min(0),
  dueOn: day,
  to: z.array(slug),
});
type Told = z.infer<typeof told>;

/** The date as it still runs. */
const runningOf = (state: CouncilSession, { subject, at, dueOn }: Omit<Told, 'to'>): Term | undefined =>
  termsOf(state).find((term) => term.subject === subject && term.at === at && term.dueOn === dueOn);

type Change = (before: Pick<Term, 'reminded' | 'overdue'>) => Partial<Pick<Term, 'reminded' | 'overdue'>>;

/** Of what is done, or has another date by now, a quiet fact says nothing. */
function changed(state: CouncilSession, { subject, at, dueOn }: Told, change: Change): CouncilSession {
  const term = runningOf(state, { subject, at, dueOn });
  if (!term) return state;
  const { reminded, overdue } = term;
  const others = (state.told ?? []).filter((one) => one !== toldOf(state, term));
  return { ...state, told: [...others, { subject, at, dueOn, reminded, overdue, ...change(term) }] };
}

const conveners: ToldOne = { holders: { responsibility: 'convene-council' } };
/** Those of them who are waited for still; an appeal is answered by whoever convenes the council. */
function waitedFor(of: Told, now: CouncilSession | undefined): readonly ToldOne[] {
  if (of.subject === 'appeal') return [conveners];
  const still = now && runningOf(now, of)?.to;
  return of.to.filter((account) => still?.includes(account) ?? true).map((account) => ({ account }));
}
/** Whoever convened the council learns that its day has passed. */
const waitedForTooLong = (of: Told, now: CouncilSession | undefined): readonly ToldOne[] =>
  of.subject === 'appeal' ? [conveners] : [...waitedFor(of, now), conveners];

const about = ({ cycle }: Told, stream: string) => {
  const id = stream.slice(councilSession.stream('').length);
  return cycle === undefined
    ? { vi: `Phiên họp Hội đồng ${id}`, en: `Council session ${id}` }
    : { vi: `Sản phẩm ${cycle}`, en: `Product ${cycle}` };
};

/** Who is waited for, as a sentence has them: how many, as an account's id tells its reader nothing. */
function waitingFor({ to, subject }: Told): { vi: string; en: string } {
  if (subject === 'appeal') return { vi: 'cơ quan triệu tập Hội đồng', en: 'whoever convenes the council' };
  return { vi: `${to.length} người của Hội đồng`, en: `${to.length} of the council` };
}

const sessionReminded = councilSession.event('SessionReminded', {
  version: 1,
  schema: told.extend({ which: z.string() }),
  quiet: true,
  boundsNothing: true,
  tells: ({ which, ...of }, { stream }, now) => ({
    ...(isAfterwards(which)
      ? { kind: 'overdue', to: waitedForTooLong(of, now), urgent: true }
      : { kind: 'reminder', to: waitedFor(of, now) }),
    ...{ why: termWords[of.subject], about: about(of, stream), dueOn: of.dueOn },
  }),
  stillSo: (state, of) => runningOf(state, of) !== undefined,
  evolve: (state, { which, ...of }) => changed(state, of, ({ reminded }) => ({ reminded: [...reminded, which] })),
  sentence: ({ which, ...of }) => ({
    vi: `Nhắc việc ${which}: ${saidIn(of).vi}, hạn ${shownDay(of.dueOn)} → ${waitingFor(of).vi}`,
    en: `Reminder ${which}: ${saidIn(of).en}, due ${shownDay(of.dueOn)} → ${waitingFor(of).en}`,
  }),
});

const sessionOverdue = councilSession.event('SessionOverdue', {
  version: 1,
  schema: told,
  quiet: true,
  boundsNothing: true,
  tells: (of, { stream }, now) => ({
    kind: 'overdue',
    to: waitedForTooLong(of, now),
    why: termWords[of.subject],
    about: about(of, stream),
    dueOn: of.dueOn,
    urgent: true,
  }),
  stillSo: (state, of) => runningOf(state, of)?.overdue === true,
  evolve: (state, of) => changed(state, of, () => ({ overdue: true })),
  sentence: (of) => ({
    vi: `Quá hạn ${shownDay(of.dueOn)}: ${saidIn(of).vi} (${waitingFor(of).vi})`,
    en: `Overdue since ${shownDay(of.dueOn)}: ${saidIn(of).en} (${waitingFor(of).en})`,
  }),
});

type Next = ReminderDay & { readonly of: Term };

/** Of all dates the reminder that comes next. */
const nextOf = (state: CouncilSession, year: ProgrammeYear, today: Day): Next | undefined =>
  termsOf(state)
    .flatMap((of): readonly Next[] => {
      const next = nextReminder(of, year, today);
      return next ? [{ ...next, of }] : [];
    })
    .reduce<Next | undefined>((first, next) => (first && first.on <= next.on ? first : next), undefined);

/** Of all dates the first that was not marked. */
const passingIn = (state: CouncilSession): Term | undefined => termsOf(state).find(({ overdue }) => !overdue);

const ofTerm = ({ subject, cycle, at, dueOn, to }: Term) => ({
  ...{ subject, at, dueOn, to: [...to] },
  ...(cycle === undefined ? {} : { cycle }),
});

export const remindInSession = councilSession.command('RemindInSession', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs, at, today }) => {
    const next = nextOf(state, needs.year, today);
    return dueBy(next && remindAt(next), at);
  },
  decide: ({ state, needs, today }) => {
    const next = nextOf(state, needs.year, today);
    return next ? [sessionReminded({ ...ofTerm(next.of), which: next.which })] : [];
  },
  words: { vi: 'Nhắc việc của phiên họp', en: 'Remind in a session' },
});

export const markSessionOverdue = councilSession.command('MarkSessionOverdue', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at }) => {
    const term = passingIn(state);
    return dueBy(term && overdueAt(term), at);
  },
  decide: ({ state }) => {
    const term = passingIn(state);
    return term ? [sessionOverdue(ofTerm(term))] : [];
  },
  words: { vi: 'Đánh dấu quá hạn trong phiên họp', en: 'Mark as overdue in a session' },
});

/** What its dates make due, past and coming. */
export function sessionDue(
  id: string,
  state: CouncilSession,
  { year, at }: { year: ProgrammeYear; at: string },
): readonly DueAction[] {
  const [next, passes] = [nextOf(state, year, dayOf(at)), passingIn(state)];
  const caused = ({ subject, at, dueOn }: Term, what: string) => ({
    cause: `${councilSession.stream(id)}@${at}`,
    which: `${subject} ${dueOn} ${what}`,
  });
  return [
    ...(passes ? [{ command: markSessionOverdue.name, dueAt: overdueAt(passes), ...caused(passes, 'passed') }] : []),
    ...(next ? [{ command: remindInSession.name, dueAt: remindAt(next), ...caused(next.of, next.which) }] : []),
  ];
}
