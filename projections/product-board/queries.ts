import { isRefusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { findUnitAt } from '../../domain/unit/place.ts';
import { existsOn, findUnit, type Unit, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { foldedSource } from '../engine/folded-source.ts';
import type { Reader } from '../engine/reader.ts';
import { foldText } from '../vietnamese.ts';
import { yearsOf } from '../years.ts';
import type { Board, BoardItem } from './board.ts';
import { actingFor, itemOf } from './item.ts';
import { findRows } from './list.ts';
import { countReached } from './reached.ts';
import type { CycleRow } from './row.ts';
import { summarise } from './summary.ts';
import { listUnplaced } from './unplaced.ts';

export function boardQueries(reader: Reader): Board {
  const sourceOf = foldedSource(reader, 'source');
  const treeOf = (province: string) => sourceOf<UnitTree>(unitTree.stream(province)) ?? unitTree.initial;
  const yearOf = yearsOf(sourceOf);
  const asItem = (row: CycleRow, today: string): BoardItem =>
    itemOf(row, { today, tree: treeOf(row.province), year: yearOf(row.province, row.year, today) });

  /** Who acts depends on the day: the cycles that wait for somebody are asked one by one. */
  const actedOnBy = (unit: string, today: string): readonly string[] =>
    reader
      .all<CycleRow>('SELECT * FROM cycle WHERE responsibility IS NOT NULL')
      .filter((row) =>
        actingFor(row, { today, tree: treeOf(row.province), year: yearOf(row.province, row.year, today) }).some(
          (acting) => acting.unit === unit,
        ),
      )
      .map(({ cycle }) => cycle);

  /** What lies in a unit depends on the day: each place that rows have is asked once. */
  function lyingIn(code: string, today: string): readonly string[] | undefined {
    const all = reader.all<Pick<CycleRow, 'province' | 'places'>>('SELECT DISTINCT province, places FROM cycle');
    const trees = [...new Set(all.map(({ province }) => province))].map(treeOf);
    const isThere = (unit?: Unit) => unit !== undefined && existsOn(unit, today);
    if (!trees.some((tree) => isThere(findUnit(tree, code, today)))) return undefined;
    const liesThere = ({ province, places }: (typeof all)[number]) =>
      ['commune', 'district'].some(
        (level) => findUnitAt(treeOf(province), JSON.parse(places), level, today)?.code === code,
      );
    return [...new Set(all.filter(liesThere).map(({ places }) => places))];
  }

  return {
    async list(question) {
      const among = question.acting === undefined ? undefined : actedOnBy(question.acting, question.today);
      const { place, today } = question;
      const lying = place === undefined ? undefined : lyingIn(place, today);
      const found = findRows(reader, question, { among, lying });
      if (isRefusal(found)) return found;
      const items = found.rows.map((row) => asItem(row, question.today));
      return found.next === undefined ? { items, total: found.total } : { items, next: found.next, total: found.total };
    },
    reached: async (among, today) => countReached(reader, among, (unit) => lyingIn(unit, today)),
    unplaced: async (today) => listUnplaced(reader, treeOf, today),
    async get(cycle, today) {
      const row = reader.get<CycleRow>('SELECT * FROM cycle WHERE cycle = ?', cycle);
      return row && asItem(row, today);
    },
    summary: async (q) => summarise(reader, treeOf, q),
    openCycles: async () =>
      reader.all<{ cycle: string }>('SELECT cycle FROM cycle WHERE over = 0 ORDER BY cycle').map((r) => r.cycle),
    dueDates: async () =>
      reader
        .all<{ due: string }>('SELECT DISTINCT due_on AS due FROM cycle WHERE due_on IS NOT NULL ORDER BY due_on')
        .map((r) => r.due),
    findDuplicates: async ({ producer, name, except }) =>
      reader
        .all<{ stream: string; name: string }>(
          `SELECT stream, json_extract(folded, '$.name') AS name FROM source
           WHERE producer = ? AND folded_name = ? AND stream <> ? ORDER BY stream`,
          producer,
          foldText(name),
          product.stream(except ?? ''),
        )
        .map((r) => ({ product: r.stream.slice(product.stream('').length), name: r.name })),
  };
}
