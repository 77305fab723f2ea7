// Who holds which role at which unit on a day, what nobody there can do, and whom it took over from.

import { roleAt } from '../rulebooks/levels.ts';
import { lawOn } from '../rulebooks/registry.ts';
import { type Holder, type ResponsibilityId, type RoleId, responsibilityIds } from '../rulebooks/responsibilities.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Day } from '../time/civil-date.ts';
import { isHeldAt, predecessorsOf } from '../unit/place.ts';
import { allUnits, existsOn, findUnit, type Unit, type UnitTree } from '../unit/unit-tree.ts';
import { type Account, type Grant, grantsOn, resting } from './grants.ts';

export type Officer = { readonly account: string; readonly grant: Grant };
export type Staffed = {
  readonly unit: Unit;
  readonly officers: readonly Officer[];
  /** roles of which somebody is missing: what `undone` names falls to nobody else */
  readonly lacking: readonly RoleId[];
  readonly undone: readonly ResponsibilityId[];
  /** the units it took over from, with who held a role there on their last day: theirs ended with the unit */
  readonly before: readonly { readonly unit: Unit; readonly accounts: readonly string[] }[];
};

type Question = { readonly tree: UnitTree; readonly accounts: ReadonlyMap<string, Account>; readonly on: Day };

/** The units of a day in the order of their codes. */
export function staffOf({ tree, accounts, on }: Question): readonly Staffed[] {
  const duties = dutiesUnder(lawOn(on));
  const all = [...accounts].map(([id, state]) => [id, resting(state, accounts, on)] as const);
  const holding = all.flatMap(([id, state]) => grantsOn(state, on).map((grant): Officer => ({ account: id, grant })));
  const at = (unit: Unit) =>
    holding.filter(({ grant }) => isHeldAt(tree, findUnit(tree, grant.unit, grant.from), unit, on));
  const formerly = (unit: Unit) =>
    all
      .filter(([, state]) => grantsOn(state, unit.until as Day).some((g) => findUnit(tree, g.unit, g.from) === unit))
      .map(([id]) => id);

  return allUnits(tree)
    .filter((unit) => existsOn(unit, on))
    .sort((a, b) => a.code.localeCompare(b.code, 'en'))
    .map((unit) => {
      const officers = at(unit);
      const isHeld = (role: RoleId): boolean => officers.some(({ grant }) => grant.role === role);
      const undone = duties.filter(({ level, roles }) => level === unit.level && !roles.some(isHeld));
      return {
        unit,
        officers,
        lacking: [...new Set(undone.flatMap(({ roles }) => roles))],
        undone: [...new Set(undone.map(({ id }) => id))],
        before: predecessorsOf(tree, unit).map((one) => ({ unit: one, accounts: formerly(one) })),
      };
    });
}

type Duty = { readonly id: ResponsibilityId; readonly level: string; readonly roles: readonly RoleId[] };

/** What falls to units of one level alone, with the roles of which any one will do. */
function dutiesUnder({ responsibilities }: Rulebook): readonly Duty[] {
  const tables = responsibilityIds.flatMap((id): { id: ResponsibilityId; holders: readonly Holder[] }[] => {
    const entry = responsibilities[id];
    return 'perTier' in entry
      ? Object.values(entry.perTier).map((holders) => ({ id, holders }))
      : [{ id, holders: entry }];
  });
  return tables.flatMap(({ id, holders }) => {
    const [level, ...others] = new Set(holders.map(({ at }) => at));
    if (level === undefined || level === 'producer' || others.length > 0) return [];
    return [{ id, level, roles: [...new Set(holders.map(({ role }) => roleAt(role, level)))] }];
  });
}
