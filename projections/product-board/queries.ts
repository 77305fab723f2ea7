import type { Sight } from '../../domain/access/sight.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { findUnitAt } from '../../domain/unit/place.ts';
import { existsOn, findUnit, type Unit, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { foldedSource } from '../engine/folded-source.ts';
import type { Reader } from '../engine/reader.ts';
import { type Condition, seenAtWork } from '../seen.ts';
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

  const allPlaces = () =>
    reader.all<Pick<CycleRow, 'province' | 'places'>>('SELECT DISTINCT province, places FROM cycle');
  const trees = () =>
    reader
      .all<{ stream: string }>('SELECT stream FROM source WHERE stream LIKE ? ORDER BY stream', unitTree.stream('%'))
      .map(({ stream }) => splitStream(stream).id)
      .map((province) => ({ province, tree: treeOf(province) }));
  const seenBy = (sight: Sight | undefined): Condition =>
    seenAtWork(sight, {
      resource: productCycle.resource,
      key: 'cycle',
      advisers: true,
      trees: sight ? trees() : [],
      places: allPlaces,
    });

  /** What lies in a unit depends on the day: each place that rows have is asked once. */
  function lyingIn(code: string, today: string): readonly string[] | undefined {
    const all = allPlaces();
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
      const found = findRows(reader, question, { among, lying, seen: seenBy(question.sight) });
      if (isRefusal(found)) return found;
      const items = found.rows.map((row) => asItem(row, question.today));
      return found.next === undefined ? { items, total: found.total } : { items, next: found.next, total: found.total };
    },
    reached: async (among, today) => countReached(reader, among, (unit) => lyingIn(unit, today)),
    unplaced: async (today, sight) => listUnplaced(reader, treeOf, { today, sight }),
    async get(cycle, today, sight) {
      const { sql, values } = seenBy(sight);
      const row = reader.get<CycleRow>(`SELECT * FROM cycle WHERE cycle = ? AND ${sql}`, cycle, ...values);
      return row && asItem(row, today);
    },
    summary: async ({ sight, ...q }) => summarise(reader, treeOf, { ...q, seen: seenBy(sight) }),
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
