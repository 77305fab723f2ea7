// Deadlines as the process watches them: reminders that came due, overdue marks, dates moved by a changed plan.
import { z } from 'zod';
import { withSuperior } from '../access/addressee.ts';
import { whoActs } from '../access/authorise.ts';
import { workflow } from '../kernel/command.ts';
import { longText, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { confirmedDue, type Due, due, endsLater, handOverDue } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { nextReminder, overdueAt, remindAt } from '../programme-year/reminder-days.ts';
import {
  dueBy,
  overdueSaid,
  reminderSaid,
  tellOverdue,
  tellReminder,
  toldOfDate,
} from '../programme-year/watched-date.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, day } from '../time/civil-date.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { DEADLINE_PAST, newDeadline, plannedDue, tierSubject } from './deadline.ts';
import { supplementPending, supplementUntil } from './escalation/supplement.ts';
import { tierOf } from './escalation/tier.ts';
import { type Deadline, type ProductCycle, productCycle, situationOf } from './product-cycle.ts';
import { ended } from './step.ts';
import { waitingFor } from './waiting.ts';

const NO_DEADLINE = refusal('NO_DEADLINE', 'conflict', {
  vi: 'Không có thời hạn nào đang chạy.',
  en: 'No deadline is running.',
});

const change = (state: ProductCycle, deadline: Partial<Deadline>): ProductCycle =>
  state.deadline ? { ...state, deadline: { ...state.deadline, ...deadline } } : state;

type OfDeadline = { deadline: number; dueOn: Day };

const runs = ({ deadline }: ProductCycle, of: OfDeadline): boolean =>
  deadline?.at === of.deadline && deadline.dueOn === of.dueOn;
const isOpen = (state: ProductCycle, of: OfDeadline): boolean => !state.ended && runs(state, of);

/**
 * A quiet fact speaks of one deadline and its date: once the fact that set it is annulled or says another date, it says
 * nothing of what runs then.
 */
const changeOf = (state: ProductCycle, of: OfDeadline, to: Partial<Deadline>): ProductCycle =>
  runs(state, of) ? change(state, to) : state;

/** revision of the fact that set the deadline */
const setBy = z.int().min(0);

const reminderCameDue = productCycle.event('ReminderCameDue', {
  version: 1,
  schema: z.strictObject({
    which: z.string(),
    deadline: setBy,
    ...toldOfDate,
    basis: z.string(),
  }),
  quiet: true,
  tells: tellReminder,
  stillSo: (state, of) => isOpen(state, of),
  evolve: (state, { which, ...of }) => changeOf(state, of, { reminded: [...(state.deadline?.reminded ?? []), which] }),
  sentence: reminderSaid,
});
const markedOverdue = productCycle.event('MarkedOverdue', {
  version: 1,
  schema: z.strictObject({
    deadline: setBy,
    ...toldOfDate,
    /** by when the tier goes on without what was not handed in */
    goOn: due.optional(),
  }),
  quiet: true,
  tells: tellOverdue,
  // Where the tier goes on without a supplement, its own date has taken the place of the one that passed.
  stillSo: (state, { goOn, ...of }, { revision }) =>
    goOn ? !state.ended && state.deadline?.at === revision : isOpen(state, of) && state.deadline?.overdue === true,
  evolve: (state, { goOn, ...of }, meta) => {
    const next = goOn && newDeadline(tierSubject(tierOf(state) ?? '', 'go-on'), goOn, markOf(meta));
    return changeOf(state, of, next ?? { overdue: true });
  },
  sentence: ({ goOn, ...told }) => {
    const { vi, en } = overdueSaid(told);
    const until = goOn && shownDay(goOn.dueOn);
    return until === undefined
      ? { vi, en }
      : {
          vi: `${vi}; cấp đánh giá tiếp tục với hồ sơ hiện có, hạn ${until}`,
          en: `${en}; the tier goes on with what it has by ${until}`,
        };
  },
});
const deadlineMoved = productCycle.event('DeadlineMoved', {
  version: 1,
  schema: z.strictObject({ from: day, due }),
  // One that stays is only founded otherwise: what was told of it stands.
  evolve: (state, { from, due }, { revision }) => {
    if (from !== due.dueOn) return change(state, { ...due, at: revision, reminded: [], overdue: false });
    return state.deadline?.dueOn === from ? change(state, due) : state;
  },
  boundsNothing: true,
  recheck: (data, before, { needs }) =>
    data.from === data.due.dueOn ? data : { ...data, due: plannedDue(before, needs.year) ?? data.due },
  sentence: ({ from, due }) =>
    from === due.dueOn
      ? {
          vi: `Lịch nghỉ đã được xác nhận: thời hạn vẫn là ${shownDay(from)}`,
          en: `Calendar confirmed, the deadline stays ${shownDay(from)}: ${due.basis}`,
        }
      : {
          vi: `Thời hạn chuyển từ ${shownDay(from)} sang ${shownDay(due.dueOn)} theo kế hoạch đã điều chỉnh`,
          en: `Deadline moved from ${shownDay(from)} to ${shownDay(due.dueOn)}: ${due.basis}`,
        },
});
const FIXED = 'fixed by the coordination office';
const deadlineFixed = productCycle.event('DeadlineFixed', {
  version: 1,
  schema: z.strictObject({
    from: day,
    dueOn: day,
    reason: personalRef,
    /** where the day is a day off */
    ends: due.optional(),
  }),
  boundsNothing: true,
  evolve: (state, { dueOn, ends = { dueOn, basis: FIXED } }, { revision }) =>
    change(state.deadline?.subject === 'supplement' ? supplementUntil(state, ends.dueOn) : state, {
      ...ends,
      at: revision,
      fixed: true,
      reminded: [],
      overdue: false,
    }),
  sentence: ({ from, dueOn, ends }) => ({
    vi: `Ấn định lại thời hạn từ ${shownDay(from)} sang ${shownDay(dueOn)}${ends ? ` (ngày nghỉ, đến hết ${shownDay(ends.dueOn)})` : ''}`,
    en: `Deadline fixed by hand, from ${shownDay(from)} to ${shownDay(dueOn)}${ends ? ` (a day off, so ${shownDay(ends.dueOn)})` : ''}`,
  }),
});

type Asked = { id: string; state: ProductCycle; needs: { units: UnitTree; year: ProgrammeYear }; today: Day };

/** To which role at which unit, and why; `toSuperior`: as well to who stands above those who let the date pass. */
export function whom({ id, state, needs, today }: Asked, { toSuperior = false }: { toSuperior?: boolean } = {}) {
  const waiting = waitingFor(state, needs.year);
  const who = (above: boolean) =>
    waiting
      ? whoActs({
          responsibility: waiting.responsibility,
          tier: waiting.tier,
          situation: situationOf(id, state, needs.year),
          tree: needs.units,
          today,
          occurredOn: today,
          above,
        })
      : [];
  const acting = who(false);
  // The nearest alone: the lowest of them is named first.
  const superior = toSuperior ? who(true).slice(0, 1) : [];
  return {
    to: withSuperior(acting, superior),
    why: { vi: waiting?.vi ?? 'chờ hệ thống', en: waiting?.en ?? 'the process itself' },
  };
}

export const recordReminderDue = productCycle.command('RecordReminderDue', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at, today, needs }) => {
    const next = state.deadline && nextReminder(state.deadline, needs.year, today);
    return dueBy(next && waitingFor(state, needs.year) && remindAt(next), at);
  },
  decide: (c) => {
    const { deadline } = c.state;
    const next = deadline && nextReminder(deadline, c.needs.year, c.today);
    return deadline && next
      ? [
          reminderCameDue({
            which: next.which,
            deadline: deadline.at,
            dueOn: deadline.dueOn,
            basis: deadline.basis,
            ...whom(c, next),
          }),
        ]
      : [];
  },
  words: { vi: 'Ghi nhận nhắc việc', en: 'Record that a reminder came due' },
});

