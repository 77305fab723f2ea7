// Opening steps: the process does it as soon as the one before is done; a person who is faster opens it themselves.
import { z } from 'zod';
import type { NewEvent } from '../kernel/event.ts';
import { shownDay } from '../kernel/fields.ts';
import { type Mark, markOf } from '../kernel/mark.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { type Due, due } from '../programme-year/due.ts';
import { windowOf } from '../programme-year/plan-dates.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { type Step, step, stepAfter, steps } from '../programme-year/steps.ts';
import type { Day } from '../time/civil-date.ts';
import { handedSubject, newDeadline, stepSubject } from './deadline.ts';
import { type ProductCycle, productCycle, sinceCause } from './product-cycle.ts';
import { handedDue, mayActFrom, stepDue } from './step-due.ts';

const CYCLE_ENDED = refusal('CYCLE_ENDED', 'conflict', {
  vi: 'Chu trình đã kết thúc ngày {on}.',
  en: 'The cycle ended on {on}.',
});
export const STEP_NOT_REACHED = refusal('STEP_NOT_REACHED', 'conflict', {
  vi: 'Sản phẩm chưa đến bước “{step}”.',
  en: 'The product has not reached step “{stepEn}”.',
});
export const STEP_PASSED = refusal('STEP_PASSED', 'conflict', {
  vi: 'Sản phẩm đã qua bước “{step}”.',
  en: 'The product is past step “{stepEn}”.',
});

/** The mark from which a step's date runs. */
export const runsFrom = (state: ProductCycle, id: Step, mark: Mark): Mark => ({
  ...mark,
  on: mayActFrom(id, mark.on, state),
});

/** From when the next step runs: the end of the one before; where that is not done, its opening ends it. */
function since(state: ProductCycle, on: Day): Day {
  const { step, done, started } = state;
  return sinceCause(step ? done[step] : started, on, state);
}

export const stepOpened = productCycle.event('StepOpened', {
  version: 2,
  schema: z.strictObject({
    step,
    due: due.optional(),
    early: z.boolean(),
    /** said where promotion ended the cycle unless something was still to be told: now its certificate does */
    untold: z.literal(true).optional(),
  }),
  upcast: { 1: (data) => data },
  opens: true,
  evolve: (state, data, meta) => {
    const opened = markOf(meta);
    // Who registers an idea says that awareness is done: late, where its day had passed.
    const before = state.step && !state.done[state.step] ? finish(state, state.step, opened) : state;
    return {
      ...before,
      step: data.step,
      stepOpened: opened,
      handedOnLate: false,
      deadline:
        // What a recognition still waits for keeps its date.
        data.step === 'promotion'
          ? state.deadline
          : newDeadline(
              stepSubject(data.step),
              data.due,
              runsFrom(state, data.step, { ...opened, on: since(state, opened.on) }),
            ),
    };
  },
  recheck: ({ step }, before, { needs, occurredOn }) => openingOf(before, step, occurredOn, needs.year),
  sentence: ({ step: id, due, early }) => ({
    vi: `Mở bước “${steps[id].vi}”${due ? `, hạn ${shownDay(due.dueOn)}` : ''}${early ? ' (sớm hơn kế hoạch)' : ''}`,
    en: `Step “${steps[id].en}” opened${due ? `, due ${shownDay(due.dueOn)}` : ''}${early ? ' (earlier than planned)' : ''}`,
  }),
});

function openingOf(state: ProductCycle, id: Step, on: Day, year: ProgrammeYear) {
  const from = since(state, on);
  const given = stepDue(id, from, year, state);
  const early = year.plan ? from < windowOf(year.plan, id).from : false;
  return { step: id, early, ...(given ? { due: given } : {}) };
}

/** @param on when it is opened: what it runs from lies before */
export const open = (state: ProductCycle, id: Step, on: Day, year: ProgrammeYear): NewEvent =>
  stepOpened(openingOf(state, id, on, year));

/** The step that is to be opened next, or undefined. Promotion opens for what was recognised. */
export function stepToOpen(state: ProductCycle): Step | undefined {
  if (!state.started) return undefined;
  if (state.ended) return state.ended.kind === 'recognised' && state.step !== 'promotion' ? 'promotion' : undefined;
  if (!state.step) return state.entry;
  return state.step !== 'rating' && state.done[state.step] ? stepAfter(state.step) : undefined;
}

/** Marks a step done; lateness goes by the day it happened. */
export function finish(state: ProductCycle, id: Step, mark: Mark): ProductCycle {
  const late = wasLate(state, id, mark);
  return { ...state, done: { ...state.done, [id]: { ...mark, late } }, deadline: undefined };
}

/** Somebody in the step was late: whoever acts now, or whoever handed it on. */
function wasLate({ deadline, handedOnLate }: ProductCycle, id: Step, { on }: Mark): boolean {
  const ofStep = deadline?.subject.startsWith(stepSubject(id)) === true;
  return handedOnLate === true || (ofStep && on > deadline.dueOn);
}

/** The date of whoever is handed a step's matter; a later one that a person fixed stands. */
export function dueAfter(state: ProductCycle, id: Step, since: Day, year: ProgrammeYear): { due?: Due } {
  const due = handedDue(id, since, year);
  const { deadline } = state;
  const fixed = deadline?.fixed && deadline.subject.startsWith(stepSubject(id)) && due && deadline.dueOn >= due.dueOn;
  return due && !fixed ? { due } : {};
}

/**
 * What a fact of a step says, with the date that it gives whoever has the matter next as that is now. What an older release
 * wrote without a date stays without one.
 */
export function dueAgain<D extends { due?: Due | undefined }>(
  { due, ...data }: D,
  before: ProductCycle,
  { id, since, year }: { id: Step; since: Day; year: ProgrammeYear },
) {
  return due || before.deadline?.fixed ? { ...data, ...dueAfter(before, id, since, year) } : data;
}

type Handed = { id: Step; what: Parameters<typeof handedSubject>[1]; due: Due | undefined };

/** Hands a step's matter on: from now on the date of whoever has it now runs. */
export function handOn(state: ProductCycle, { id, what, due }: Handed, mark: Mark): ProductCycle {
  const next = newDeadline(handedSubject(id, what), due, mark);
  return next ? { ...state, handedOnLate: wasLate(state, id, mark), deadline: next } : state;
}

/** Refuses when the cycle ended. */
export const ended = (state: ProductCycle): Refusal | undefined => state.ended && CYCLE_ENDED({ on: state.ended.on });

/** Refuses when the cycle ended, or a step is not reached or already passed. */
export function notAt(state: ProductCycle, id: Step): Refusal | undefined {
  if (state.ended) return ended(state);
  const reached = state.step === id || stepToOpen(state) === id;
  if (reached && !state.done[id]) return undefined;
  const words = { step: steps[id].vi, stepEn: steps[id].en };
  return state.done[id] ? STEP_PASSED(words) : STEP_NOT_REACHED(words);
}

/** The event that opens the step when the process has not done so yet. */
export function opening(state: ProductCycle, id: Step, on: Day, year: ProgrammeYear): readonly NewEvent[] {
  return state.step === id ? [] : [open(state, id, on, year)];
}
