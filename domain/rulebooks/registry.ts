import type { Day } from '../time/civil-date.ts';
import type { CriteriaSet } from './criteria-set.ts';
import { coffee } from './r2019/coffee.ts';
import { r2019 } from './r2019/r2019.ts';
import type { Industry, Rulebook } from './rulebook.ts';

/** All rulebooks, oldest first. */
export const rulebooks: readonly Rulebook[] = [r2019];

/** All criteria sets whose content is held. */
export const criteriaSets: readonly CriteriaSet[] = [coffee];

export function findRulebook(id: string): Rulebook | undefined {
  return rulebooks.find((rulebook) => rulebook.id === id);
}

/** The rulebook of that id. Throws when there is none. */
export function getRulebook(id: string): Rulebook {
  const rulebook = findRulebook(id);
  if (!rulebook) throw new Error(`unknown rulebook ${id}`);
  return rulebook;
}

/** The rulebook a dossier filed on that day comes under: it binds, whatever law follows. Undefined before any law. */
export function findRulebookFor(filedOn: Day): Rulebook | undefined {
  return rulebooks.find(
    ({ effectiveFrom, supersededFrom }) =>
      effectiveFrom <= filedOn && (supersededFrom === undefined || filedOn < supersededFrom),
  );
}

/** The industry a product group belongs to, in the newest taxonomy that has the group. */
export function findIndustryOf(group: string): Industry | undefined {
  return rulebooks
    .toReversed()
    .flatMap((rulebook) => rulebook.taxonomy)
    .find((industry) => industry.groups.some((g) => g.id === group));
}

export function findCriteriaSet(id: string): CriteriaSet | undefined {
  return criteriaSets.find((set) => set.id === id);
}

/** The criteria set of that id ('R2019/6'). Throws when its content is not held. */
export function getCriteriaSet(id: string): CriteriaSet {
  const set = findCriteriaSet(id);
  if (!set) throw new Error(`unknown criteria set ${id}`);
  return set;
}