export const markOverdue = productCycle.command('MarkOverdue', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, at, needs }) => {
    const { deadline } = state;
    const waits = deadline && !deadline.overdue && waitingFor(state, needs.year);
    return dueBy(waits ? overdueAt(deadline) : undefined, at);
  },
  decide: (c) => {
    const { deadline } = c.state;
    if (!deadline) return [];
    const passed = supplementPending(c.state) && deadline.subject === 'supplement';
    const goOn = passed ? { goOn: handOverDue(c.today, c.needs.year) } : {};
    return [markedOverdue({ deadline: deadline.at, dueOn: deadline.dueOn, ...whom(c), ...goOn })];
  },
  words: { vi: 'Đánh dấu quá hạn', en: 'Mark as overdue' },
});

/** A changed plan or calendar moves a deadline as a fact, unless a person fixed it; one that stays says that it does. */
export function deadlineToMove(state: ProductCycle, year: ProgrammeYear): Due | undefined {
  const { deadline } = state;
  const planned = plannedDue(state, year);
  return planned && planned.dueOn !== deadline?.dueOn ? planned : deadline && confirmedDue(deadline, year);
}

export const moveDeadline = productCycle.command('MoveDeadline', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs }) => (deadlineToMove(state, needs.year) ? undefined : 'already-so'),
  decide: ({ state, needs }) => {
    const to = deadlineToMove(state, needs.year);
    return to && state.deadline ? [deadlineMoved({ from: state.deadline.dueOn, due: to })] : [];
  },
  words: { vi: 'Chuyển thời hạn theo kế hoạch', en: 'Move the deadline with the plan' },
});

export const fixDeadline = productCycle.command('FixDeadline', {
  input: z.strictObject({ dueOn: day, reason: personal(longText) }),
  by: responsibility('plan-year'),
  restsOn: 'what-was-seen',
  // What ended may still wait to be told, by a date.
  guard: ({ state }) => (state.deadline ? undefined : (ended(state) ?? NO_DEADLINE())),
  decide: ({ state, input, today, needs }) =>
    input.dueOn < today || !state.deadline
      ? DEADLINE_PAST({ dueOn: input.dueOn }, '/dueOn')
      : [deadlineFixed({ from: state.deadline.dueOn, ...input, ...endsLater(input.dueOn, FIXED, needs.year) })],
  words: { vi: 'Ấn định thời hạn', en: 'Fix the deadline' },
});
