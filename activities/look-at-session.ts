import { type CouncilSession, sessionParts } from '../domain/council-session/council-session.ts';
import { sessionDue } from '../domain/council-session/reminding.ts';
import {
  type CycleSeen,
  cyclesToLookAt,
  type SessionFacts,
  sessionFacts,
} from '../domain/council-session/session-facts.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import type { Looked, Seen } from './process.ts';
import { yearAsPlanned } from './year-as-planned.ts';

/** A session depends on the cycles of what it decided, and on the policies of their years, until each has its result. */
export async function lookAtSession({ executor, history, at }: Looked<CouncilSession>): Promise<Seen<SessionFacts>> {
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
    deadlines: sessionDue(id, state, { year: await yearAsPlanned(executor.look, sessionParts(id).yearId), at }),
    shown: { ...(tier === undefined ? {} : { tier }), ...(unit === undefined ? {} : { place: unit }) },
  };
}
