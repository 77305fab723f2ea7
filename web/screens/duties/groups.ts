// The units of a board in groups that are looked at together: a level, or the communes of one district.
import type { UnitLevel } from '../../../domain/unit/unit-tree.ts';
import type { UnitName } from '../../talk/answers.ts';
import type { DutiesBoard } from '../../talk/year-answers.ts';

type Units = DutiesBoard['units'];
export type UnitGroup = {
  readonly key: string;
  readonly level: UnitLevel;
  /** the district whose communes these are */
  readonly under?: UnitName | undefined;
  readonly units: Units;
};

export function groupsOf(units: Units): readonly UnitGroup[] {
  const groups = new Map<string, { level: UnitLevel; under?: UnitName | undefined; units: Units[number][] }>();
  for (const one of units) {
    const under = one.level === 'commune' ? one.under : undefined;
    const key = under?.code ?? one.level;
    const group = groups.get(key) ?? { level: one.level as UnitLevel, under, units: [] };
    group.units.push(one);
    groups.set(key, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

/** The one that is named; else the widest of those where one sees somebody below oneself. */
export function groupOf(
  groups: readonly UnitGroup[],
  key: string | undefined,
  mine: readonly string[],
): UnitGroup | undefined {
  const named = groups.find((group) => group.key === key);
  const below = groups.find(({ under }) => under && mine.includes(under.code));
  return named ?? below ?? groups.find(({ level }) => level === 'district') ?? groups[0];
}
