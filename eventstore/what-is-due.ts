// What the process is due to do for a stream, by a fresh look at it and at the years it depends on.
// The workflows, the demo's loader and its clock all ask here.
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { DueAction } from '../domain/kernel/due-action.ts';
import { dueActions } from '../domain/product-cycle/due-actions.ts';
import { nextCycle } from '../domain/product-cycle/ending.ts';
import { cycleParts, type ProductCycle, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { nextYearId, type ProgrammeYear, programmeYear, yearDue } from '../domain/programme-year/programme-year.ts';
import type { Executor } from './execute-command.ts';
import type { History } from './history.ts';

/** @param at the engine's time, RFC 3339 UTC. Empty for streams no process serves and for damaged ones. */
export async function whatIsDue(executor: Executor, stream: string, at: string): Promise<readonly DueAction[]> {
  const { category, id } = splitStream(stream);
  if (category === programmeYear.category) return dueOfYear(await executor.look(programmeYear, id));
  return category === productCycle.category ? dueOfCycle(executor, await executor.look(productCycle, id), at) : [];
}

/** The same for a year that has just been looked at. */
export function dueOfYear({ stream, state, damagedAt }: History<ProgrammeYear>): readonly DueAction[] {
  const due = yearDue(stream, state);
  return due && damagedAt === undefined ? [due] : [];
}

/** The same for a cycle that has just been looked at. */
export async function dueOfCycle(
  executor: Executor,
  { id, state, damagedAt }: History<ProductCycle>,
  at: string,
): Promise<readonly DueAction[]> {
  if (damagedAt !== undefined) return [];
  const { yearId } = cycleParts(id);
  const year = await executor.look(programmeYear, yearId);
  const next = nextCycle(id, state);
  const nextYear = next === undefined ? undefined : (await executor.look(programmeYear, nextYearId(yearId))).state;
  const nextStarted = next !== undefined && (await executor.look(productCycle, next)).revision >= 0;
  return dueActions({ id, state, year: year.state, yearStream: year.stream, nextYear, nextStarted, at });
}
