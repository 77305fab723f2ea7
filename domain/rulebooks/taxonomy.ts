// A product keeps the group it was registered in when the law changes; which group and sets that is now, the taxonomies
// say themselves (`continues`).
import type { Industry, ProductGroup, Rulebook, SetEntry } from './rulebook.ts';

type Classified = Pick<Rulebook, 'taxonomy'>;

const groupsOf = ({ taxonomy }: Classified): readonly ProductGroup[] => taxonomy.flatMap(({ groups }) => groups);
const entriesOf = (rulebook: Classified): readonly SetEntry[] => groupsOf(rulebook).flatMap(({ sets }) => sets);

/** The rulebook's group for a product registered in `group`, under this or an earlier act; undefined when none goes on. */
export function findGroup(rulebook: Classified, group: string): ProductGroup | undefined {
  const groups = groupsOf(rulebook);
  return groups.find(({ id }) => id === group) ?? groups.find(({ continues = [] }) => continues.includes(group));
}

/** Ids of the sets by which a product of that group may be rated; empty when the act has no such group. */
export function setsOfGroup(rulebook: Classified, group: string): readonly string[] {
  return (findGroup(rulebook, group)?.sets ?? []).map(({ id }) => id);
}

/** The industry a group belongs to under this rulebook, or undefined. */
export function findIndustry(rulebook: Classified, group: string): Industry | undefined {
  const found = findGroup(rulebook, group);
  return found && rulebook.taxonomy.find(({ groups }) => groups.includes(found));
}

/** Whether the rulebook rates by that set. */
export const hasSet = (rulebook: Classified, setId: string): boolean =>
  entriesOf(rulebook).some(({ id }) => id === setId);

function linksOf(rulebooks: readonly Classified[]): readonly (readonly [later: string, earlier: string])[] {
  return rulebooks
    .flatMap(entriesOf)
    .flatMap(({ id, continues = [] }) => continues.map((earlier) => [id, earlier] as const));
}

/**
 * The sets of `target` that correspond to a set of any rulebook, earlier or later: several where an act split or joined
 * them, none where it has nothing of the kind. `rulebooks`: all of them, because the way may lead over those between.
 */
export function correspondingSets(
  setId: string,
  target: Classified,
  rulebooks: readonly Classified[],
): readonly string[] {
  const links = linksOf(rulebooks);
  const step = {
    up: (id: string) => links.filter(([, e]) => e === id).map(([l]) => l),
    down: (id: string) => links.filter(([l]) => l === id).map(([, e]) => e),
  };
  const found = (['up', 'down'] as const).flatMap((way) => reach([setId], step[way]));
  return [...new Set([setId, ...found])].filter((id) => hasSet(target, id));
}

/** All ids that can be reached from these by repeating the step. */
function reach(from: readonly string[], step: (id: string) => readonly string[]): readonly string[] {
  const next = from.flatMap(step);
  return next.length === 0 ? [] : [...next, ...reach(next, step)];
}
