import type { CouncilSession } from '../domain/council-session/council-session.ts';
import {
  type CycleSeen,
  cyclesToLookAt,
  type SessionFacts,
  sessionFacts,
} from '../domain/council-session/session-facts.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import type { Looked, Seen } from './process.ts';

/** A session depends on the cycles of what it decided, and on the policies of their years, until each has its result. */
export async function lookAtSession({ executor, history }: Looked<CouncilSession>): Promise<Seen<SessionFacts>> {
  const { id, state } = history;
  const cycles = new Map<string, CycleSeen>();
  for (const cycle of cyclesToLookAt(state)) {
    const { stream, state: its, damagedAt } = await executor.look(productCycle, cycle);
    if (damagedAt !== undefined) continue;
    const { state: year } = await executor.look(programmeYear, cycleParts(cycle).yearId);
    cycles.set(cycle, { stream, state: its, year });
  }
  const { tier, unit } = state;
  return {
    facts: sessionFacts(id, state, cycles),
    deadlines: [],
    shown: { ...(tier === undefined ? {} : { tier }), ...(unit === undefined ? {} : { place: unit }) },
  };
}
