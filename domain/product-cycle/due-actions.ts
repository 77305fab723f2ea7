// What the process is due to do for a cycle. The workflow, the rehearsal and the demo's loader ask the same function.
import type { DueAction } from '../kernel/due-action.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { stepIds } from '../programme-year/steps.ts';
import { dayOf } from '../time/civil-date.ts';
import { carryOver, closesWithYear, entryNextYear, nextCycle, recordCarriedOverTo } from './ending.ts';
import { openReview, openTier, reviewToOpen, tierToOpen } from './escalation/tier.ts';
import { openStep } from './open-step.ts';
import { type ProductCycle, productCycle, visitOf } from './product-cycle.ts';
import {
  deadlineToMove,
  markOverdue,
  moveDeadline,
  nextReminder,
  overdueAt,
  recordReminderDue,
  remindAt,
} from './reminding.ts';
import { continueCycle } from './start.ts';
import { stepToOpen } from './step.ts';

type Question = {
  id: string;
  state: ProductCycle;
  year: ProgrammeYear;
  /** the year's stream, for what a change of the plan makes due */
  yearStream: string;
  /** the next year, once it is planned: what is carried over waits for it */
  nextYear: ProgrammeYear | undefined;
  /** the next year's cycle is there: what is left is to record it here */
  nextStarted?: boolean;
  at: string;
};

/**
 * All due actions, past and coming, the process's own moves first. Each names what made it due, so that the same cause
 * never acts twice and a correction, a moved deadline or a second visit makes a new one.
 */
export function dueActions(q: Question): readonly DueAction[] {
  const { id, state, year } = q;
  if (!state.started) return [];
  const stream = productCycle.stream(id);
  const now = q.at;
  const caused = (at: number) => `${stream}@${Math.max(at, state.amendedAt)}`;
  const actions: DueAction[] = [];

  const step = stepToOpen(state);
  if (step) actions.push({ command: openStep.name, dueAt: now, cause: caused(stepCause(state)), which: step });
  const tier = step ? undefined : tierToOpen(state);
  if (tier !== undefined)
    actions.push({ command: openTier.name, dueAt: now, cause: caused(tierCause(state)), which: tier });
  const review = reviewToOpen(state);
  if (review !== undefined)
    actions.push({
      command: openReview.name,
      dueAt: now,
      cause: caused(visitOf(state)?.result?.at ?? 0),
      which: review,
    });

  if (year.closed && closesWithYear(state))
    actions.push({
      command: carryOver.name,
      dueAt: now,
      cause: `${q.yearStream}@${year.changedAt}`,
      which: caused(state.started.at),
    });
  const next = nextCycle(id, state);
  if (next !== undefined && q.nextYear?.approved && !q.nextYear.closed) {
    const cause = caused(state.ended?.at ?? 0);
    const on = { stream: productCycle.stream(next), input: { after: id, entry: entryNextYear(state, year) } };
    actions.push(
      q.nextStarted
        ? { command: recordCarriedOverTo.name, dueAt: now, cause, which: next }
        : { command: continueCycle.name, dueAt: now, cause, which: next, on },
    );
  }
  if (!state.ended) actions.push(...deadlineActions(q, caused));
  return actions;
}

function deadlineActions({ state, year, yearStream, at }: Question, caused: (at: number) => string): DueAction[] {
  const { deadline } = state;
  if (!deadline) return [];
  if (deadlineToMove(state, year))
    return [
      { command: moveDeadline.name, dueAt: at, cause: `${yearStream}@${year.changedAt}`, which: caused(deadline.at) },
    ];
  const cause = caused(deadline.at);
  const reminder = nextReminder(deadline, year, dayOf(at));
  return [
    ...(reminder ? [{ command: recordReminderDue.name, dueAt: remindAt(reminder), cause, which: reminder.which }] : []),
    ...(deadline.overdue
      ? []
      : [{ command: markOverdue.name, dueAt: overdueAt(deadline), cause, which: deadline.dueOn }]),
  ];
}

/** The fact that made the next step due: the end of the step before, the start of the cycle, its recognition. */
function stepCause(state: ProductCycle): number {
  if (state.ended) return state.ended.at;
  const last = [...stepIds].reverse().find((s) => state.done[s]);
  return (last && state.done[last]?.at) ?? state.started?.at ?? 0;
}

const tierCause = (state: ProductCycle): number => visitOf(state)?.received?.at ?? state.submitted?.at ?? 0;
