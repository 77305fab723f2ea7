import { splitStream } from '../domain/kernel/aggregate.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { type DutiesFacts, dutiesDue, dutiesFacts } from '../domain/unit-duties/duties-facts.ts';
import { heirStreams, successionOf } from '../domain/unit-duties/handing-over.ts';
import { type UnitDuties, unitDuties, yearIdOf } from '../domain/unit-duties/unit-duties.ts';
import type { Looked, Seen } from './process.ts';
import { yearAsPlanned } from './year-as-planned.ts';

/** The duties of a unit depend on the plan and calendars of the year, and on whether the unit is still there. */
export async function lookAtDuties({ executor, history, at }: Looked<UnitDuties>): Promise<Seen<DutiesFacts>> {
  const { id, state, stream } = history;
  const yearId = yearIdOf(id);
  const year = await yearAsPlanned(executor.look, yearId);
  const { state: units } = await executor.look(unitTree, id.slice(0, 2));
  const taken: string[] = [];
  for (const heir of heirStreams(id, successionOf(state, units)?.heirs ?? [])) {
    const { state: theirs } = await executor.look(unitDuties, splitStream(heir).id);
    if (theirs.takenFrom.includes(stream)) taken.push(heir);
  }
  const question = { id, state, year, yearStream: programmeYear.stream(yearId), units, taken, at };
  return {
    facts: dutiesFacts(question),
    deadlines: dutiesDue(question),
    shown: state.unit ? { place: state.unit.code } : {},
  };
}
