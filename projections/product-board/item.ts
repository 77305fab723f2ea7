// A row as people and programs get it: what depends on the day is computed for the day of the question.

import { whoActs } from '../../domain/access/authorise.ts';
import { rulebookIdOf, situationOf } from '../../domain/product-cycle/product-cycle.ts';
import type { ProgrammeYear } from '../../domain/programme-year/programme-year.ts';
import type { Step } from '../../domain/programme-year/steps.ts';
import type { ResponsibilityId } from '../../domain/rulebooks/responsibilities.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { workingDaysLeft } from '../../domain/time/working-days.ts';
import { findUnitAt, type Place } from '../../domain/unit/place.ts';
import { existsOn, nameOf, type UnitTree } from '../../domain/unit/unit-tree.ts';
import type { BoardItem, UnitName } from './board.ts';
import type { CycleRow } from './row.ts';

export type Context = { today: Day; tree: UnitTree; year: ProgrammeYear };

export function itemOf(row: CycleRow, { today, tree, year }: Context): BoardItem {
  const due = row.due_on ?? undefined;
  const overdue = due !== undefined && due < today;
  return {
    cycle: row.cycle,
    year: row.year,
    product: row.product,
    productName: row.product_name,
    productCode: row.product_code ?? undefined,
    producer: row.producer,
    group: row.product_group,
    ...placeOf(row, { today, tree }),
    province: unitName(tree, row.province) ?? { code: row.province, name: row.province },
    step: (row.step as Step | null) ?? undefined,
    tier: row.tier ?? undefined,
    round: row.round ?? undefined,
    state: row.state as BoardItem['state'],
    stars: row.stars ?? undefined,
    waiting:
      row.responsibility === null
        ? undefined
        : { responsibility: row.responsibility, vi: row.waiting_vi ?? '', en: row.waiting_en ?? '' },
    acting: actingFor(row, { today, tree, year }),
    dueOn: due,
    basis: row.basis ?? undefined,
    workingDaysLeft: due === undefined ? undefined : workingDaysLeft(today, due, year.calendar),
    overdue,
    late: overdue || row.done_late === 1,
    rulebook: rulebookIdOf(boundOf(row), year),
    revision: row.revision,
    position: row.position,
    recordedAt: row.recorded_at,
    damaged: row.damaged === 1,
    stale: row.stale === 1,
  };
}

/**
 * Where it lies today: in the unit of each level that is there today. Where it counts, the units of the day it began, is
 * said besides where that is another one.
 */
function placeOf(row: CycleRow, { today, tree }: Pick<Context, 'today' | 'tree'>) {
  const counted = { commune: row.commune, district: row.district };
  const places: Place = JSON.parse(row.places);
  const now = { commune: codeNow('commune'), district: codeNow('district') };
  const began = (code: string | null) => unitName(tree, code, row.began_on);
  const isMoved = now.commune !== counted.commune || now.district !== counted.district;
  return {
    commune: unitName(tree, now.commune, today),
    district: unitName(tree, now.district, today),
    ...(isMoved ? { countedIn: { commune: began(counted.commune), district: began(counted.district) } } : {}),
  };

  /** Of a divided commune nobody knows yet in which part it lies; of an abolished level there is none. */
  function codeNow(level: 'commune' | 'district'): string | null {
    const unit = findUnitAt(tree, places, level, today);
    if (!unit) return counted[level];
    return existsOn(unit, today) ? unit.code : null;
  }
}

/** Who acts today: a unit that was abolished since has successors. */
export function actingFor(row: CycleRow, { tree, today, year }: Context): BoardItem['acting'] {
  if (row.responsibility === null) return [];
  return whoActs({
    responsibility: row.responsibility as ResponsibilityId,
    tier: row.waiting_tier ?? undefined,
    situation: situationOf(row.cycle, { ...row, ...boundOf(row), places: JSON.parse(row.places) }, year),
    tree,
    today,
    occurredOn: today,
  }).map((acting) => ({ ...acting }));
}

const boundOf = (row: CycleRow) => ({
  rulebook: row.rulebook ?? undefined,
  expectedRulebook: row.expected_rulebook ?? undefined,
});

export const unitName = (tree: UnitTree, code: string | null, on?: Day): UnitName | undefined =>
  code === null ? undefined : { code, name: nameOf(tree, code, on) ?? code };
