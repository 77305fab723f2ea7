// What was recognised has its certificate by a day: the scheme names decision and certificate in one breath (1576/QĐ-UBND,
// part II IV.6.5) and no day for the paper; policy `issuing-working-days` does.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { shownDay } from '../kernel/fields.ts';
import { type ProductCycle, sinceCause } from '../product-cycle/product-cycle.ts';
import { type Due, due, policiesOf, workingDaysAfter } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { type Day, day } from '../time/civil-date.ts';
import { type Certificate, certificate } from './certificate.ts';
import { watched } from './watched.ts';

const issueAwaited = certificate.event('IssueAwaited', {
  version: 1,
  schema: z.strictObject({
    /** revision of the recognition in its cycle */
    recognition: z.int().min(0),
    /** the day from which it runs */
    since: day,
    due,
  }),
  quiet: true,
  evolve: (state, { recognition, since: on, due }, { revision }) => {
    if (state.begun?.recognition !== recognition || state.issued) return state;
    const { toIssue } = state;
    // What is only founded otherwise goes on as it was.
    const was = toIssue?.dueOn === due.dueOn ? toIssue : { at: revision, reminded: [], overdue: false };
    return { ...state, toIssue: { on, at: was.at, reminded: was.reminded, overdue: was.overdue, ...due } };
  },
  sentence: ({ due }) => ({
    vi: `Giấy chứng nhận cấp chậm nhất ${shownDay(due.dueOn)}`,
    en: `The certificate is issued by ${shownDay(due.dueOn)}: ${due.basis}`,
  }),
});

/** The day by which it is to be issued, as plan and calendar have it now. */
function dueSince(since: Day, year: ProgrammeYear): Due {
  const days = policiesOf(year)['issuing-working-days'];
  return workingDaysAfter(since, days, year, `policy issuing-working-days (${days})`);
}

/**
 * The date that is to be set: there is none yet, or plan or calendar say another by now.
 * @param cycle what was entered from older papers runs from the day of the entry
 */
export function issueToAwait(
  { begun, issued, ended, toIssue }: Certificate,
  cycle: ProductCycle,
  year: ProgrammeYear,
  today: Day,
) {
  if (!begun || issued || ended) return undefined;
  const since = toIssue?.on ?? sinceCause(cycle.ended, today, cycle);
  const due = dueSince(since, year);
  const isSo = toIssue?.dueOn === due.dueOn && toIssue.basis === due.basis;
  return isSo ? undefined : { recognition: begun.recognition, since, due };
}

export const awaitIssue = certificate.command('AwaitIssue', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs: { cycle, year }, today }) =>
    issueToAwait(state, cycle, year, today) ? undefined : 'already-so',
  decide: ({ state, needs: { cycle, year }, today }) => {
    const awaited = issueToAwait(state, cycle, year, today);
    return awaited ? [issueAwaited(awaited)] : [];
  },
  words: { vi: 'Đặt hạn cấp giấy chứng nhận', en: 'Set the date for issuing the certificate' },
});

export const issueIt = { vi: 'cấp giấy chứng nhận', en: 'issue the certificate' };

export const {
  remind: remindOfIssue,
  mark: markIssueOverdue,
  due: dueOfIssue,
} = watched({
  setBy: 'awaited',
  events: { reminded: 'IssueReminded', overdue: 'IssueOverdue' },
  commands: {
    remind: { name: 'RemindOfIssue', words: { vi: 'Nhắc cấp giấy chứng nhận', en: 'Remind of issuing a certificate' } },
    mark: { name: 'MarkIssueOverdue', words: { vi: 'Đánh dấu quá hạn cấp giấy', en: 'Mark an issue as overdue' } },
  },
  what: issueIt,
  dateOf: ({ toIssue, issued, ended }) => (issued || ended ? undefined : toIssue),
  changed: ({ toIssue, ...state }, change) => (toIssue ? { ...state, toIssue: { ...toIssue, ...change } } : state),
});
