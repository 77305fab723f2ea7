// A divided commune has several successors, and nobody decides by default in which of them something lies: it stands on
// a worklist until a fact says so, from the day of the division on.
import { z } from 'zod';
import type { Sentence } from '../kernel/event.ts';
import { document, paper, shownDay, unitCode } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { type Day, day } from '../time/civil-date.ts';
import { isUnplaced, type Place, placesOf, unitsAt } from './place.ts';
import { findUnit, placeRefused, type UnitTree } from './unit-tree.ts';

const NOT_A_PART = refusal('NOT_A_PART', 'invalid', {
  vi: '{place} không phải là phần nào của đơn vị bị chia: {parts}.',
  en: '{place} is no part of what was divided: {parts}.',
});

/** What the three commands ask for: the paper only where there is one. */
export const placing = { place: unitCode, document: document.optional() };
type Placing = { place: string; document?: z.output<typeof document> | undefined };

/** What the three facts say. */
export const placedAnew = z.strictObject({ ...placing, from: day });

type Placeable = { readonly place?: string | undefined; readonly places?: Place | undefined };

/** What is placed needs no placing. */
export const placingVerdict = (state: Placeable, tree: UnitTree | undefined, today: Day) =>
  tree && isUnplaced(tree, placesOf(state), today) ? undefined : ('already-so' as const);

/** The fact's data, or why it cannot be that place. */
export function placingOf(
  state: Placeable,
  { tree, today, input }: { tree: UnitTree | undefined; today: Day; input: Placing },
): (Placing & { from: Day }) | Refusal {
  const refused = tree && placeRefused(tree, input.place, today);
  const unit = tree && findUnit(tree, input.place, today);
  if (refused || !tree || !unit) return refused ?? NOT_A_PART({ place: input.place, parts: [] }, '/place');
  const parts = unitsAt(tree, placesOf(state), today);
  if (parts.length > 0 && !parts.includes(unit))
    return NOT_A_PART({ place: input.place, parts: parts.map((u) => u.code).join(', ') }, '/place');
  return { ...input, from: unit.from };
}

/** The state with its new place: where it lay before stays said. */
export const withPlacing = <S extends Placeable>(state: S, { place, from }: { place: string; from: Day }): S => ({
  ...state,
  place,
  places: [...placesOf(state), { code: place, on: from }],
});

export const placingSentence = ({ place, from, document }: z.output<typeof placedAnew>): Sentence => ({
  vi: `Xếp vào đơn vị ${place} từ ${shownDay(from)}${document ? ` theo ${paper(document)}` : ''}`,
  en: `Placed in unit ${place} from ${shownDay(from)}${document ? ` by ${paper(document)}` : ''}`,
});
