// Who issues a text, as its head names them: bodies carry the name their unit had on the day the text speaks of.
import type { Day } from '../../domain/time/civil-date.ts';
import { nameOf, type UnitTree } from '../../domain/unit/unit-tree.ts';

/** The unit's own name without what kind of unit it is: where the text is issued. */
const KINDS = /^(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+/iu;

export function issuedBy(tree: UnitTree, unit: string, on: Day | undefined): { superior: string; place: string } {
  const name = nameOf(tree, unit, on) ?? unit;
  return { superior: `Ủy ban nhân dân ${name}`, place: name.replace(KINDS, '') };
}
