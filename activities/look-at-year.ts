import type { ProgrammeYear } from '../domain/programme-year/programme-year.ts';
import { type YearFacts, yearFacts } from '../domain/programme-year/year-facts.ts';
import type { Looked, Seen } from './process.ts';

/** Only its own stream says what a year is due to do. */
export function lookAtYear({ history: { id, state } }: Looked<ProgrammeYear>): Seen<YearFacts> {
  return { facts: yearFacts(id, state), deadlines: [], shown: {} };
}
