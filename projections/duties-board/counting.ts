import type { Day } from '../../domain/time/civil-date.ts';
import type { Duty } from '../../domain/unit-duties/unit-duties.ts';
import type { DutyCounts } from './board.ts';

const HUNDREDTHS = 10_000;

export const isInTime = ({ reported, dueOn }: Duty): boolean => reported !== undefined && reported.on <= dueOn;
export const isOverdue = ({ reported, excused, dueOn }: Duty, today: Day): boolean =>
  !reported && !excused && dueOn < today;

/** How duties stand on a day. What a unit was excused from is owed by nobody. */
export function count(duties: readonly Duty[], today: Day): DutyCounts {
  const owed = duties.filter(({ excused }) => !excused);
  const reported = owed.filter((duty) => duty.reported);
  const inTime = reported.filter(isInTime).length;
  const overdue = owed.filter((duty) => isOverdue(duty, today)).length;
  const accepted = reported.filter((duty) => duty.accepted).length;
  const due = reported.length + overdue;
  return {
    ...{ owed: owed.length, due, inTime, late: reported.length - inTime, overdue },
    ...{ waiting: reported.length - accepted, accepted, excused: duties.length - owed.length },
    ...(due === 0 ? {} : { inTimeShare: Math.round((inTime * HUNDREDTHS) / due) }),
  };
}
