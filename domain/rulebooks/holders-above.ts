import { heightOf } from './levels.ts';
import {
  type Holder,
  holdersOf,
  type ResponsibilityId,
  type ResponsibilityTable,
  type TierId,
} from './responsibilities.ts';

/**
 * Who stands above those who hold a responsibility, and may date its acts back further than they: holders of
 * `date-back` at a higher level; above the highest level its last holder, who signs for it.
 */
export function holdersAbove(
  rulebook: { responsibilities: ResponsibilityTable },
  id: ResponsibilityId,
  tier?: TierId,
): readonly Holder[] {
  const highest = Math.max(...holdersOf(rulebook, id, tier).map(({ at }) => heightOf(at)));
  const backdaters = holdersOf(rulebook, 'date-back');
  const above = backdaters.filter(({ at }) => heightOf(at) > highest);
  return above.length > 0 ? above : backdaters.slice(-1);
}
