import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { productCycle } from './product-cycle.ts';
import { open, stepToOpen } from './step.ts';

/** Opens the next step as soon as the one before is done: windows are focus months, not gates (1.2). */
export const openStep = productCycle.command('OpenStep', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state }) => (stepToOpen(state) ? undefined : 'already-so'),
  decide: ({ state, today, needs }) => {
    const step = stepToOpen(state);
    return step ? [open(step, today, needs.year)] : [];
  },
  words: { vi: 'Mở bước tiếp theo', en: 'Open the next step' },
});
