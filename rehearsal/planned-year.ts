import { yearAsPlanned } from '../activities/year-as-planned.ts';
import type { ProgrammeYear } from '../domain/programme-year/programme-year.ts';
import type { YearPlan } from '../domain/programme-year/year-plan.ts';
import { readHistory } from '../eventstore/history.ts';
import type { EventStore } from '../eventstore/port.ts';

/** With the days off as they are known now. @param unsaved a plan to go by instead of the one that stands */
export async function plannedYear(store: EventStore, id: string, unsaved?: YearPlan): Promise<ProgrammeYear> {
  const known = await yearAsPlanned((aggregate, of) => readHistory(store, aggregate, of), id);
  const year = unsaved ? { ...known, plan: unsaved } : known;
  if (!year.plan) throw new Error(`Year ${id} is not planned yet.`);
  return year;
}
