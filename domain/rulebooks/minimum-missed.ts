// Which minimum options a council can have found missed.
import { type CriteriaSet, leavesOf } from './criteria-set.ts';
import type { Star } from './rulebook.ts';

export type Missed = { readonly criterion: string; readonly star: number };

/**
 * Whether the form asks for that star's minimum at that criterion. Where our source of the form has gaps (781/QĐ-TTg,
 * Phụ lục II item 6 is read in parts), any criterion of the form may have one, but none below the star it is read for;
 * of a form that we do not hold at all the council alone knows.
 */
export function mayBeMissed(set: CriteriaSet, { criterion, star }: Missed): boolean {
  const asked = set.minimum.filter((m) => m.criterion === criterion).map((m) => m.star);
  if (set.incomplete.length === 0) return asked.includes(star as Star);
  const leaves = leavesOf(set);
  if (leaves.length === 0) return true;
  // The minimums of 2★ are read in no set.
  const known = leaves.some(({ code }) => code === criterion);
  return known && (star === 2 || asked.length === 0 || Math.min(...asked) <= star);
}
