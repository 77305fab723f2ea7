// What of a cycle that the year's end carried over counts in the one that goes on with it: who handed something in, or
// decided on it, need not do so again.
import { z } from 'zod';
import type { FactMeta } from '../kernel/event.ts';
import type { Step } from '../programme-year/steps.ts';
import { day } from '../time/civil-date.ts';
import { evidence } from './evidence.ts';
import type { ProductCycle } from './product-cycle.ts';

export const carried = z.strictObject({
  idea: z.strictObject({ status: z.enum(['registered', 'listed', 'selected']), on: day }).optional(),
  plan: z
    .strictObject({ status: z.enum(['submitted', 'selected']), targetStar: z.int().min(3).max(5), on: day })
    .optional(),
  evidence: z.array(z.strictObject(evidence)).optional(),
  localShares: z.strictObject({ on: day }).optional(),
});
type Carried = z.infer<typeof carried>;

/** @param entry where it goes on; a plan is asked for again where policy `carry-over-implementation` says so */
export function carriedOver({ idea, plan, evidence, localShares }: ProductCycle, entry: Step): Carried | undefined {
  const kept: Carried = {};
  if (entry === 'idea' && (idea?.status === 'registered' || idea?.status === 'listed' || idea?.status === 'selected'))
    kept.idea = { status: idea.status, on: idea.on };
  const waits = entry === 'business-plan' && plan?.status === 'submitted';
  if (plan && (waits || (entry === 'implementation' && plan.status === 'selected')))
    kept.plan = { status: waits ? 'submitted' : 'selected', targetStar: plan.targetStar, on: plan.on };
  if (evidence.length > 0) kept.evidence = [...evidence];
  if (localShares) kept.localShares = { on: localShares.on };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** As the new cycle remembers it: happened on its own day, known here by the fact that began the cycle. */
export function takenOver(carried: Carried = {}, { revision: at }: FactMeta): Partial<ProductCycle> {
  const { idea, plan, evidence, localShares } = carried;
  return {
    ...(idea ? { idea: { ...idea, at } } : {}),
    ...(plan ? { plan: { ...plan, at } } : {}),
    ...(evidence ? { evidence } : {}),
    ...(localShares ? { localShares: { ...localShares, at } } : {}),
  };
}
