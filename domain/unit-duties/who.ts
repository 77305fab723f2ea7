// Who reports the duties of a unit, and who judges what it reported.
import { type Acting, whoActs } from '../access/authorise.ts';
import type { ResponsibilityId } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { situationOf, type UnitDuties } from './unit-duties.ts';

type Asked = { id: string; state: UnitDuties; tree: UnitTree; today: Day };

const acting = ({ id, state, tree, today }: Asked, responsibility: ResponsibilityId): readonly Acting[] =>
  whoActs({
    ...{ responsibility, tier: undefined, situation: situationOf(id, state), tree },
    ...{ today, occurredOn: today, above: false },
  });

/** The unit's own officers, or whoever acts for it once it is gone; those above may enter a report, and are not waited for. */
export const whoReports = (asked: Asked): readonly Acting[] =>
  acting(asked, 'report-duty').filter((a) => (a.onBehalfOf ?? a.unit) === asked.state.unit?.code);

/** The nearest first; never those who report. */
export function whoJudges(asked: Asked): readonly Acting[] {
  const own = whoReports(asked);
  return acting(asked, 'judge-duty')
    .filter((a) => !own.some((o) => o.role === a.role && o.unit === a.unit))
    .toReversed();
}
