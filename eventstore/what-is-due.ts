// What the process is due to do for a stream, by a fresh look at it and at the years it depends on.
// The workflows, the demo's loader and its clock all ask here.
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { DueAction } from '../domain/kernel/due-action.ts';
import { dueActions } from '../domain/product-cycle/due-actions.ts';
import { nextCycle } from '../domain/product-cycle/ending.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { nextYearId, programmeYear, yearDue } from '../domain/programme-year/programme-year.ts';
import type { Executor } from './execute-command.ts';

/** @param at the engine's time, RFC 3339 UTC. Empty for streams no process serves and for damaged ones. */
export async function whatIsDue(executor: Executor, stream: string, at: string): Promise<readonly DueAction[]> {
  const { category, id } = splitStream(stream);
  if (category === programmeYear.category) {
    const year = await executor.look(programmeYear, id);
    const due = yearDue(stream, year.state);
    return due && year.damagedAt === undefined ? [due] : [];
  }
  if (category !== productCycle.category) return [];
  const cycle = await executor.look(productCycle, id);
  if (cycle.damagedAt !== undefined) return [];
  const { yearId } = cycleParts(id);
  const year = await executor.look(programmeYear, yearId);
  const next = nextCycle(id, cycle.state);
  const nextYear = next === undefined ? undefined : (await executor.look(programmeYear, nextYearId(yearId))).state;
  const nextStarted = next !== undefined && (await executor.look(productCycle, next)).revision >= 0;
  return dueActions({ id, state: cycle.state, year: year.state, yearStream: year.stream, nextYear, nextStarted, at });
}
