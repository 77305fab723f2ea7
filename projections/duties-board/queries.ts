import { seesOf } from '../../domain/access/seeing.ts';
import { type Sight, standingsTo } from '../../domain/access/sight.ts';
import { whoseIs } from '../../domain/access/whose.ts';
import type { PlannedDuty } from '../../domain/programme-year/duties.ts';
import type { ProgrammeYear } from '../../domain/programme-year/programme-year.ts';
import { programmeYear, provinceOf, yearOf } from '../../domain/programme-year/programme-year.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { findUnit, nameOf, parentOf, type Unit, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { type UnitDuties, unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { foldedSource } from '../engine/folded-source.ts';
import type { Reader } from '../engine/reader.ts';
import { yearsOf } from '../years.ts';
import type { Duties, DutiesBoard, DutiesQuestion } from './board.ts';
import { count } from './counting.ts';
import { listOf, type UnitRow } from './list.ts';

export function dutiesQueries(reader: Reader): Duties {
  const sourceOf = foldedSource(reader, 'duties_source');
  const treeOf = (province: string) => sourceOf<UnitTree>(unitTree.stream(province)) ?? unitTree.initial;
  const yearIn = yearsOf(sourceOf);

  /** The units of a year, of all years without one; with a place the one that carries that code today and what lies under it. */
  function rowsOf({
    year,
    province,
    place,
    today,
    sight,
  }: Pick<DutiesQuestion, 'year' | 'place' | 'today' | 'sight'> & { province?: string }) {
    const rows = reader.all<{ id: string; province: string; revision: number; folded: string }>(
      `SELECT id, province, revision, folded FROM unit_duties
       WHERE (?1 IS NULL OR year = ?1) AND (?2 IS NULL OR province = ?2) ORDER BY id`,
      year ?? null,
      province ?? null,
    );
    return rows.flatMap(({ id, province, revision, folded }): UnitRow[] => {
      const state: UnitDuties = JSON.parse(folded);
      const tree = treeOf(province);
      const unit = state.unit && findUnit(tree, state.unit.code, state.unit.from);
      const isAsked = unit && (place === undefined || liesIn(tree, unit, place, today));
      return isAsked && sees(sight, id, state, tree) ? [{ id, revision, state, unit }] : [];
    });
  }

  return {
    async board(yearId, { today, place, sight }) {
      const province = provinceOf(yearId);
      const planned = sourceOf<ProgrammeYear>(programmeYear.stream(yearId))?.plan;
      if (!planned) return undefined;
      const rows = rowsOf({ year: yearOf(yearId), province, place, today, sight });
      return boardOf(yearId, { duties: planned.duties ?? [], rows, tree: treeOf(province), today });
    },
    list: async (q) => listOf(rowsOf(q), q, { treeOf, yearIn }),
  };
}

function sees(sight: Sight | undefined, id: string, state: UnitDuties, tree: UnitTree): boolean {
  if (!sight) return true;
  const { resource } = unitDuties;
  return seesOf(resource, standingsTo(sight, whoseIs(resource, { id, state, product: undefined }), tree)) === 'at-work';
}

/** Whether it carries the code or lies under what does; one that has ended lies where it last lay. */
function liesIn(tree: UnitTree, unit: Unit, place: string, today: Day): boolean {
  for (let at: Unit | undefined = unit, n = 0; at && n < 5; n++) {
    if (at.code === place) return true;
    at = parentOf(tree, at, dayIn(at, today));
  }
  return false;
}

const dayIn = ({ until }: Unit, today: Day): Day => (until !== undefined && until < today ? until : today);

type OfBoard = { duties: readonly PlannedDuty[]; rows: readonly UnitRow[]; tree: UnitTree; today: Day };

const heights = ['province', 'department', 'district', 'commune'];

function boardOf(year: string, { duties, rows, tree, today }: OfBoard): DutiesBoard {
  const all = rows.flatMap(({ state }) => state.duties);
  const units = rows.map(({ id, state, unit }) => {
    const on = dayIn(unit, today);
    const above = parentOf(tree, unit, on);
    const own = duties.map(({ id }) => id).filter((id) => state.duties.some(({ duty }) => duty === id));
    return {
      id,
      unit: { code: unit.code, name: nameOf(tree, unit.code, on) ?? unit.name },
      level: unit.level,
      ...(above ? { under: { code: above.code, name: nameOf(tree, above.code, on) ?? above.name } } : {}),
      ...(state.handedOver ? { handedOverTo: state.handedOver.to } : {}),
      counts: count(state.duties, today),
      perDuty: Object.fromEntries(
        own.map((id) => [
          id,
          count(
            state.duties.filter((d) => d.duty === id),
            today,
          ),
        ]),
      ),
    };
  });
  const order = ({ level, unit }: (typeof units)[number]) => `${heights.indexOf(level)} ${unit.code}`;
  return {
    year,
    duties: duties.map((duty) => ({
      duty,
      counts: count(
        all.filter((d) => d.duty === duty.id),
        today,
      ),
    })),
    units: units.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    counts: count(all, today),
  };
}
