// Who decides on a revocation is reminded of the act's term like of any other date, and told when it has passed.
import { z } from 'zod';
import { addressee, named, why } from '../access/addressee.ts';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { shownDay } from '../kernel/fields.ts';
import type { Deadline } from '../product-cycle/product-cycle.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { nextReminder, overdueAt, type ReminderDay, remindAt } from '../programme-year/reminder-days.ts';
import { type Day, day } from '../time/civil-date.ts';
import { type Certificate, certificate } from './certificate.ts';
import { issuersOn } from './issuers.ts';

export const decideOnIt = {
  vi: 'quyết định về đề nghị thu hồi giấy chứng nhận',
  en: 'decide on the proposed revocation',
};

type Of = { readonly proposal: number; readonly dueOn: Day };
type Change = Partial<Pick<NonNullable<Certificate['revocation']>, 'reminded' | 'overdue'>>;

const runs = ({ revocation, ended }: Certificate, { proposal, dueOn }: Of): boolean =>
  !ended && revocation?.at === proposal && revocation.dueOn === dueOn;

/** Of a proposal that was dropped, annulled or given another date a quiet fact says nothing. */
const changed = (state: Certificate, of: Of, to: Change): Certificate =>
  state.revocation && runs(state, of) ? { ...state, revocation: { ...state.revocation, ...to } } : state;

const told = z.strictObject({ proposal: z.int().min(0), dueOn: day, to: z.array(addressee), why });

const revocationReminded = certificate.event('RevocationReminded', {
  version: 1,
  schema: told.extend({ which: z.string() }),
  quiet: true,
  // What goes to who stands above as well tells that a day has passed.
  tells: ({ to, why, dueOn, which }) =>
    which.startsWith('T+') ? { kind: 'overdue', to, why, dueOn, urgent: true } : { kind: 'reminder', to, why, dueOn },
  stillSo: runs,
  evolve: (state, { which, ...of }) => changed(state, of, { reminded: [...(state.revocation?.reminded ?? []), which] }),
  sentence: ({ which, dueOn, to, why }) => ({
    vi: `Nhắc việc ${which}: ${why.vi}, hạn ${shownDay(dueOn)} → ${named(to, 'vi') || 'chưa rõ người nhận'}`,
    en: `Reminder ${which}: ${why.en}, due ${shownDay(dueOn)} → ${named(to, 'en') || 'nobody known'}`,
  }),
});

const revocationOverdue = certificate.event('RevocationOverdue', {
  version: 1,
  schema: told,
  quiet: true,
  tells: ({ to, why, dueOn }) => ({ kind: 'overdue', to, why, dueOn, urgent: true }),
  stillSo: (state, of) => runs(state, of) && state.revocation?.overdue === true,
  evolve: (state, of) => changed(state, of, { overdue: true }),
  sentence: ({ dueOn, why }) => ({
    vi: `Quá hạn ${shownDay(dueOn)}: ${why.vi}`,
    en: `Overdue since ${shownDay(dueOn)}: ${why.en}`,
  }),
});

/** The term as a date that is reminded of; undefined while nothing is to be decided. */
export function revocationDeadline({ revocation, ended }: Certificate): Deadline | undefined {
  if (!revocation || ended) return undefined;
  const { dueOn, at, on: since, reminded, overdue } = revocation;
  return { subject: 'revocation', dueOn, basis: '', at, since, extension: 0, fixed: false, reminded, overdue };
}

const nextOf = (state: Certificate, year: ProgrammeYear, today: Day): ReminderDay | undefined => {
  const deadline = revocationDeadline(state);
  return deadline && nextReminder(deadline, year, today);
};

export const remindOfRevocation = certificate.command('RemindOfRevocation', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs, at, today }) => {
    const next = nextOf(state, needs.year, today);
    if (!next) return 'already-so';
    return at >= remindAt(next) ? undefined : NOT_DUE();
  },
  decide: ({ id, state, needs, today }) => {
    const next = nextOf(state, needs.year, today);
    const { revocation } = state;
    if (!next || !revocation) return [];
    const to = [...issuersOn(today, { id, state, needs }, next.toSuperior)];
    const { at: proposal, dueOn } = revocation;
    return [revocationReminded({ which: next.which, proposal, dueOn, to, why: decideOnIt })];
  },
  words: { vi: 'Nhắc quyết định về đề nghị thu hồi', en: 'Remind of a revocation' },
});

export const markRevocationOverdue = certificate.command('MarkRevocationOverdue', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at }) => {
    const deadline = revocationDeadline(state);
    if (!deadline || deadline.overdue) return 'already-so';
    return at >= overdueAt(deadline) ? undefined : NOT_DUE();
  },
  decide: ({ id, state, needs, today }) => {
    const { revocation } = state;
    if (!revocation) return [];
    const to = [...issuersOn(today, { id, state, needs })];
    return [revocationOverdue({ proposal: revocation.at, dueOn: revocation.dueOn, to, why: decideOnIt })];
  },
  words: { vi: 'Đánh dấu quá hạn thu hồi', en: 'Mark a revocation as overdue' },
});
