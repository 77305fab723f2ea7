// Who can grant roles in a province, so that it is never nobody.
import { lawOn, rulebooks } from '../rulebooks/registry.ts';
import { type Holder, holdersOf, type RoleId } from '../rulebooks/responsibilities.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { addDays, type Day } from '../time/civil-date.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import type { Grant } from './grants.ts';
import { isGranted, unitsActing } from './units-acting.ts';

/** The roles that some law lets grant others. */
export const grantingRoles = (): readonly RoleId[] => [
  ...new Set(rulebooks.flatMap((law) => holders(law).map(({ role }) => role))),
];

/** Whether some law lets the role grant others. */
export const mayGrant = ({ role }: Pick<Grant, 'role'>): boolean => grantingRoles().includes(role);

const holders = (law: Rulebook): readonly Holder[] => holdersOf(law, 'grant-roles');

type Question = { tree: UnitTree; province: string; ended: Grant; from: Day; left: readonly Grant[] };

/**
 * The first day of those a grant loses on which nobody could grant roles any more; undefined where somebody always can.
 * @param q `from`: the first day it loses; `left`: what everybody holds without those days
 */
export function firstDayWithoutGranter({ tree, province, ended, from, left }: Question): Day | undefined {
  const lets = ({ grant, on }: { grant: Grant; on: Day }): boolean => {
    const matter = { situation: { province, place: province, rulebook: '' }, tree, today: on, occurredOn: on };
    const acting = holders(lawOn(on)).flatMap((h) => unitsActing(h, matter));
    return acting.some((a) => isGranted(grant, a, matter));
  };
  // What somebody may do by leave of another goes with what that one holds, and is no reason to do without it.
  if (ended.delegated) return undefined;
  const own = left.filter((g) => !g.delegated);
  for (let on = from; ended.until === undefined || on <= ended.until; ) {
    if (!lets({ grant: ended, on })) return undefined;
    const until = own
      .filter((g) => g.from <= on && (g.until === undefined || on <= g.until) && lets({ grant: g, on }))
      .map((g) => g.until);
    if (until.includes(undefined)) return undefined;
    const last = until.sort().at(-1);
    if (last === undefined) return on;
    on = addDays(last, 1);
  }
  return undefined;
}
