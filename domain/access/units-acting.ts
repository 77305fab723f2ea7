// Which unit acts for a level of a place, with which role and for whom.
import type { Situation } from '../kernel/command.ts';
import { roleAt } from '../rulebooks/levels.ts';
import type { Holder, RoleId } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { findActing, findUnitAt, isHeldAt, placesOf, unitsAt } from '../unit/place.ts';
import { findUnit, type Unit, type UnitTree } from '../unit/unit-tree.ts';
import type { Grant } from './grants.ts';

/** `unit`: undefined for a producer, which is none; `onBehalfOf`: the unit whose matter it is, where another acts */
export type UnitActing = {
  readonly role: RoleId;
  readonly code: string;
  readonly unit: Unit | undefined;
  readonly onBehalfOf?: Unit;
};

type Question = { situation: Situation; tree: UnitTree; today: Day; occurredOn: Day };

/** The rule asks for the unit of the day it happened; when that unit is gone, who took over acts on its behalf. */
export function unitsActing(holder: Holder, { situation, tree, today, occurredOn }: Question): readonly UnitActing[] {
  if (holder.at === 'producer') {
    const { producer } = situation;
    return producer === undefined ? [] : [{ role: holder.role, code: producer, unit: undefined }];
  }
  // Where no unit of its is there any more (registering it was a slip), the province has it in hand.
  const lies = placesOf(situation);
  const place = unitsAt(tree, lies, today).length > 0 ? lies : [{ code: situation.province }];
  const acting = findActing(tree, place, holder.at, today);
  if (!acting) return [];
  const { code } = acting;
  const of = findUnitAt(tree, place, holder.at, occurredOn) ?? acting;
  const role = roleAt(holder.role, acting.level);
  return [{ role, code, unit: acting, ...(of === acting ? {} : { onBehalfOf: of }) }];
}

/** Whether a grant lets its holder act there: it was given at the unit that carried the code on its first day. */
export function isGranted(grant: Grant, { role, code, unit }: UnitActing, { tree, today }: Question): boolean {
  if (grant.role !== role) return false;
  return unit ? isHeldAt(tree, findUnit(tree, grant.unit, grant.from), unit, today) : grant.unit === code;
}
