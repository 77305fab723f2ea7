// Who issues a text, as its head names them: bodies carry the name their unit had on the day the text speaks of.
import { type Level, roles } from '../../domain/rulebooks/responsibilities.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { findUnitAt, type Place, placesOf } from '../../domain/unit/place.ts';
import { findUnit, nameOf, type UnitTree } from '../../domain/unit/unit-tree.ts';

/** What kind of unit it is; what follows is where its texts are issued. */
const KINDS = /^(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+/iu;

export function issuedBy(tree: UnitTree, unit: string, on: Day | undefined): { superior: string; place: string } {
  const name = nameOf(tree, unit, on) ?? unit;
  return { superior: `Ủy ban nhân dân ${name}`, place: name.replace(KINDS, '') };
}

type Lying = {
  readonly state: { readonly place?: string; readonly places?: Place };
  readonly tree: UnitTree;
  readonly unit: string;
};

/** The unit of a level above a product's place on a day; where there is none, the one at work. */
export const unitAt = ({ state, tree, unit }: Lying, level: Level, on: Day): string =>
  findUnitAt(tree, placesOf(state), level, on)?.code ?? unit;

/** Who acts for a unit as it is called on a day: its people's committee; a department has its own name. */
export function committee(tree: UnitTree, unit: string, on: Day): { issuer: string; place: string } {
  const { superior, place } = issuedBy(tree, unit, on);
  const name = nameOf(tree, unit, on) ?? unit;
  if (KINDS.test(name)) return { issuer: superior, place };
  const above = findUnit(tree, unit, on)?.parents.at(-1)?.is;
  return { issuer: name, place: above === undefined ? place : issuedBy(tree, above, on).place };
}

/** Who prepares what a people's committee decides on; undefined words of the law leave it by what it does. */
export function officeOf(tree: UnitTree, unit: string, on: Day): { superior: string; issuer: string; place: string } {
  const isProvince = findUnit(tree, unit, on)?.level === 'province';
  const office = isProvince ? roles['province-officer'].vi : 'Cơ quan phụ trách Chương trình OCOP';
  return { ...issuedBy(tree, unit, on), issuer: office };
}

const KIND_AT_END = /\s+(tỉnh|huyện|xã)$/iu;

/** A body that a rulebook names by its level, “Ủy ban nhân dân huyện”, as that of one unit. */
export const bodyOf = (body: string, unit: string): string => body.replace(KIND_AT_END, ` ${unit}`);
