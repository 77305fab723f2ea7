// The six steps of the year, in their order.
import { choice } from '../kernel/fields.ts';
import { type Step, stepIds, steps } from './step-names.ts';

export { type Step, stepIds, steps } from './step-names.ts';

export const step = choice(steps);
/** The step after another in the procedure; promotion is the last. */
export const stepAfter = (of: Step): Step | undefined => stepIds[stepIds.indexOf(of) + 1];
