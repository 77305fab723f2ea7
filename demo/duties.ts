// The duties of units in the demo's year plan.

import { dutiesOfTheCycle } from './duties-of-the-cycle.ts';
import { dutiesOfTheProgramme } from './duties-of-the-programme.ts';
import type { DutyRow, PlanDuty } from './duty-rows.ts';

/** Every duty that the scheme gives units, with its place there; days within the months it names are ours. */
export const dutyRows: readonly DutyRow[] = [...dutiesOfTheCycle, ...dutiesOfTheProgramme];

export function dutiesOf(year: number): PlanDuty[] {
  return dutyRows.map(({ id, vi, en, levels, units, times, evidence, reportTo, source }) => ({
    ...{ id, name: { vi, en }, levels: [...levels], evidence, reportTo },
    ...(units ? { units: [...units] } : {}),
    times: times.map(([from, until, of], i) => ({
      ...{ no: i + 1, from: `${year}-${from}`, until: `${year}-${until}` },
      ...(of ? { of } : {}),
    })),
    source: `1576/QĐ-UBND, ${source}`,
  }));
}
