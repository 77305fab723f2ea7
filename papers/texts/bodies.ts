// Who issues a text, as its head names them: bodies carry the name their unit had on the day the text speaks of.
import type { Day } from '../../domain/time/civil-date.ts';
import { nameOf, type UnitTree } from '../../domain/unit/unit-tree.ts';

/** What kind of unit it is; what follows is where its texts are issued. */
const KINDS = /^(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+/iu;

export function issuedBy(tree: UnitTree, unit: string, on: Day | undefined): { superior: string; place: string } {
  const name = nameOf(tree, unit, on) ?? unit;
  return { superior: `Ủy ban nhân dân ${name}`, place: name.replace(KINDS, '') };
}

const KIND_AT_END = /\s+(tỉnh|huyện|xã)$/iu;

/** A body that a rulebook names by its level, “Ủy ban nhân dân huyện”, as that of one unit. */
export const bodyOf = (body: string, unit: string): string => body.replace(KIND_AT_END, ` ${unit}`);
