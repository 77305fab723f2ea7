// Who is waited for in a session is reminded like of any other date, and told when it has passed; whoever convened the
// council then learns of it too. That somebody has not sealed yet is said to them alone, and never what others sealed.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import type { DueAction } from '../kernel/due-action.ts';
import type { ToldOne } from '../kernel/event.ts';
import { shownDay, slug } from '../kernel/fields.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { nextReminder, overdueAt, type ReminderDay, remindAt } from '../programme-year/reminder-days.ts';
import { dueBy, dueOfDate, isAfterwards } from '../programme-year/watched-date.ts';
import { type Day, day, dayOf } from '../time/civil-date.ts';
import { type CouncilSession, councilSession } from './council-session.ts';
import { type Term, termIds, termOf, termWords } from './terms.ts';

const told = z.strictObject({
  subject: z.enum(termIds),
  /** the fact it runs from */
  at: z.int().min(0),
  dueOn: day,
  to: z.array(slug),
});
type Told = z.infer<typeof told>;

const runs = (state: CouncilSession, { subject, at, dueOn }: Told): boolean => {
  const term = termOf(state);
  return term?.subject === subject && term.at === at && term.dueOn === dueOn;
};

type Change = (before: Pick<Term, 'reminded' | 'overdue'>) => Partial<Pick<Term, 'reminded' | 'overdue'>>;

/** Of what is done, or has another date by now, a quiet fact says nothing. */
function changed(state: CouncilSession, { subject, at, dueOn }: Told, change: Change): CouncilSession {
  const term = termOf(state);
  if (!term || !runs(state, { subject, at, dueOn, to: [] })) return state;
  const { reminded, overdue } = term;
  return { ...state, told: { subject, at, dueOn, reminded, overdue, ...change(term) } };
}

const conveners: ToldOne = { holders: { responsibility: 'convene-council' } };
/** Those of them who are waited for still. */
function waitedFor(to: readonly string[], now: CouncilSession | undefined): readonly ToldOne[] {
  const still = now && termOf(now)?.to;
  return to.filter((account) => still?.includes(account) ?? true).map((account) => ({ account }));
}

const aboutSession = (stream: string) => {
  const id = stream.slice(councilSession.stream('').length);
  return { vi: `Phiên họp Hội đồng ${id}`, en: `Council session ${id}` };
};

const sessionReminded = councilSession.event('SessionReminded', {
  version: 1,
  schema: told.extend({ which: z.string() }),
  quiet: true,
  boundsNothing: true,
  tells: ({ subject, dueOn, to, which }, { stream }, now) => ({
    ...(isAfterwards(which)
      ? { kind: 'overdue', to: [...waitedFor(to, now), conveners], urgent: true }
      : { kind: 'reminder', to: waitedFor(to, now) }),
    ...{ why: termWords[subject], about: aboutSession(stream), dueOn },
  }),
  stillSo: runs,
  evolve: (state, { which, ...of }) => changed(state, of, ({ reminded }) => ({ reminded: [...reminded, which] })),
  sentence: ({ which, subject, dueOn, to }) => ({
    vi: `Nhắc việc ${which}: ${termWords[subject].vi}, hạn ${shownDay(dueOn)} → ${to.join(', ')}`,
    en: `Reminder ${which}: ${termWords[subject].en}, due ${shownDay(dueOn)} → ${to.join(', ')}`,
  }),
});

const sessionOverdue = councilSession.event('SessionOverdue', {
  version: 1,
  schema: told,
  quiet: true,
  boundsNothing: true,
  tells: ({ subject, dueOn, to }, { stream }, now) => ({
    ...{
      kind: 'overdue',
      to: [...waitedFor(to, now), conveners],
      why: termWords[subject],
      about: aboutSession(stream),
    },
    ...{ dueOn, urgent: true },
  }),
  stillSo: (state, of) => runs(state, of) && termOf(state)?.overdue === true,
  evolve: (state, of) => changed(state, of, () => ({ overdue: true })),
  sentence: ({ subject, dueOn, to }) => ({
    vi: `Quá hạn ${shownDay(dueOn)}: ${termWords[subject].vi} (${to.join(', ')})`,
    en: `Overdue since ${shownDay(dueOn)}: ${termWords[subject].en} (${to.join(', ')})`,
  }),
});

const nextOf = (state: CouncilSession, year: ProgrammeYear, today: Day): ReminderDay | undefined => {
  const term = termOf(state);
  return term && nextReminder(term, year, today);
};

const ofTerm = ({ subject, at, dueOn, to }: Term) => ({ subject, at, dueOn, to: [...to] });

export const remindInSession = councilSession.command('RemindInSession', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs, at, today }) => {
    const next = nextOf(state, needs.year, today);
    return dueBy(next && remindAt(next), at);
  },
  decide: ({ state, needs, today }) => {
    const [term, next] = [termOf(state), nextOf(state, needs.year, today)];
    return term && next ? [sessionReminded({ ...ofTerm(term), which: next.which })] : [];
  },
  words: { vi: 'Nhắc việc của phiên họp', en: 'Remind in a session' },
});

export const markSessionOverdue = councilSession.command('MarkSessionOverdue', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at }) => {
    const term = termOf(state);
    return dueBy(term && !term.overdue ? overdueAt(term) : undefined, at);
  },
  decide: ({ state }) => {
    const term = termOf(state);
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
  const term = termOf(state);
  if (!term) return [];
  const next = nextReminder(term, year, dayOf(at));
  const cause = `${councilSession.stream(id)}@${term.at}`;
  const which = (what: string) => `${term.subject} ${term.dueOn} ${what}`;
  return dueOfDate({
    ...{ passes: term.overdue ? undefined : term, reminder: next, cause },
    ...{ mark: markSessionOverdue.name, passed: which('passed') },
    ...{ remind: remindInSession.name, which: next && which(next.which) },
  });
}
