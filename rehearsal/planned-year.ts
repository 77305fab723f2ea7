import { yearAsPlanned } from '../activities/year-as-planned.ts';
import type { ProgrammeYear } from '../domain/programme-year/programme-year.ts';
import { readHistory } from '../eventstore/history.ts';
import type { EventStore } from '../eventstore/port.ts';

/** With the days off as they are known now. */
export async function plannedYear(store: EventStore, id: string): Promise<ProgrammeYear> {
  const year = await yearAsPlanned((aggregate, of) => readHistory(store, aggregate, of), id);
  if (!year.plan) throw new Error(`Year ${id} is not planned yet.`);
  return year;
}
