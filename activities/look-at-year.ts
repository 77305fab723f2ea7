import { unitsWithDuties } from '../domain/programme-year/duties.ts';
import { type ProgrammeYear, provinceOf } from '../domain/programme-year/programme-year.ts';
import { type DutiesToGive, type YearFacts, yearFacts } from '../domain/programme-year/year-facts.ts';
import { endOfDay, startOfDay } from '../domain/time/civil-date.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { dutiesId, unitDuties } from '../domain/unit-duties/unit-duties.ts';
import type { Looked, Seen } from './process.ts';

/** Its own stream says when a year opens and closes; the tree of units, who is still to be given duties in it. */
export async function lookAtYear(looked: Looked<ProgrammeYear>): Promise<Seen<YearFacts>> {
  const { id, state } = looked.history;
  return { facts: yearFacts(id, state, await dutiesToGive(looked)), deadlines: [], shown: {} };
}

/** Of so many units one fact says that they have their duties. */
const AT_ONCE = 50;

async function dutiesToGive({ executor, history: { id, state }, at }: Looked<ProgrammeYear>): Promise<DutiesToGive> {
  const { plan, opened, closed, dutiesGiven = [] } = state;
  if (!plan?.duties || !opened || closed) return {};
  const { state: tree } = await executor.look(unitTree, provinceOf(id));
  const begun: string[] = [];
  for (const unit of unitsWithDuties(plan, tree)) {
    const { code, from, until } = unit;
    const duties = dutiesId(id, unit);
    const stream = unitDuties.stream(duties);
    if (dutiesGiven.includes(stream) || (until !== undefined && endOfDay(until) <= at)) continue;
    const begin = { at: startOfDay(from), on: { stream, input: { code, from } } };
    if (begun.length === AT_ONCE || (begun.length > 0 && begin.at > at)) break;
    if (begin.at > at) return { begin };
    if (!(await executor.look(unitDuties, duties)).state.begun) return { begin: { ...begin, at } };
    begun.push(stream);
  }
  return begun.length > 0 ? { record: begun } : {};
}
