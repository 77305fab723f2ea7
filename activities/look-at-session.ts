import type { CouncilSession } from '../domain/council-session/council-session.ts';
import { cyclesToLookAt, type SessionFacts, sessionFacts } from '../domain/council-session/session-facts.ts';
import { type ProductCycle, productCycle } from '../domain/product-cycle/product-cycle.ts';
import type { History } from '../eventstore/history.ts';
import type { Looked, Seen } from './process.ts';

/** A session depends on the cycles of what it decided, until each has taken its result. */
export async function lookAtSession({ executor, history }: Looked<CouncilSession>): Promise<Seen<SessionFacts>> {
  const { id, state } = history;
  const cycles = new Map<string, History<ProductCycle>>();
  for (const cycle of cyclesToLookAt(state)) cycles.set(cycle, await executor.look(productCycle, cycle));
  const { tier, unit } = state;
  return {
    facts: sessionFacts(id, state, cycles),
    deadlines: [],
    shown: { ...(tier === undefined ? {} : { tier }), ...(unit === undefined ? {} : { place: unit }) },
  };
}
