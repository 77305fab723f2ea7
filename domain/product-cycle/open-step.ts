import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { step } from '../programme-year/steps.ts';
import { productCycle } from './product-cycle.ts';
import { open, stepToOpen } from './step.ts';

/** Opens the next step as soon as the one before is done: windows are focus months, not gates. */
export const openStep = productCycle.command('OpenStep', {
  /** the step the procedure means to open: where another one is due, nothing happens */
  input: z.strictObject({ step: step.optional() }),
  by: workflow,
  guard: ({ state }) => (stepToOpen(state) ? undefined : 'already-so'),
  decide: ({ state, input, today, needs }) => {
    const due = stepToOpen(state);
    return due && (input.step ?? due) === due ? [open(state, due, today, needs.year)] : [];
  },
  words: { vi: 'Mở bước tiếp theo', en: 'Open the next step' },
});
