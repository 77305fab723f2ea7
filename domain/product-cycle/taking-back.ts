// What was carried over by a closing that was taken back goes on where it was, unless the next year goes on with it.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { newDeadline, stepSubject } from './deadline.ts';
import { due } from './due.ts';
import { isTakenBack, nextCycleNeeded } from './ending.ts';
import { markOf, productCycle } from './product-cycle.ts';
import { stepDue } from './step-due.ts';

const cycleTakenBack = productCycle.event('CycleTakenBack', {
  version: 1,
  schema: z.strictObject({ due: due.optional() }),
  evolve: ({ ended: _, ...state }, data, meta) => ({
    ...state,
    deadline: state.step && newDeadline(stepSubject(state.step), data.due, markOf(meta)),
  }),
  // It takes the end back: the process goes on.
  ends: () => false,
  sentence: () => ({
    vi: 'Năm mở lại: chu trình tiếp tục ở bước cũ',
    en: 'The year was opened again: the cycle goes on where it was',
  }),
});

export const takeBackCycle = productCycle.command('TakeBackCycle', {
  input: z.strictObject({}),
  by: workflow,
  needs: nextCycleNeeded,
  // Once the next year goes on with it, taking it back would leave the product with two cycles.
  guard: ({ state, needs }) => (isTakenBack(state, needs.year) && !needs.next?.started ? undefined : 'already-so'),
  decide: ({ state, today, needs }) => {
    const { step } = state;
    const waits = step && !state.done[step];
    const given = waits ? stepDue(step, today, needs.year, state) : undefined;
    return [cycleTakenBack(given ? { due: given } : {})];
  },
  words: { vi: 'Tiếp tục chu trình khi năm mở lại', en: 'Go on with the cycle of a year opened again' },
});
