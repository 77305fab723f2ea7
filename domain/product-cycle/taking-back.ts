// What ended by something that was taken back goes on where it was: carried over by a closing, unless the next year goes on
// with it, or ended with its product, unless another cycle was begun meanwhile.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { markOf } from '../kernel/mark.ts';
import { due } from '../programme-year/due.ts';
import { newDeadline, stepSubject } from './deadline.ts';
import { isProductBack, isTakenBack, nextCycleNeeded } from './ending.ts';
import { nextToLookFor, underWay } from './other-cycles.ts';
import { productCycle } from './product-cycle.ts';
import { runsFrom } from './step.ts';
import { stepDue } from './step-due.ts';

const cycleTakenBack = productCycle.event('CycleTakenBack', {
  version: 2,
  schema: z.strictObject({
    due: due.optional(),
    /** what was taken back; before version 2 it was always the year's closing */
    because: z.enum(['year-reopened', 'product-made-again']),
  }),
  upcast: { 1: (data) => ({ ...data, because: 'year-reopened' }) },
  evolve: ({ ended: _, ...state }, data, meta) => ({
    ...state,
    deadline: state.step && newDeadline(stepSubject(state.step), data.due, runsFrom(state, state.step, markOf(meta))),
  }),
  // It takes the end back: the process goes on.
  ends: () => false,
  sentence: ({ because }) => ({
    vi: `${because === 'year-reopened' ? 'Năm mở lại' : 'Sản phẩm không kết thúc nữa'}: chu trình tiếp tục ở bước cũ`,
    en: `${because === 'year-reopened' ? 'The year was opened again' : 'The product’s end was taken back'}: the cycle goes on where it was`,
  }),
});

export const takeBackCycle = productCycle.command('TakeBackCycle', {
  input: z.strictObject({}),
  by: workflow,
  needs: nextCycleNeeded,
  relatives: nextToLookFor,
  // It does not come back beside another cycle: the product would have two.
  guard: ({ id, state, needs }) => {
    if (isTakenBack(state, needs.year)) return needs.next?.started ? 'already-so' : undefined;
    const isBack = isProductBack(state, needs.product) && !underWay(id, state.purpose ?? 'rating', needs.relatives);
    return isBack ? undefined : 'already-so';
  },
  decide: ({ state, today, needs }) => {
    const { step } = state;
    const waits = step && !state.done[step];
    const given = waits ? stepDue(step, today, needs.year, state) : undefined;
    const because = state.ended?.withProduct ? 'product-made-again' : 'year-reopened';
    return [cycleTakenBack({ because, ...(given ? { due: given } : {}) })];
  },
  words: {
    vi: 'Tiếp tục chu trình khi năm hoặc sản phẩm được mở lại',
    en: 'Go on with a cycle whose end was taken back',
  },
});
